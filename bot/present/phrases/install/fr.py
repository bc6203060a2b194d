"""French, on the pages of an installation."""

from bot.present.phrases.install.shape import InstallWords, Told

INSTALL = InstallWords(
    title="Ajouter Checkup à Slack",
    purpose="Checkup pose des questions dans un message direct, une à la fois, et donne à chaque personne "
    "son résultat. Il vous écrit d’abord, puis aux autres seulement après qu’ils l’ont ouvert "
    "eux-mêmes, ou si leur équipe est interrogée.",
    asks_for="Ce qu’il demande à Slack, et pourquoi",
    scopes={
        "channels:read": "pour voir qui est dans un canal public interrogé lors d’un point d’équipe, "
        "jamais ce qui y est écrit",
        "chat:write": "pour poser des questions et montrer des résultats, dans des messages directs",
        "commands": "pour la commande /checkup et le raccourci",
        "files:write": "pour envoyer l’image d’un résultat",
        "groups:read": "de même pour un canal privé, une fois Checkup invité",
        "im:history": "pour lire ce qu’une personne écrit à Checkup lui-même",
        "usergroups:read": "pour voir qui est dans un groupe d’utilisateurs interrogé lors d’un point "
        "d’équipe",
        "users:read": "pour connaître la langue et le fuseau horaire d’une personne, et savoir qui "
        "est un bot, un invité ou parti",
    },
    no_more="Il ne peut lire ni ce qui est écrit dans les canaux, ni ce que les gens s’écrivent entre eux.",
    run_by="{operator} gère ce Checkup, peut voir les réponses et en est responsable.",
    privacy="Qui voit quoi, pourquoi et pendant combien de temps",
    add="Ajouter à Slack",
    installed=Told(
        title="Checkup est installé dans {workspace}.",
        todo="Vous le trouvez dans Slack sous Applications ; les autres peuvent commencer par /checkup.",
    ),
    open_slack="Ouvrir Checkup dans Slack",
    again="Recommencer",
    denied=Told(
        title="Rien n’a été installé.",
        todo="Les autorisations n’ont pas été accordées. Vous pouvez réessayer quand vous voulez. Là où "
        "seuls les administrateurs peuvent ajouter des applications, adressez-vous à l’un d’eux.",
    ),
    late=Told(
        title="Cette installation a duré plus de dix minutes, ou elle est déjà terminée.",
        todo="Regardez dans Slack sous Applications si Checkup s’y trouve. Sinon, veuillez recommencer.",
    ),
    elsewhere=Told(
        title="Cette installation n’a pas été commencée dans ce navigateur.",
        todo="Veuillez recommencer ici. Pour cela, les cookies doivent être autorisés.",
    ),
    unreachable=Told(
        title="Slack est injoignable pour le moment.",
        todo="Rien n’a été installé. Veuillez recommencer dans quelques minutes.",
    ),
    refused=Told(
        title="Slack n’a pas confirmé l’installation.",
        todo="Rien n’a été installé. Veuillez recommencer ; si cela ne suffit pas, prévenez ceux qui gèrent "
        "ce Checkup.",
    ),
    not_kept=Told(
        title="L’installation n’a pas pu être enregistrée pour le moment.",
        todo="Veuillez recommencer dans quelques minutes. Installer deux fois ne pose aucun problème.",
    ),
    too_long=Told(title="Cette adresse est trop longue.", todo="Veuillez recommencer."),
)
