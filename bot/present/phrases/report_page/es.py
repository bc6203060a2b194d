"""Spanish, on the report page of a check-in."""

from bot.present.phrases.plural import Plural
from bot.present.phrases.report_page.shape import (
    FigureWords,
    GlanceWords,
    HeadWords,
    InsteadWords,
    PartWords,
    ReportPageWords,
    Told,
)

_HEAD = HeadWords(
    report="Informe del equipo",
    skip="Ir al informe",
    rounds="Informes",
    earlier="Anterior",
    later="Siguiente",
    is_earlier="Está viendo un informe anterior.",
    latest="Mostrar el último",
    anonymous="Anónimo",
    named="Con nombres",
)
_GLANCE = GlanceWords(
    title="De un vistazo",
    taking_part="Participación",
    areas="Áreas",
    area_count=Plural(one="{n} área: {tier}", other="{n} áreas: {tier}"),
    changes="Desde el informe anterior",
    went_up="Sube",
    went_down="Baja",
    may_have_moved="Quizá cambió",
    no_clear_change=Plural(one="Sin cambio claro en {n} área", other="Sin cambio claro en {n} áreas"),
    actions="Acciones",
    going_on=Plural(other="{n} en marcha"),
    overdue=Plural(other="{n} de ellas fuera de plazo"),
    settled=Plural(one="{n} hecha o abandonada", other="{n} hechas o abandonadas"),
    no_actions="Todavía no se ha decidido nada",
)
_FIGURE = FigureWords(
    of_answers=Plural(one="{n} respuesta", other="{n} respuestas"),
    median_of_four="mediana de las cuatro últimas: {score}",
    camps_mean="al menos una cuarta parte lo ve bien y al menos una cuarta parte lo ve mal",
    too_early="Es pronto para hablar de un cambio.",
    partial="Calculado sin las preguntas ocultas, así que no se compara.",
    break_mark="otra puntuación",
    none="sin cifra",
    why_short={
        "too few": "muy pocas",
        "protects others": "oculto",
        "held": "aún no",
        "withheld": "no se muestra",
        "team changed": "cambió el equipo",
    },
)
_PART = PartWords(
    talk="Para hablar primero",
    talk_intro="Primero donde las opiniones se dividen, luego lo más bajo, luego lo que más bajó.",
    weakest="entre las más débiles",
    owner="Quién se ocupa",
    system="Qué hace falta",
    heat="Todas las áreas en el tiempo",
    heat_intro="Cada celda tiene su cifra y su palabra. La ronda que está viendo está marcada.",
    heat_caption="Puntuaciones de todas las áreas, ronda a ronda, la más antigua primero",
    heat_cut="No todas las rondas caben en el papel; la página en pantalla tiene también las demás.",
    area="Área",
    areas="Área por área",
    areas_intro="La línea es la media; la banda que la rodea dice con qué exactitud se conoce.",
    trend="{area} en el tiempo: {points}",
    trend_point="{round}: {score}, entre {low} y {high}",
    trend_bare="{round}: {score}",
    trend_gap="{round}: sin cifra",
    decided="Decidido",
    action_due="hasta el {date}",
    action_from="tras la ronda {number}",
    action_late="fuera de plazo",
    systems="Qué construir, en este orden",
    systems_intro="Los cimientos primero: aquello en lo que se apoya lo demás va antes que lo más bajo.",
    questions="Pregunta por pregunta",
    questions_intro="Partes de quienes respondieron.",
    mean="media {score} de 100",
    answer="Respuesta",
    share="Parte",
    other="Otras ({choices})",
    quartiles="La mitad de las respuestas está entre {low} y {high}; la del medio es {median}.",
    recommendation="Recomendación {score}, entre {low} y {high} (en una escala de −100 a +100)",
    of_no_area="Otras preguntas",
    comments="Con sus palabras",
    comments_intro="En orden aleatorio, sin hora.",
    people="Persona por persona",
    people_intro="En esta consulta las respuestas llevan nombre; todos lo sabían antes de empezar.",
    person="Persona",
    teams="Los equipos, uno al lado de otro",
    teams_intro="Solo lo que muestra el informe de cada equipo, y solo donde al comparar no se puede "
    "calcular "
    "nada.",
    team="Equipo",
    team_left_out={
        "nothing yet": "todavía sin informe",
        "scored otherwise": "puntuado de otra manera",
        "protects others": "fuera: junto a los demás se podrían calcular respuestas",
    },
    hidden="Qué no se muestra, y por qué",
    hidden_nothing="Se muestra todo lo que tiene cifras.",
    how="Cómo se separan las respuestas de las personas",
    how_anonymous="Las respuestas se guardan sin nombre, y lo que lleva de una persona a sus respuestas se "
    "borra "
    "cuando termina o cuando se cierra la ronda. Las cifras aparecen una vez, tras el cierre, a partir de "
    "{k} respuestas, y solo si de todo lo mostrado no se puede calcular la respuesta de nadie.",
    how_named="En esta consulta las respuestas llevan nombre: quien puede ver los informes ve quién "
    "respondió "
    "qué. Todas las personas preguntadas lo sabían antes de la primera pregunta.",
    downloads="Descargas",
    downloads_intro="Exactamente las cifras de esta ronda, nada más. Para un PDF, imprima esta página.",
    csv="Tabla (CSV)",
    json="Datos (JSON)",
)
_NO_AREAS = "Esta consulta no tiene áreas: sus cifras están en las preguntas."
_INSTEAD = InsteadWords(
    no_release=Told(
        title="Todavía no hay ningún informe.",
        todo="Se hace cuando se cierra la primera ronda. Antes nadie ve cifras, tampoco quien preguntó.",
    ),
    no_round=Told(
        title="No hay informe de esta ronda.",
        todo="Quizá se canceló, o todavía está en marcha.",
    ),
    unknown=Told(
        title="Esta dirección no lleva a ningún informe.",
        todo="Quizá se perdió una parte al copiarla. Checkup le da un enlace nuevo en Slack, con el botón "
        "«Informe».",
    ),
    expired=Told(
        title="Este enlace es demasiado antiguo.",
        todo="Los enlaces a informes valen tres meses. Checkup le da uno nuevo en Slack, con el botón "
        "«Informe».",
    ),
    revoked=Told(
        title="Este enlace se retiró.",
        todo="Si los informes siguen siendo para usted, Checkup le da uno nuevo en Slack, con el botón "
        "«Informe».",
    ),
    not_yours=Told(
        title="Estos informes ya no son para usted.",
        todo="Pregunte a quien empezó la consulta. Cuando vuelva a tener acceso, Checkup le da un enlace "
        "nuevo "
        "en Slack, con el botón «Informe».",
    ),
    later=Told(
        title="El informe no se puede mostrar ahora.",
        todo="No se ha perdido nada. Inténtelo de nuevo dentro de unos minutos.",
    ),
)
REPORT_PAGE = ReportPageWords(
    head=_HEAD, glance=_GLANCE, figure=_FIGURE, part=_PART, no_areas=_NO_AREAS, instead=_INSTEAD
)
