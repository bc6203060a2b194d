"""The settings, from the environment and a file `.env` in the working directory (interface.md, "Settings").

Importing this costs a tenth of a second: only commands that need a setting do. Wrong settings are one
`SettingsWrong` with every problem in it; secrets never stand in a message or a repr.
"""

import re
from dataclasses import dataclass
from enum import Enum
from ipaddress import IPv4Network, IPv6Network
from pathlib import Path
from typing import Annotated, Final, Literal, Self, TypeVar
from urllib.parse import urlsplit

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    SecretStr,
    StringConstraints,
    ValidationError,
    model_validator,
)
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from bot.events.receiver import Receiver, receiver, what_is_wrong
from bot.store import keys
from bot.store.errors import StoreError

_ADMIN = re.compile(r"[a-z]+:[^\s/,:]+(/[^\s/,]+)*")
S = TypeVar("S", bound="FlowsFolder")


@dataclass(frozen=True, slots=True)
class Problem:
    """One setting that cannot be used."""

    name: str
    what: str
    todo: str

    def __str__(self) -> str:
        return f"{self.name} {self.what}. {self.todo}"


class SlackMode(Enum):
    """How Slack is served."""

    NONE = "none"
    ONE_HTTP = "one workspace over HTTP"
    ONE_SOCKET = "one workspace over Socket Mode"
    MANY = "many workspaces over HTTP"


class SettingsWrong(Exception):  # noqa: N818  # read as a sentence
    """Settings that cannot be used, each with what to do."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


def _listed(value: object) -> object:
    """`a, b` → ("a", "b")."""
    if isinstance(value, str):
        return tuple(part.strip() for part in value.split(",") if part.strip())
    return value


def _lower(value: object) -> object:
    return value.strip().lower() if isinstance(value, str) else value


def _database(value: SecretStr) -> SecretStr:
    """Only what it begins with: opening the database looks at the rest."""
    if not value.get_secret_value().startswith((_SQLITE, "postgres:", "postgresql:", "postgresql+asyncpg:")):
        raise ValueError("Set it to sqlite:///checkup.db or postgresql://user:password@host/name.")
    return value


def _keys(value: SecretStr) -> SecretStr:
    try:
        keys.parse(value.get_secret_value())
    except StoreError as error:
        raise ValueError(f"{error.what} {error.todo}") from error
    return value


class _NotTogether(ValueError):  # noqa: N818  # read as a sentence
    """Settings that are fine by themselves, but lack one or contradict each other."""

    def __init__(self, name: str, what: str, todo: str) -> None:
        super().__init__(f"{name} {what}. {todo}")
        self.problem = Problem(name, what, todo)


def _reaches_us(url: str) -> bool:
    """Telegram sends updates by https, to four ports (Bot API `setWebhook`)."""
    parts = urlsplit(url)
    return parts.scheme == "https" and parts.port in (None, 443, 80, 88, 8443)


def _has_a_port(url: str) -> str:
    """A port in it is one: `urlsplit` raises ValueError only when it is asked for it."""
    urlsplit(url).port  # noqa: B018  # asked for
    return url


def _slack_token(prefix: str, where: str) -> AfterValidator:
    """A token that begins as Slack's do."""

    def begins(value: SecretStr) -> SecretStr:
        if value.get_secret_value().startswith("xoxe."):
            raise ValueError(
                "It expires in 12 hours: your app rotates its tokens, which is for SLACK_CLIENT_ID alone."
                " Make the app anew without token_rotation_enabled."
            )
        if not re.fullmatch(rf"{prefix}[A-Za-z0-9-]{{1,500}}", value.get_secret_value()):
            raise ValueError(f"Copy the whole token that begins with {prefix}: {where}.")
        return value

    return AfterValidator(begins)


def _slack_secret(value: SecretStr) -> SecretStr:
    if not re.fullmatch(r"[\x21-\x7e]{16,200}", value.get_secret_value()):
        raise ValueError("Copy it from your app's page at api.slack.com: Basic Information.")
    return value


def _bot_token(value: SecretStr) -> SecretStr:
    if not _TOKEN.fullmatch(value.get_secret_value()):
        raise ValueError("Copy the whole token that @BotFather gave you: digits, a colon, letters.")
    return value


def _webhook_secret(value: SecretStr) -> SecretStr:
    if not _SECRET.fullmatch(value.get_secret_value()):
        raise ValueError("Write 16 to 256 of the letters A-Z, a-z, 0-9, _ and -.")
    return value


