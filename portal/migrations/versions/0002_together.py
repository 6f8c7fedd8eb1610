"""Together."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the change; there is no way back but the backup."""
    op.add_column("partnership", sa.Column("sector_values", sa.JSON(), server_default="{}", nullable=False))
    op.add_column("partnership", sa.Column("value_labels", sa.JSON(), server_default="{}", nullable=False))
    op.add_column("party", sa.Column("state", sa.String(length=20), server_default="member", nullable=False))
    op.add_column("party", sa.Column("founder", sa.Boolean(), server_default=sa.true(), nullable=False))
    op.add_column("party", sa.Column("joined_on", sa.Date(), nullable=True))
    op.add_column("party", sa.Column("suspended_on", sa.Date(), nullable=True))
    op.add_column("party", sa.Column("left_on", sa.Date(), nullable=True))
