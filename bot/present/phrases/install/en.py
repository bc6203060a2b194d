"""English, on the pages of an installation."""

from bot.present.phrases.install.shape import InstallWords, Told

INSTALL = InstallWords(
    title="Add Checkup to Slack",
    purpose="Checkup asks people questions in a direct message, one at a time, and gives each of them a "
    "result. It writes to you first, and to everybody else only after they have opened it "
    "themselves, or where a manager asks their team.",
    asks_for="What it asks Slack for, and why",
    scopes={
        "channels:read": "to see who is in a public channel that is asked in a team check-in, never what "
        "is written there",
        "chat:write": "to ask questions and show results, in direct messages",
        "commands": "for the command /checkup and the shortcuts",
        "files:write": "to send the picture of a result",
        "groups:read": "the same of a private channel, once Checkup was invited to it",
        "im:history": "to read what a person writes to Checkup itself",
        "usergroups:read": "to see who is in a user group that is asked in a team check-in",
        "users:read": "to know a person’s language and time zone, and who is a bot, a guest or gone",
    },
    no_more="It cannot read what is written in channels or what people write to each other.",
    run_by="{operator} runs this Checkup, can see the answers and is responsible for them.",
    privacy="Who sees what, why and for how long",
    add="Add to Slack",
    installed=Told(
        title="Checkup is installed in {workspace}.",
        todo="You find it in Slack under Apps; everybody else can start with /checkup.",
    ),
    open_slack="Open Checkup in Slack",
    again="Begin again",
    denied=Told(
        title="Nothing was installed.",
        todo="The permissions were not granted. You can try again whenever you like. Where only "
        "administrators may add apps, ask one of them.",
    ),
    late=Told(
        title="This installation took longer than ten minutes, or is finished already.",
        todo="Look in Slack under Apps whether Checkup is there. If not, please begin again.",
    ),
    elsewhere=Told(
        title="This installation was not begun in this browser.",
        todo="Please begin again here. Cookies have to be allowed for that.",
    ),
    unreachable=Told(
        title="Slack cannot be reached just now.",
        todo="Nothing was installed. Please begin again in a few minutes.",
    ),
    refused=Told(
        title="Slack did not confirm the installation.",
        todo="Nothing was installed. Please begin again; if that does not help, tell whoever runs this "
        "Checkup.",
    ),
    not_kept=Told(
        title="The installation could not be kept just now.",
        todo="Please begin again in a few minutes. It does no harm to install twice.",
    ),
    too_long=Told(title="This address is too long.", todo="Please begin again."),
)
