"""Documents."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make the change; there is no way back but the backup."""
    op.create_table(
        "document_template",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("area_code", sa.String(length=13), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("original_name", sa.String(length=200), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("added_at", sa.DateTime(), nullable=False),
        sa.Column("added_by_id", sa.Integer(), nullable=True),
        sa.Column("added_by_office", sa.String(length=200), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("archived_at", sa.DateTime(), nullable=True),
        sa.Column("archived_by_id", sa.Integer(), nullable=True),
        sa.Column("archive_reason", sa.String(length=500), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document_template")),
    )
    op.create_index("uq_document_template_place", "document_template", ["kind", "area_code", "number"], unique=True)
    op.create_table(
        "number_book",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("owner", sa.String(length=40), nullable=False),
        sa.Column("register", sa.String(length=12), nullable=False),
        sa.Column("pattern", sa.String(length=100), nullable=False),
        sa.Column("classification", sa.String(length=20), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_number_book")),
        sa.UniqueConstraint("owner", "register", name=op.f("uq_number_book_owner_register")),
    )
    op.create_table(
        "number_year",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("owner", sa.String(length=40), nullable=False),
        sa.Column("register", sa.String(length=12), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("next_number", sa.Integer(), nullable=False),
        sa.Column("last_dated", sa.Date(), nullable=True),
        sa.CheckConstraint("next_number >= 1", name=op.f("ck_number_year_counted")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_number_year")),
        sa.UniqueConstraint("owner", "register", "year", name=op.f("uq_number_year_owner_register_year")),
    )
    op.create_table(
        "api_token",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("scope", sa.String(length=10), nullable=False),
        sa.Column("prefix", sa.String(length=12), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("expires_at", sa.DateTime(), nullable=False),
        sa.Column("last_used_at", sa.DateTime(), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(), nullable=True),
        sa.Column("withdrawn_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_api_token_office_id_office")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_api_token_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_api_token")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_api_token_token_hash")),
    )
    op.create_index(op.f("ix_api_token_person_id"), "api_token", ["person_id"], unique=False)
    op.create_table(
        "earlier_event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("partnership_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("place", sa.String(length=200), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("kind", sa.String(length=64), nullable=False),
        sa.Column("office", sa.String(length=200), nullable=False),
        sa.Column("village_code", sa.String(length=13), nullable=True),
        sa.Column("subject_kind", sa.String(length=40), nullable=False),
        sa.Column("before", sa.Text(), nullable=False),
        sa.Column("after", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("previous_hash", sa.String(length=64), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["partnership_id"], ["partnership.id"], name=op.f("fk_earlier_event_partnership_id_partnership")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_earlier_event")),
        sa.UniqueConstraint("partnership_id", "number", name=op.f("uq_earlier_event_partnership_id_number")),
    )
    op.create_table(
        "partnership_copy",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("partnership_id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=64), nullable=False),
        sa.Column("content_sha256", sa.String(length=64), nullable=False),
        sa.Column("path", sa.JSON(), nullable=False),
        sa.Column("portal_version", sa.String(length=40), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("taken_at", sa.DateTime(), nullable=False),
        sa.Column("taken_by_office", sa.String(length=200), nullable=False),
        sa.Column("frozen", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["partnership_id"], ["partnership.id"], name=op.f("fk_partnership_copy_partnership_id_partnership")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_partnership_copy")),
        sa.UniqueConstraint("partnership_id", name=op.f("uq_partnership_copy_partnership_id")),
    )
    op.create_index(op.f("ix_partnership_copy_uid"), "partnership_copy", ["uid"], unique=False)
    op.create_table(
        "sheet_import",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("file_name", sa.String(length=120), nullable=False),
        sa.Column("rows", sa.JSON(), nullable=False),
        sa.Column("read_at", sa.DateTime(), nullable=False),
        sa.Column("applied_at", sa.DateTime(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_sheet_import_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sheet_import")),
    )
    op.create_index(op.f("ix_sheet_import_person_id"), "sheet_import", ["person_id"], unique=False)
    op.create_table(
        "letterhead",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("village_code", sa.String(length=13), nullable=True),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
        sa.Column("address", sa.String(length=200), nullable=False),
        sa.Column("postal_code", sa.String(length=5), nullable=False),
        sa.Column("logo", sa.String(length=80), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("(village_code IS NULL) <> (organisation_id IS NULL)", name=op.f("ck_letterhead_one_owner")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_letterhead_organisation_id_organisation")
        ),
        sa.ForeignKeyConstraint(["village_code"], ["area.code"], name=op.f("fk_letterhead_village_code_area")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letterhead")),
        sa.UniqueConstraint("organisation_id", name=op.f("uq_letterhead_organisation_id")),
        sa.UniqueConstraint("village_code", name=op.f("uq_letterhead_village_code")),
    )
    op.create_index(op.f("ix_letterhead_logo"), "letterhead", ["logo"], unique=False)
    op.create_table(
        "issued_paper",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("partnership_id", sa.Integer(), nullable=False),
        sa.Column("party_id", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("key", sa.String(length=40), nullable=False),
        sa.Column("owner", sa.String(length=40), nullable=False),
        sa.Column("register", sa.String(length=12), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=True),
        sa.Column("number", sa.String(length=200), nullable=False),
        sa.Column("number_key", sa.String(length=200), nullable=True),
        sa.Column("by_hand", sa.Boolean(), nullable=False),
        sa.Column("dated", sa.Date(), nullable=False),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("issuer", sa.String(length=300), nullable=False),
        sa.Column("code", sa.String(length=12), nullable=False),
        sa.Column("frozen_text", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("event_seq", sa.Integer(), nullable=True),
        sa.Column("issued_at", sa.DateTime(), nullable=False),
        sa.Column("issued_by_office", sa.String(length=200), nullable=False),
        sa.Column("issued_by_party_id", sa.Integer(), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(), nullable=True),
        sa.Column("withdrawn_by_office", sa.String(length=200), nullable=False),
        sa.Column("withdrawal_reason", sa.String(length=500), nullable=False),
        sa.Column("replaced_by_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["partnership_id"], ["partnership.id"], name=op.f("fk_issued_paper_partnership_id_partnership")
        ),
        sa.ForeignKeyConstraint(["party_id"], ["party.id"], name=op.f("fk_issued_paper_party_id_party")),
        sa.ForeignKeyConstraint(
            ["replaced_by_id"], ["issued_paper.id"], name=op.f("fk_issued_paper_replaced_by_id_issued_paper")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_issued_paper")),
        sa.UniqueConstraint("code", name=op.f("uq_issued_paper_code")),
        sa.UniqueConstraint(
            "owner", "register", "year", "number_key", name=op.f("uq_issued_paper_owner_register_year_number_key")
        ),
        sa.UniqueConstraint(
            "owner", "register", "year", "sequence", name=op.f("uq_issued_paper_owner_register_year_sequence")
        ),
    )
    op.create_index("ix_issued_paper_place", "issued_paper", ["partnership_id", "kind", "key"], unique=False)
    op.create_table(
        "issued_file",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("paper_id", sa.Integer(), nullable=False),
        sa.Column("attachment_id", sa.Integer(), nullable=False),
        sa.Column("form", sa.String(length=10), nullable=False),
        sa.Column("received_sha256", sa.String(length=64), nullable=False),
        sa.Column("findings", sa.JSON(), nullable=False),
        sa.Column("archived_at", sa.DateTime(), nullable=True),
        sa.Column("archived_by_id", sa.Integer(), nullable=True),
        sa.Column("archive_reason", sa.String(length=500), nullable=False),
        sa.ForeignKeyConstraint(
            ["attachment_id"], ["attachment.id"], name=op.f("fk_issued_file_attachment_id_attachment")
        ),
        sa.ForeignKeyConstraint(["paper_id"], ["issued_paper.id"], name=op.f("fk_issued_file_paper_id_issued_paper")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_issued_file")),
        sa.UniqueConstraint("attachment_id", name=op.f("uq_issued_file_attachment_id")),
    )
    op.create_index(op.f("ix_issued_file_paper_id"), "issued_file", ["paper_id"], unique=False)
    op.add_column("agreement", sa.Column("origin_numbers", sa.JSON(none_as_null=True), nullable=True))
    op.add_column("partnership", sa.Column("copied_from", sa.String(length=300), server_default="", nullable=False))
    op.add_column("partnership", sa.Column("copied_at", sa.DateTime(), nullable=True))
    op.create_index("ix_partnership_public_by_number", "partnership", ["is_public", "id"], unique=False)
    op.add_column("plan_baseline", sa.Column("origin_numbers", sa.JSON(none_as_null=True), nullable=True))
    _run(
        "sqlite",
        "CREATE TRIGGER earlier_event_no_update BEFORE UPDATE ON earlier_event BEGIN SELECT RAISE(ABORT, 'earlier_event is append-only'); END",
    )
    _run(
        "sqlite",
        "CREATE TRIGGER earlier_event_no_delete BEFORE DELETE ON earlier_event BEGIN SELECT RAISE(ABORT, 'earlier_event is append-only'); END",
    )
    _run(
        "sqlite",
        "CREATE TRIGGER earlier_event_no_replace BEFORE INSERT ON earlier_event WHEN EXISTS (SELECT 1 FROM earlier_event WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, 'earlier_event is append-only'); END",
    )
    _run(
        "postgresql",
        "CREATE OR REPLACE FUNCTION portal_append_only() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION '%', TG_TABLE_NAME || ' is append-only'; END $$",
    )
    _run(
        "postgresql",
        "CREATE TRIGGER earlier_event_append_only BEFORE UPDATE OR DELETE ON earlier_event FOR EACH ROW EXECUTE FUNCTION portal_append_only()",
    )
    _run(
        "sqlite",
        "CREATE TRIGGER issued_paper_frozen_update BEFORE UPDATE ON issued_paper WHEN NEW.partnership_id IS NULL OR NEW.partnership_id <> OLD.partnership_id OR NEW.kind IS NULL OR NEW.kind <> OLD.kind OR NEW.key IS NULL OR NEW.key <> OLD.key OR NEW.owner IS NULL OR NEW.owner <> OLD.owner OR NEW.register IS NULL OR NEW.register <> OLD.register OR NEW.year IS NULL OR NEW.year <> OLD.year OR NEW.number IS NULL OR NEW.number <> OLD.number OR NEW.by_hand IS NULL OR NEW.by_hand <> OLD.by_hand OR NEW.dated IS NULL OR NEW.dated <> OLD.dated OR NEW.title IS NULL OR NEW.title <> OLD.title OR NEW.issuer IS NULL OR NEW.issuer <> OLD.issuer OR NEW.code IS NULL OR NEW.code <> OLD.code OR NEW.frozen_text IS NULL OR NEW.frozen_text <> OLD.frozen_text OR NEW.sha256 IS NULL OR NEW.sha256 <> OLD.sha256 OR NEW.issued_at IS NULL OR NEW.issued_at <> OLD.issued_at OR NEW.issued_by_office IS NULL OR NEW.issued_by_office <> OLD.issued_by_office OR COALESCE(NEW.party_id, 0) <> COALESCE(OLD.party_id, 0) OR COALESCE(NEW.sequence, 0) <> COALESCE(OLD.sequence, 0) OR OLD.event_seq IS NOT NULL AND COALESCE(NEW.event_seq, 0) <> OLD.event_seq OR OLD.withdrawn_at IS NOT NULL AND NEW.withdrawn_at IS NULL BEGIN SELECT RAISE(ABORT, 'an issued paper cannot be changed'); END",
    )
    _run(
        "sqlite",
        "CREATE TRIGGER issued_paper_frozen_delete BEFORE DELETE ON issued_paper BEGIN SELECT RAISE(ABORT, 'an issued paper cannot be changed'); END",
    )
    _run(
        "sqlite",
        "CREATE TRIGGER issued_paper_frozen_replace BEFORE INSERT ON issued_paper WHEN EXISTS (SELECT 1 FROM issued_paper AS held WHERE held.id = NEW.id OR held.code = NEW.code) BEGIN SELECT RAISE(ABORT, 'an issued paper cannot be changed'); END",
    )
    _run(
        "postgresql",
        "CREATE OR REPLACE FUNCTION issued_paper_is_frozen() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'an issued paper cannot be changed'; END $$",
    )
    _run(
        "postgresql",
        "CREATE TRIGGER issued_paper_frozen_update BEFORE UPDATE ON issued_paper FOR EACH ROW WHEN (NEW.partnership_id IS NULL OR NEW.partnership_id <> OLD.partnership_id OR NEW.kind IS NULL OR NEW.kind <> OLD.kind OR NEW.key IS NULL OR NEW.key <> OLD.key OR NEW.owner IS NULL OR NEW.owner <> OLD.owner OR NEW.register IS NULL OR NEW.register <> OLD.register OR NEW.year IS NULL OR NEW.year <> OLD.year OR NEW.number IS NULL OR NEW.number <> OLD.number OR NEW.by_hand IS NULL OR NEW.by_hand <> OLD.by_hand OR NEW.dated IS NULL OR NEW.dated <> OLD.dated OR NEW.title IS NULL OR NEW.title <> OLD.title OR NEW.issuer IS NULL OR NEW.issuer <> OLD.issuer OR NEW.code IS NULL OR NEW.code <> OLD.code OR NEW.frozen_text IS NULL OR NEW.frozen_text <> OLD.frozen_text OR NEW.sha256 IS NULL OR NEW.sha256 <> OLD.sha256 OR NEW.issued_at IS NULL OR NEW.issued_at <> OLD.issued_at OR NEW.issued_by_office IS NULL OR NEW.issued_by_office <> OLD.issued_by_office OR COALESCE(NEW.party_id, 0) <> COALESCE(OLD.party_id, 0) OR COALESCE(NEW.sequence, 0) <> COALESCE(OLD.sequence, 0) OR OLD.event_seq IS NOT NULL AND COALESCE(NEW.event_seq, 0) <> OLD.event_seq OR OLD.withdrawn_at IS NOT NULL AND NEW.withdrawn_at IS NULL) EXECUTE FUNCTION issued_paper_is_frozen()",
    )
    _run(
        "postgresql",
        "CREATE TRIGGER issued_paper_frozen_delete BEFORE DELETE ON issued_paper FOR EACH ROW EXECUTE FUNCTION issued_paper_is_frozen()",
    )


def _run(dialect: str, statement: str) -> None:
    connection = op.get_bind()
    if dialect in ("", connection.dialect.name):
        connection.exec_driver_sql(statement, execution_options={"no_parameters": True})
