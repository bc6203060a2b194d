"""French, for those who ask in team check-ins."""

from bot.present.phrases.managing.shape import (
    ActionWords,
    CheckInWords,
    HomeTeamWords,
    ManagingWords,
    MayWords,
    RoundWords,
    StandingWords,
    StatusWords,
)
from bot.present.phrases.plural import Plural

MANAGING = ManagingWords(
    may=MayWords(
        not_yours="Seule la personne qui a lancé ce point d’équipe peut le faire, ou un admin. Rien n’a "
        "changé.",
        may_not_start="Les points d’équipe sont lancés par les admins et par les personnes qu’un admin a "
        "désignées. Adressez-vous à l’une d’elles.",
        only_admins="Seuls les admins désignent qui d’autre peut lancer des points d’équipe.",
        action_not_yours="Seule la personne qui s’en charge peut le dire, ou celles qui suivent ce "
        "point d’équipe.",
        no_reports="Les rapports de ce point d’équipe sont vus par les personnes nommées à son lancement.",
        not_there="Ce point d’équipe n’existe plus ici.",
        elsewhere="Cela se règle dans une fenêtre que seul Slack possède : tapez-y /checkup team.",
    ),
    standing=StandingWords(
        none="Aucun de vos points d’équipe n’est en cours ni prévu.",
        how="Tapez /checkup team pour en lancer un.",
        past="Terminés",
        every={
            "once": "une seule fois",
            "day": "tous les jours",
            "weekday": "tous les jours ouvrés",
            "1 week": "toutes les semaines",
            "month": "tous les mois",
        },
        weeks=Plural(one="toutes les semaines", other="toutes les {n} semaines"),
        anonymous="anonyme",
        named="avec les noms",
        opening="Le tour {number} s’ouvre : on cherche qui en fait partie.",
        open="Le tour {number} est ouvert jusqu’au {day}, {time}.",
        closing="Le tour {number} est clos. Son rapport est en préparation.",
        next="Le prochain tour a lieu le {day}.",
        no_next="Aucun autre tour n’est prévu.",
        paused="Il est en pause : aucun tour ne s’ouvre avant que vous repreniez.",
        ended="Il est terminé.",
        shown="Le tour {number} s’est clos le {day} ; son rapport est là.",
        held="Trop peu de réponses au tour {number} : il est montré avec les suivants.",
        withheld="Aucun chiffre du tour {number} ne peut être montré ; son rapport dit pourquoi.",
        cancelled="Le tour {number} a été annulé : rien n’en est montré.",
        report="Rapport",
        actions="Mesures",
        new_link="Lien vers le rapport",
        pause="Mettre en pause",
        resume="Reprendre",
        end="Terminer",
    ),
    status=StatusWords(
        title="{team} : tour {number}",
        closes="Ouvert jusqu’au {day}, {time}.",
        invited="Invitations : {n}",
        waiting="Attendent leur heure : {n}",
        reached="Personnes jointes : {n}",
        started="Ont commencé : {n}",
        finished="Ont fini : {n}",
        declined="Pas cette fois : {n}",
        unreachable="Impossibles à joindre : {n}",
        fewer="moins de {k}",
        whys={
            "blocked": "elles bloquent les messages de Checkup",
            "deactivated": "leur compte est désactivé",
            "gone": "elles sont parties",
            "in doubt": "on ignore si le message est arrivé",
            "refused": "la plateforme n’a accepté aucun message",
            "too late": "leur bonne heure venait trop peu avant la fin",
            "opted out": "elles ne veulent pas de points d’équipe",
        },
        other_why="pour une autre raison",
        left_out="Sans invitation : {n}",
        reasons={
            "bot": "des bots",
            "deactivated": "des comptes désactivés",
            "not joined": "pas encore dans l’espace de travail",
            "guest": "des invités",
            "external": "d’autres entreprises",
            "opted out": "ne veulent pas de points d’équipe",
        },
        people="Ont fini :",
        anonymous="Personne n’apprend qui a fini, ni aucun nombre inférieur à {k} de ceux qui ont fini.",
        remind="Relancer",
        extend="Un jour de plus",
        close="Clore maintenant",
        cancel="Annuler le tour",
        closed="Le tour est clos.",
        cancelled="Le tour a été annulé. Rien n’en sera montré.",
    ),
    round=RoundWords(
        reminded=Plural(
            one="{n} personne reçoit un rappel, à une bonne heure de sa journée.",
            other="{n} personnes reçoivent un rappel, à une bonne heure de leur journée.",
        ),
        reminded_all="Toutes les personnes qui n’ont pas fini reçoivent un rappel, à une bonne heure de leur "
        "journée.",
        nobody_to_remind="Il n’y a personne à relancer : toutes ont fini, ont été relancées récemment "
        "ou deux "
        "fois, ou il ne leur reste aucune bonne heure.",
        too_late="Le tour se clôt dans moins d’une heure : personne n’est plus relancé.",
        extended="Le tour reste ouvert jusqu’au {day}, {time}.",
        before_next="Il ne peut rester ouvert plus longtemps : le prochain commence le {day}.",
        close_asked="Clore ce tour maintenant ?",
        close_means="Ensuite personne ne peut plus répondre ni rien changer, et le rapport est fait de "
        "ce qui "
        "est là. Si moins de {k} personnes ont fini, aucun chiffre n’est montré.",
        close_now="Oui, le clore",
        closes_now="Le tour se clôt maintenant. Le rapport arrive dans quelques minutes.",
        cancel_asked="Annuler ce tour ?",
        cancel_means="Ensuite personne ne peut plus répondre, et rien de ce qui a été répondu n’est jamais "
        "montré à qui que ce soit.",
        cancel_now="Oui, l’annuler",
        cancelled="Le tour est annulé. Rien n’en sera jamais montré.",
        leave_open="Le laisser ouvert",
        stays_open="Le tour reste ouvert.",
        not_open="Ce tour n’est plus ouvert.",
        no_report="Il n’y a pas encore de rapport de ce point d’équipe. Il arrive quand un tour se clôt.",
    ),
    checkin=CheckInWords(
        paused="Il est en pause : aucun tour ne s’ouvre avant que vous repreniez.",
        paused_meanwhile="Il est en pause : aucun tour ne s’ouvre avant que vous repreniez. Celui "
        "qui est "
        "ouvert le reste jusqu’à sa fin.",
        resumed="Il reprend. Le prochain tour a lieu le {day}.",
        nothing_ahead="Il ne reste aucun jour à son programme. Tapez /checkup team pour en lancer un autre.",
        is_ended="Ce point d’équipe est terminé.",
        end_asked="Terminer ce point d’équipe ?",
        end_means="Plus aucun tour ne s’ouvre, et il ne peut être repris. Un tour ouvert le reste "
        "jusqu’à sa fin ; les rapports restent.",
        end_now="Oui, le terminer",
        ended="Il est terminé : plus aucun tour ne s’ouvre.",
        leave="Ne rien faire",
        stays="Il reste tel qu’il est.",
        link="Voici votre accès à la page du rapport. Il n’est que pour vous, et valable jusqu’au {day}.",
        to_page="Ouvrir la page du rapport",
        no_page="Il n’y a pas de page de rapport ici : ceux qui gèrent ce Checkup n’ont indiqué aucune "
        "adresse "
        "publique.",
        revoked=Plural(
            one="{n} lien vers la page du rapport ne mène désormais nulle part.",
            other="{n} liens vers la page du rapport ne mènent désormais nulle part.",
        ),
        none_revoked="Il n’y a aucun lien à retirer.",
    ),
    action=ActionWords(
        title="{team} : ce qui a été décidé",
        ask="Qu’est-ce que cela a donné ?",
        none="Rien n’a encore été décidé. Choisissez « Décider quelque chose » sous un rapport.",
        what="{area} : {text}",
        who="{owner}, jusqu’au {day}",
        done="Fait",
        going_on="En cours",
        dropped="Abandonné",
        is_open="En cours.",
        is_done="Fait.",
        is_dropped="Abandonné.",
        goes_on="Cela continue ; la question reviendra au prochain tour.",
    ),
    home=HomeTeamWords(
        title="Points d’équipe",
        start="Lancer un point d’équipe",
        managers="Désigner des responsables",
        only_admins="Seuls les admins peuvent lancer des points d’équipe.",
        appointed=Plural(
            one="En plus des admins, {n} personne peut lancer des points d’équipe.",
            other="En plus des admins, {n} personnes peuvent lancer des points d’équipe.",
        ),
    ),
)
