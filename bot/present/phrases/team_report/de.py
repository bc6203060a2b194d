"""German, in the report of a team's round."""

from bot.present.phrases.plural import Plural
from bot.present.phrases.team_report.shape import TeamReportWords

TEAM_REPORT = TeamReportWords(
    title="{flow}: {team}",
    round="Runde {number}",
    rounds="Runden {first} bis {last} zusammen",
    period="{round}, {from_day} bis {to_day}",
    one_day="{round}, {day}",
    answered="{answered} von {invited} haben geantwortet.",
    bounds="Was auch immer die anderen denken: Insgesamt liegt das ganze Team zwischen {low} und {high}.",
    low_response="Das sind wenige: Die anderen sehen es vielleicht anders.",
    nothing_shown={
        "too few": "Es werden keine Zahlen gezeigt: Weniger als {k} haben geantwortet.",
        "protects others": "Es werden keine Zahlen gezeigt: Aus ihnen ließe sich eine kleinere Gruppe "
        "errechnen.",
        "held": "Noch keine Zahlen: Weniger als {k} verschiedene Menschen haben geantwortet. Diese Antworten "
        "kommen mit denen der nächsten Runden, sobald es genug sind.",
        "withheld": "Es werden keine Zahlen gezeigt: Auch zusammen mit den Runden davor haben weniger als "
        "{k} geantwortet.",
        "team changed": "Diesmal keine Zahlen: Seit einer kürzlich gezeigten Runde sind nur wenige "
        "dazugekommen oder gegangen, und ihre Antworten ließen sich durch Vergleichen errechnen. Bald gibt "
        "es wieder Zahlen.",
    },
    hidden={
        "too few": "nicht genug Antworten, um das zu zeigen",
        "protects others": "verborgen, damit sich keine kleinere Gruppe errechnen lässt",
        "held": "noch nicht gezeigt",
        "withheld": "nicht gezeigt",
        "team changed": "diesmal nicht gezeigt",
    },
    standing="Wo das Team steht",
    overall="Gesamt",
    alike={
        "very low": "fast alle haben dasselbe gesagt: sehr niedrig",
        "low": "fast alle haben dasselbe gesagt: niedrig",
        "middling": "fast alle haben dasselbe gesagt: in der Mitte",
        "high": "fast alle haben dasselbe gesagt: hoch",
        "very high": "fast alle haben dasselbe gesagt: sehr hoch",
    },
    fifths={
        "very low": "sehr niedrig",
        "low": "niedrig",
        "middling": "mittel",
        "high": "hoch",
        "very high": "sehr hoch",
    },
    alike_without="nicht gezeigt: von so wenigen Antworten sind zu viele gleich",
    alike_short="zu ähnlich",
    between="zwischen {low} und {high}",
    agreement={
        "two camps": "zwei Lager",
        "you agree": "ihr seid euch einig",
        "opinions differ": "die Meinungen gehen auseinander",
    },
    trend={
        "up": "um {by} gestiegen",
        "down": "um {by} gefallen",
        "maybe up": "vielleicht gestiegen, um {by}",
        "maybe down": "vielleicht gefallen, um {by}",
        "no clear change": "keine klare Veränderung",
    },
    counts_from="keine klare Veränderung (etwa {points} Punkte würden zählen)",
    broken="die Wertung hat sich geändert, darum kein Vergleich",
    partial="ohne verborgene Fragen berechnet, darum kein Vergleich",
    weakest="Schwächste Bereiche",
    joint="{area}, etwa gleichauf mit {next}",
    owner="zuständig: {owner}",
    talk="Zum Besprechen, in dieser Reihenfolge",
    systems="Was aufzubauen ist, Grundlagen zuerst",
    this_week="Diese Woche",
    comments="Was Menschen geschrieben haben, in zufälliger Reihenfolge",
    more_comments=Plural(one="und {n} weitere auf der Seite", other="und {n} weitere auf der Seite"),
    actions="Was ihr beschlossen habt",
    action="{area}: {text} ({owner}, bis {day})",
    status={"open": "läuft", "done": "erledigt", "dropped": "aufgegeben"},
    anonymous="Niemand sieht, wer was gesagt hat. Zahlen werden ab {k} Antworten gezeigt.",
    named="In diesem Check-in haben Antworten Namen; das war allen bekannt, bevor sie begannen.",
    page="Berichtsseite öffnen",
    plan="Etwas beschließen",
    revoke="Links ungültig machen",
    map_subtitle="{team}, {round}",
)
