"""French, on the report page of a check-in."""

from bot.present.phrases.plural import Plural
from bot.present.phrases.report_page.shape import (
    FigureWords,
    GlanceWords,
    HeadWords,
    InsteadWords,
    PartWords,
    ReportPageWords,
    Told,
)

_HEAD = HeadWords(
    report="Rapport d’équipe",
    skip="Aller au rapport",
    rounds="Rapports",
    earlier="Plus ancien",
    later="Plus récent",
    is_earlier="Vous regardez un rapport plus ancien.",
    latest="Afficher le dernier",
    anonymous="Anonyme",
    named="Avec noms",
)
_GLANCE = GlanceWords(
    title="En un coup d’œil",
    taking_part="Participation",
    areas="Domaines",
    area_count=Plural(one="{n} domaine : {tier}", other="{n} domaines : {tier}"),
    changes="Depuis le rapport précédent",
    went_up="En hausse",
    went_down="En baisse",
    may_have_moved="Peut-être changé",
    no_clear_change=Plural(
        one="Pas de changement net dans {n} domaine", other="Pas de changement net dans {n} domaines"
    ),
    actions="Actions",
    going_on=Plural(other="{n} en cours"),
    overdue=Plural(other="dont {n} en retard"),
    settled=Plural(one="{n} faite ou abandonnée", other="{n} faites ou abandonnées"),
    no_actions="Rien n’est encore décidé",
)
_FIGURE = FigureWords(
    of_answers=Plural(one="{n} réponse", other="{n} réponses"),
    median_of_four="médiane des quatre derniers : {score}",
    camps_mean="au moins un quart trouve que c’est bien, et au moins un quart que c’est mal",
    too_early="Il est trop tôt pour parler d’un changement.",
    partial="Calculé sans les questions masquées, donc sans comparaison.",
    break_mark="calcul changé",
    none="pas de chiffre",
    why_short={
        "too few": "trop peu",
        "protects others": "masqué",
        "held": "pas encore",
        "withheld": "non montré",
        "team changed": "équipe changée",
    },
)
_PART = PartWords(
    talk="À discuter d’abord",
    talk_intro="D’abord là où les avis se partagent, puis le plus bas, puis ce qui a le plus baissé.",
    weakest="parmi les plus faibles",
    owner="Qui s’en occupe",
    system="Ce qu’il faut",
    heat="Tous les domaines dans le temps",
    heat_intro="Chaque case a sa note et son mot. Le tour que vous regardez est marqué.",
    heat_caption="Notes de tous les domaines, tour par tour, le plus ancien d’abord",
    heat_cut="Tous les tours ne tiennent pas sur le papier ; la page à l’écran montre aussi les autres.",
    area="Domaine",
    areas="Domaine par domaine",
    areas_intro="La ligne est la moyenne, la bande autour dit avec quelle précision on la connaît.",
    trend="{area} dans le temps : {points}",
    trend_point="{round} : {score}, entre {low} et {high}",
    trend_bare="{round} : {score}",
    trend_gap="{round} : pas de chiffre",
    decided="Décidé",
    action_due="d’ici le {date}",
    action_from="après le tour {number}",
    action_late="en retard",
    systems="À construire, dans cet ordre",
    systems_intro="Les fondations d’abord : ce sur quoi le reste repose passe avant ce qui est le plus bas.",
    questions="Question par question",
    questions_intro="Parts de celles et ceux qui ont répondu.",
    mean="moyenne {score} sur 100",
    answer="Réponse",
    share="Part",
    other="Autres ({choices})",
    quartiles="La moitié des réponses se situe entre {low} et {high}, celle du milieu est {median}.",
    recommendation="Recommandation {score}, entre {low} et {high} (sur une échelle de −100 à +100)",
    of_no_area="Autres questions",
    comments="Avec leurs mots",
    comments_intro="Dans un ordre aléatoire, sans heure.",
    people="Personne par personne",
    people_intro="Dans ce point d’équipe, les réponses portent un nom ; chacun le savait avant de commencer.",
    person="Personne",
    teams="Les équipes côte à côte",
    teams_intro="Seulement ce que montre le rapport de chaque équipe, et seulement là où une comparaison ne "
    "permet de rien calculer.",
    team="Équipe",
    team_left_out={
        "nothing yet": "pas encore de rapport",
        "scored otherwise": "calculé autrement",
        "protects others": "laissée de côté : à côté des autres, des réponses pourraient être calculées",
    },
    hidden="Ce qui n’est pas montré, et pourquoi",
    hidden_nothing="Tout ce qui a des chiffres est montré.",
    how="Comment les réponses restent séparées des personnes",
    how_anonymous="Les réponses sont gardées sans nom, et ce qui mène d’une personne à ses réponses est "
    "effacé "
    "quand elle a fini ou quand le tour se clôt. Les chiffres paraissent une fois, après la clôture, à "
    "partir de {k} réponses, et seulement si aucune réponse ne peut être calculée à partir de tout ce qui a "
    "été montré.",
    how_named="Dans ce point d’équipe, les réponses portent un nom : qui peut voir les rapports voit qui a "
    "répondu quoi. Toutes les personnes interrogées le savaient avant la première question.",
    downloads="Télécharger",
    downloads_intro="Exactement les chiffres de ce tour, rien de plus. Pour un PDF, imprimez cette page.",
    csv="Tableau (CSV)",
    json="Données (JSON)",
)
_NO_AREAS = "Ce point d’équipe n’a pas de domaines : ses chiffres se trouvent aux questions."
_INSTEAD = InsteadWords(
    no_release=Told(
        title="Il n’y a pas encore de rapport.",
        todo="Il est fait quand le premier tour se clôt. Avant cela, personne ne voit de chiffres, même pas "
        "qui a posé les questions.",
    ),
    no_round=Told(
        title="Il n’y a pas de rapport de ce tour.",
        todo="Il a peut-être été annulé, ou il est encore en cours.",
    ),
    unknown=Told(
        title="Cette adresse ne mène à aucun rapport.",
        todo="Une partie s’est peut-être perdue à la copie. Checkup vous donne un nouveau lien dans Slack, "
        "avec le bouton « Rapport ».",
    ),
    expired=Told(
        title="Ce lien est trop ancien.",
        todo="Les liens vers les rapports sont valables trois mois. Checkup vous en donne un nouveau dans "
        "Slack, avec le bouton « Rapport ».",
    ),
    revoked=Told(
        title="Ce lien a été retiré.",
        todo="Si les rapports vous sont toujours destinés, Checkup vous en donne un nouveau dans Slack, avec "
        "le bouton « Rapport ».",
    ),
    not_yours=Told(
        title="Ces rapports ne vous sont plus destinés.",
        todo="Demandez à la personne qui a lancé le point d’équipe. Dès que vous y avez de nouveau accès, "
        "Checkup vous donne un nouveau lien dans Slack, avec le bouton « Rapport ».",
    ),
    later=Told(
        title="Le rapport ne peut pas être montré pour l’instant.",
        todo="Rien n’est perdu. Réessayez dans quelques minutes.",
    ),
)
REPORT_PAGE = ReportPageWords(
    head=_HEAD, glance=_GLANCE, figure=_FIGURE, part=_PART, no_areas=_NO_AREAS, instead=_INSTEAD
)
