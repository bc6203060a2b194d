"""Settings: defaults, what is understood, and every wrong one said at once, by name, with what to do."""

from collections.abc import Callable
from errno import EACCES
from pathlib import Path

import pytest

from bot.settings import Settings, SettingsWrong, SlackMode, read_settings

KEY = "k" * 32
LONG = "x" * 201
MAKE_ONE = 'Make one with  python3 -c "import secrets; print(secrets.token_urlsafe(32))"  and keep it safe.'
ALL_WRONG = (
    (
        "CHECKUP_ADMINS is 'boss', which cannot be used."
        " Write channel:workspace/person, several with commas: slack:T123/U456."
    ),
    "CHECKUP_LOG is 'loud', which cannot be used. Choose one of: debug, info, warning, error.",
    "CHECKUP_LOG_FORMAT is 'xml', which cannot be used. Choose one of: text, json.",
    (
        f"CHECKUP_OPERATOR is {LONG!r}, which cannot be used."
        " Write the name people know, at most 200 characters."
    ),
    (
        "CHECKUP_PRIVACY_URL is 'http://example.com', which cannot be used."
        " Write a whole https address: https://example.com/privacy."
    ),
    (
        "CHECKUP_SECRET_KEY cannot be used. Key 1 of 1 in CHECKUP_SECRET_KEY is too short, too long"
        f" or has blanks in it (32 to 500 characters are needed). {MAKE_ONE}"
    ),
    "DATABASE_URL cannot be used. Set it to sqlite:///checkup.db or postgresql://user:password@host/name.",
)
Reading = Callable[..., Settings]


