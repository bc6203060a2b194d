"""Spanish, at the desk."""

from bot.present.phrases.desk.shape import (
    CheckupWords,
    CommandWords,
    DeletingWords,
    DeskWords,
    HeldWords,
    HomeWords,
    MenuWords,
    PrivacyWords,
    RepeatingWords,
    SettingsWords,
    StrayWords,
    WelcomeWords,
)
from bot.present.phrases.plural import Plural

DESK = DeskWords(
    welcome=WelcomeWords(
        questions=Plural(one="{n} pregunta", other="{n} preguntas"),
        length=Plural(
            one="Cerca de {questions}, {n} minuto. Puede parar cuando quiera y seguir más tarde.",
            other="Cerca de {questions}, {n} minutos. Puede parar cuando quiera y seguir más tarde.",
        ),
        run_by="{operator} ofrece esta revisión. Qué pasa con sus respuestas: /privacy",
        run_by_nobody="Qué pasa con sus respuestas: /privacy",
        start="Empezar",
    ),
    menu=MenuWords(
        choose="¿Qué revisión quiere hacer?",
        go_on="Seguir: {title}",
        done="{title} (hecha)",
        empty="Por ahora no hay ninguna revisión aquí. Vuelva más tarde, por favor.",
        leads_nowhere="Esta revisión no está aquí, o ya no está.",
    ),
    settings=SettingsWords(
        language="Idioma: {language}",
        reminders_on="Los recordatorios están activados.",
        reminders_off="Los recordatorios están desactivados.",
        choose_language="Elegir idioma",
        turn_on="Activar los recordatorios",
        turn_off="Desactivar los recordatorios",
        privacy="Privacidad",
        my_data="Mis datos",
        delete="Borrar mis datos",
        which_language="¿Qué idioma quiere?",
        language_chosen="Su idioma es ahora: {language}.",
        turned_on="Los recordatorios están activados. Si una revisión le espera, recibirá un aviso.",
        turned_off="Los recordatorios están desactivados. Para activarlos de nuevo: /settings",
        unsubscribed=Plural(
            one="No recibirá más mensajes que no haya pedido. Se conserva {n} respuesta. Para seguir: "
            "/continue",
            other="No recibirá más mensajes que no haya pedido. Se conservan {n} respuestas. Para seguir: "
            "/continue",
        ),
        unsubscribed_empty="No recibirá más mensajes que no haya pedido. Para seguir: /continue",
        reminders_at="Los recordatorios llegan a esta hora: {time} (hora de {zone}).",
        reminders_at_work="Los recordatorios llegan de lunes a viernes, de {begin} a {end} (hora de {zone}).",
        choose_time="Hora de los recordatorios",
        which_time="¿A qué hora pueden llegar los recordatorios? Cuenta la hora de {zone}.",
        at_work="En horas de trabajo",
        time_chosen="Los recordatorios llegan ahora a esta hora: {time} (hora de {zone}).",
        at_work_chosen="Los recordatorios llegan ahora de lunes a viernes, de {begin} a {end} (hora de "
        "{zone}).",
        no_zone="Aquí no se puede elegir la hora de los recordatorios, porque no se conoce su zona horaria.",
        checkins_on="Las invitaciones a consultas de sus equipos están activadas.",
        checkins_off="Las invitaciones a consultas de sus equipos están desactivadas.",
        checkins_off_until="Las invitaciones a consultas de sus equipos están desactivadas hasta el {day}.",
        turn_checkins_on="Invitarme a consultas",
        turn_checkins_off="No quiero consultas",
        pause_checkins="Tres meses sin consultas",
        checkins_turned_on="Volverá a recibir invitaciones a consultas de sus equipos.",
        checkins_turned_off="No recibirá más invitaciones ni recordatorios de consultas de sus "
        "equipos. Lo que está abierto aún se puede responder. Para activarlas de nuevo: /settings",
        checkins_paused="Hasta el {day} no recibirá invitaciones a consultas de sus equipos. Para "
        "activarlas antes: /settings",
    ),
    privacy=PrivacyWords(
        operator="{operator} ofrece esta revisión, puede ver sus respuestas y es responsable de ellas.",
        nobody="Quienes le ofrecen esta revisión pueden ver sus respuestas y son responsables de ellas.",
        purpose="Sus respuestas sirven para calcular su resultado. Los datos de contacto se guardan solo con "
        "su consentimiento y se usan solo para lo que usted aceptó.",
        years=Plural(
            one="Las respuestas y los resultados se guardan {n} año desde su última respuesta.",
            other="Las respuestas y los resultados se guardan {n} años desde su última respuesta.",
        ),
        days=Plural(
            one="Los registros técnicos se guardan {n} día.",
            other="Los registros técnicos se guardan {n} días.",
        ),
        shared="Checkup no pasa nada a terceros. La propia mensajería transporta los mensajes. Las rondas de "
        "equipo anónimas muestran solo grupos, nunca a una persona.",
        see="Ver todo lo que se guarda sobre usted: /mydata",
        erase="Borrarlo todo: /delete",
        more="Más sobre esto:",
    ),
    held=HeldWords(
        title="Lo que se guarda sobre usted",
        since="Aquí desde el {day}, por {channel}.",
        finished="{title}: empezada el {day}, terminada",
        unfinished="{title}: empezada el {day}, sin terminar",
        no_answers="Sin respuestas.",
        result="Resultado: {result}",
        agreed="Usted aceptó esto: {wording}",
        caption="Lo mismo en un archivo, para que lo conserve.",
        nothing="No se guarda ninguna respuesta ni resultado suyo, solo la dirección de este chat, para "
        "poder responderle.",
        round_invited="{team}, {title}: con invitación",
        round_declined="{team}, {title}: usted dijo: esta vez no",
        round_open="{team}, {title}: empezada, sin terminar",
        round_anonymous="{team}, {title}: participó. Es anónima: sus respuestas ya no se pueden encontrar.",
        round_named="{team}, {title}: participó, con su nombre",
        rounds="Consultas de sus equipos",
        kept="Recordado, para no preguntarle otra vez",
        forget="Olvidar lo recordado",
        forgotten="Olvidado. Se le preguntará de nuevo.",
    ),
    deleting=DeletingWords(
        asked="¿Quiere borrarlo todo? Son todas sus respuestas, resultados y consentimientos, sus ajustes y "
        "nuestro registro de los mensajes.",
        for_good="No se puede deshacer.",
        delete_everything="Borrarlo todo",
        keep="Conservarlo",
        deleted="Todo está borrado. Ya no se guarda nada sobre usted.",
        receipt="Recibo {number}, {day}",
        conversations="Revisiones hechas: {n}",
        answers="Respuestas: {n}",
        results="Resultados: {n}",
        consents="Consentimientos: {n}",
        messages="Mensajes: {n}",
        updates="Registros técnicos: {n}",
        afterwards="Lo que está en este chat se queda hasta que usted lo borre aquí. Para empezar de nuevo: "
        "/start",
        kept="No se ha borrado nada. Todo está como estaba.",
    ),
    stray=StrayWords(
        unreadable="Aquí solo puedo leer palabras. Escriba su respuesta o toque una, por favor.",
        unreadable_nothing_open="Aquí solo puedo leer palabras. Escriba o toque un botón, por favor. Qué "
        "puede hacer: /help",
        unknown_command="No conozco este comando. Estos son los que conozco:",
        rewritten="Solo se leen los mensajes nuevos, no los modificados. Para cambiar una respuesta, use "
        "«{my_answers}» o /back",
        trouble="Algo ha ido mal por nuestra parte. No se ha perdido nada. Inténtelo otra vez o siga con "
        "/continue",
        too_much="Ha llegado más de lo que aquí se puede leer a la vez; lo último no se ha leído. Espere un "
        "momento y después siga.",
        lost="{title}: esta revisión no puede seguir como empezó. Sus respuestas se conservan. Puede "
        "empezarla de nuevo.",
        nothing_to_go_on="No hay ninguna revisión abierta; no hay nada que seguir.",
        only_in_private="Las revisiones se hacen en un chat privado conmigo, donde nadie más lee.",
        open_in_private="Abrir el chat privado",
        not_yours="Este botón es de otra persona o es demasiado antiguo. No ha cambiado nada.",
        share_contact="Puede compartir su propio número con un toque en vez de escribirlo.",
        share_my_number="Compartir mi número",
    ),
    command=CommandWords(
        start="Empezar o elegir una revisión",
        continue_="Seguir donde estaba",
        back="La pregunta anterior",
        cancel="Dejar la revisión; las respuestas se conservan",
        restart="Empezar de nuevo",
        result="Ver su resultado",
        language="Elegir su idioma",
        settings="Idioma y recordatorios",
        privacy="Quién ve qué y durante cuánto tiempo",
        mydata="Ver todo lo que se guarda sobre usted",
        delete="Borrar todo lo que se guarda sobre usted",
        stop="No más mensajes sin pedirlos",
        help="Qué puede hacer aquí",
        about="Revisiones en forma de chat: unos toques, unos minutos, y usted ve dónde está y qué construir "
        "después. Puede parar cuando quiera y seguir más tarde.",
        run_by="{operator} ofrece esto. Qué pasa con sus respuestas: /privacy",
        run_by_nobody="Qué pasa con sus respuestas: /privacy",
        about_briefly="Revisiones en forma de chat: vea dónde está y qué construir después.",
    ),
    checkup=CheckupWords(
        title="Qué puede hacer aquí:",
        menu="Ver las revisiones que hay",
        start="Empezar una revisión o seguir con ella",
        flow="nombre-de-la-revision",
        team="Iniciar una consulta de equipo",
        checkins="Las consultas de equipo que usted lleva",
        bare="En nuestros mensajes directos basta la palabra sola: help",
        unknown="No conozco «{word}». Esto es lo que conozco:",
        look_in_messages="Le he escrito en nuestros mensajes directos.",
        not_installed="Checkup no está instalado en este espacio de trabajo. Puede instalarlo quien lo "
        "administra.",
        could_not_now="Ahora mismo no ha funcionado. No se ha perdido nada. Inténtelo de nuevo dentro de un "
        "minuto, por favor.",
    ),
    home=HomeWords(
        run_by="{operator} ofrece esto.",
        open_messages="Abrir los mensajes",
        todo="Por hacer",
        nothing_to_do="No hay nada que hacer por el momento.",
        length=Plural(
            one="Aproximadamente {questions}, {n} minuto", other="Aproximadamente {questions}, {n} minutos"
        ),
        resume="Seguir donde estaba",
        nothing_open="No hay ninguna revisión abierta.",
        continue_="Seguir",
        last_active="Última actividad: {day}",
        results="Mis resultados",
        no_results="Todavía no hay resultados. Llegan después de la última pregunta de una revisión.",
        finished="Terminada: {day}",
        show="Ver el resultado",
        more=Plural(one="Y {n} más: {command}", other="Y otras {n}: {command}"),
        settings="Ajustes",
        language="Idioma",
        time="Hora de los recordatorios",
        zone="Su zona horaria: {zone}",
        held="De usted se guardan sus respuestas, resultados y consentimientos, su idioma, su zona horaria y "
        "los mensajes entre nosotros.",
        page="Más sobre la privacidad",
        help="Qué puede hacer aquí: /help",
    ),
    repeating=RepeatingWords(
        will_ask="Le preguntaré de nuevo el {day}. Para desactivarlo: /stop o /settings",
        due="{title}: su último resultado es del {day}. Haga la revisión otra vez y vea qué ha cambiado.",
        due_some_time="{title}: ha pasado un tiempo. Haga la revisión otra vez y vea qué ha cambiado.",
        invitation="{title}: unas preguntas, unos minutos, y usted ve dónde está.",
    ),
)
