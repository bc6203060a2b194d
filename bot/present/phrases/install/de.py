"""German, on the pages of an installation."""

from bot.present.phrases.install.shape import InstallWords, Told

INSTALL = InstallWords(
    title="Checkup zu Slack hinzufügen",
    purpose="Checkup stellt Fragen in einer Direktnachricht, eine nach der anderen, und gibt allen ihr "
    "Ergebnis. Es schreibt zuerst Ihnen, allen anderen erst, wenn sie es selbst geöffnet haben "
    "oder jemand ihr Team fragt.",
    asks_for="Worum es Slack bittet, und wofür",
    scopes={
        "channels:read": "um zu sehen, wer in einem öffentlichen Channel ist, der in einem Team-Check-in "
        "gefragt wird, nie, was dort steht",
        "chat:write": "um in Direktnachrichten zu fragen und Ergebnisse zu zeigen",
        "commands": "für den Befehl /checkup und die Shortcuts",
        "files:write": "um das Bild eines Ergebnisses zu senden",
        "groups:read": "dasselbe für einen privaten Channel, sobald Checkup dorthin eingeladen ist",
        "im:history": "um zu lesen, was jemand an Checkup selbst schreibt",
        "usergroups:read": "um zu sehen, wer in einer Nutzergruppe ist, die in einem Team-Check-in gefragt "
        "wird",
        "users:read": "um Sprache und Zeitzone einer Person zu kennen, und wer ein Bot, ein Gast oder "
        "nicht mehr da ist",
    },
    no_more="Es kann weder lesen, was in Channels steht, noch, was Menschen einander schreiben.",
    run_by="{operator} betreibt dieses Checkup, kann die Antworten sehen und ist für sie verantwortlich.",
    privacy="Wer was sieht, warum und wie lange",
    add="Zu Slack hinzufügen",
    installed=Told(
        title="Checkup ist in {workspace} installiert.",
        todo="Sie finden es in Slack unter Apps; alle anderen können mit /checkup beginnen.",
    ),
    open_slack="Checkup in Slack öffnen",
    again="Noch einmal beginnen",
    denied=Told(
        title="Es wurde nichts installiert.",
        todo="Die Rechte wurden nicht erteilt. Sie können es jederzeit noch einmal versuchen. Wo nur "
        "Administratoren Apps hinzufügen dürfen, fragen Sie bitte dort.",
    ),
    late=Told(
        title="Diese Installation hat länger als zehn Minuten gedauert oder ist schon fertig.",
        todo="Sehen Sie in Slack unter Apps nach, ob Checkup da ist. Wenn nicht, beginnen Sie bitte noch "
        "einmal.",
    ),
    elsewhere=Told(
        title="Diese Installation wurde nicht in diesem Browser begonnen.",
        todo="Bitte beginnen Sie hier noch einmal. Dafür müssen Cookies erlaubt sein.",
    ),
    unreachable=Told(
        title="Slack ist gerade nicht erreichbar.",
        todo="Es wurde nichts installiert. Bitte beginnen Sie in ein paar Minuten noch einmal.",
    ),
    refused=Told(
        title="Slack hat die Installation nicht bestätigt.",
        todo="Es wurde nichts installiert. Bitte beginnen Sie noch einmal; hilft das nicht, sagen Sie es "
        "denen, die dieses Checkup betreiben.",
    ),
    not_kept=Told(
        title="Die Installation konnte gerade nicht gespeichert werden.",
        todo="Bitte beginnen Sie in ein paar Minuten noch einmal. Zweimal zu installieren schadet nicht.",
    ),
    too_long=Told(title="Diese Adresse ist zu lang.", todo="Bitte beginnen Sie noch einmal."),
)
