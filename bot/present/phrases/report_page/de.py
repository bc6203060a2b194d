"""German, on the report page of a check-in."""

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
    report="Teambericht",
    skip="Zum Bericht springen",
    rounds="Berichte",
    earlier="Früher",
    later="Später",
    is_earlier="Sie sehen einen früheren Bericht.",
    latest="Den neuesten zeigen",
    anonymous="Anonym",
    named="Mit Namen",
)
_GLANCE = GlanceWords(
    title="Auf einen Blick",
    taking_part="Beteiligung",
    areas="Bereiche",
    area_count=Plural(one="{n} Bereich: {tier}", other="{n} Bereiche: {tier}"),
    changes="Seit dem Bericht davor",
    went_up="Gestiegen",
    went_down="Gefallen",
    may_have_moved="Vielleicht verändert",
    no_clear_change=Plural(
        one="Keine klare Veränderung in {n} Bereich", other="Keine klare Veränderung in {n} Bereichen"
    ),
    actions="Maßnahmen",
    going_on=Plural(one="{n} läuft", other="{n} laufen"),
    overdue=Plural(other="{n} davon über dem Termin"),
    settled=Plural(other="{n} erledigt oder aufgegeben"),
    no_actions="Noch nichts beschlossen",
)
_FIGURE = FigureWords(
    of_answers=Plural(one="{n} Antwort", other="{n} Antworten"),
    median_of_four="Median der letzten vier: {score}",
    camps_mean="Mindestens ein Viertel sieht es gut und mindestens ein Viertel schlecht",
    too_early="Für eine Aussage über Veränderung ist es noch zu früh.",
    partial="Ohne verborgene Fragen berechnet, darum kein Vergleich.",
    break_mark="neu gewertet",
    none="keine Zahl",
    why_short={
        "too few": "zu wenige",
        "protects others": "verborgen",
        "held": "noch nicht",
        "withheld": "nicht gezeigt",
        "team changed": "Team verändert",
    },
)
_PART = PartWords(
    talk="Darüber zuerst sprechen",
    talk_intro="Zuerst das, wo die Meinungen sich teilen, dann das Niedrigste, dann was am meisten fiel.",
    weakest="unter den schwächsten",
    owner="Wer sich darum kümmert",
    system="Was es braucht",
    heat="Alle Bereiche über die Zeit",
    heat_intro="In jeder Zelle stehen die Zahl und ihr Wort. Die Runde, die Sie ansehen, ist markiert.",
    heat_caption="Werte aller Bereiche, Runde für Runde, die älteste zuerst",
    heat_cut="Nicht alle Runden passen auf Papier; die Seite am Bildschirm hat auch die anderen.",
    area="Bereich",
    areas="Bereich für Bereich",
    areas_intro="Die Linie ist der Durchschnitt, das Band um sie zeigt, wie genau er bekannt ist.",
    trend="{area} über die Zeit: {points}",
    trend_point="{round}: {score}, zwischen {low} und {high}",
    trend_bare="{round}: {score}",
    trend_gap="{round}: keine Zahl",
    decided="Beschlossen",
    action_due="bis {date}",
    action_from="nach Runde {number}",
    action_late="über dem Termin",
    systems="Was aufzubauen ist, in dieser Reihenfolge",
    systems_intro="Grundlagen zuerst: Worauf anderes steht, kommt vor dem, was am niedrigsten ist.",
    questions="Frage für Frage",
    questions_intro="Anteile derer, die geantwortet haben.",
    mean="Durchschnitt {score} von 100",
    answer="Antwort",
    share="Anteil",
    other="Andere ({choices})",
    quartiles="Die Hälfte der Antworten liegt zwischen {low} und {high}, die mittlere ist {median}.",
    recommendation="Empfehlung {score}, zwischen {low} und {high} (auf einer Skala von −100 bis +100)",
    of_no_area="Weitere Fragen",
    comments="In ihren Worten",
    comments_intro="In zufälliger Reihenfolge, ohne Uhrzeit.",
    people="Person für Person",
    people_intro="In diesem Check-in haben Antworten Namen; das war allen bekannt, bevor sie begannen.",
    person="Person",
    teams="Teams nebeneinander",
    teams_intro="Nur was der eigene Bericht jedes Teams zeigt, und nur, wo sich durch Vergleichen nichts "
    "errechnen lässt.",
    team="Team",
    team_left_out={
        "nothing yet": "noch kein Bericht",
        "scored otherwise": "anders gewertet",
        "protects others": "ausgelassen, weil sich neben den anderen Antworten errechnen ließen",
    },
    hidden="Was nicht gezeigt wird, und warum",
    hidden_nothing="Alles, wozu es Zahlen gibt, wird gezeigt.",
    how="Wie Antworten von Personen getrennt bleiben",
    how_anonymous="Antworten werden ohne Namen gespeichert, und was von einer Person zu ihren Antworten "
    "führt, "
    "wird gelöscht, wenn sie fertig ist oder die Runde endet. Zahlen erscheinen einmal, nach dem Ende, ab "
    "{k} Antworten, und nur, wenn sich aus allem je Gezeigten keine einzelne Antwort errechnen lässt.",
    how_named="In diesem Check-in haben Antworten Namen: Wer seine Berichte sehen darf, sieht, wer was "
    "geantwortet hat. Alle Gefragten wussten das vor der ersten Frage.",
    downloads="Herunterladen",
    downloads_intro="Genau die Zahlen dieser Runde, nicht mehr. Für ein PDF drucken Sie diese Seite.",
    csv="Tabelle (CSV)",
    json="Daten (JSON)",
)
_NO_AREAS = "Dieser Check-in hat keine Bereiche: Seine Zahlen stehen bei den Fragen."
_INSTEAD = InsteadWords(
    no_release=Told(
        title="Es gibt noch keinen Bericht.",
        todo="Er entsteht, wenn die erste Runde endet. Vorher sieht niemand Zahlen, auch nicht, wer gefragt "
        "hat.",
    ),
    no_round=Told(
        title="Von dieser Runde gibt es keinen Bericht.",
        todo="Vielleicht wurde sie abgesagt, oder sie läuft noch.",
    ),
    unknown=Told(
        title="Diese Adresse führt zu keinem Bericht.",
        todo="Vielleicht ging beim Kopieren ein Stück verloren. Einen neuen Link gibt Ihnen Checkup in "
        "Slack, "
        "mit dem Knopf „Bericht“.",
    ),
    expired=Told(
        title="Dieser Link ist zu alt.",
        todo="Links zu Berichten gelten drei Monate. Einen neuen gibt Ihnen Checkup in Slack, mit dem Knopf "
        "„Bericht“.",
    ),
    revoked=Told(
        title="Dieser Link wurde zurückgenommen.",
        todo="Wenn die Berichte noch für Sie bestimmt sind, gibt Ihnen Checkup in Slack einen neuen, mit dem "
        "Knopf „Bericht“.",
    ),
    not_yours=Told(
        title="Diese Berichte sind nicht mehr für Sie bestimmt.",
        todo="Fragen Sie, wer den Check-in begonnen hat. Sobald Sie wieder dabei sind, gibt Ihnen Checkup in "
        "Slack einen neuen Link, mit dem Knopf „Bericht“.",
    ),
    later=Told(
        title="Der Bericht kann gerade nicht gezeigt werden.",
        todo="Nichts ist verloren. Bitte versuchen Sie es in ein paar Minuten noch einmal.",
    ),
)
REPORT_PAGE = ReportPageWords(
    head=_HEAD, glance=_GLANCE, figure=_FIGURE, part=_PART, no_areas=_NO_AREAS, instead=_INSTEAD
)
