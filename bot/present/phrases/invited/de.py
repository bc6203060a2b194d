"""German, to those who are asked to take part."""

from bot.present.phrases.invited.shape import InvitedWords
from bot.present.phrases.plural import Plural

INVITED = InvitedWords(
    heading="{team} – {title}",
    asked_by="Es fragt:",
    questions=Plural(one="{n} Frage", other="{n} Fragen"),
    length=Plural(
        one="Dein Team sieht nach, wo es steht: {questions}, etwa {n} Minute.",
        other="Dein Team sieht nach, wo es steht: {questions}, etwa {n} Minuten.",
    ),
    purpose="Das Team sieht, wo es steht und was es als Nächstes angehen kann. Ob du mitmachst, "
    "entscheidest du.",
    anonymous="Diese Umfrage ist anonym. Wer den Bericht bekommt, sieht, wie viele mitgemacht haben, aber "
    "nie, wer was gesagt hat.",
    shown_from=Plural(
        one="Zahlen gibt es erst nach dem Ende, nur für alle zusammen und nur ab {n} Antwort.",
        other="Zahlen gibt es erst nach dem Ende, nur für alle zusammen und nur ab {n} Antworten.",
    ),
    unlinked_later="Wenn du fertig bist, wird die Verbindung zwischen dir und deinen Antworten gelöscht.",
    own_words="Was du in eigenen Worten schreibst, kann wörtlich gezeigt werden, ohne deinen Namen. Lass weg, "
    "woran man dich erkennt.",
    messenger="Wer diesen Messenger verwaltet, kann diesen Chat vielleicht lesen, wie jeden anderen.",
    named="Diese Umfrage ist nicht anonym. Wer den Bericht bekommt, sieht deine Antworten mit deinem Namen.",
    until="Sie ist offen bis {until}. Bis dahin kannst du deine Antworten ändern.",
    start="Los geht’s",
    go_on="Weiter",
    later="Später",
    not_this_time="Diesmal nicht",
    no_more="Keine Team-Umfragen für mich",
    reminder="{team} – {title}: offen bis {until}, und du hast noch nicht geantwortet.",
    reminder_begun="{team} – {title}: offen bis {until}, und du bist noch nicht fertig.",
    briefly_anonymous="Die Umfrage ist anonym und freiwillig.",
    briefly_named="Die Umfrage ist nicht anonym, aber freiwillig.",
    put_off="Ich melde mich wieder: {time}. Offen ist die Umfrage bis {until}; du kannst auch früher anfangen.",
    too_late="Die Umfrage ist nur noch bis {until} offen, darum frage ich nicht noch einmal. Bis dahin kannst "
    "du anfangen.",
    declined="Das ist in Ordnung. Zu dieser Runde kommt nichts mehr. Falls du es dir anders überlegst: Offen "
    "ist sie bis {until}.",
    gone="Das ist in Ordnung. Was du schon geantwortet hattest, ist gelöscht, und zu dieser Runde kommt nichts "
    "mehr. Falls du es dir anders überlegst: Offen ist sie bis {until}.",
    after_all="Doch mitmachen",
    over="Diese Umfrage ist geschlossen. Antworten können nicht mehr gegeben oder geändert werden.",
    finished_already="Du hast schon mitgemacht. Um eine Antwort zu ändern, drück den Knopf unter dem Dank, den "
    "du damals bekommen hast.",
    thanks="Das war die letzte Frage. Danke!",
    shown_at_close=Plural(
        one="Schluss ist am {until}. Dann werden Zahlen für alle zusammen gezeigt, wenn es mindestens {n} "
        "Antwort gibt. Niemand erfährt, wer was gesagt hat.",
        other="Schluss ist am {until}. Dann werden Zahlen für alle zusammen gezeigt, wenn es mindestens {n} "
        "Antworten gibt. Niemand erfährt, wer was gesagt hat.",
    ),
    unlinked_now="Die Verbindung zwischen dir und deinen Antworten ist gelöscht. Nur der Knopf hier führt noch "
    "zu ihnen, bis zum Schluss.",
    named_at_close="Schluss ist am {until}. Dann sieht, wer den Bericht bekommt, deine Antworten mit deinem "
    "Namen.",
    change="Meine Antworten ändern",
    closed=Plural(
        one="Diese Umfrage wurde gerade geschlossen. {n} Antwort von dir zählt.",
        other="Diese Umfrage wurde gerade geschlossen. {n} Antworten von dir zählen.",
    ),
    closed_empty="Diese Umfrage wurde gerade geschlossen. Du hattest noch nichts geantwortet.",
    closed_anonymous="Die Verbindung zwischen dir und deinen Antworten ist gelöscht.",
)
