"""French, in the report of a team's round."""

from bot.present.phrases.plural import Plural
from bot.present.phrases.team_report.shape import TeamReportWords

TEAM_REPORT = TeamReportWords(
    title="{flow} : {team}",
    round="Tour {number}",
    rounds="Tours {first} à {last} réunis",
    period="{round}, du {from_day} au {to_day}",
    one_day="{round}, {day}",
    answered="{answered} personnes sur {invited} ont répondu.",
    bounds="Quoi que pensent les autres, la note globale de toute l’équipe se situe entre {low} et {high}.",
    low_response="C’est peu : les autres voient peut-être les choses autrement.",
    nothing_shown={
        "too few": "Aucun chiffre n’est montré : moins de {k} personnes ont répondu.",
        "protects others": "Aucun chiffre n’est montré : on pourrait en déduire un groupe plus petit.",
        "held": "Pas encore de chiffres : moins de {k} personnes différentes ont répondu. Ces réponses "
        "viendront avec celles des prochains tours, dès qu’il y en aura assez.",
        "withheld": "Aucun chiffre n’est montré : même avec les tours précédents, moins de {k} personnes ont "
        "répondu.",
        "team changed": "Pas de chiffres cette fois : trop peu de personnes sont arrivées ou parties depuis "
        "un tour montré récemment, et une comparaison permettrait de calculer leurs réponses. Les chiffres "
        "reviendront bientôt.",
    },
    hidden={
        "too few": "pas assez de réponses pour le montrer",
        "protects others": "masqué, pour qu’un groupe plus petit ne puisse pas être calculé",
        "held": "pas encore montré",
        "withheld": "non montré",
        "team changed": "non montré cette fois",
    },
    standing="Où en est l’équipe",
    overall="Global",
    alike={
        "very low": "presque tout le monde a dit la même chose : très bas",
        "low": "presque tout le monde a dit la même chose : bas",
        "middling": "presque tout le monde a dit la même chose : au milieu",
        "high": "presque tout le monde a dit la même chose : haut",
        "very high": "presque tout le monde a dit la même chose : très haut",
    },
    fifths={
        "very low": "très bas",
        "low": "bas",
        "middling": "moyen",
        "high": "haut",
        "very high": "très haut",
    },
    alike_without="non montré : parmi si peu de réponses, trop sont identiques",
    alike_short="trop proches",
    between="entre {low} et {high}",
    agreement={
        "two camps": "deux camps",
        "you agree": "vous êtes d’accord",
        "opinions differ": "les avis diffèrent",
    },
    trend={
        "up": "en hausse de {by}",
        "down": "en baisse de {by}",
        "maybe up": "peut-être en hausse, de {by}",
        "maybe down": "peut-être en baisse, de {by}",
        "no clear change": "pas de changement net",
    },
    counts_from="pas de changement net (il faudrait environ {points} points)",
    broken="le calcul a changé, donc pas de comparaison",
    partial="calculé sans les questions masquées, donc pas de comparaison",
    weakest="Domaines les plus faibles",
    joint="{area}, à peu près à égalité avec {next}",
    owner="responsable : {owner}",
    talk="À discuter, dans cet ordre",
    systems="À construire, les fondations d’abord",
    this_week="Cette semaine",
    comments="Ce que les gens ont écrit, dans un ordre aléatoire",
    more_comments=Plural(one="et {n} de plus sur la page", other="et {n} de plus sur la page"),
    actions="Ce que vous avez décidé",
    action="{area} : {text} ({owner}, d’ici le {day})",
    status={"open": "en cours", "done": "fait", "dropped": "abandonné"},
    anonymous="Personne ne voit qui a dit quoi. Les chiffres sont montrés à partir de {k} réponses.",
    named="Dans ce point d’équipe, les réponses portent un nom ; chacun le savait avant de commencer.",
    page="Ouvrir la page du rapport",
    plan="Décider quelque chose",
    revoke="Invalider les liens",
    map_subtitle="{team}, {round}",
)
