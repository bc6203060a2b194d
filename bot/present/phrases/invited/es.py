"""Spanish, to those who are asked to take part."""

from bot.present.phrases.invited.shape import InvitedWords
from bot.present.phrases.plural import Plural

INVITED = InvitedWords(
    heading="{team} · {title}",
    asked_by="Lo pide:",
    questions=Plural(one="{n} pregunta", other="{n} preguntas"),
    length=Plural(
        one="Tu equipo hace balance: {questions}, cerca de {n} minuto.",
        other="Tu equipo hace balance: {questions}, cerca de {n} minutos.",
    ),
    purpose="El equipo ve cómo está y en qué trabajar a continuación. Participar es decisión tuya.",
    anonymous="Esta consulta es anónima. Quienes reciben el informe ven cuántas personas participaron, nunca "
    "quién dijo qué.",
    shown_from=Plural(
        one="Las cifras solo se muestran después del cierre, de todos en conjunto y a partir de {n} respuesta.",
        other="Las cifras solo se muestran después del cierre, de todos en conjunto y a partir de {n} "
        "respuestas.",
    ),
    unlinked_later="Cuando termines, se borra el vínculo entre tú y tus respuestas.",
    own_words="Lo que escribas con tus palabras puede mostrarse tal cual, sin tu nombre. Deja fuera lo que "
    "permita reconocerte.",
    messenger="Quien administra este servicio de mensajes quizá pueda leer este chat, como cualquier otro.",
    named="Esta consulta no es anónima. Quienes reciben el informe ven tus respuestas con tu nombre.",
    until="Está abierta hasta el {until}. Hasta entonces puedes cambiar tus respuestas.",
    start="Empezar",
    go_on="Seguir",
    later="Más tarde",
    not_this_time="Esta vez no",
    no_more="No quiero consultas de equipo",
    reminder="{team} · {title}: abierta hasta el {until}, y aún no has respondido.",
    reminder_begun="{team} · {title}: abierta hasta el {until}, y aún no has terminado.",
    briefly_anonymous="Es anónima y voluntaria.",
    briefly_named="No es anónima, pero sí voluntaria.",
    put_off="Volveré a avisarte el {time}. Está abierta hasta el {until}; también puedes empezar antes.",
    too_late="Solo está abierta hasta el {until}, así que no volveré a preguntar. Puedes empezar hasta "
    "entonces.",
    declined="De acuerdo. No sabrás más de esta ronda. Si cambias de idea, está abierta hasta el {until}.",
    gone="De acuerdo. Lo que habías respondido se ha borrado y no sabrás más de esta ronda. Si cambias de "
    "idea, está abierta hasta el {until}.",
    after_all="Participar de todos modos",
    over="Esta consulta está cerrada. Ya no se puede responder ni cambiar las respuestas.",
    finished_already="Ya has participado. Para cambiar una respuesta, pulsa el botón que está bajo el "
    "agradecimiento que recibiste entonces.",
    thanks="Era la última pregunta. Gracias.",
    shown_at_close=Plural(
        one="Se cierra el {until}. Entonces se muestran cifras de todos en conjunto, si hay al menos {n} "
        "respuesta. Nadie sabrá quién dijo qué.",
        other="Se cierra el {until}. Entonces se muestran cifras de todos en conjunto, si hay al menos {n} "
        "respuestas. Nadie sabrá quién dijo qué.",
    ),
    unlinked_now="El vínculo entre tú y tus respuestas se ha borrado. Solo este botón lleva aún a ellas, "
    "hasta el cierre.",
    named_at_close="Se cierra el {until}. Entonces quienes reciben el informe ven tus respuestas con tu "
    "nombre.",
    change="Cambiar mis respuestas",
    closed=Plural(
        one="Esta consulta acaba de cerrarse. Cuenta {n} respuesta tuya.",
        other="Esta consulta acaba de cerrarse. Cuentan {n} respuestas tuyas.",
    ),
    closed_empty="Esta consulta acaba de cerrarse. No habías respondido nada.",
    closed_anonymous="El vínculo entre tú y tus respuestas se ha borrado.",
)
