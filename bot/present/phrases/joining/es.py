"""Spanish, where people join a check-in by a link."""

from bot.present.phrases.joining.shape import JoiningWords

JOINING = JoiningWords(
    how="Para iniciar un check-in por enlace, escriba qué pregunta y cómo se llama su equipo, "
    "así:\n{example}\nHay: {flows}",
    not_you="Solo las personas que nombró el operador de este bot, y a quienes ellas designen, pueden "
    "iniciar check-ins.",
    no_flows="Aquí no hay ningún cuestionario hecho para equipos.",
    started="El check-in «{title}» de {team} empieza ahora.",
    hand_out="Dé este enlace al equipo. A quien lo abra se le pregunta, en esta ronda y en las "
    "siguientes:\n{link}",
    anonymous="Es anónimo: verá cifras a partir de {k} respuestas, y nunca quién dijo qué.",
    named="No es anónimo: verá quién dijo qué. A todos se les dice antes de empezar.",
    rounds_once="Acepta respuestas hasta el {until}; entonces recibirá el informe.",
    rounds="Acepta respuestas hasta el {until}; entonces recibirá el informe. La próxima ronda empieza el "
    "{next_day}.",
    stop="Escriba /checkins para ver cómo va, pausarlo o terminarlo.",
    dead_link="Este enlace ya no lleva a ningún check-in. Pida otro a quien se lo dio.",
    between="Ahora no hay ninguna ronda abierta de {team}. La próxima empieza el {next_day}; abra entonces "
    "este enlace otra vez.",
    over="El check-in de {team} ha terminado. Ya no se pregunta nada.",
)
