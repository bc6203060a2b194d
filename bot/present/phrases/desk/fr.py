"""French, at the desk."""

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
        questions=Plural(one="{n} question", other="{n} questions"),
        length=Plural(
            one="Environ {questions}, {n} minute. Vous pouvez vous arrêter à tout moment et continuer plus "
            "tard.",
            other="Environ {questions}, {n} minutes. Vous pouvez vous arrêter à tout moment et continuer "
            "plus tard.",
        ),
        run_by="{operator} propose ce bilan. Ce que deviennent vos réponses : /privacy",
        run_by_nobody="Ce que deviennent vos réponses : /privacy",
        start="Commencer",
    ),
    menu=MenuWords(
        choose="Quel bilan voulez-vous faire ?",
        go_on="Continuer : {title}",
        done="{title} (fait)",
        empty="Il n'y a pas de bilan ici pour le moment. Revenez plus tard, s'il vous plaît.",
        leads_nowhere="Ce bilan n'existe pas ici, ou n'existe plus.",
    ),
    settings=SettingsWords(
        language="Langue : {language}",
        reminders_on="Les rappels sont activés.",
        reminders_off="Les rappels sont désactivés.",
        choose_language="Choisir la langue",
        turn_on="Activer les rappels",
        turn_off="Désactiver les rappels",
        privacy="Confidentialité",
        my_data="Mes données",
        delete="Supprimer mes données",
        which_language="Quelle langue voulez-vous ?",
        language_chosen="Votre langue est maintenant : {language}.",
        turned_on="Les rappels sont activés. Un bilan qui vous attend vous fera signe.",
        turned_off="Les rappels sont désactivés. Pour les activer à nouveau : /settings",
        unsubscribed=Plural(
            one="Vous ne recevrez plus de message que vous n'avez pas demandé. {n} réponse est conservée. "
            "Pour continuer : /continue",
            other="Vous ne recevrez plus de message que vous n'avez pas demandé. {n} réponses sont "
            "conservées. Pour continuer : /continue",
        ),
        unsubscribed_empty="Vous ne recevrez plus de message que vous n'avez pas demandé. "
        "Pour continuer : /continue",
        reminders_at="Les rappels arrivent à {time} (heure de {zone}).",
        reminders_at_work="Les rappels arrivent du lundi au vendredi entre {begin} et {end} (heure de "
        "{zone}).",
        choose_time="Heure des rappels",
        which_time="À quelle heure les rappels peuvent-ils arriver ? C'est l'heure de {zone} qui compte.",
        at_work="Aux heures de travail",
        time_chosen="Les rappels arrivent maintenant à {time} (heure de {zone}).",
        at_work_chosen="Les rappels arrivent maintenant du lundi au vendredi entre {begin} et {end} "
        "(heure de {zone}).",
        no_zone="L'heure des rappels ne peut pas être choisie ici, car votre fuseau horaire n'est pas connu.",
        checkins_on="Les invitations aux points de vos équipes sont activées.",
        checkins_off="Les invitations aux points de vos équipes sont désactivées.",
        checkins_off_until="Les invitations aux points de vos équipes sont désactivées jusqu’au {day}.",
        turn_checkins_on="M’inviter aux points d’équipe",
        turn_checkins_off="Plus de points d’équipe",
        pause_checkins="Trois mois sans points d’équipe",
        checkins_turned_on="Vous serez de nouveau invité aux points de vos équipes.",
        checkins_turned_off="Vous ne recevrez plus d’invitation aux points de vos équipes, ni de "
        "rappel. Vous pouvez encore répondre à ce qui est ouvert. Pour les activer à nouveau : "
        "/settings",
        checkins_paused="Jusqu’au {day}, vous ne recevrez pas d’invitation aux points de vos équipes. "
        "Pour les activer avant : /settings",
    ),
    privacy=PrivacyWords(
        operator="{operator} propose ce bilan, peut voir vos réponses et en est responsable.",
        nobody="Ceux qui vous proposent ce bilan peuvent voir vos réponses et en sont responsables.",
        purpose="Vos réponses servent à calculer votre résultat. Vos coordonnées ne sont conservées qu'avec "
        "votre accord, et ne servent qu'à ce que vous avez accepté.",
        years=Plural(
            one="Les réponses et les résultats sont conservés {n} an après votre dernière réponse.",
            other="Les réponses et les résultats sont conservés {n} ans après votre dernière réponse.",
        ),
        days=Plural(
            one="Les données techniques sont conservées {n} jour.",
            other="Les données techniques sont conservées {n} jours.",
        ),
        shared="Checkup ne transmet rien à des tiers. La messagerie elle-même achemine les messages. Les "
        "sondages d'équipe anonymes ne montrent que des groupes, jamais une personne.",
        see="Voir tout ce qui est conservé sur vous : /mydata",
        erase="Tout supprimer : /delete",
        more="En savoir plus :",
    ),
    held=HeldWords(
        title="Ce qui est conservé sur vous",
        since="Ici depuis le {day}, par {channel}.",
        finished="{title} : commencé le {day}, terminé",
        unfinished="{title} : commencé le {day}, non terminé",
        no_answers="Pas de réponse.",
        result="Résultat : {result}",
        agreed="Vous avez accepté ceci : {wording}",
        caption="La même chose dans un fichier, à garder.",
        nothing="Aucune réponse et aucun résultat de vous ne sont conservés, seulement l'adresse de cette "
        "discussion, pour pouvoir vous répondre.",
        round_invited="{team}, {title} : invitation reçue",
        round_declined="{team}, {title} : vous avez dit : pas cette fois",
        round_open="{team}, {title} : commencé, pas terminé",
        round_anonymous="{team}, {title} : vous avez participé. C’est anonyme : vos réponses ne "
        "peuvent plus être retrouvées.",
        round_named="{team}, {title} : vous avez participé, avec votre nom",
        rounds="Points de vos équipes",
        kept="Retenu, pour ne pas vous le redemander",
        forget="Oublier ce qui est retenu",
        forgotten="C'est oublié. La question vous sera reposée.",
    ),
    deleting=DeletingWords(
        asked="Faut-il tout supprimer ? Cela comprend toutes vos réponses, vos résultats et vos accords, vos "
        "réglages et notre trace des messages.",
        for_good="Cela ne peut pas être annulé.",
        delete_everything="Tout supprimer",
        keep="Garder",
        deleted="Tout est supprimé. Plus rien n'est conservé sur vous.",
        receipt="Reçu {number}, {day}",
        conversations="Bilans faits : {n}",
        answers="Réponses : {n}",
        results="Résultats : {n}",
        consents="Accords : {n}",
        messages="Nombre de messages : {n}",
        updates="Données techniques : {n}",
        afterwards="Ce qui se trouve dans cette discussion reste jusqu'à ce que vous l'y supprimiez. Pour "
        "recommencer : /start",
        kept="Rien n'a été supprimé. Tout est comme avant.",
    ),
    stray=StrayWords(
        unreadable="Je ne sais lire que des mots ici. Tapez votre réponse ou touchez-en une, s'il vous "
        "plaît.",
        unreadable_nothing_open="Je ne sais lire que des mots ici. Écrivez ou touchez un bouton, s'il vous "
        "plaît. Ce que vous pouvez faire : /help",
        unknown_command="Je ne connais pas cette commande. Voici celles que je connais :",
        rewritten="Seuls les nouveaux messages sont lus, pas ceux qui ont été modifiés. Pour changer une "
        "réponse, utilisez « {my_answers} » ou /back",
        trouble="Quelque chose s'est mal passé de notre côté. Rien n'est perdu. Réessayez, ou continuez avec "
        "/continue",
        too_much="Trop de choses sont arrivées à la fois ; les dernières n'ont pas été lues. Patientez un "
        "instant, puis continuez.",
        lost="{title} : ce bilan ne peut pas continuer comme il a commencé. Vos réponses sont conservées. "
        "Vous pouvez le recommencer.",
        nothing_to_go_on="Aucun bilan n'est ouvert ; il n'y a rien à continuer.",
        only_in_private="Les bilans se font dans une discussion privée avec moi, où personne d'autre ne lit.",
        open_in_private="Ouvrir la discussion privée",
        not_yours="Ce bouton est à quelqu'un d'autre, ou il est trop ancien. Rien n'a changé.",
        share_contact="Vous pouvez partager votre propre numéro d'un geste au lieu de le taper.",
        share_my_number="Partager mon numéro",
    ),
    command=CommandWords(
        start="Commencer, ou choisir un bilan",
        continue_="Continuer là où vous étiez",
        back="La question d'avant",
        cancel="Quitter le bilan ; les réponses restent",
        restart="Recommencer",
        result="Voir votre résultat",
        language="Choisir votre langue",
        settings="Langue et rappels",
        privacy="Qui voit quoi, et pour combien de temps",
        mydata="Voir tout ce qui est conservé sur vous",
        delete="Supprimer tout ce qui est conservé sur vous",
        stop="Plus de message non demandé",
        help="Ce que vous pouvez faire ici",
        about="Des bilans sous forme de discussion : quelques gestes, quelques minutes, et vous voyez où "
        "vous en êtes et quoi construire ensuite. Vous pouvez vous arrêter à tout moment et continuer "
        "plus tard.",
        run_by="Proposé par {operator}. Ce que deviennent vos réponses : /privacy",
        run_by_nobody="Ce que deviennent vos réponses : /privacy",
        about_briefly="Des bilans sous forme de discussion : voyez où vous en êtes et quoi construire "
        "ensuite.",
    ),
    checkup=CheckupWords(
        title="Ce que vous pouvez faire ici :",
        menu="Voir les bilans qui existent",
        start="Commencer un bilan ou le continuer",
        flow="nom-du-bilan",
        team="Lancer un point d’équipe",
        checkins="Les points d’équipe que vous suivez",
        bare="Dans nos messages directs, le mot seul suffit : help",
        unknown="Je ne connais pas « {word} ». Voici ce que je connais :",
        look_in_messages="Je vous ai écrit dans nos messages directs.",
        not_installed="Checkup n'est pas installé dans cet espace de travail. La personne qui le gère peut "
        "l'installer.",
        could_not_now="Cela n'a pas fonctionné pour l'instant. Rien n'est perdu. Réessayez dans une minute, "
        "s'il vous plaît.",
    ),
    home=HomeWords(
        run_by="Proposé par {operator}.",
        open_messages="Ouvrir les messages",
        todo="À faire",
        nothing_to_do="Il n'y a rien à faire pour le moment.",
        length=Plural(one="Environ {questions}, {n} minute", other="Environ {questions}, {n} minutes"),
        resume="Continuer là où vous étiez",
        nothing_open="Aucun bilan n'est ouvert.",
        continue_="Continuer",
        last_active="Dernière activité le {day}",
        results="Mes résultats",
        no_results="Il n'y a pas encore de résultat. Il arrive après la dernière question d'un bilan.",
        finished="Terminé le {day}",
        show="Voir le résultat",
        more=Plural(one="Et {n} autre : {command}", other="Et {n} autres : {command}"),
        settings="Réglages",
        language="Langue",
        time="Heure des rappels",
        zone="Votre fuseau horaire : {zone}",
        held="Sont conservés à votre sujet vos réponses, résultats et accords, votre langue, votre fuseau "
        "horaire et les messages entre nous.",
        page="En savoir plus",
        help="Ce que vous pouvez faire ici : /help",
    ),
    repeating=RepeatingWords(
        will_ask="Je vous le redemanderai le {day}. Pour l'arrêter : /stop ou /settings",
        due="{title} : votre dernier résultat date du {day}. Refaites le bilan et voyez ce qui a changé.",
        due_some_time="{title} : cela fait un moment. Refaites le bilan et voyez ce qui a changé.",
        invitation="{title} : quelques questions, quelques minutes, et vous voyez où vous en êtes.",
    ),
)
