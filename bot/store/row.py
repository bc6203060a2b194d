"""What all table classes share."""

from typing import ClassVar

from sqlalchemy import MetaData
from sqlmodel import SQLModel

_NAMES = {
    "pk": "pk_%(table_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "ix": "ix_%(table_name)s_%(column_0_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
}


class Row(SQLModel):
    """What all tables share: one metadata, with names for constraints that migrations can refer to."""

    metadata: ClassVar[MetaData] = MetaData(naming_convention=_NAMES)
