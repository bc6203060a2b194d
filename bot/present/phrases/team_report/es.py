"""Spanish, in the report of a team's round."""

from bot.present.phrases.plural import Plural
from bot.present.phrases.team_report.shape import TeamReportWords

TEAM_REPORT = TeamReportWords(
    title="{flow}: {team}",
    round="Ronda {number}",
    rounds="Rondas {first} a {last} juntas",
    period="{round}, del {from_day} al {to_day}",
    one_day="{round}, {day}",
    answered="Respondieron {answered} de {invited}.",
    bounds="Piensen lo que piensen los demás, el total de todo el equipo está entre {low} y {high}.",
    low_response="Son pocos: los demás quizá lo vean de otra manera.",
    nothing_shown={
        "too few": "No se muestran cifras: respondieron menos de {k}.",
        "protects others": "No se muestran cifras: de ellas se podría deducir un grupo más pequeño.",
        "held": "Todavía no hay cifras: respondieron menos de {k} personas distintas. Estas respuestas "
        "vendrán con las de las próximas rondas, en cuanto haya suficientes.",
        "withheld": "No se muestran cifras: incluso junto con las rondas anteriores respondieron menos de "
        "{k}.",
        "team changed": "Esta vez no hay cifras: desde una ronda mostrada hace poco solo entraron o "
        "salieron unas pocas personas, y al comparar se podrían calcular sus respuestas. Pronto habrá "
        "cifras de nuevo.",
    },
    hidden={
        "too few": "no hay bastantes respuestas para mostrarlo",
        "protects others": "oculto, para que no se pueda calcular un grupo más pequeño",
        "held": "todavía no se muestra",
        "withheld": "no se muestra",
        "team changed": "esta vez no se muestra",
    },
    standing="Cómo está el equipo",
    overall="Total",
    alike={
        "very low": "casi todos dijeron lo mismo: muy bajo",
        "low": "casi todos dijeron lo mismo: bajo",
        "middling": "casi todos dijeron lo mismo: en el medio",
        "high": "casi todos dijeron lo mismo: alto",
        "very high": "casi todos dijeron lo mismo: muy alto",
    },
    fifths={
        "very low": "muy bajo",
        "low": "bajo",
        "middling": "medio",
        "high": "alto",
        "very high": "muy alto",
    },
    alike_without="no se muestra: de tan pocas respuestas, demasiadas son iguales",
    alike_short="muy iguales",
    between="entre {low} y {high}",
    agreement={
        "two camps": "dos bandos",
        "you agree": "estáis de acuerdo",
        "opinions differ": "las opiniones difieren",
    },
    trend={
        "up": "sube {by}",
        "down": "baja {by}",
        "maybe up": "quizá sube, {by}",
        "maybe down": "quizá baja, {by}",
        "no clear change": "sin cambio claro",
    },
    counts_from="sin cambio claro (contarían unos {points} puntos)",
    broken="cambió la forma de puntuar, así que no hay comparación",
    partial="calculado sin las preguntas ocultas, así que no hay comparación",
    weakest="Áreas más débiles",
    joint="{area}, casi igual que {next}",
    owner="responsable: {owner}",
    talk="Para hablar, en este orden",
    systems="Lo que hay que construir, los cimientos primero",
    this_week="Esta semana",
    comments="Lo que se escribió, en orden aleatorio",
    more_comments=Plural(one="y {n} más en la página", other="y {n} más en la página"),
    actions="Lo que decidisteis",
    action="{area}: {text} ({owner}, hasta el {day})",
    status={"open": "en marcha", "done": "hecho", "dropped": "abandonado"},
    anonymous="Nadie ve quién dijo qué. Las cifras se muestran a partir de {k} respuestas.",
    named="En este check-in las respuestas llevan nombre; todos lo sabían antes de empezar.",
    page="Abrir la página del informe",
    plan="Decidir algo",
    revoke="Invalidar los enlaces",
    map_subtitle="{team}, {round}",
)