TELEGRAM: Final = "https://api.telegram.org"
SLACK: Final = "https://slack.com/api/"
_SQLITE = "sqlite:"
_TOKEN = re.compile(r"[0-9]{3,20}:[A-Za-z0-9_-]{3,100}")
_SECRET = re.compile(r"[A-Za-z0-9_-]{16,256}")
_Web = Annotated[str, StringConstraints(pattern=r"^https?://[^\s/@]+(/\S*)?$"), AfterValidator(_has_a_port)]
_Admin = Annotated[str, StringConstraints(pattern=_ADMIN)]


class FlowsFolder(BaseSettings):
    """What a command needs that only reads flows: it works whatever else is set."""

    model_config = SettingsConfigDict(
        env_prefix="CHECKUP_", env_file=".env", env_file_encoding="utf-8", env_ignore_empty=True,
        extra="ignore", frozen=True, hide_input_in_errors=True,
    )  # fmt: skip

    flows: Path = Path("flows")


class Settings(FlowsFolder):
    """What the operator may set. A field is the variable of the same name in capitals, CHECKUP_ before it."""

    database_url: Annotated[SecretStr, AfterValidator(_database)] = Field(
        default=SecretStr("sqlite:///checkup.db"), validation_alias="DATABASE_URL"
    )
    """Secret because it may hold a password."""
    secret_key: Annotated[SecretStr, AfterValidator(_keys)] | None = None
    admins: Annotated[tuple[_Admin, ...], NoDecode, BeforeValidator(_listed)] = ()
    """Who may do everything: `channel:workspace/person`."""
    privacy_url: Annotated[str, StringConstraints(pattern=r"^https://[^\s/@]+(/\S*)?$")] | None = None
    operator: Annotated[str, StringConstraints(strip_whitespace=True, max_length=200)] | None = None
    log: Annotated[Literal["debug", "info", "warning", "error"], BeforeValidator(_lower)] = "info"
    log_format: Annotated[Literal["text", "json"], BeforeValidator(_lower)] = "text"
    host: str = Field(default="127.0.0.1", validation_alias="HOST")
    port: Annotated[int, Field(ge=0, le=65535)] = Field(default=8080, validation_alias="PORT")
    """0: any that is free."""
    trusted_proxies: Annotated[
        tuple[IPv4Network | IPv6Network, ...], NoDecode, BeforeValidator(_listed)
    ] = ()  # fmt: skip
    """Whose `X-Forwarded-For` is believed; nobody's by default."""
    taps_a_minute: Annotated[int, Field(ge=0, le=100_000)] = 180
    """What is taken of one person on and on, a third of it at once; 0: all of it."""
    public_url: _Web | None = Field(default=None, validation_alias="PUBLIC_URL")
    """What the outside sees."""
    telegram_bot_token: Annotated[SecretStr, AfterValidator(_bot_token)] | None = Field(
        default=None, validation_alias="TELEGRAM_BOT_TOKEN"
    )
    """Switches Telegram on."""
    telegram_mode: Annotated[Literal["polling", "webhook"], BeforeValidator(_lower)] = Field(
        default="polling", validation_alias="TELEGRAM_MODE"
    )
    telegram_webhook_secret: Annotated[SecretStr, AfterValidator(_webhook_secret)] | None = Field(
        default=None, validation_alias="TELEGRAM_WEBHOOK_SECRET"
    )
    telegram_api_url: _Web = Field(default=TELEGRAM, validation_alias="TELEGRAM_API_URL")

    slack_bot_token: (
        Annotated[SecretStr, _slack_token("xoxb-", "OAuth & Permissions of your app at api.slack.com")] | None
    ) = Field(default=None, validation_alias="SLACK_BOT_TOKEN")
    """Switches Slack on for one workspace."""
    slack_signing_secret: Annotated[SecretStr, AfterValidator(_slack_secret)] | None = Field(
        default=None, validation_alias="SLACK_SIGNING_SECRET"
    )
    """Proves over HTTP that what comes in comes from Slack."""
    slack_app_token: (
        Annotated[
            SecretStr, _slack_token("xapp-", "Basic Information, App-Level Tokens, with connections:write")
        ]
        | None
    ) = Field(default=None, validation_alias="SLACK_APP_TOKEN")
    """Socket Mode in place of HTTP."""
    slack_client_id: Annotated[str, StringConstraints(pattern=r"^[0-9]{1,30}\.[0-9]{1,30}$")] | None = Field(
        default=None, validation_alias="SLACK_CLIENT_ID"
    )
    """Switches Slack on for many workspaces, each of which installs it."""
    slack_client_secret: Annotated[SecretStr, AfterValidator(_slack_secret)] | None = Field(
        default=None, validation_alias="SLACK_CLIENT_SECRET"
    )
    slack_api_url: _Web = Field(default=SLACK, validation_alias="SLACK_API_URL")

    webhook_url: SecretStr = SecretStr("")
    """Where events go; it may hold a token."""
    webhook_secret: SecretStr = SecretStr("")
    webhook_networks: str = ""
    """Of ours, in which the receiver may be."""

    @property
    def receiver(self) -> Receiver | None:
        """Who is told what happens."""
        return receiver(*self._of_the_receiver)

    @property
    def _of_the_receiver(self) -> tuple[str, str, str]:
        url, secret = self.webhook_url.get_secret_value(), self.webhook_secret.get_secret_value()
        return url, secret, self.webhook_networks

    otel_endpoint: _Web | None = Field(default=None, validation_alias="OTEL_EXPORTER_OTLP_ENDPOINT")
    """Where traces go, over HTTP; None: nowhere. The other OTEL_ variables are for its library."""
    otel_headers: SecretStr | None = Field(default=None, validation_alias="OTEL_EXPORTER_OTLP_HEADERS")
    """What that place wants to see with them: `authorization=Bearer …`, several with commas."""

    @property
    def secrets(self) -> tuple[str, ...]:
        """What must not stand in any line of the log. The address of the database names a place, too: its
        password alone is blotted out there.
        """
        held = (getattr(self, name) for name in type(self).model_fields if name != "database_url")
        values = (one.get_secret_value() for one in held if isinstance(one, SecretStr))
        return tuple(part for value in values for part in (value, *re.split(r"[\s,]+", value)) if part)

    @property
    def slack_mode(self) -> SlackMode:
        """How Slack is served; what would be contradictory was refused."""
        if self.slack_client_id is not None:
            return SlackMode.MANY
        if self.slack_bot_token is None:
            return SlackMode.NONE
        return SlackMode.ONE_HTTP if self.slack_app_token is None else SlackMode.ONE_SOCKET

    @model_validator(mode="after")
    def _has_a_way_in(self) -> Self:
        if self.telegram_bot_token is None or self.telegram_mode == "polling":
            return self
        if self.public_url is None:
            raise _NotTogether("PUBLIC_URL", "is missing", "Telegram has to know where to send updates.")
        if self.telegram_api_url == TELEGRAM and not _reaches_us(self.public_url):
            raise _NotTogether(
                "PUBLIC_URL", "is nothing Telegram can reach", "It needs https and port 443, 80, 88 or 8443."
            )
        if self.telegram_webhook_secret is None:
            raise _NotTogether(
                "TELEGRAM_WEBHOOK_SECRET", "is missing", "It proves that updates come from Telegram."
            )
        return self

    @model_validator(mode="after")
    def _serves_slack_in_one_way(self) -> Self:
        if self.slack_client_id is not None:
            self._serves_many_workspaces()
        elif self.slack_client_secret is not None:
            raise _NotTogether("SLACK_CLIENT_ID", "is missing", "It stands beside the client secret.")
        elif self.slack_bot_token is not None:
            if self.slack_app_token is None and self.slack_signing_secret is None:
                raise _NotTogether(
                    "SLACK_SIGNING_SECRET",
                    "is missing",
                    "Set it to be called over HTTP, or SLACK_APP_TOKEN for Socket Mode.",
                )
        elif self.slack_app_token is not None:
            raise _NotTogether(
                "SLACK_BOT_TOKEN", "is missing", "Socket Mode serves one workspace by its token."
            )
        elif self.slack_signing_secret is not None:
            raise _NotTogether(
                "SLACK_BOT_TOKEN",
                "is missing",
                "Set it for one workspace, or SLACK_CLIENT_ID and SLACK_CLIENT_SECRET for many.",
            )
        return self

    def _serves_many_workspaces(self) -> None:
        if self.slack_bot_token is not None:
            raise _NotTogether(
                "SLACK_BOT_TOKEN",
                "and SLACK_CLIENT_ID exclude each other",
                "Keep the token for one workspace, or the client for many, which bring their own tokens.",
            )
        if self.slack_app_token is not None:
            raise _NotTogether(
                "SLACK_APP_TOKEN",
                "and SLACK_CLIENT_ID exclude each other",
                "Many workspaces are served over HTTP: remove the app token.",
            )
        if self.slack_client_secret is None:
            raise _NotTogether("SLACK_CLIENT_SECRET", "is missing", "It stands beside the client id.")
        if self.slack_signing_secret is None:
            raise _NotTogether(
                "SLACK_SIGNING_SECRET", "is missing", "It proves that what comes in is Slack's."
            )
        if self.public_url is None:
            raise _NotTogether("PUBLIC_URL", "is missing", "Slack sends people back there when they install.")
        if self._slack_is_real() and urlsplit(self.public_url).scheme != "https":
            raise _NotTogether("PUBLIC_URL", "is nothing Slack sends people to", "It needs https.")

    def _slack_is_real(self) -> bool:
        host = urlsplit(self.slack_api_url).hostname or ""
        return host == "slack.com" or host.endswith(".slack.com")

    @model_validator(mode="after")
    def _tells_somebody_who_can_check(self) -> Self:
        wrong = what_is_wrong(*self._of_the_receiver)
        if wrong is not None:
            raise _NotTogether(*wrong)
        return self

    @model_validator(mode="after")
    def _has_keys(self) -> Self:
        if self.secret_key is None and not self.database_url.get_secret_value().startswith(_SQLITE):
            _keys(SecretStr(""))
        return self


