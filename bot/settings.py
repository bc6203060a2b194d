"""The settings, from the environment and a file `.env` in the working directory (interface.md, "Settings").

Importing this costs a tenth of a second: only commands that need a setting do. Wrong settings are one
`SettingsWrong` with every problem in it; secrets never stand in a message or a repr.
"""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal, Self, TypeVar

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


_SQLITE = "sqlite:"
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
        unreadable = Problem(".env", "cannot be read", "It has to be a text file in UTF-8.")
        raise SettingsWrong((unreadable,)) from error


def _problems(error: ValidationError) -> tuple[Problem, ...]:
    """One problem for each setting, by name; what was set is quoted where it is no secret."""
    problems = {}
    for found in error.errors(include_url=False):
        field = str(found["loc"][0]) if found["loc"] else "secret_key"
        name = field if field.isupper() else f"CHECKUP_{field.upper()}"
        if name in _TODO:
            problems[name] = Problem(name, f"is {found['input']!r}, which cannot be used", _TODO[name])
        else:
            problems[name] = Problem(name, "cannot be used", str(found["ctx"]["error"]))
    return tuple(problems[name] for name in sorted(problems))
