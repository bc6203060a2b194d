"""Spanish, to those who are asked to take part."""

from bot.present.phrases.invited.shape import InvitedWords
from bot.present.phrases.plural import Plural

INVITED = InvitedWords(
    heading="{team} · {title}",
    asked_by="Lo pide:",
    questions=Plural(one="{n} pregunta", other="{n} preguntas"),
    length=Plural(
        one="Su equipo hace balance: {questions}, cerca de {n} minuto.",
        other="Su equipo hace balance: {questions}, cerca de {n} minutos.",
    ),
    purpose="El equipo ve cómo está y en qué trabajar a continuación. Usted decide si participa.",
    anonymous="Esta consulta es anónima. Quienes reciben el informe ven cuántas personas participaron, nunca "
    "quién dijo qué.",
    shown_from=Plural(
        one="Las cifras solo se muestran después del cierre, de todos en conjunto y a partir de {n} "
        "respuesta.",
        other="Las cifras solo se muestran después del cierre, de todos en conjunto y a partir de {n} "
        "respuestas.",
    ),
    unlinked_later="Cuando termine, se borra el vínculo entre usted y sus respuestas.",
    own_words="Lo que escriba con sus palabras puede mostrarse tal cual, sin su nombre. Deje fuera lo que "
    "permita reconocerle.",
    messenger="Quien administra este servicio de mensajes quizá pueda leer este chat, como cualquier otro.",
    named="Esta consulta no es anónima. Quienes reciben el informe ven sus respuestas con su nombre.",
    until="Está abierta hasta el {until}. Hasta entonces puede cambiar sus respuestas.",
    start="Empezar",
    go_on="Seguir",
    later="Más tarde",
    not_this_time="Esta vez no",
    no_more="No quiero consultas de equipo",
    reminder="{team} · {title}: abierta hasta el {until}, y aún no ha respondido.",
    reminder_begun="{team} · {title}: abierta hasta el {until}, y aún no ha terminado.",
    briefly_anonymous="Es anónima y voluntaria.",
    briefly_named="No es anónima, pero sí voluntaria.",
    put_off="Volveré a avisarle el {time}. Está abierta hasta el {until}; también puede empezar antes.",
    too_late="Solo está abierta hasta el {until}, así que no volveré a preguntar. Puede empezar hasta "
    "entonces.",
    declined="De acuerdo. No sabrá más de esta ronda. Si cambia de idea, está abierta hasta el {until}.",
    gone="De acuerdo. Lo que había respondido se ha borrado y no sabrá más de esta ronda. Si cambia de "
    "idea, está abierta hasta el {until}.",
    after_all="Participar de todos modos",
    over="Esta consulta está cerrada. Ya no se puede responder ni cambiar las respuestas.",
    finished_already="Ya ha participado. Para cambiar una respuesta, pulse el botón que está bajo el "
    "agradecimiento que recibió entonces.",
    thanks="Era la última pregunta. Gracias.",
    shown_at_close=Plural(
        one="Se cierra el {until}. Entonces se muestran cifras de todos en conjunto, si hay al menos {n} "
        "respuesta. Nadie sabrá quién dijo qué.",
        other="Se cierra el {until}. Entonces se muestran cifras de todos en conjunto, si hay al menos {n} "
        "respuestas. Nadie sabrá quién dijo qué.",
    ),
    unlinked_now="El vínculo entre usted y sus respuestas se ha borrado. Solo este botón lleva aún a ellas, "
    "hasta el cierre.",
    named_at_close="Se cierra el {until}. Entonces quienes reciben el informe ven sus respuestas con su "
    "nombre.",
    change="Cambiar mis respuestas",
    leave="Dejarlas así",
    closed=Plural(
        one="Esta consulta acaba de cerrarse. Cuenta {n} respuesta suya.",
        other="Esta consulta acaba de cerrarse. Cuentan {n} respuestas suyas.",
    ),
    closed_empty="Esta consulta acaba de cerrarse. No había respondido nada.",
    closed_anonymous="El vínculo entre usted y sus respuestas se ha borrado.",
)