_TODO = {
    "CHECKUP_FLOWS": "Set it to the folder of flow files.",
    "CHECKUP_ADMINS": "Write channel:workspace/person, several with commas: slack:T123/U456.",
    "CHECKUP_PRIVACY_URL": "Write a whole https address: https://example.com/privacy.",
    "CHECKUP_OPERATOR": "Write the name people know, at most 200 characters.",
    "CHECKUP_LOG": "Choose one of: debug, info, warning, error.",
    "CHECKUP_LOG_FORMAT": "Choose one of: text, json.",
    "CHECKUP_TRUSTED_PROXIES": "Write addresses or networks, several with commas: 10.0.0.7, 10.1.0.0/16.",
    "CHECKUP_TAPS_A_MINUTE": "Write a number from 0 to 100000; 0 sets no limit.",
    "PORT": "Write a number from 0 to 65535; 0 takes any free one.",
    "PUBLIC_URL": "Write what the outside sees: https://checkup.example.com.",
    "TELEGRAM_MODE": "Choose one of: polling, webhook.",
    "SLACK_CLIENT_ID": "Copy it from your app's page at api.slack.com: two numbers with a dot between.",
    "SLACK_API_URL": "Write the address of a Slack API: http://127.0.0.1:8082/api/.",
    "OTEL_EXPORTER_OTLP_ENDPOINT": "Write the address that takes OTLP over HTTP: http://127.0.0.1:4318.",
    "TELEGRAM_API_URL": "Write the address of a Bot API server: http://127.0.0.1:8081.",
}


