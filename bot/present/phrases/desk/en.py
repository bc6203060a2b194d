"""English, at the desk."""

from bot.present.phrases.desk.shape import (
    CommandWords,
    DeletingWords,
    DeskWords,
    HeldWords,
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
            one="About {questions}, {n} minute. You can stop at any time and go on later.",
            other="About {questions}, {n} minutes. You can stop at any time and go on later.",
        ),
        run_by="{operator} runs this check. What happens to your answers: /privacy",
        run_by_nobody="What happens to your answers: /privacy",
        start="Start",
    ),
    menu=MenuWords(
        choose="Which check would you like to take?",
        go_on="Go on: {title}",
        done="{title} (done)",
        empty="There is no check to take here at the moment. Please look in again later.",
        leads_nowhere="The check behind this link is not here, or not here any more.",
    ),
    settings=SettingsWords(
        language="Language: {language}",
        reminders_on="Reminders are on.",
        reminders_off="Reminders are off.",
        choose_language="Choose a language",
        turn_on="Turn reminders on",
        turn_off="Turn reminders off",
        privacy="Privacy",
        my_data="My data",
        delete="Delete my data",
        which_language="Which language would you like?",
        language_chosen="Your language is now: {language}.",
        turned_on="Reminders are on. You will hear from a check that waits for you.",
        turned_off="Reminders are off. To turn them on again: /settings",
        unsubscribed=Plural(
            one="You will get no more messages that you have not asked for. {n} answer is kept. "
            "To go on: /continue",
            other="You will get no more messages that you have not asked for. {n} answers are kept. "
            "To go on: /continue",
        ),
        unsubscribed_empty="You will get no more messages that you have not asked for. To go on: /continue",
    ),
    privacy=PrivacyWords(
        operator="{operator} runs this check, can see your answers and is responsible for them.",
        nobody="Those who gave you the link run this check, can see your answers and are responsible for "
        "them.",
        purpose="Your answers are there to compute your result. Contact details are kept only with your "
        "consent, and used only for what you agreed to.",
        years=Plural(
            one="Answers and results are kept for {n} year after your last answer.",
            other="Answers and results are kept for {n} years after your last answer.",
        ),
        days=Plural(
            one="Technical records are kept for {n} day.", other="Technical records are kept for {n} days."
        ),
        shared="Checkup passes nothing on to others. The messenger itself carries the messages. "
        "Anonymous team rounds show only groups, never one person.",
        see="To see everything that is held about you: /mydata",
        erase="To delete all of it: /delete",
        more="More about this:",
    ),
    held=HeldWords(
        title="What is held about you",
        since="Here since {day}, through {channel}.",
        finished="{title}: begun on {day}, finished",
        unfinished="{title}: begun on {day}, not finished",
        no_answers="No answers.",
        result="Result: {result}",
        agreed="You agreed to this: {wording}",
        caption="The same as a file, for you to keep.",
        nothing="No answers or results of yours are held, only the address of this chat, so that you get a "
        "reply.",
    ),
    deleting=DeletingWords(
        asked="Do you want everything deleted? That is all your answers, results and consents, your "
        "settings and our record of the messages.",
        for_good="This cannot be undone.",
        delete_everything="Delete everything",
        keep="Keep it",
        deleted="Everything is deleted. Nothing about you is held any more.",
        receipt="Receipt {number}, {day}",
        conversations="Checks taken: {n}",
        answers="Answers: {n}",
        results="Results: {n}",
        consents="Consents: {n}",
        messages="Messages: {n}",
        updates="Technical records: {n}",
        afterwards="What stands in this chat stays until you delete it there. A new beginning: /start",
        kept="Nothing was deleted. Everything is as it was.",
    ),
    stray=StrayWords(
        unreadable="I can only read words here. Please type your answer or tap one.",
        unreadable_nothing_open="I can only read words here. Please type or tap. What you can do: /help",
        unknown_command="I do not know this command. These are the ones I know:",
        rewritten="Only new messages are read, not changed ones. To change an answer, use “{my_answers}” or "
        "/back",
        trouble="Something went wrong on our side. Nothing is lost. Please try again, or go on with "
        "/continue",
        lost="{title}: this check cannot be continued as it began. Your answers are kept. You can start it "
        "again.",
        nothing_to_go_on="No check is open, so there is nothing to go on with.",
        only_in_private="Checks are taken in a private chat with me, where nobody else reads along.",
        open_in_private="Open the private chat",
        not_yours="This button belongs to somebody else, or is too old. Nothing has changed.",
        share_contact="You can share your own number with one tap instead of typing it.",
        share_my_number="Share my number",
    ),
    command=CommandWords(
        start="Begin, or choose a check",
        continue_="Go on where you were",
        back="The question before",
        cancel="Leave the check; answers are kept",
        restart="Begin anew",
        result="See your result",
        language="Choose your language",
        settings="Language and reminders",
        privacy="Who sees what, and for how long",
        mydata="See everything held about you",
        delete="Delete everything held about you",
        stop="No more messages unasked",
        help="What you can do here",
        about="Health checks as a chat: a few taps, a few minutes, and you see where you stand and what to "
        "build next. You can stop at any time and go on later.",
        run_by="{operator} runs this. What happens to your answers: /privacy",
        run_by_nobody="What happens to your answers: /privacy",
        about_briefly="Health checks as a chat: see where you stand and what to build next.",
    ),
    repeating=RepeatingWords(
        will_ask="I will ask you again on {day}. To turn that off: /stop or /settings",
        due="{title}: your last result is from {day}. Take the check again and see what has changed.",
        due_some_time="{title}: it has been a while. Take the check again and see what has changed.",
        invitation="{title}: a few questions, a few minutes, and you see where you stand.",
    ),
)
