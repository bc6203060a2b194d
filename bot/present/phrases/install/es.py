"""Spanish, on the pages of an installation."""

from bot.present.phrases.install.shape import InstallWords, Told

INSTALL = InstallWords(
    title="Añadir Checkup a Slack",
    purpose="Checkup hace preguntas en un mensaje directo, una a una, y da a cada persona su resultado. "
    "Primero le escribe a usted; a los demás, solo después de que lo hayan abierto ellos "
    "mismos o si se pregunta a su equipo.",
    asks_for="Qué le pide a Slack, y para qué",
    scopes={
        "channels:read": "para ver quién está en un canal público al que se pregunta en una consulta de "
        "equipo, nunca lo que se escribe en él",
        "chat:write": "para preguntar y mostrar resultados en mensajes directos",
        "commands": "para el comando /checkup y el atajo",
        "files:write": "para enviar la imagen de un resultado",
        "groups:read": "lo mismo de un canal privado, una vez invitado Checkup",
        "im:history": "para leer lo que una persona le escribe al propio Checkup",
        "usergroups:read": "para ver quién está en un grupo de usuarios al que se pregunta en una consulta "
        "de equipo",
        "users:read": "para conocer el idioma y la zona horaria de una persona, y quién es un bot, un "
        "invitado o ya no está",
    },
    no_more="No puede leer lo que se escribe en los canales ni lo que las personas se escriben entre sí.",
    run_by="{operator} gestiona este Checkup, puede ver las respuestas y es responsable de ellas.",
    privacy="Quién ve qué, por qué y durante cuánto tiempo",
    add="Añadir a Slack",
    installed=Told(
        title="Checkup está instalado en {workspace}.",
        todo="Lo encontrará en Slack, en Aplicaciones; los demás pueden empezar con /checkup.",
    ),
    open_slack="Abrir Checkup en Slack",
    again="Empezar de nuevo",
    denied=Told(
        title="No se ha instalado nada.",
        todo="No se concedieron los permisos. Puede volver a intentarlo cuando quiera. Si solo los "
        "administradores pueden añadir aplicaciones, pídaselo a uno de ellos.",
    ),
    late=Told(
        title="Esta instalación ha tardado más de diez minutos o ya ha terminado.",
        todo="Mire en Slack, en Aplicaciones, si Checkup está allí. Si no, empiece de nuevo.",
    ),
    elsewhere=Told(
        title="Esta instalación no se empezó en este navegador.",
        todo="Empiece de nuevo aquí, por favor. Para ello, las cookies tienen que estar permitidas.",
    ),
    unreachable=Told(
        title="Ahora mismo no se puede acceder a Slack.",
        todo="No se ha instalado nada. Empiece de nuevo dentro de unos minutos, por favor.",
    ),
    refused=Told(
        title="Slack no ha confirmado la instalación.",
        todo="No se ha instalado nada. Empiece de nuevo, por favor; si no ayuda, avise a quienes gestionan "
        "este Checkup.",
    ),
    not_kept=Told(
        title="La instalación no se ha podido guardar en este momento.",
        todo="Empiece de nuevo dentro de unos minutos, por favor. Instalar dos veces no causa ningún "
        "problema.",
    ),
    too_long=Told(title="Esta dirección es demasiado larga.", todo="Empiece de nuevo, por favor."),
)
