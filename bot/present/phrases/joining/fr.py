"""French, where people join a check-in by a link."""

from bot.present.phrases.joining.shape import JoiningWords

JOINING = JoiningWords(
    how="Pour lancer un point d’équipe par un lien, écrivez ce qu’il demande et le nom de votre équipe, "
    "comme ceci :\n{example}\nIl y a : {flows}",
    not_you="Seules les personnes nommées par l’exploitant de ce bot, et celles qu’elles désignent, peuvent "
    "lancer un point d’équipe.",
    no_flows="Il n’y a ici aucun questionnaire fait pour des équipes.",
    started="Le point d’équipe « {title} » de {team} commence maintenant.",
    hand_out="Donnez ce lien à l’équipe. Qui l’ouvre est interrogé, dans ce tour et dans les suivants "
    ":\n{link}",
    anonymous="Il est anonyme : vous verrez des chiffres à partir de {k} réponses, et jamais qui a dit quoi.",
    named="Il n’est pas anonyme : vous verrez qui a dit quoi. Chacun en est averti avant de commencer.",
    rounds_once="Il prend les réponses jusqu’au {until} ; vous recevrez alors le rapport.",
    rounds="Il prend les réponses jusqu’au {until} ; vous recevrez alors le rapport. Le tour suivant "
    "commence le {next_day}.",
    stop="Écrivez /checkins pour voir où il en est, le suspendre ou y mettre fin.",
    dead_link="Ce lien ne mène plus à aucun point d’équipe. Demandez-en un autre à qui vous l’a donné.",
    between="Aucun tour de {team} n’est ouvert en ce moment. Le suivant commence le {next_day} ; rouvrez "
    "alors ce lien.",
    over="Le point d’équipe de {team} est terminé. Plus rien n’est demandé.",
)
