"""German, where people join a check-in by a link."""

from bot.present.phrases.joining.shape import JoiningWords

JOINING = JoiningWords(
    how="Um einen Check-in per Link zu beginnen, schreiben Sie, was gefragt wird und wie Ihr Team heißt, "
    "etwa so:\n{example}\nEs gibt: {flows}",
    not_you="Check-ins beginnen können nur die Menschen, die der Betreiber dieses Bots genannt hat, und wen "
    "diese ernennen.",
    no_flows="Hier gibt es keinen Check, der für Teams gemacht ist.",
    started="Der Check-in „{title}“ für {team} beginnt jetzt.",
    hand_out="Geben Sie diesen Link an das Team. Wer ihn öffnet, wird gefragt, in dieser Runde und in den "
    "nächsten:\n{link}",
    anonymous="Er ist anonym: Sie sehen Zahlen ab {k} Antworten, und nie, wer was gesagt hat.",
    named="Er ist nicht anonym: Sie sehen, wer was gesagt hat. Das wird allen vorher gesagt.",
    rounds_once="Er nimmt Antworten bis {until} an; danach bekommen Sie den Bericht.",
    rounds="Er nimmt Antworten bis {until} an; danach bekommen Sie den Bericht. Die nächste Runde beginnt "
    "am {next_day}.",
    stop="Mit /checkins sehen Sie, wie er steht, und können ihn anhalten oder beenden.",
    dead_link="Dieser Link führt zu keinem Check-in mehr. Fragen Sie, wer ihn Ihnen gegeben hat, nach einem "
    "anderen.",
    between="Gerade ist keine Runde von {team} offen. Die nächste beginnt am {next_day}; öffnen Sie diesen "
    "Link dann noch einmal.",
    over="Der Check-in von {team} ist zu Ende. Es wird nichts mehr gefragt.",
)
