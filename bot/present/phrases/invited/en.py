"""English, to those who are asked to take part."""

from bot.present.phrases.invited.shape import InvitedWords
from bot.present.phrases.plural import Plural

INVITED = InvitedWords(
    heading="{team}: {title}",
    asked_by="Asked by:",
    questions=Plural(one="{n} question", other="{n} questions"),
    length=Plural(
        one="Your team takes stock: {questions}, about {n} minute.",
        other="Your team takes stock: {questions}, about {n} minutes.",
    ),
    purpose="The team sees where it stands and what to work on next. Taking part is up to you.",
    anonymous="This check-in is anonymous. Those who get the report see how many took part, never who said "
    "what.",
    shown_from=Plural(
        one="Figures are shown only after the close, for all together, and only from {n} answer on.",
        other="Figures are shown only after the close, for all together, and only from {n} answers on.",
    ),
    unlinked_later="When you finish, the link between you and your answers is deleted.",
    own_words="What you write in your own words may be shown word for word, without your name. Leave out "
    "what gives you away.",
    messenger="Whoever administers this messenger may be able to read this chat, as any other.",
    named="This check-in is not anonymous. Those who get the report see your answers with your name.",
    until="It is open until {until}. Until then you can change your answers.",
    start="Start",
    go_on="Go on",
    later="Later",
    not_this_time="Not this time",
    no_more="No check-ins for me",
    reminder="{team}: {title} is open until {until}, and you have not answered yet.",
    reminder_begun="{team}: {title} is open until {until}, and you have not finished yet.",
    briefly_anonymous="It is anonymous, and up to you.",
    briefly_named="It is not anonymous, and up to you.",
    put_off="I will come back to you on {time}. It is open until {until}; you can start before, too.",
    too_late="It is only open until {until}, so I will not ask again. You can start until then.",
    declined="That is fine. You will hear no more of this round. If you change your mind, it is open until "
    "{until}.",
    gone="That is fine. What you had answered is deleted, and you will hear no more of this round. If you "
    "change your mind, it is open until {until}.",
    after_all="Take part after all",
    over="This check-in is closed. Answers can no longer be given or changed.",
    finished_already="You have taken part already. To change an answer, press the button under the thanks "
    "that you got then.",
    thanks="That was the last question. Thank you.",
    shown_at_close=Plural(
        one="It closes on {until}. Then figures for all together are shown, if there is at least {n} answer. "
        "Nobody is told who said what.",
        other="It closes on {until}. Then figures for all together are shown, if there are at least {n} "
        "answers. Nobody is told who said what.",
    ),
    unlinked_now="The link between you and your answers is deleted. Only the button here still leads to "
    "them, until the close.",
    named_at_close="It closes on {until}. Then those who get the report see your answers with your name.",
    change="Change my answers",
    leave="Leave them as they are",
    closed=Plural(
        one="This check-in has just closed. {n} answer of yours counts.",
        other="This check-in has just closed. {n} answers of yours count.",
    ),
    closed_empty="This check-in has just closed. You had not answered anything.",
    closed_anonymous="The link between you and your answers is deleted.",
)
