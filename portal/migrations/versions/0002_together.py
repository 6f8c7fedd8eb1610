"""Together."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the change; there is no way back but the backup."""
    op.create_table(
        "cooperation_body",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("partnership_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("formed_by", sa.String(length=20), nullable=False),
        sa.Column("decree_number", sa.String(length=60), nullable=False),
        sa.Column("decree_on", sa.Date(), nullable=True),
        sa.Column("located_at", sa.String(length=160), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("formed_at", sa.DateTime(), nullable=False),
        sa.Column("dissolved_on", sa.Date(), nullable=True),
        sa.Column("dissolution_number", sa.String(length=60), nullable=False),
        sa.Column("dissolution_reason", sa.String(length=500), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["partnership_id"], ["partnership.id"], name=op.f("fk_cooperation_body_partnership_id_partnership")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cooperation_body")),
    )
    op.create_index(op.f("ix_cooperation_body_partnership_id"), "cooperation_body", ["partnership_id"], unique=False)
    op.create_table(
        "decision_rule",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("body_id", sa.Integer(), nullable=False),
        sa.Column("topic", sa.String(length=20), nullable=False),
        sa.Column("method", sa.String(length=20), nullable=False),
        sa.Column("quorum_part", sa.Integer(), nullable=False),
        sa.Column("quorum_whole", sa.Integer(), nullable=False),
        sa.Column("fallback", sa.String(length=20), nullable=False),
        sa.Column("minutes_number", sa.String(length=60), nullable=False),
        sa.Column("minutes_on", sa.Date(), nullable=False),
        sa.Column("in_force_from", sa.Date(), nullable=False),
        sa.Column("adopted_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint(
            "quorum_part > 0 AND quorum_part <= quorum_whole", name=op.f("ck_decision_rule_quorum_is_a_fraction")
        ),
        sa.ForeignKeyConstraint(
            ["body_id"], ["cooperation_body.id"], name=op.f("fk_decision_rule_body_id_cooperation_body")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decision_rule")),
    )
    op.create_index("ix_decision_rule_in_force", "decision_rule", ["body_id", "topic", "in_force_from"], unique=False)
    op.create_table(
        "cooperation_body_seat",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("body_id", sa.Integer(), nullable=False),
        sa.Column("party_id", sa.Integer(), nullable=False),
        sa.Column("office", sa.String(length=20), nullable=False),
        sa.Column("team", sa.String(length=80), nullable=False),
        sa.Column("person_name", sa.String(length=120), nullable=False),
        sa.Column("element", sa.String(length=30), nullable=False),
        sa.Column("gender", sa.String(length=10), nullable=False),
        sa.Column("mandate_number", sa.String(length=60), nullable=False),
        sa.Column("mandate_on", sa.Date(), nullable=True),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("end_reason", sa.String(length=500), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["body_id"], ["cooperation_body.id"], name=op.f("fk_cooperation_body_seat_body_id_cooperation_body")
        ),
        sa.ForeignKeyConstraint(["party_id"], ["party.id"], name=op.f("fk_cooperation_body_seat_party_id_party")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cooperation_body_seat")),
    )
    op.create_index(op.f("ix_cooperation_body_seat_body_id"), "cooperation_body_seat", ["body_id"], unique=False)
    op.create_index(op.f("ix_cooperation_body_seat_party_id"), "cooperation_body_seat", ["party_id"], unique=False)
    op.create_table(
        "party_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("partnership_id", sa.Integer(), nullable=False),
        sa.Column("party_id", sa.Integer(), nullable=True),
        sa.Column("village_code", sa.String(length=13), nullable=True),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("values", sa.JSON(), nullable=False),
        sa.Column("cycle", sa.Integer(), nullable=True),
        sa.Column("opened_at", sa.DateTime(), nullable=False),
        sa.Column("opened_by_party_id", sa.Integer(), nullable=True),
        sa.Column("settled_at", sa.DateTime(), nullable=True),
        sa.Column("settled_by_party_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_party_change_organisation_id_organisation")
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id"], ["partnership.id"], name=op.f("fk_party_change_partnership_id_partnership")
        ),
        sa.ForeignKeyConstraint(["party_id"], ["party.id"], name=op.f("fk_party_change_party_id_party")),
        sa.ForeignKeyConstraint(["village_code"], ["area.code"], name=op.f("fk_party_change_village_code_area")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_party_change")),
    )
    op.create_index(op.f("ix_party_change_organisation_id"), "party_change", ["organisation_id"], unique=False)
    op.create_index(op.f("ix_party_change_partnership_id"), "party_change", ["partnership_id"], unique=False)
    op.create_index(op.f("ix_party_change_village_code"), "party_change", ["village_code"], unique=False)
    op.add_column("partnership", sa.Column("sector_values", sa.JSON(), server_default="{}", nullable=False))
    op.add_column("partnership", sa.Column("value_labels", sa.JSON(), server_default="{}", nullable=False))
    op.add_column("party", sa.Column("state", sa.String(length=20), server_default="member", nullable=False))
    op.add_column("party", sa.Column("founder", sa.Boolean(), server_default=sa.true(), nullable=False))
    op.add_column("party", sa.Column("joined_on", sa.Date(), nullable=True))
    op.add_column("party", sa.Column("suspended_on", sa.Date(), nullable=True))
    op.add_column("party", sa.Column("left_on", sa.Date(), nullable=True))
