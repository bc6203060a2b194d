"""What can be wrong with a database, each with what to do. Nothing here carries an answer or a password."""


# ruff: noqa: N818  # they are read as sentences: "database unreachable", "database behind"


class StoreError(Exception):
    """Something about the database that a person can put right; `what` is wrong and `todo` helps."""

    def __init__(self, what: str, todo: str) -> None:
        super().__init__(what, todo)
        self.what = what
        self.todo = todo

    def __str__(self) -> str:
        return f"{self.what}\n{self.todo}"


class DatabaseUrlWrong(StoreError):
    """DATABASE_URL names no database that Checkup can use."""


class DatabaseUnreachable(StoreError):
    """No connection, or it was lost."""


class NotLetIn(DatabaseUnreachable):
    """The server is there, and refuses user, password or name of the database, or what we do in it."""


class DatabaseBusy(StoreError):
    """Another process holds the database for longer than we wait."""


class DatabaseFull(StoreError):
    """There is no room to write."""


class DatabaseBehind(StoreError):
    """Its tables are older than this version of Checkup."""


class DatabaseNewer(StoreError):
    """Its tables were made by a later version of Checkup."""


class SecretKeyMissing(StoreError):
    """Nothing to encrypt with."""


class SecretKeyWrong(StoreError):
    """What stands in CHECKUP_SECRET_KEY cannot be a key."""


class SealBroken(StoreError):
    """Something encrypted cannot be read with the keys at hand."""
