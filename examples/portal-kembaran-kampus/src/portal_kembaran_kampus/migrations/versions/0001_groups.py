"""Groups."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade():
    """Make the table; there is no way back but the backup."""
    op.create_table(
        "kembaran_kampus_group",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("partnership_id", sa.Integer(), sa.ForeignKey("partnership.id"), nullable=False, index=True),
        sa.Column("topic", sa.String(length=160), nullable=False),
        sa.Column("students", sa.Integer(), nullable=False),
    )
