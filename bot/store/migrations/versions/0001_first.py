"""The first tables: flows, respondents and addresses, conversations with answers and results, deliveries."""

import sqlalchemy as sa
from alembic import op

from bot.store.columns import UtcDateTime

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Makes all tables."""
    _flow_version()
    _respondent()
    _address()
    _conversation()
    _inbound()
    _answer()
    _result()
    _delivery()


def _flow_version() -> None:
    op.create_table(
        "flow_version",
        sa.Column("hash", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("source", sa.LargeBinary(), nullable=False),
        sa.Column("first_seen", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("hash", name="pk_flow_version"),
    )
    op.create_index("ix_flow_version_name_version", "flow_version", ["name", "version"])


def _respondent() -> None:
    op.create_table(
        "respondent",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_respondent"),
    )


def _address() -> None:
    op.create_table(
        "address",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("respondent_id", sa.String(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("external_id", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=True),
        sa.Column("reachable", sa.Boolean(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["respondent_id"], ["respondent.id"], name="fk_address_respondent_id"),
        sa.PrimaryKeyConstraint("id", name="pk_address"),
    )
    op.create_index("ix_address_respondent_id", "address", ["respondent_id"])
    op.create_index("uq_address_place", "address", ["channel", "workspace", "external_id"], unique=True)


def _conversation() -> None:
    op.create_table(
        "conversation",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("respondent_id", sa.String(), nullable=False),
        sa.Column("address_id", sa.String(), nullable=False),
        sa.Column("flow_name", sa.String(), nullable=False),
        sa.Column("flow_version", sa.Integer(), nullable=False),
        sa.Column("flow_hash", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("sealed", sa.Boolean(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=True),
        sa.Column("started_at", UtcDateTime(), nullable=False),
        sa.Column("updated_at", UtcDateTime(), nullable=False),
        sa.Column("ended_at", UtcDateTime(), nullable=True),
        sa.Column("wake_at", UtcDateTime(), nullable=True),
        sa.Column("expires_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["address_id"], ["address.id"], name="fk_conversation_address_id"),
        sa.ForeignKeyConstraint(["flow_hash"], ["flow_version.hash"], name="fk_conversation_flow_hash"),
        sa.ForeignKeyConstraint(["respondent_id"], ["respondent.id"], name="fk_conversation_respondent_id"),
        sa.PrimaryKeyConstraint("id", name="pk_conversation"),
    )
    op.create_index(
        "ix_conversation_address_id_started_at", "conversation", ["address_id", "started_at", "id"]
    )
    op.create_index(
        "ix_conversation_expires_at",
        "conversation",
        ["expires_at"],
        sqlite_where=sa.text("ended_at IS NULL"),
        postgresql_where=sa.text("ended_at IS NULL"),
    )
    op.create_index("ix_conversation_flow_hash", "conversation", ["flow_hash"])
    op.create_index("ix_conversation_respondent_id", "conversation", ["respondent_id"])
    op.create_index(
        "ix_conversation_wake_at",
        "conversation",
        ["wake_at"],
        sqlite_where=sa.text("wake_at IS NOT NULL"),
        postgresql_where=sa.text("wake_at IS NOT NULL"),
    )


def _inbound() -> None:
    op.create_table(
        "inbound",
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("external_id", sa.String(), nullable=False),
        sa.Column("received_at", UtcDateTime(), nullable=False),
        sa.Column("conversation_id", sa.String(), nullable=True),
        sa.Column("outcome", sa.String(), nullable=True),
        sa.Column("payload", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("channel", "workspace", "external_id", name="pk_inbound"),
    )
    op.create_index("ix_inbound_received_at", "inbound", ["received_at"])


def _answer() -> None:
    op.create_table(
        "answer",
        sa.Column("conversation_id", sa.String(), nullable=False),
        sa.Column("question", sa.String(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("sealed", sa.Boolean(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("asked_at", UtcDateTime(), nullable=True),
        sa.Column("answered_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["conversation_id"], ["conversation.id"], name="fk_answer_conversation_id"),
        sa.PrimaryKeyConstraint("conversation_id", "question", name="pk_answer"),
    )


def _result() -> None:
    op.create_table(
        "result",
        sa.Column("conversation_id", sa.String(), nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("respondent_id", sa.String(), nullable=False),
        sa.Column("flow_name", sa.String(), nullable=False),
        sa.Column("flow_version", sa.Integer(), nullable=False),
        sa.Column("flow_hash", sa.String(), nullable=False),
        sa.Column("complete", sa.Boolean(), nullable=False),
        sa.Column("score", sa.String(), nullable=True),
        sa.Column("exact", sa.String(), nullable=True),
        sa.Column("level", sa.String(), nullable=True),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["conversation_id"], ["conversation.id"], name="fk_result_conversation_id"),
        sa.ForeignKeyConstraint(["flow_hash"], ["flow_version.hash"], name="fk_result_flow_hash"),
        sa.ForeignKeyConstraint(["respondent_id"], ["respondent.id"], name="fk_result_respondent_id"),
        sa.PrimaryKeyConstraint("conversation_id", "turn", name="pk_result"),
    )
    op.create_index("ix_result_flow_hash", "result", ["flow_hash"])
    op.create_index(
        "ix_result_respondent_id_flow_name", "result", ["respondent_id", "flow_name", "created_at"]
    )


def _delivery() -> None:
    op.create_table(
        "delivery",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("address_id", sa.String(), nullable=False),
        sa.Column("conversation_id", sa.String(), nullable=True),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("payload", sa.Text(), nullable=False),
        sa.Column("sealed", sa.Boolean(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("due_at", UtcDateTime(), nullable=False),
        sa.Column("lease_until", UtcDateTime(), nullable=True),
        sa.Column("sent_at", UtcDateTime(), nullable=True),
        sa.Column("platform_id", sa.String(), nullable=True),
        sa.Column("error", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["address_id"], ["address.id"], name="fk_delivery_address_id"),
        sa.ForeignKeyConstraint(["conversation_id"], ["conversation.id"], name="fk_delivery_conversation_id"),
        sa.PrimaryKeyConstraint("id", name="pk_delivery"),
    )
    op.create_index("ix_delivery_conversation_id", "delivery", ["conversation_id"])
    op.create_index(
        "ix_delivery_open_by_address",
        "delivery",
        ["address_id", "created_at", "id"],
        sqlite_where=sa.text("status IN ('waiting', 'sending')"),
        postgresql_where=sa.text("status IN ('waiting', 'sending')"),
    )
    op.create_index(
        "ix_delivery_open_by_due",
        "delivery",
        ["due_at", "id"],
        sqlite_where=sa.text("status IN ('waiting', 'sending')"),
        postgresql_where=sa.text("status IN ('waiting', 'sending')"),
    )