@pytest.fixture
def reading(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Reading:
    """Reads settings in an empty folder with only these variables set."""
    for name, field in Settings.model_fields.items():
        monkeypatch.delenv(str(field.validation_alias or f"CHECKUP_{name.upper()}"), raising=False)
    monkeypatch.chdir(tmp_path)

    def read(**variables: str) -> Settings:
        for name, value in variables.items():
            monkeypatch.setenv(name, value)
        return read_settings()

    return read


def test_without_any_setting_everything_has_a_default(reading: Reading) -> None:
    settings = reading()
    assert settings.database_url.get_secret_value() == "sqlite:///checkup.db"
    assert (settings.flows, settings.secret_key, settings.admins) == (Path("flows"), None, ())
    assert (settings.privacy_url, settings.operator) == (None, None)
    assert (settings.log, settings.log_format) == ("info", "text")


def test_settings_come_from_the_environment(reading: Reading) -> None:
    settings = reading(
        DATABASE_URL="postgresql://me:hush@host/checkup", CHECKUP_SECRET_KEY=f"{KEY},{KEY}2",
        CHECKUP_FLOWS="/flows",
        CHECKUP_ADMINS="slack:T123/U456, telegram:99", CHECKUP_PRIVACY_URL="https://example.com/privacy",
        CHECKUP_OPERATOR=" Example Ltd ", CHECKUP_LOG="DEBUG", CHECKUP_LOG_FORMAT="Json",
    )  # fmt: skip
    assert settings.admins == ("slack:T123/U456", "telegram:99")
    assert (settings.flows, settings.operator) == (Path("/flows"), "Example Ltd")
    assert settings.privacy_url == "https://example.com/privacy"
    assert (settings.log, settings.log_format) == ("debug", "json")
    assert settings.secret_key is not None
    assert settings.secret_key.get_secret_value() == f"{KEY},{KEY}2"


def test_an_env_file_is_read_and_the_environment_wins(reading: Reading, tmp_path: Path) -> None:
    (tmp_path / ".env").write_text(
        "CHECKUP_FLOWS=from-file\nCHECKUP_LOG=error\nUNRELATED=1\n", encoding="utf-8"
    )
    settings = reading(CHECKUP_LOG="warning")
    assert (settings.flows, settings.log) == (Path("from-file"), "warning")


def test_an_empty_variable_is_not_set(reading: Reading) -> None:
    assert reading(CHECKUP_SECRET_KEY="", DATABASE_URL="").secret_key is None


def test_every_problem_is_said_at_once(reading: Reading) -> None:
    with pytest.raises(SettingsWrong) as wrong:
        reading(
            DATABASE_URL="mysql://me:hush@host/x", CHECKUP_SECRET_KEY="hush-hush",
            CHECKUP_ADMINS="slack:T1/U1,boss",
            CHECKUP_PRIVACY_URL="http://example.com", CHECKUP_OPERATOR=LONG, CHECKUP_LOG="loud",
            CHECKUP_LOG_FORMAT="xml",
        )  # fmt: skip
    assert str(wrong.value) == "\n".join(ALL_WRONG)


def test_postgres_needs_a_secret_key(reading: Reading) -> None:
    with pytest.raises(SettingsWrong, match=r"^CHECKUP_SECRET_KEY cannot be used\. There is no secret key\."):
        reading(DATABASE_URL="postgresql://me:hush@host/checkup")


def test_an_env_file_that_cannot_be_read_is_said(reading: Reading, tmp_path: Path) -> None:
    (tmp_path / ".env").write_bytes(b"CHECKUP_FLOWS=\xff\xfe\n")
    with pytest.raises(SettingsWrong, match=r"\.env cannot be read\. It has to be a text file in UTF-8\."):
        reading()


def test_an_env_file_of_somebody_else_is_said(
    reading: Reading, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Tests may run as root, who is refused no file."""
    (tmp_path / ".env").write_text("CHECKUP_FLOWS=flows\n", encoding="utf-8")

    def refused(*_what: object, **_how: object) -> None:
        raise PermissionError(EACCES, "Permission denied")

    monkeypatch.setattr("dotenv.main.open", refused, raising=False)
    with pytest.raises(SettingsWrong, match=r"\.env cannot be read\. Whoever runs Checkup opens it.*chown"):
        reading()


@pytest.mark.parametrize("port", ["abc", "65536", "8443x"])
def test_a_port_that_is_none_is_said_of_the_address_it_stands_in(reading: Reading, port: str) -> None:
    url = f"https://example.com:{port}"
    with pytest.raises(SettingsWrong) as wrong:
        reading(PUBLIC_URL=url, TELEGRAM_BOT_TOKEN="1234567:hush", TELEGRAM_MODE="webhook")
    assert str(wrong.value) == (
        f"PUBLIC_URL is {url!r}, which cannot be used."
        " Write what the outside sees: https://checkup.example.com."
    )


def test_secrets_are_never_shown(reading: Reading) -> None:
    settings = reading(DATABASE_URL="postgresql://me:hush@host/checkup", CHECKUP_SECRET_KEY=KEY)
    for shown in (repr(settings), str(settings), settings.model_dump_json()):
        assert "hush" not in shown
        assert KEY not in shown
    with pytest.raises(SettingsWrong) as wrong:
        reading(DATABASE_URL="mysql://me:hush@host/x", CHECKUP_SECRET_KEY="also-hush")
    assert "hush" not in str(wrong.value)
    assert wrong.value.__cause__ is None


def test_each_of_several_keys_is_a_secret_by_itself(reading: Reading) -> None:
    """So the log blots it out wherever it stands alone, `whsec_` before it or not."""
    old, new = "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwAAAA", "whsec_BfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwAAAA"
    for between in (",", ", ", " "):
        settings = reading(
            CHECKUP_WEBHOOK_URL="https://example.com/events", CHECKUP_WEBHOOK_SECRET=f"{old}{between}{new}"
        )
        assert {old, new} <= set(settings.secrets)


TOKEN = "xoxb-1-2-hush"
SIGNING = "hush-signing-secret"
APP = "xapp-1-hush"
CLIENT = {"SLACK_CLIENT_ID": "123.456", "SLACK_CLIENT_SECRET": "hush-client-secret"}
OUTSIDE = {"PUBLIC_URL": "https://checkup.example.com"}
FAKE = {"SLACK_API_URL": "http://127.0.0.1:8082/api/"}


@pytest.mark.parametrize(
    ("variables", "mode"),
    [
        ({}, SlackMode.NONE),
        ({"SLACK_BOT_TOKEN": TOKEN, "SLACK_SIGNING_SECRET": SIGNING}, SlackMode.ONE_HTTP),
        ({"SLACK_BOT_TOKEN": TOKEN, "SLACK_APP_TOKEN": APP}, SlackMode.ONE_SOCKET),
        (
            {"SLACK_BOT_TOKEN": TOKEN, "SLACK_APP_TOKEN": APP, "SLACK_SIGNING_SECRET": SIGNING},
            SlackMode.ONE_SOCKET,
        ),
        ({**CLIENT, **OUTSIDE, "SLACK_SIGNING_SECRET": SIGNING}, SlackMode.MANY),
        (
            {**CLIENT, **FAKE, "PUBLIC_URL": "http://127.0.0.1:8080", "SLACK_SIGNING_SECRET": SIGNING},
            SlackMode.MANY,
        ),
    ],
)
def test_slack_is_served_in_one_way(reading: Reading, variables: dict[str, str], mode: SlackMode) -> None:
    settings = reading(**variables)
    assert settings.slack_mode is mode
    assert "hush" not in repr(settings)


@pytest.mark.parametrize(
    ("variables", "said"),
    [
        (
            {"SLACK_BOT_TOKEN": TOKEN},
            ("SLACK_SIGNING_SECRET is missing."
            " Set it to be called over HTTP, or SLACK_APP_TOKEN for Socket Mode."),
        ),
        (
            {"SLACK_APP_TOKEN": APP},
            "SLACK_BOT_TOKEN is missing. Socket Mode serves one workspace by its token.",
        ),
        (
            {"SLACK_SIGNING_SECRET": SIGNING},
            ("SLACK_BOT_TOKEN is missing."
            " Set it for one workspace, or SLACK_CLIENT_ID and SLACK_CLIENT_SECRET for many."),
        ),
        (
            {**CLIENT, **OUTSIDE, "SLACK_SIGNING_SECRET": SIGNING, "SLACK_APP_TOKEN": APP},
            ("SLACK_APP_TOKEN and SLACK_CLIENT_ID exclude each other."
            " Many workspaces are served over HTTP: remove the app token."),
        ),
        (
            {**CLIENT, **OUTSIDE, "SLACK_SIGNING_SECRET": SIGNING, "SLACK_BOT_TOKEN": TOKEN},
            ("SLACK_BOT_TOKEN and SLACK_CLIENT_ID exclude each other."
            " Keep the token for one workspace, or the client for many, which bring their own tokens."),
        ),
        (
            {"SLACK_CLIENT_ID": "123.456", **OUTSIDE, "SLACK_SIGNING_SECRET": SIGNING},
            "SLACK_CLIENT_SECRET is missing. It stands beside the client id.",
        ),
        (
            {"SLACK_CLIENT_SECRET": "hush-client-secret"},
            "SLACK_CLIENT_ID is missing. It stands beside the client secret.",
        ),
        (
            {**CLIENT, **OUTSIDE},
            "SLACK_SIGNING_SECRET is missing. It proves that what comes in is Slack's.",
        ),
        (
            {**CLIENT, "SLACK_SIGNING_SECRET": SIGNING},
            "PUBLIC_URL is missing. Slack sends people back there when they install.",
        ),
        (
            {**CLIENT, "SLACK_SIGNING_SECRET": SIGNING, "PUBLIC_URL": "http://checkup.example.com"},
            "PUBLIC_URL is nothing Slack sends people to. It needs https.",
        ),
        (
            {
                **CLIENT, "SLACK_SIGNING_SECRET": SIGNING, "PUBLIC_URL": "http://checkup.example.com",
                "SLACK_API_URL": "https://slack-gov.slack.com/api/",
            },
            "PUBLIC_URL is nothing Slack sends people to. It needs https.",
        ),
        (
            {"SLACK_BOT_TOKEN": "xoxp-hush"},
            ("SLACK_BOT_TOKEN cannot be used. Copy the whole token that begins with xoxb-:"
            " OAuth & Permissions of your app at api.slack.com."),
        ),
        (
            {"SLACK_BOT_TOKEN": "xoxe.xoxb-1-hush", "SLACK_SIGNING_SECRET": SIGNING},
            ("SLACK_BOT_TOKEN cannot be used. It expires in 12 hours: your app rotates its tokens, which is"
            " for SLACK_CLIENT_ID alone. Make the app anew without token_rotation_enabled."),
        ),
        (
            {"SLACK_APP_TOKEN": "xoxb-hush", "SLACK_BOT_TOKEN": TOKEN},
            ("SLACK_APP_TOKEN cannot be used. Copy the whole token that begins with xapp-:"
            " Basic Information, App-Level Tokens, with connections:write."),
        ),
        (
            {"SLACK_SIGNING_SECRET": "hush", "SLACK_BOT_TOKEN": TOKEN},
            ("SLACK_SIGNING_SECRET cannot be used."
            " Copy it from your app's page at api.slack.com: Basic Information."),
        ),
        (
            {"SLACK_CLIENT_ID": "A123", "SLACK_API_URL": "slack"},
            ("SLACK_API_URL is 'slack', which cannot be used."
            " Write the address of a Slack API: http://127.0.0.1:8082/api/.\n"
            "SLACK_CLIENT_ID is 'A123', which cannot be used."
            " Copy it from your app's page at api.slack.com: two numbers with a dot between."),
        ),
    ],
)  # fmt: skip
def test_what_slack_cannot_be_served_with(reading: Reading, variables: dict[str, str], said: str) -> None:
    with pytest.raises(SettingsWrong) as wrong:
        reading(**variables)
    assert str(wrong.value) == said
    assert "hush" not in str(wrong.value)
