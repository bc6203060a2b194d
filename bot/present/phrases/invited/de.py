"""German, to those who are asked to take part."""

from bot.present.phrases.invited.shape import InvitedWords
from bot.present.phrases.plural import Plural

INVITED = InvitedWords(
    heading="{team} – {title}",
    asked_by="Es fragt:",
    questions=Plural(one="{n} Frage", other="{n} Fragen"),
    length=Plural(
        one="Ihr Team sieht nach, wo es steht: {questions}, etwa {n} Minute.",
        other="Ihr Team sieht nach, wo es steht: {questions}, etwa {n} Minuten.",
    ),
    purpose="Das Team sieht, wo es steht und was es als Nächstes angehen kann. Ob Sie mitmachen, "
    "entscheiden Sie.",
    anonymous="Dieser Check-in ist anonym. Wer den Bericht bekommt, sieht, wie viele mitgemacht haben, aber "
    "nie, wer was gesagt hat.",
    shown_from=Plural(
        one="Zahlen gibt es erst nach dem Ende, nur für alle zusammen und nur ab {n} Antwort.",
        other="Zahlen gibt es erst nach dem Ende, nur für alle zusammen und nur ab {n} Antworten.",
    ),
    unlinked_later="Wenn Sie fertig sind, wird die Verbindung zwischen Ihnen und Ihren Antworten gelöscht.",
    own_words="Was Sie in eigenen Worten schreiben, kann wörtlich gezeigt werden, ohne Ihren Namen. Lassen "
    "Sie weg, woran man Sie erkennt.",
    messenger="Wer diesen Messenger verwaltet, kann diesen Chat vielleicht lesen, wie jeden anderen.",
    named="Dieser Check-in ist nicht anonym. Wer den Bericht bekommt, sieht Ihre Antworten mit Ihrem Namen.",
    until="Er ist offen bis {until}. Bis dahin können Sie Ihre Antworten ändern.",
    start="Beginnen",
    go_on="Weiter",
    later="Später",
    not_this_time="Diesmal nicht",
    no_more="Keine Check-ins für mich",
    reminder="{team} – {title}: offen bis {until}, und Sie haben noch nicht geantwortet.",
    reminder_begun="{team} – {title}: offen bis {until}, und Sie sind noch nicht fertig.",
    briefly_anonymous="Der Check-in ist anonym und freiwillig.",
    briefly_named="Der Check-in ist nicht anonym, aber freiwillig.",
    put_off="Ich melde mich wieder: {time}. Offen ist der Check-in bis {until}; Sie können auch früher "
    "beginnen.",
    too_late="Der Check-in ist nur noch bis {until} offen, darum frage ich nicht noch einmal. Bis dahin "
    "können Sie beginnen.",
    declined="Das ist in Ordnung. Zu dieser Runde kommt nichts mehr. Falls Sie es sich anders überlegen: "
    "Offen ist sie bis {until}.",
    gone="Das ist in Ordnung. Was Sie schon geantwortet hatten, ist gelöscht, und zu dieser Runde kommt "
    "nichts mehr. Falls Sie es sich anders überlegen: Offen ist sie bis {until}.",
    after_all="Doch mitmachen",
    over="Dieser Check-in ist geschlossen. Antworten können nicht mehr gegeben oder geändert werden.",
    finished_already="Sie haben schon mitgemacht. Um eine Antwort zu ändern, drücken Sie den Knopf unter dem "
    "Dank, den Sie damals bekommen haben.",
    thanks="Das war die letzte Frage. Vielen Dank!",
    shown_at_close=Plural(
        one="Schluss ist am {until}. Dann werden Zahlen für alle zusammen gezeigt, wenn es mindestens {n} "
        "Antwort gibt. Niemand erfährt, wer was gesagt hat.",
        other="Schluss ist am {until}. Dann werden Zahlen für alle zusammen gezeigt, wenn es mindestens {n} "
        "Antworten gibt. Niemand erfährt, wer was gesagt hat.",
    ),
    unlinked_now="Die Verbindung zwischen Ihnen und Ihren Antworten ist gelöscht. Nur der Knopf hier führt "
    "noch zu ihnen, bis zum Schluss.",
    named_at_close="Schluss ist am {until}. Dann sieht, wer den Bericht bekommt, Ihre Antworten mit Ihrem "
    "Namen.",
    change="Meine Antworten ändern",
    leave="So lassen",
    closed=Plural(
        one="Dieser Check-in wurde gerade geschlossen. {n} Antwort von Ihnen zählt.",
        other="Dieser Check-in wurde gerade geschlossen. {n} Antworten von Ihnen zählen.",
    ),
    closed_empty="Dieser Check-in wurde gerade geschlossen. Sie hatten noch nichts geantwortet.",
    closed_anonymous="Die Verbindung zwischen Ihnen und Ihren Antworten ist gelöscht.",
)
