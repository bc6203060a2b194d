"""What could not be sent is counted every few seconds: indexes of it alone."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Adds an index of the few deliveries that were refused or are in doubt, and one of failed events."""
    where = sa.text("status IN ('refused', 'unknown')")
    op.create_index(
        "ix_delivery_failed", "delivery", ["created_at"], sqlite_where=where, postgresql_where=where
    )
    failed = sa.text("status = 'failed'")
    op.create_index("ix_event_failed", "event", ["id"], sqlite_where=failed, postgresql_where=failed)
