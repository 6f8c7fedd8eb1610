"""Together."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the change; there is no way back but the backup."""
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
