"""Tables."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the change; there is no way back but the backup."""
    op.create_table(
        "multilateral_position",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("partnership_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("replaces_id", sa.Integer(), nullable=True),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=160), nullable=False),
        sa.Column("ask", sa.Text(), nullable=False),
        sa.Column("addressee", sa.String(length=160), nullable=False),
        sa.Column("addressee_body", sa.String(length=160), nullable=False),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.Column("links", sa.Text(), nullable=False),
        sa.Column("papers", sa.Text(), nullable=False),
        sa.Column("threshold", sa.String(length=20), nullable=False),
        sa.Column("letter_number", sa.String(length=60), nullable=False),
        sa.Column("sent_on", sa.Date(), nullable=True),
        sa.Column("supporters", sa.JSON(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=True),
        sa.Column("answer", sa.String(length=20), nullable=False),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("answer_number", sa.String(length=60), nullable=False),
        sa.Column("answer_text", sa.Text(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("lesson", sa.Text(), nullable=False),
        sa.Column("is_public", sa.Boolean(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["partnership_id"], ["partnership.id"], name=op.f("fk_multilateral_position_partnership_id_partnership")
        ),
        sa.ForeignKeyConstraint(
            ["replaces_id"],
            ["multilateral_position.id"],
            name=op.f("fk_multilateral_position_replaces_id_multilateral_position"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_multilateral_position")),
        sa.UniqueConstraint("replaces_id", name=op.f("uq_multilateral_position_replaces_id")),
    )
    op.create_index(
        "ix_multilateral_position_list", "multilateral_position", ["partnership_id", "changed_at"], unique=False
    )
    op.create_table(
        "multilateral_scheme",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("partnership_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("covers", sa.String(length=10), nullable=False),
        sa.Column("weights", sa.JSON(), nullable=False),
        sa.Column("shares_while_suspended", sa.Boolean(), nullable=False),
        sa.Column("note", sa.String(length=500), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("proposed_on", sa.Date(), nullable=True),
        sa.Column("agreed_on", sa.Date(), nullable=True),
        sa.Column("decision_number", sa.String(length=80), nullable=False),
        sa.Column("begun_at", sa.DateTime(), nullable=False),
        sa.Column("begun_by_office", sa.String(length=200), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["partnership_id"], ["partnership.id"], name=op.f("fk_multilateral_scheme_partnership_id_partnership")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_multilateral_scheme")),
        sa.UniqueConstraint("partnership_id", "number", name=op.f("uq_multilateral_scheme_partnership_id_number")),
    )
    op.create_table(
        "multilateral_distribution",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("partnership_id", sa.Integer(), nullable=False),
        sa.Column("scheme_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("purpose", sa.String(length=200), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("document", sa.String(length=120), nullable=False),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.Column("recorded_by_office", sa.String(length=200), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("archived_at", sa.DateTime(), nullable=True),
        sa.Column("archived_by_id", sa.Integer(), nullable=True),
        sa.Column("archive_reason", sa.String(length=500), nullable=False),
        sa.CheckConstraint("amount > 0", name=op.f("ck_multilateral_distribution_some_amount")),
        sa.ForeignKeyConstraint(
            ["partnership_id"], ["partnership.id"], name=op.f("fk_multilateral_distribution_partnership_id_partnership")
        ),
        sa.ForeignKeyConstraint(
            ["scheme_id"],
            ["multilateral_scheme.id"],
            name=op.f("fk_multilateral_distribution_scheme_id_multilateral_scheme"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_multilateral_distribution")),
    )
    op.create_index(
        op.f("ix_multilateral_distribution_partnership_id"),
        "multilateral_distribution",
        ["partnership_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_multilateral_distribution_scheme_id"), "multilateral_distribution", ["scheme_id"], unique=False
    )
    op.create_table(
        "multilateral_position_step",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("position_id", sa.Integer(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("by_whom", sa.String(length=160), nullable=False),
        sa.Column("document_number", sa.String(length=60), nullable=False),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.Column("recorded_by_office", sa.String(length=200), nullable=False),
        sa.Column("archived_at", sa.DateTime(), nullable=True),
        sa.Column("archived_by_id", sa.Integer(), nullable=True),
        sa.Column("archive_reason", sa.String(length=500), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["position_id"],
            ["multilateral_position.id"],
            name=op.f("fk_multilateral_position_step_position_id_multilateral_position"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_multilateral_position_step")),
    )
    op.create_index(
        op.f("ix_multilateral_position_step_position_id"), "multilateral_position_step", ["position_id"], unique=False
    )
    op.create_table(
        "multilateral_assent",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("scheme_id", sa.Integer(), nullable=False),
        sa.Column("party_id", sa.Integer(), nullable=False),
        sa.Column("given_at", sa.DateTime(), nullable=False),
        sa.Column("given_by_office", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(["party_id"], ["party.id"], name=op.f("fk_multilateral_assent_party_id_party")),
        sa.ForeignKeyConstraint(
            ["scheme_id"], ["multilateral_scheme.id"], name=op.f("fk_multilateral_assent_scheme_id_multilateral_scheme")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_multilateral_assent")),
        sa.UniqueConstraint("scheme_id", "party_id", name=op.f("uq_multilateral_assent_scheme_id_party_id")),
    )
    op.create_index(op.f("ix_multilateral_assent_party_id"), "multilateral_assent", ["party_id"], unique=False)
    op.create_table(
        "multilateral_figure",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("scheme_id", sa.Integer(), nullable=False),
        sa.Column("party_id", sa.Integer(), nullable=False),
        sa.Column("base", sa.String(length=20), nullable=False),
        sa.Column("value", sa.Numeric(precision=15, scale=3), nullable=False),
        sa.Column("source", sa.String(length=160), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("value >= 0", name=op.f("ck_multilateral_figure_no_negative_value")),
        sa.ForeignKeyConstraint(["party_id"], ["party.id"], name=op.f("fk_multilateral_figure_party_id_party")),
        sa.ForeignKeyConstraint(
            ["scheme_id"], ["multilateral_scheme.id"], name=op.f("fk_multilateral_figure_scheme_id_multilateral_scheme")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_multilateral_figure")),
        sa.UniqueConstraint(
            "scheme_id", "party_id", "base", name=op.f("uq_multilateral_figure_scheme_id_party_id_base")
        ),
    )
    op.create_index(op.f("ix_multilateral_figure_party_id"), "multilateral_figure", ["party_id"], unique=False)
    op.create_table(
        "multilateral_resource",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("partnership_id", sa.Integer(), nullable=False),
        sa.Column("owner_party_id", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("place", sa.String(length=160), nullable=False),
        sa.Column("quantity", sa.Numeric(precision=12, scale=2), nullable=False),
        sa.Column("unit", sa.String(length=30), nullable=False),
        sa.Column("condition", sa.String(length=20), nullable=False),
        sa.Column("use_terms", sa.Text(), nullable=False),
        sa.Column("fee", sa.BigInteger(), nullable=True),
        sa.Column("fee_per", sa.String(length=10), nullable=False),
        sa.Column("keeper", sa.String(length=160), nullable=False),
        sa.Column("needs_consent", sa.Boolean(), nullable=False),
        sa.Column("cost_by_scheme", sa.Boolean(), nullable=False),
        sa.Column("cost_words", sa.String(length=500), nullable=False),
        sa.Column("maintain_every", sa.Integer(), nullable=True),
        sa.Column("added_on", sa.Date(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("archived_at", sa.DateTime(), nullable=True),
        sa.Column("archived_by_id", sa.Integer(), nullable=True),
        sa.Column("archive_reason", sa.String(length=500), nullable=False),
        sa.CheckConstraint("fee IS NULL OR fee >= 0", name=op.f("ck_multilateral_resource_no_negative_fee")),
        sa.CheckConstraint("quantity > 0", name=op.f("ck_multilateral_resource_some_quantity")),
        sa.ForeignKeyConstraint(
            ["owner_party_id"], ["party.id"], name=op.f("fk_multilateral_resource_owner_party_id_party")
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id"], ["partnership.id"], name=op.f("fk_multilateral_resource_partnership_id_partnership")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_multilateral_resource")),
    )
    op.create_index(
        op.f("ix_multilateral_resource_partnership_id"), "multilateral_resource", ["partnership_id"], unique=False
    )
    op.create_table(
        "multilateral_share",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("distribution_id", sa.Integer(), nullable=False),
        sa.Column("party_id", sa.Integer(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("settled_on", sa.Date(), nullable=True),
        sa.Column("settled_note", sa.String(length=160), nullable=False),
        sa.Column("settled_by_office", sa.String(length=200), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(), nullable=True),
        sa.Column("confirmed_by_office", sa.String(length=200), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("amount >= 0", name=op.f("ck_multilateral_share_no_negative_amount")),
        sa.ForeignKeyConstraint(
            ["distribution_id"],
            ["multilateral_distribution.id"],
            name=op.f("fk_multilateral_share_distribution_id_multilateral_distribution"),
        ),
        sa.ForeignKeyConstraint(["party_id"], ["party.id"], name=op.f("fk_multilateral_share_party_id_party")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_multilateral_share")),
        sa.UniqueConstraint("distribution_id", "party_id", name=op.f("uq_multilateral_share_distribution_id_party_id")),
    )
    op.create_index(op.f("ix_multilateral_share_party_id"), "multilateral_share", ["party_id"], unique=False)
    op.create_table(
        "multilateral_support",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("position_id", sa.Integer(), nullable=False),
        sa.Column("party_id", sa.Integer(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("word", sa.String(length=20), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("given_at", sa.DateTime(), nullable=False),
        sa.Column("given_by_office", sa.String(length=200), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["party_id"], ["party.id"], name=op.f("fk_multilateral_support_party_id_party")),
        sa.ForeignKeyConstraint(
            ["position_id"],
            ["multilateral_position.id"],
            name=op.f("fk_multilateral_support_position_id_multilateral_position"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_multilateral_support")),
        sa.UniqueConstraint(
            "position_id", "round", "party_id", name=op.f("uq_multilateral_support_position_id_round_party_id")
        ),
    )
    op.create_index(op.f("ix_multilateral_support_party_id"), "multilateral_support", ["party_id"], unique=False)
    op.create_table(
        "multilateral_booking",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("resource_id", sa.Integer(), nullable=False),
        sa.Column("party_id", sa.Integer(), nullable=False),
        sa.Column("starts_at", sa.DateTime(), nullable=False),
        sa.Column("ends_at", sa.DateTime(), nullable=False),
        sa.Column("whole_days", sa.Boolean(), nullable=False),
        sa.Column("quantity", sa.Numeric(precision=12, scale=2), nullable=False),
        sa.Column("purpose", sa.String(length=300), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("word", sa.String(length=300), nullable=False),
        sa.Column("settled_by_office", sa.String(length=200), nullable=False),
        sa.Column("booked_at", sa.DateTime(), nullable=False),
        sa.Column("booked_by_office", sa.String(length=200), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("ends_at > starts_at", name=op.f("ck_multilateral_booking_some_time")),
        sa.CheckConstraint("quantity > 0", name=op.f("ck_multilateral_booking_some_quantity")),
        sa.ForeignKeyConstraint(["party_id"], ["party.id"], name=op.f("fk_multilateral_booking_party_id_party")),
        sa.ForeignKeyConstraint(
            ["resource_id"],
            ["multilateral_resource.id"],
            name=op.f("fk_multilateral_booking_resource_id_multilateral_resource"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_multilateral_booking")),
    )
    op.create_index(
        "ix_multilateral_booking_calendar", "multilateral_booking", ["resource_id", "starts_at"], unique=False
    )
    op.create_index(op.f("ix_multilateral_booking_party_id"), "multilateral_booking", ["party_id"], unique=False)
    op.create_table(
        "multilateral_maintenance",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("resource_id", sa.Integer(), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=False),
        sa.Column("what", sa.String(length=500), nullable=False),
        sa.Column("done_by", sa.String(length=160), nullable=False),
        sa.Column("cost", sa.BigInteger(), nullable=True),
        sa.Column("paid_by_party_id", sa.Integer(), nullable=True),
        sa.Column("document", sa.String(length=120), nullable=False),
        sa.Column("distribution_id", sa.Integer(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.Column("recorded_by_office", sa.String(length=200), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("archived_at", sa.DateTime(), nullable=True),
        sa.Column("archived_by_id", sa.Integer(), nullable=True),
        sa.Column("archive_reason", sa.String(length=500), nullable=False),
        sa.CheckConstraint("cost IS NULL OR cost >= 0", name=op.f("ck_multilateral_maintenance_no_negative_cost")),
        sa.ForeignKeyConstraint(
            ["distribution_id"],
            ["multilateral_distribution.id"],
            name=op.f("fk_multilateral_maintenance_distribution_id_multilateral_distribution"),
        ),
        sa.ForeignKeyConstraint(
            ["paid_by_party_id"], ["party.id"], name=op.f("fk_multilateral_maintenance_paid_by_party_id_party")
        ),
        sa.ForeignKeyConstraint(
            ["resource_id"],
            ["multilateral_resource.id"],
            name=op.f("fk_multilateral_maintenance_resource_id_multilateral_resource"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_multilateral_maintenance")),
    )
    op.create_index(
        op.f("ix_multilateral_maintenance_resource_id"), "multilateral_maintenance", ["resource_id"], unique=False
    )
