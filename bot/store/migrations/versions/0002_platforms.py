"""What platforms need: the live message of an address, edits, reminders, consents, drop-off, erasure."""

import sqlalchemy as sa
from alembic import op

from bot.store.columns import UtcDateTime

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Adds columns that may be empty, and one table."""
    _address()
    _conversation()
    _inbound()
    _answer()
    _delivery()
    _consent()


def _address() -> None:
    op.add_column("address", sa.Column("live_message", sa.String(), nullable=True))
    op.add_column("address", sa.Column("keyboard_message", sa.String(), nullable=True))
    op.add_column("address", sa.Column("quiet_since", UtcDateTime(), nullable=True))
    op.add_column("address", sa.Column("reminded_at", UtcDateTime(), nullable=True))


def _conversation() -> None:
    op.add_column("conversation", sa.Column("open_question", sa.String(), nullable=True))
    op.create_index(
        "ix_conversation_address_id_updated_at", "conversation", ["address_id", "updated_at", "id"]
    )


def _inbound() -> None:
    """Whose update it was, in place of the conversation: updates of people without one are theirs too."""
    op.add_column("inbound", sa.Column("address_id", sa.String(), nullable=True))
    op.execute(
        "UPDATE inbound SET address_id ="
        " (SELECT address_id FROM conversation WHERE conversation.id = inbound.conversation_id)"
    )
    with op.batch_alter_table("inbound") as batch:
        batch.drop_column("conversation_id")
    op.create_index("ix_inbound_address_id", "inbound", ["address_id"])


def _answer() -> None:
    op.add_column("answer", sa.Column("profile", sa.String(), nullable=True))


def _delivery() -> None:
    op.add_column("delivery", sa.Column("target", sa.String(), nullable=True))
    op.add_column("delivery", sa.Column("occasion", sa.String(), nullable=True))
    op.add_column("delivery", sa.Column("parts_sent", sa.Integer(), nullable=True))
    op.create_index("ix_delivery_address_id", "delivery", ["address_id"])


def _consent() -> None:
    op.create_table(
        "consent",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("respondent_id", sa.String(), nullable=False),
        sa.Column("conversation_id", sa.String(), nullable=False),
        sa.Column("question", sa.String(), nullable=False),
        sa.Column("purpose", sa.String(), nullable=False),
        sa.Column("given", sa.Boolean(), nullable=False),
        sa.Column("wording", sa.Text(), nullable=False),
        sa.Column("link", sa.String(), nullable=True),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("flow_name", sa.String(), nullable=False),
        sa.Column("flow_version", sa.Integer(), nullable=False),
        sa.Column("flow_hash", sa.String(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["respondent_id"], ["respondent.id"], name="fk_consent_respondent_id"),
        sa.ForeignKeyConstraint(["conversation_id"], ["conversation.id"], name="fk_consent_conversation_id"),
        sa.PrimaryKeyConstraint("id", name="pk_consent"),
    )
    op.create_index("ix_consent_respondent_id", "consent", ["respondent_id"])
    op.create_index("ix_consent_conversation_id", "consent", ["conversation_id"])
