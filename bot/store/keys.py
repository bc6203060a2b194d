"""Secret keys: where they come from and what is derived from them.

CHECKUP_SECRET_KEY holds one or several secrets, separated by commas; the first one encrypts and signs, all
of them read. A secret is any text of 32 to 500 characters without commas and blanks, best made by chance.
Each use gets a key of its own from it (HKDF with SHA-256, RFC 5869), so that what signs buttons opens no
e-mail address.
"""

import os
import secrets
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from bot.store.errors import SecretKeyMissing, SecretKeyWrong

_SHORTEST, _LONGEST = 32, 500
_MAKE_ONE = 'Make one with  python3 -c "import secrets; print(secrets.token_urlsafe(32))"  and keep it safe.'
_SALT = b"checkup"


@dataclass(frozen=True, slots=True, repr=False)
class SecretKeys:
    """The secrets, the one that encrypts first. Never shown: they have no useful repr."""

    secrets: tuple[str, ...]

    def __post_init__(self) -> None:
        if not self.secrets:
            raise SecretKeyMissing("There is no secret key.", f"Set CHECKUP_SECRET_KEY. {_MAKE_ONE}")
        for place, secret in enumerate(self.secrets, start=1):
            if not _SHORTEST <= len(secret) <= _LONGEST or any(letter.isspace() for letter in secret):
                raise SecretKeyWrong(
                    f"Key {place} of {len(self.secrets)} in CHECKUP_SECRET_KEY is too short, too long"
                    f" or has blanks in it ({_SHORTEST} to {_LONGEST} characters are needed).",
                    _MAKE_ONE,
                )

    def derived(self, purpose: str) -> tuple[bytes, ...]:
        """For each secret a key of 32 bytes for this purpose alone, the one to use first."""
        from cryptography.hazmat.primitives.hashes import SHA256  # noqa: PLC0415  # 45 ms, few need it
        from cryptography.hazmat.primitives.kdf.hkdf import HKDF  # noqa: PLC0415  # as above

        return tuple(
            HKDF(algorithm=SHA256(), length=32, salt=_SALT, info=purpose.encode()).derive(secret.encode())
            for secret in self.secrets
        )


def parse(text: str) -> SecretKeys:
    """The secrets in the value of CHECKUP_SECRET_KEY; SecretKeyWrong when one cannot be a key."""
    return SecretKeys(tuple(secret.strip() for secret in text.split(",") if secret.strip()))


def beside(database: Path, given: str | None) -> SecretKeys:
    """The keys of a SQLite database: those given, then the one in the file beside it.

    Where no key is given and there is no file, the file is made, unless the database holds anything: then
    SecretKeyMissing. A file that is there is never overwritten.
    """
    file = _file_of(database)
    if has_to_be_made(database, given):
        _make(file)
    texts = [given or "", file.read_text(encoding="ascii") if file.exists() else ""]
    return parse(",".join(texts))


def has_to_be_made(database: Path, given: str | None) -> bool:
    """Is there no key yet? SecretKeyMissing where there was one: a new key would read nothing of what the
    database holds, and no button or link of before would work.
    """
    file = _file_of(database)
    if given or file.exists():
        return False
    from bot.store.sqlite import holds_anything  # noqa: PLC0415  # it knows keys; and this is seldom asked

    if database.exists() and holds_anything(database):
        raise SecretKeyMissing(
            f"The key of the database {database} is missing: there is no file {file.name} beside it, and"
            " CHECKUP_SECRET_KEY is not set.",
            "Put the key file back, or set CHECKUP_SECRET_KEY to what it was. Only where it is lost for good:"
            f" set a new one, and what is sealed cannot be read again. {_MAKE_ONE}",
        )
    return True


def _file_of(database: Path) -> Path:
    return database.with_name(f"{database.name}.key")


def _make(file: Path) -> None:
    """A file with a new secret, for its owner alone; two processes at once end with one and the same."""
    try:
        handle, draft = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.")  # mode 0600
    except OSError as error:
        raise SecretKeyMissing(
            f"The secret key cannot be kept beside the database: {error.strerror} ({file.parent}).",
            "Choose a folder that can be written to in DATABASE_URL, or set CHECKUP_SECRET_KEY.",
        ) from error
    with os.fdopen(handle, "w", encoding="ascii") as written:
        written.write(secrets.token_urlsafe(32) + "\n")
        written.flush()
        os.fsync(written.fileno())
    with suppress(FileExistsError):  # another process was faster: its key holds
        os.link(draft, file)
    Path(draft).unlink()
