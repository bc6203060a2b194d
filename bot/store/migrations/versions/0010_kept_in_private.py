"""Whether a kept answer was told in a private flow, whatever becomes of that flow."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Adds a column that may be empty."""
    op.add_column("kept", sa.Column("open_in", sa.String(), nullable=True))
