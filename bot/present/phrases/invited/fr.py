"""French, to those who are asked to take part."""

from bot.present.phrases.invited.shape import InvitedWords
from bot.present.phrases.plural import Plural

INVITED = InvitedWords(
    heading="{team} : {title}",
    asked_by="À la demande de :",
    questions=Plural(one="{n} question", other="{n} questions"),
    length=Plural(
        one="Votre équipe fait le point : {questions}, environ {n} minute.",
        other="Votre équipe fait le point : {questions}, environ {n} minutes.",
    ),
    purpose="L’équipe voit où elle en est et à quoi travailler ensuite. Vous êtes libre de participer ou "
    "non.",
    anonymous="Ce point d’équipe est anonyme. Les personnes qui reçoivent le rapport voient combien ont "
    "participé, jamais qui a dit quoi.",
    shown_from=Plural(
        one="Les chiffres ne sont montrés qu’après la clôture, pour tout le monde ensemble, et seulement à "
        "partir de {n} réponse.",
        other="Les chiffres ne sont montrés qu’après la clôture, pour tout le monde ensemble, et seulement à "
        "partir de {n} réponses.",
    ),
    unlinked_later="Quand vous aurez terminé, le lien entre vous et vos réponses sera supprimé.",
    own_words="Ce que vous écrivez avec vos propres mots peut être montré tel quel, sans votre nom. Évitez "
    "ce qui permettrait de vous reconnaître.",
    messenger="Les personnes qui administrent cette messagerie peuvent peut-être lire cette discussion, "
    "comme toute autre.",
    named="Ce point d’équipe n’est pas anonyme. Les personnes qui reçoivent le rapport voient vos réponses "
    "avec votre nom.",
    until="Il est ouvert jusqu’au {until}. Jusque-là, vous pouvez modifier vos réponses.",
    start="Commencer",
    go_on="Continuer",
    later="Plus tard",
    not_this_time="Pas cette fois",
    no_more="Plus de points d’équipe",
    reminder="{team} : {title} est ouvert jusqu’au {until}, et vous n’avez pas encore répondu.",
    reminder_begun="{team} : {title} est ouvert jusqu’au {until}, et vous n’avez pas encore terminé.",
    briefly_anonymous="C’est anonyme et facultatif.",
    briefly_named="Ce n’est pas anonyme, mais facultatif.",
    put_off="Je reviendrai vers vous le {time}. C’est ouvert jusqu’au {until} ; vous pouvez aussi commencer "
    "avant.",
    too_late="C’est ouvert jusqu’au {until} seulement, je ne vous solliciterai donc plus. Vous pouvez "
    "commencer jusque-là.",
    declined="C’est entendu. Vous n’entendrez plus parler de cette fois-ci. Si vous changez d’avis, c’est "
    "ouvert jusqu’au {until}.",
    gone="C’est entendu. Ce que vous aviez répondu est supprimé et vous n’entendrez plus parler de cette "
    "fois-ci. Si vous changez d’avis, c’est ouvert jusqu’au {until}.",
    after_all="Participer quand même",
    over="Ce point d’équipe est clos. Il n’est plus possible de répondre ni de modifier ses réponses.",
    finished_already="Vous avez déjà participé. Pour modifier une réponse, appuyez sur le bouton sous le "
    "remerciement que vous avez alors reçu.",
    thanks="C’était la dernière question. Merci.",
    shown_at_close=Plural(
        one="La clôture est le {until}. Des chiffres pour tout le monde ensemble seront alors montrés, s’il "
        "y a au moins {n} réponse. Personne ne saura qui a dit quoi.",
        other="La clôture est le {until}. Des chiffres pour tout le monde ensemble seront alors montrés, "
        "s’il y a au moins {n} réponses. Personne ne saura qui a dit quoi.",
    ),
    unlinked_now="Le lien entre vous et vos réponses est supprimé. Seul le bouton ci-dessous y mène encore, "
    "jusqu’à la clôture.",
    named_at_close="La clôture est le {until}. Les personnes qui reçoivent le rapport verront alors vos "
    "réponses avec votre nom.",
    change="Modifier mes réponses",
    leave="Les laisser ainsi",
    closed=Plural(
        one="Ce point d’équipe vient d’être clos. {n} réponse de votre part compte.",
        other="Ce point d’équipe vient d’être clos. {n} réponses de votre part comptent.",
    ),
    closed_empty="Ce point d’équipe vient d’être clos. Vous n’aviez encore rien répondu.",
    closed_anonymous="Le lien entre vous et vos réponses est supprimé.",
)
