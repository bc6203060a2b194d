"""Team check-ins: seven tables, and what conversations, addresses and deliveries know of them."""

import sqlalchemy as sa
from alembic import op

from bot.store.columns import UtcDateTime

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Adds columns that may be empty, and the tables of teams."""
    op.add_column("address", sa.Column("checkins_off_until", UtcDateTime(), nullable=True))
    op.add_column("conversation", sa.Column("round_id", sa.String(), nullable=True))
    op.create_index("ix_conversation_round_id", "conversation", ["round_id"])
    op.add_column("delivery", sa.Column("fleeting", sa.Boolean(), nullable=True))
    _appointment()
    _checkin()
    _round()
    _invitation()
    _release()
    _report_link()
    _action()


def _appointment() -> None:
    op.create_table(
        "appointment",
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("external_id", sa.String(), nullable=False),
        sa.Column("appointed_by", sa.String(), nullable=False),
        sa.Column("appointed_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("channel", "workspace", "external_id", name="pk_appointment"),
    )


def _checkin() -> None:
    op.create_table(
        "checkin",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("team", sa.String(), nullable=False),
        sa.Column("flow_name", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("manager", sa.String(), nullable=False),
        sa.Column("viewers", sa.Text(), nullable=False),
        sa.Column("audience", sa.Text(), nullable=False),
        sa.Column("anonymous", sa.Boolean(), nullable=False),
        sa.Column("min_answers", sa.Integer(), nullable=False),
        sa.Column("every", sa.String(), nullable=False),
        sa.Column("first_on", sa.String(), nullable=False),
        sa.Column("at_minute", sa.Integer(), nullable=False),
        sa.Column("zone", sa.String(), nullable=False),
        sa.Column("weekdays_only", sa.Boolean(), nullable=False),
        sa.Column("calendar", sa.String(), nullable=True),
        sa.Column("open_minutes", sa.Integer(), nullable=False),
        sa.Column("reminders", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("next_on", sa.String(), nullable=True),
        sa.Column("next_at", UtcDateTime(), nullable=True),
        sa.Column("join_token", sa.String(), nullable=True),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_checkin"),
        sa.UniqueConstraint("join_token", name="uq_checkin_join_token"),
    )
    where = sa.text("next_at IS NOT NULL")
    op.create_index("ix_checkin_next_at", "checkin", ["next_at"], sqlite_where=where, postgresql_where=where)
    op.create_index("ix_checkin_place", "checkin", ["channel", "workspace"])


def _round() -> None:
    op.create_table(
        "round",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("checkin_id", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("occurs_on", sa.String(), nullable=False),
        sa.Column("flow_name", sa.String(), nullable=False),
        sa.Column("flow_version", sa.Integer(), nullable=False),
        sa.Column("flow_hash", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("opens_at", UtcDateTime(), nullable=False),
        sa.Column("closes_at", UtcDateTime(), nullable=False),
        sa.Column("fate", sa.String(), nullable=True),
        sa.Column("left_out", sa.Text(), nullable=False),
        sa.Column("status_message", sa.String(), nullable=True),
        sa.Column("status_shown", sa.Text(), nullable=False),
        sa.Column("status_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["checkin_id"], ["checkin.id"], name="fk_round_checkin_id"),
        sa.ForeignKeyConstraint(["flow_hash"], ["flow_version.hash"], name="fk_round_flow_hash"),
        sa.PrimaryKeyConstraint("id", name="pk_round"),
    )
    where = sa.text("status = 'open'")
    op.create_index("ix_round_closes_at", "round", ["closes_at"], sqlite_where=where, postgresql_where=where)
    op.create_index("uq_round_checkin_id_occurs_on", "round", ["checkin_id", "occurs_on"], unique=True)


def _invitation() -> None:
    op.create_table(
        "invitation",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("round_id", sa.String(), nullable=False),
        sa.Column("address_id", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("why", sa.String(), nullable=True),
        sa.Column("due_at", UtcDateTime(), nullable=True),
        sa.Column("reminders", sa.Integer(), nullable=False),
        sa.Column("conversation_id", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["address_id"], ["address.id"], name="fk_invitation_address_id"),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"], name="fk_invitation_round_id"),
        sa.PrimaryKeyConstraint("id", name="pk_invitation"),
    )
    op.create_index("ix_invitation_address_id", "invitation", ["address_id"])
    where = sa.text("conversation_id IS NOT NULL")
    op.create_index(
        "ix_invitation_conversation_id",
        "invitation",
        ["conversation_id"],
        sqlite_where=where,
        postgresql_where=where,
    )
    where = sa.text("due_at IS NOT NULL")
    op.create_index(
        "ix_invitation_due_at", "invitation", ["due_at"], sqlite_where=where, postgresql_where=where
    )
    op.create_index(
        "uq_invitation_round_id_address_id", "invitation", ["round_id", "address_id"], unique=True
    )


def _release() -> None:
    op.create_table(
        "release",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("checkin_id", sa.String(), nullable=False),
        sa.Column("round_ids", sa.Text(), nullable=False),
        sa.Column("flow_name", sa.String(), nullable=False),
        sa.Column("flow_hash", sa.String(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("opened_at", UtcDateTime(), nullable=False),
        sa.Column("closed_at", UtcDateTime(), nullable=False),
        sa.Column("min_answers", sa.Integer(), nullable=False),
        sa.Column("invited", sa.Integer(), nullable=False),
        sa.Column("answered", sa.Integer(), nullable=False),
        sa.Column("anonymous", sa.Boolean(), nullable=False),
        sa.Column("audience", sa.Text(), nullable=False),
        sa.Column("exact", sa.Boolean(), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("sealed", sa.Boolean(), nullable=False),
        sa.Column("released_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_release"),
    )
    op.create_index("ix_release_checkin_id", "release", ["checkin_id", "released_at"])


def _report_link() -> None:
    op.create_table(
        "report_link",
        sa.Column("hash", sa.String(), nullable=False),
        sa.Column("checkin_id", sa.String(), nullable=False),
        sa.Column("viewer", sa.String(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("expires_at", UtcDateTime(), nullable=False),
        sa.Column("revoked_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["checkin_id"], ["checkin.id"], name="fk_report_link_checkin_id"),
        sa.PrimaryKeyConstraint("hash", name="pk_report_link"),
    )
    op.create_index("ix_report_link_checkin_id", "report_link", ["checkin_id"])


def _action() -> None:
    op.create_table(
        "action",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("checkin_id", sa.String(), nullable=False),
        sa.Column("round_number", sa.Integer(), nullable=False),
        sa.Column("area", sa.String(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("owner", sa.String(), nullable=False),
        sa.Column("owner_id", sa.String(), nullable=True),
        sa.Column("due_on", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("asked_in", sa.Integer(), nullable=True),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("closed_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["checkin_id"], ["checkin.id"], name="fk_action_checkin_id"),
        sa.PrimaryKeyConstraint("id", name="pk_action"),
    )
    op.create_index("ix_action_checkin_id", "action", ["checkin_id"])