def read_settings() -> Settings:
    """The settings as they are now; SettingsWrong when any cannot be used."""
    return _read(Settings)


def read_flows_folder() -> Path:
    """CHECKUP_FLOWS alone."""
    return _read(FlowsFolder).flows


def _read(kind: type[S]) -> S:
    try:
        return kind()
    except ValidationError as error:
        raise SettingsWrong(_problems(error)) from None  # the cause would quote what was set
    except (OSError, UnicodeDecodeError) as error:
        hidden = "Whoever runs Checkup opens it, also where systemd reads it: give it to that user (chown)."
        todo = hidden if isinstance(error, PermissionError) else "It has to be a text file in UTF-8."
        raise SettingsWrong((Problem(".env", "cannot be read", todo),)) from error


def _problems(error: ValidationError) -> tuple[Problem, ...]:
    """One problem for each setting, by name; what was set is quoted where it is no secret."""
    problems = {}
    for found in error.errors(include_url=False):
        field = str(found["loc"][0]) if found["loc"] else "secret_key"
        name = field if field.isupper() else f"CHECKUP_{field.upper()}"
        cause = found.get("ctx", {}).get("error")
        if isinstance(cause, _NotTogether):
            problems[cause.problem.name] = cause.problem
        elif name in _TODO:
            problems[name] = Problem(name, f"is {found['input']!r}, which cannot be used", _TODO[name])
        else:
            problems[name] = Problem(name, "cannot be used", str(cause))
    return tuple(problems[name] for name in sorted(problems))
