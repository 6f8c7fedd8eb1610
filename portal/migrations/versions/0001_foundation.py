"""Foundation."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the change; there is no way back but the backup."""
    op.create_table(
        "area",
        sa.Column("code", sa.String(length=13), nullable=False),
        sa.Column("parent_code", sa.String(length=13), nullable=True),
        sa.Column("level", sa.String(length=10), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=True),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("release", sa.String(length=60), nullable=False),
        sa.Column("valid", sa.Boolean(), nullable=False),
        sa.Column("vanished_release", sa.String(length=60), nullable=True),
        sa.Column("village_count", sa.Integer(), nullable=False),
        sa.Column("ward_count", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["parent_code"], ["area.code"], name=op.f("fk_area_parent_code_area")),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_area")),
    )
    op.create_index("ix_area_parent_code", "area", ["parent_code", "name"], unique=False)
    op.create_table(
        "area_text",
        sa.Column("number", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column(
            "squeezed",
            sa.String(length=100).with_variant(sa.String(length=100, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column("words", sa.String(length=203), nullable=False),
        sa.Column("place", sa.String(length=603), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_area_text")),
    )
    op.create_index(op.f("ix_area_text_squeezed"), "area_text", ["squeezed"], unique=False)
    op.create_table(
        "area_word",
        sa.Column(
            "word",
            sa.String(length=100).with_variant(sa.String(length=100, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column(
            "backwards",
            sa.String(length=100).with_variant(sa.String(length=100, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column("uses", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("word", name=op.f("pk_area_word")),
    )
    op.create_index(op.f("ix_area_word_backwards"), "area_word", ["backwards"], unique=False)
    op.create_table(
        "event",
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("kind", sa.String(length=64), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column("office_id", sa.Integer(), nullable=True),
        sa.Column("office", sa.String(length=200), nullable=False),
        sa.Column("village_code", sa.String(length=13), nullable=True),
        sa.Column("subject_kind", sa.String(length=40), nullable=False),
        sa.Column("subject_id", sa.String(length=64), nullable=False),
        sa.Column("before", sa.Text(), nullable=False),
        sa.Column("after", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("request_id", sa.String(length=32), nullable=False),
        sa.Column("previous_hash", sa.String(length=64), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_event")),
    )
    op.create_index("ix_event_subject", "event", ["subject_kind", "subject_id", "seq"], unique=False)
    op.create_index(op.f("ix_event_village_code"), "event", ["village_code"], unique=False)
    op.create_table(
        "office",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("scope_codes", sa.String(length=400), server_default="", nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
        sa.Column("partnership_id", sa.Integer(), nullable=True),
        sa.Column("label", sa.String(length=200), nullable=False),
        sa.Column("seat", sa.String(length=500), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_office")),
        sa.UniqueConstraint("seat", name=op.f("uq_office_seat")),
    )
    op.create_index(op.f("ix_office_kind"), "office", ["kind"], unique=False)
    op.create_index(op.f("ix_office_organisation_id"), "office", ["organisation_id"], unique=False)
    op.create_index(op.f("ix_office_partnership_id"), "office", ["partnership_id"], unique=False)
    op.create_index(op.f("ix_office_scope_codes"), "office", ["scope_codes"], unique=False)
    op.create_table(
        "partnership",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("type_code", sa.String(length=40), nullable=False),
        sa.Column("title", sa.String(length=160), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("sector", sa.String(length=40), nullable=False),
        sa.Column("status", sa.String(length=40), nullable=False),
        sa.Column("status_since", sa.DateTime(), nullable=False),
        sa.Column("cycle", sa.Integer(), nullable=False),
        sa.Column("executor", sa.String(length=40), nullable=False),
        sa.Column("start_date", sa.Date(), nullable=True),
        sa.Column("end_date", sa.Date(), nullable=True),
        sa.Column("type_values", sa.JSON(), nullable=False),
        sa.Column("is_public", sa.Boolean(), nullable=False),
        sa.Column("offered_at", sa.DateTime(), nullable=True),
        sa.Column("entered_retroactively", sa.Boolean(), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(), nullable=True),
        sa.Column("is_sample", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_partnership")),
    )
    op.create_index("ix_partnership_public", "partnership", ["is_public", "status_since"], unique=False)
    op.create_index(op.f("ix_partnership_sector"), "partnership", ["sector"], unique=False)
    op.create_index(op.f("ix_partnership_status"), "partnership", ["status"], unique=False)
    op.create_table(
        "person",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("username", sa.String(length=40), nullable=False),
        sa.Column("email", sa.String(length=160), nullable=True),
        sa.Column("phone", sa.String(length=30), server_default="", nullable=False),
        sa.Column("password_hash", sa.String(length=200), nullable=False),
        sa.Column("is_active", sa.Boolean(), server_default=sa.true(), nullable=False),
        sa.Column("totp_secret", sa.String(length=64), nullable=True),
        sa.Column("totp_counter", sa.Integer(), server_default="0", nullable=False),
        sa.Column("recovery_codes", sa.JSON(), server_default="[]", nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
        sa.UniqueConstraint("email", name=op.f("uq_person_email")),
        sa.UniqueConstraint("username", name=op.f("uq_person_username")),
    )
    op.create_table(
        "submission",
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("subject_kind", sa.String(length=40), nullable=True),
        sa.Column("subject_id", sa.String(length=64), nullable=True),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_submission")),
    )
    op.create_table(
        "throttle",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("window_start", sa.DateTime(), nullable=False),
        sa.Column("count", sa.Integer(), server_default="0", nullable=False),
        sa.Column("strikes", sa.Integer(), server_default="0", nullable=False),
        sa.Column("blocked_until", sa.DateTime(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_throttle")),
        sa.UniqueConstraint("kind", "key", name=op.f("uq_throttle_kind_key")),
    )
    op.create_table(
        "agreement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("partnership_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("frozen_text", sa.Text(), nullable=True),
        sa.Column("sha256", sa.String(length=64), nullable=True),
        sa.Column("frozen_at", sa.DateTime(), nullable=True),
        sa.Column("in_force_from", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["partnership_id"], ["partnership.id"], name=op.f("fk_agreement_partnership_id_partnership")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agreement")),
        sa.UniqueConstraint("partnership_id", "number", name=op.f("uq_agreement_partnership_id_number")),
    )
    op.create_table(
        "invitation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=True),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("expires_at", sa.DateTime(), nullable=False),
        sa.Column("used_at", sa.DateTime(), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(), nullable=True),
        sa.CheckConstraint("kind IN ('invite', 'reset')", name=op.f("ck_invitation_kind")),
        sa.ForeignKeyConstraint(["created_by_id"], ["person.id"], name=op.f("fk_invitation_created_by_id_person")),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_invitation_office_id_office")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_invitation_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invitation")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_invitation_token_hash")),
    )
    op.create_index(op.f("ix_invitation_office_id"), "invitation", ["office_id"], unique=False)
    op.create_index(op.f("ix_invitation_person_id"), "invitation", ["person_id"], unique=False)
    op.create_table(
        "login_session",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("expires_at", sa.DateTime(), nullable=False),
        sa.Column("ended_at", sa.DateTime(), nullable=True),
        sa.Column("confirmed_at", sa.DateTime(), nullable=True),
        sa.Column("device", sa.String(length=200), server_default="", nullable=False),
        sa.Column("address", sa.String(length=64), server_default="", nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_login_session_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_login_session")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_login_session_token_hash")),
    )
    op.create_index(op.f("ix_login_session_person_id"), "login_session", ["person_id"], unique=False)
    op.create_table(
        "office_term",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("is_acting", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("decree_number", sa.String(length=120), server_default="", nullable=False),
        sa.Column("title", sa.String(length=120), server_default="", nullable=False),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_office_term_office_id_office")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_office_term_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_office_term")),
    )
    op.create_index("ix_office_term_office", "office_term", ["office_id", "starts_on"], unique=False)
    op.create_index("ix_office_term_person", "office_term", ["person_id", "starts_on"], unique=False)
    op.create_table(
        "organisation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("name", sa.String(length=160), nullable=False),
        sa.Column("legal_number", sa.String(length=80), nullable=False),
        sa.Column("village_code", sa.String(length=13), nullable=True),
        sa.Column("head_name", sa.String(length=120), nullable=False),
        sa.Column("public_phone", sa.String(length=30), nullable=False),
        sa.Column("public_email", sa.String(length=254), nullable=False),
        sa.Column("website", sa.String(length=200), nullable=False),
        sa.Column("about", sa.String(length=4000), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("archived_at", sa.DateTime(), nullable=True),
        sa.Column("archived_by_id", sa.Integer(), nullable=True),
        sa.Column("archive_reason", sa.String(length=500), nullable=False),
        sa.ForeignKeyConstraint(["village_code"], ["area.code"], name=op.f("fk_organisation_village_code_area")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisation")),
    )
    op.create_index(op.f("ix_organisation_name"), "organisation", ["name"], unique=False)
    op.create_index(op.f("ix_organisation_village_code"), "organisation", ["village_code"], unique=False)
    op.create_table(
        "village",
        sa.Column("code", sa.String(length=13), nullable=False),
        sa.Column("population", sa.Integer(), nullable=True),
        sa.Column("area_km2", sa.Numeric(precision=9, scale=3), nullable=True),
        sa.Column("latitude", sa.Numeric(precision=9, scale=6), nullable=True),
        sa.Column("longitude", sa.Numeric(precision=9, scale=6), nullable=True),
        sa.Column("head_name", sa.String(length=120), nullable=False),
        sa.Column("public_phone", sa.String(length=30), nullable=False),
        sa.Column("public_email", sa.String(length=254), nullable=False),
        sa.Column("website", sa.String(length=200), nullable=False),
        sa.Column("index_class", sa.String(length=20), nullable=True),
        sa.Column("index_year", sa.Integer(), nullable=True),
        sa.Column("index_kind", sa.String(length=20), nullable=True),
        sa.Column("about", sa.String(length=4000), nullable=False),
        sa.Column("terms", sa.JSON(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["code"], ["area.code"], name=op.f("fk_village_code_area")),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_village")),
    )
    op.create_table(
        "party",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("partnership_id", sa.Integer(), nullable=False),
        sa.Column("village_code", sa.String(length=13), nullable=True),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.CheckConstraint("(village_code IS NULL) <> (organisation_id IS NULL)", name=op.f("ck_party_one_identity")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_party_organisation_id_organisation")
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id"], ["partnership.id"], name=op.f("fk_party_partnership_id_partnership")
        ),
        sa.ForeignKeyConstraint(["village_code"], ["area.code"], name=op.f("fk_party_village_code_area")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_party")),
        sa.UniqueConstraint("partnership_id", "organisation_id", name=op.f("uq_party_partnership_id_organisation_id")),
        sa.UniqueConstraint("partnership_id", "village_code", name=op.f("uq_party_partnership_id_village_code")),
    )
    op.create_index(op.f("ix_party_organisation_id"), "party", ["organisation_id"], unique=False)
    op.create_index(op.f("ix_party_partnership_id"), "party", ["partnership_id"], unique=False)
    op.create_index(op.f("ix_party_village_code"), "party", ["village_code"], unique=False)
    op.create_table(
        "village_need",
        sa.Column("urgency", sa.String(length=10), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("village_code", sa.String(length=13), nullable=True),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
        sa.Column("sector", sa.String(length=40), nullable=False),
        sa.Column("title", sa.String(length=160), nullable=False),
        sa.Column("quantity", sa.Numeric(precision=14, scale=2), nullable=True),
        sa.Column("unit", sa.String(length=30), nullable=False),
        sa.Column("note", sa.String(length=1000), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("archived_at", sa.DateTime(), nullable=True),
        sa.Column("archived_by_id", sa.Integer(), nullable=True),
        sa.Column("archive_reason", sa.String(length=500), nullable=False),
        sa.CheckConstraint(
            "(village_code IS NULL) <> (organisation_id IS NULL)", name=op.f("ck_village_need_one_owner")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_village_need_organisation_id_organisation")
        ),
        sa.ForeignKeyConstraint(["village_code"], ["area.code"], name=op.f("fk_village_need_village_code_area")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_village_need")),
    )
    op.create_index(op.f("ix_village_need_organisation_id"), "village_need", ["organisation_id"], unique=False)
    op.create_index(op.f("ix_village_need_sector"), "village_need", ["sector"], unique=False)
    op.create_index(op.f("ix_village_need_village_code"), "village_need", ["village_code"], unique=False)
    op.create_table(
        "village_potential",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("village_code", sa.String(length=13), nullable=True),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
        sa.Column("sector", sa.String(length=40), nullable=False),
        sa.Column("title", sa.String(length=160), nullable=False),
        sa.Column("quantity", sa.Numeric(precision=14, scale=2), nullable=True),
        sa.Column("unit", sa.String(length=30), nullable=False),
        sa.Column("note", sa.String(length=1000), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("archived_at", sa.DateTime(), nullable=True),
        sa.Column("archived_by_id", sa.Integer(), nullable=True),
        sa.Column("archive_reason", sa.String(length=500), nullable=False),
        sa.CheckConstraint(
            "(village_code IS NULL) <> (organisation_id IS NULL)", name=op.f("ck_village_potential_one_owner")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_village_potential_organisation_id_organisation")
        ),
        sa.ForeignKeyConstraint(["village_code"], ["area.code"], name=op.f("fk_village_potential_village_code_area")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_village_potential")),
    )
    op.create_index(
        op.f("ix_village_potential_organisation_id"), "village_potential", ["organisation_id"], unique=False
    )
    op.create_index(op.f("ix_village_potential_sector"), "village_potential", ["sector"], unique=False)
    op.create_index(op.f("ix_village_potential_village_code"), "village_potential", ["village_code"], unique=False)
    op.create_table(
        "gate_record",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("partnership_id", sa.Integer(), nullable=False),
        sa.Column("party_id", sa.Integer(), nullable=True),
        sa.Column("gate", sa.String(length=40), nullable=False),
        sa.Column("cycle", sa.Integer(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("values", sa.JSON(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.Column("recorded_by_office", sa.String(length=200), nullable=False),
        sa.Column("recorded_by_party_id", sa.Integer(), nullable=True),
        sa.Column("locked", sa.Boolean(), nullable=False),
        sa.Column("closed", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["partnership_id"], ["partnership.id"], name=op.f("fk_gate_record_partnership_id_partnership")
        ),
        sa.ForeignKeyConstraint(["party_id"], ["party.id"], name=op.f("fk_gate_record_party_id_party")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_gate_record")),
    )
    op.create_index(
        "uq_gate_record_place", "gate_record", ["partnership_id", "gate", "party_id", "cycle", "sequence"], unique=True
    )
    op.create_table(
        "attachment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("partnership_id", sa.Integer(), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=True),
        sa.Column("stored_name", sa.String(length=80), nullable=False),
        sa.Column("original_name", sa.String(length=200), nullable=False),
        sa.Column("media_type", sa.String(length=60), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("added_at", sa.DateTime(), nullable=False),
        sa.Column("added_by_office", sa.String(length=200), nullable=False),
        sa.Column("archived_at", sa.DateTime(), nullable=True),
        sa.Column("archived_by_id", sa.Integer(), nullable=True),
        sa.Column("archive_reason", sa.String(length=500), nullable=False),
        sa.ForeignKeyConstraint(
            ["partnership_id"], ["partnership.id"], name=op.f("fk_attachment_partnership_id_partnership")
        ),
        sa.ForeignKeyConstraint(["record_id"], ["gate_record.id"], name=op.f("fk_attachment_record_id_gate_record")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attachment")),
        sa.UniqueConstraint("stored_name", name=op.f("uq_attachment_stored_name")),
    )
    op.create_index(op.f("ix_attachment_partnership_id"), "attachment", ["partnership_id"], unique=False)
    op.create_index(op.f("ix_attachment_record_id"), "attachment", ["record_id"], unique=False)
    _run(
        "sqlite",
        "CREATE VIRTUAL TABLE area_trigram USING fts5(words, place, content='area_text', content_rowid='number', tokenize='trigram')",
    )
    _run("postgresql", "CREATE EXTENSION IF NOT EXISTS pg_trgm")
    _run("postgresql", "CREATE INDEX ix_area_text_words_trigram ON area_text USING gin (words gin_trgm_ops)")
    _run("postgresql", "CREATE INDEX ix_area_text_place_trigram ON area_text USING gin (place gin_trgm_ops)")
    _run(
        "sqlite",
        "CREATE TRIGGER event_no_update BEFORE UPDATE ON event BEGIN SELECT RAISE(ABORT, 'event is append-only'); END",
    )
    _run(
        "sqlite",
        "CREATE TRIGGER event_no_delete BEFORE DELETE ON event BEGIN SELECT RAISE(ABORT, 'event is append-only'); END",
    )
    _run(
        "sqlite",
        "CREATE TRIGGER event_no_replace BEFORE INSERT ON event WHEN EXISTS (SELECT 1 FROM event WHERE seq = NEW.seq) BEGIN SELECT RAISE(ABORT, 'event is append-only'); END",
    )
    _run(
        "postgresql",
        "CREATE OR REPLACE FUNCTION portal_append_only() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION '%', TG_TABLE_NAME || ' is append-only'; END $$",
    )
    _run(
        "postgresql",
        "CREATE TRIGGER event_append_only BEFORE UPDATE OR DELETE ON event FOR EACH ROW EXECUTE FUNCTION portal_append_only()",
    )
    _run(
        "sqlite",
        "CREATE TRIGGER agreement_frozen_update BEFORE UPDATE ON agreement WHEN OLD.sha256 IS NOT NULL AND (NEW.content <> OLD.content OR NEW.frozen_text IS NULL OR NEW.frozen_text <> OLD.frozen_text OR NEW.sha256 IS NULL OR NEW.sha256 <> OLD.sha256 OR NEW.number <> OLD.number OR NEW.partnership_id <> OLD.partnership_id) BEGIN SELECT RAISE(ABORT, 'a frozen agreement cannot be changed'); END",
    )
    _run(
        "sqlite",
        "CREATE TRIGGER agreement_frozen_delete BEFORE DELETE ON agreement WHEN OLD.sha256 IS NOT NULL BEGIN SELECT RAISE(ABORT, 'a frozen agreement cannot be removed'); END",
    )
    _run(
        "sqlite",
        "CREATE TRIGGER agreement_frozen_replace BEFORE INSERT ON agreement WHEN EXISTS (SELECT 1 FROM agreement AS old WHERE old.sha256 IS NOT NULL AND (old.id = NEW.id OR (old.partnership_id = NEW.partnership_id AND old.number = NEW.number))) BEGIN SELECT RAISE(ABORT, 'a frozen agreement cannot be replaced'); END",
    )
    _run(
        "postgresql",
        "CREATE OR REPLACE FUNCTION agreement_is_frozen() RETURNS trigger AS $$ BEGIN RAISE EXCEPTION 'a frozen agreement cannot be changed'; END $$ LANGUAGE plpgsql",
    )
    _run(
        "postgresql",
        "CREATE TRIGGER agreement_frozen_update BEFORE UPDATE ON agreement FOR EACH ROW WHEN (OLD.sha256 IS NOT NULL AND (NEW.content::text <> OLD.content::text OR NEW.frozen_text IS NULL OR NEW.frozen_text <> OLD.frozen_text OR NEW.sha256 IS NULL OR NEW.sha256 <> OLD.sha256 OR NEW.number <> OLD.number OR NEW.partnership_id <> OLD.partnership_id)) EXECUTE FUNCTION agreement_is_frozen()",
    )
    _run(
        "postgresql",
        "CREATE TRIGGER agreement_frozen_delete BEFORE DELETE ON agreement FOR EACH ROW WHEN (OLD.sha256 IS NOT NULL) EXECUTE FUNCTION agreement_is_frozen()",
    )


def _run(dialect: str, statement: str) -> None:
    connection = op.get_bind()
    if dialect in ("", connection.dialect.name):
        connection.exec_driver_sql(statement, execution_options={"no_parameters": True})
