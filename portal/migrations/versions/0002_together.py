"""Together."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the change; there is no way back but the backup."""
    op.create_table(
        "notice_cursor",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notice_cursor")),
    )
    op.create_table(
        "overlap_finding",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("partnership_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("one_kind", sa.String(length=20), nullable=False),
        sa.Column("one_id", sa.Integer(), nullable=False),
        sa.Column("other_kind", sa.String(length=20), nullable=False),
        sa.Column("other_id", sa.Integer(), nullable=False),
        sa.Column("other_partnership_id", sa.Integer(), nullable=True),
        sa.Column("village_code", sa.String(length=13), nullable=False),
        sa.Column("score", sa.Integer(), nullable=False),
        sa.Column("is_found", sa.Boolean(), nullable=False),
        sa.Column("found_at", sa.DateTime(), nullable=False),
        sa.Column("aside_at", sa.DateTime(), nullable=True),
        sa.Column("aside_reason", sa.String(length=500), nullable=False),
        sa.Column("aside_by_office", sa.String(length=200), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_overlap_finding")),
        sa.UniqueConstraint(
            "partnership_id", "kind", "one_kind", "one_id", "other_kind", "other_id", name="uq_overlap_finding_pair"
        ),
    )
    op.create_index("ix_overlap_finding_one", "overlap_finding", ["one_kind", "one_id"], unique=False)
    op.create_index(
        "ix_overlap_finding_open",
        "overlap_finding",
        ["partnership_id", "is_found", "aside_at", "score", "id"],
        unique=False,
    )
    op.create_index("ix_overlap_finding_other", "overlap_finding", ["other_kind", "other_id"], unique=False)
    op.create_index(
        op.f("ix_overlap_finding_other_partnership_id"), "overlap_finding", ["other_partnership_id"], unique=False
    )
    op.create_table(
        "rolled_measure",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("library", sa.String(length=120), nullable=False),
        sa.Column("unit", sa.String(length=40), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("adds_up", sa.Boolean(), nullable=False),
        sa.Column("scale", sa.JSON(), nullable=False),
        sa.Column("sums", sa.Boolean(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("identity", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rolled_measure")),
        sa.UniqueConstraint("identity", name=op.f("uq_rolled_measure_identity")),
    )
    op.create_table(
        "calendar_link",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("partnership_id", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(length=30), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("label", sa.String(length=80), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_calendar_link_office_id_office")),
        sa.ForeignKeyConstraint(
            ["partnership_id"], ["partnership.id"], name=op.f("fk_calendar_link_partnership_id_partnership")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_calendar_link_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_calendar_link")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_calendar_link_token_hash")),
    )
    op.create_index(op.f("ix_calendar_link_partnership_id"), "calendar_link", ["partnership_id"], unique=False)
    op.create_index(op.f("ix_calendar_link_person_id"), "calendar_link", ["person_id"], unique=False)
    op.create_table(
        "contribution_value",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("partnership_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("item", sa.String(length=80), nullable=False),
        sa.Column("unit", sa.String(length=30), nullable=False),
        sa.Column("unit_value", sa.BigInteger(), nullable=False),
        sa.Column("agreed_on", sa.Date(), nullable=False),
        sa.Column("reference", sa.String(length=200), nullable=False),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.Column("recorded_by_party_id", sa.Integer(), nullable=True),
        sa.Column("recorded_by_office", sa.String(length=200), nullable=False),
        sa.Column("standing", sa.String(length=12), nullable=False),
        sa.Column("answered_by_party_id", sa.Integer(), nullable=True),
        sa.Column("answered_at", sa.DateTime(), nullable=True),
        sa.Column("objection", sa.String(length=500), nullable=False),
        sa.Column("reply", sa.String(length=500), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("unit_value > 0", name=op.f("ck_contribution_value_is_worth_something")),
        sa.ForeignKeyConstraint(
            ["partnership_id"], ["partnership.id"], name=op.f("fk_contribution_value_partnership_id_partnership")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contribution_value")),
    )
    op.create_index(
        "ix_contribution_value_item",
        "contribution_value",
        ["partnership_id", "kind", "item", "agreed_on"],
        unique=False,
    )
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
        "discussion_thread",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("partnership_id", sa.Integer(), nullable=False),
        sa.Column("subject_kind", sa.String(length=40), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=False),
        sa.Column("about", sa.String(length=200), nullable=False),
        sa.Column("title", sa.String(length=160), nullable=False),
        sa.Column("pinned_until", sa.Date(), nullable=True),
        sa.Column("posts", sa.Integer(), nullable=False),
        sa.Column("last_at", sa.DateTime(), nullable=False),
        sa.Column("locked_at", sa.DateTime(), nullable=True),
        sa.Column("locked_by_office", sa.String(length=200), nullable=False),
        sa.Column("lock_reason", sa.String(length=500), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["partnership_id"], ["partnership.id"], name=op.f("fk_discussion_thread_partnership_id_partnership")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_discussion_thread")),
    )
    op.create_index(
        "ix_discussion_thread_newest", "discussion_thread", ["partnership_id", "last_at", "id"], unique=False
    )
    op.create_index(
        "ix_discussion_thread_subject",
        "discussion_thread",
        ["partnership_id", "subject_kind", "subject_id"],
        unique=False,
    )
    op.create_table(
        "district_sheet",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("partnership_id", sa.Integer(), nullable=False),
        sa.Column("district_code", sa.String(length=13), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=60), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("marks", sa.JSON(), nullable=False),
        sa.Column("notes", sa.JSON(), nullable=False),
        sa.Column("conclusion", sa.String(length=12), nullable=False),
        sa.Column("advice", sa.String(length=2000), nullable=False),
        sa.Column("office", sa.String(length=200), nullable=False),
        sa.Column("written_at", sa.DateTime(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["partnership_id"], ["partnership.id"], name=op.f("fk_district_sheet_partnership_id_partnership")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_district_sheet")),
        sa.UniqueConstraint(
            "partnership_id", "year", "district_code", name=op.f("uq_district_sheet_partnership_id_year_district_code")
        ),
    )
    op.create_index("ix_district_sheet_year", "district_sheet", ["district_code", "year"], unique=False)
    op.create_table(
        "evaluation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("partnership_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("title", sa.String(length=160), nullable=False),
        sa.Column("period_from", sa.Date(), nullable=False),
        sa.Column("period_to", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("summary", sa.String(length=2000), nullable=False),
        sa.Column("opened_at", sa.DateTime(), nullable=False),
        sa.Column("opened_by_office", sa.String(length=200), nullable=False),
        sa.Column("closed_at", sa.DateTime(), nullable=True),
        sa.Column("closed_by_office", sa.String(length=200), nullable=False),
        sa.Column("text", sa.Text(), nullable=True),
        sa.Column("sha256", sa.String(length=64), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("period_to >= period_from", name=op.f("ck_evaluation_ends_after_start")),
        sa.ForeignKeyConstraint(
            ["partnership_id"], ["partnership.id"], name=op.f("fk_evaluation_partnership_id_partnership")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evaluation")),
    )
    op.create_index("ix_evaluation_of", "evaluation", ["partnership_id", "state", "period_to"], unique=False)
    op.create_table(
        "goal_link",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("partnership_id", sa.Integer(), nullable=False),
        sa.Column("goal", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("thing_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("goal BETWEEN 1 AND 18", name=op.f("ck_goal_link_one_of_eighteen")),
        sa.ForeignKeyConstraint(
            ["partnership_id"], ["partnership.id"], name=op.f("fk_goal_link_partnership_id_partnership")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_goal_link")),
        sa.UniqueConstraint("kind", "thing_id", "goal", name=op.f("uq_goal_link_kind_thing_id_goal")),
    )
    op.create_index("ix_goal_link_of_goal", "goal_link", ["goal", "kind", "partnership_id"], unique=False)
    op.create_index(op.f("ix_goal_link_partnership_id"), "goal_link", ["partnership_id"], unique=False)
    op.create_table(
        "health_round",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("partnership_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("asked", sa.JSON(), nullable=False),
        sa.Column("answered", sa.Integer(), nullable=False),
        sa.Column("opened_at", sa.DateTime(), nullable=False),
        sa.Column("opened_by_office", sa.String(length=200), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("result", sa.JSON(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["partnership_id"], ["partnership.id"], name=op.f("fk_health_round_partnership_id_partnership")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_health_round")),
        sa.UniqueConstraint("partnership_id", "number", name=op.f("uq_health_round_partnership_id_number")),
    )
    op.create_table(
        "notice",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("event_seq", sa.Integer(), nullable=False),
        sa.Column("partnership_id", sa.Integer(), nullable=False),
        sa.Column("topic", sa.String(length=20), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("url", sa.String(length=500), nullable=False),
        sa.Column("told_at", sa.DateTime(), nullable=False),
        sa.Column("is_unread", sa.Boolean(), nullable=False),
        sa.Column("read_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["event_seq"], ["event.seq"], name=op.f("fk_notice_event_seq_event")),
        sa.ForeignKeyConstraint(
            ["partnership_id"], ["partnership.id"], name=op.f("fk_notice_partnership_id_partnership")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_notice_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notice")),
        sa.UniqueConstraint("person_id", "event_seq", name=op.f("uq_notice_person_id_event_seq")),
    )
    op.create_index("ix_notice_inbox", "notice", ["person_id", "is_unread", "event_seq"], unique=False)
    op.create_index("ix_notice_inbox_topic", "notice", ["person_id", "topic", "is_unread", "event_seq"], unique=False)
    op.create_index("ix_notice_read_at", "notice", ["read_at"], unique=False)
    op.create_table(
        "notice_choice",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("channel", sa.String(length=40), nullable=False),
        sa.Column("topics", sa.String(length=300), nullable=False),
        sa.Column("how_often", sa.String(length=10), nullable=False),
        sa.Column("address", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_notice_choice_person_id_person")),
        sa.PrimaryKeyConstraint("person_id", "channel", name=op.f("pk_notice_choice")),
    )
    op.create_table(
        "notice_person",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("quiet_from", sa.Integer(), nullable=True),
        sa.Column("quiet_until", sa.Integer(), nullable=True),
        sa.Column("code_hash", sa.String(length=64), nullable=True),
        sa.Column("code_until", sa.DateTime(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_notice_person_person_id_person")),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_notice_person")),
        sa.UniqueConstraint("code_hash", name=op.f("uq_notice_person_code_hash")),
    )
    op.create_table(
        "notice_webhook",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("partnership_id", sa.Integer(), nullable=False),
        sa.Column("url", sa.String(length=500), nullable=False),
        sa.Column("secret", sa.String(length=100), nullable=False),
        sa.Column("set_at", sa.DateTime(), nullable=False),
        sa.Column("set_by_office", sa.String(length=200), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("archived_at", sa.DateTime(), nullable=True),
        sa.Column("archived_by_id", sa.Integer(), nullable=True),
        sa.Column("archive_reason", sa.String(length=500), nullable=False),
        sa.ForeignKeyConstraint(
            ["partnership_id"], ["partnership.id"], name=op.f("fk_notice_webhook_partnership_id_partnership")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notice_webhook")),
    )
    op.create_index(op.f("ix_notice_webhook_partnership_id"), "notice_webhook", ["partnership_id"], unique=False)
    op.create_table(
        "plan_import",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("partnership_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("file_name", sa.String(length=120), nullable=False),
        sa.Column("rows", sa.JSON(), nullable=False),
        sa.Column("read_at", sa.DateTime(), nullable=False),
        sa.Column("applied_at", sa.DateTime(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["partnership_id"], ["partnership.id"], name=op.f("fk_plan_import_partnership_id_partnership")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_plan_import_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_import")),
    )
    op.create_index(op.f("ix_plan_import_partnership_id"), "plan_import", ["partnership_id"], unique=False)
    op.create_index(op.f("ix_plan_import_person_id"), "plan_import", ["person_id"], unique=False)
    op.create_table(
        "programme",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("partnership_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("goal", sa.Text(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("sdgs", sa.JSON(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("ends_on >= starts_on", name=op.f("ck_programme_ends_after_start")),
        sa.ForeignKeyConstraint(
            ["partnership_id"], ["partnership.id"], name=op.f("fk_programme_partnership_id_partnership")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_programme")),
    )
    op.create_index(op.f("ix_programme_partnership_id"), "programme", ["partnership_id"], unique=False)
    op.create_table(
        "rollup",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("area", sa.String(length=13), nullable=False),
        sa.Column("measure_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("sector", sa.String(length=40), nullable=False),
        sa.Column("is_public", sa.Boolean(), nullable=False),
        sa.Column("reported", sa.Integer(), nullable=False),
        sa.Column("total", sa.String(length=40), nullable=False),
        sa.Column("attributed", sa.String(length=40), nullable=False),
        sa.Column("numerator", sa.String(length=40), nullable=False),
        sa.Column("denominator", sa.String(length=40), nullable=False),
        sa.Column("levels", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["measure_id"], ["rolled_measure.id"], name=op.f("fk_rollup_measure_id_rolled_measure")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rollup")),
        sa.UniqueConstraint(
            "area",
            "year",
            "measure_id",
            "sector",
            "is_public",
            name=op.f("uq_rollup_area_year_measure_id_sector_is_public"),
        ),
    )
    op.create_table(
        "village_plan_item",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("village_code", sa.String(length=13), nullable=False),
        sa.Column("document", sa.String(length=20), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("source", sa.String(length=20), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=True),
        sa.Column("account_code", sa.String(length=20), nullable=False),
        sa.Column("place", sa.String(length=160), nullable=False),
        sa.Column("beneficiaries", sa.String(length=200), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("written_at", sa.DateTime(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("archived_at", sa.DateTime(), nullable=True),
        sa.Column("archived_by_id", sa.Integer(), nullable=True),
        sa.Column("archive_reason", sa.String(length=500), nullable=False),
        sa.CheckConstraint("amount >= 0", name=op.f("ck_village_plan_item_is_not_negative")),
        sa.CheckConstraint(
            "starts_on IS NULL OR ends_on >= starts_on", name=op.f("ck_village_plan_item_ends_after_start")
        ),
        sa.ForeignKeyConstraint(["village_code"], ["area.code"], name=op.f("fk_village_plan_item_village_code_area")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_village_plan_item")),
    )
    op.create_index(
        "ix_village_plan_item_of_year", "village_plan_item", ["village_code", "archived_at", "year", "id"], unique=False
    )
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
        sa.Column("weights", sa.JSON(), nullable=False),
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
        "discussion_post",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("partnership_id", sa.Integer(), nullable=False),
        sa.Column("thread_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("html", sa.Text(), nullable=False),
        sa.Column("searched", sa.Text(), nullable=False),
        sa.Column("mentions", sa.JSON(), nullable=False),
        sa.Column("written_at", sa.DateTime(), nullable=False),
        sa.Column("written_by_id", sa.Integer(), nullable=True),
        sa.Column("written_by", sa.String(length=200), nullable=False),
        sa.Column("edited_at", sa.DateTime(), nullable=True),
        sa.Column("hidden_at", sa.DateTime(), nullable=True),
        sa.Column("hidden_by_office", sa.String(length=200), nullable=False),
        sa.Column("hidden_why", sa.String(length=500), nullable=False),
        sa.Column("quoted", sa.String(length=200), nullable=False),
        sa.Column("quoted_url", sa.String(length=500), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["partnership_id"], ["partnership.id"], name=op.f("fk_discussion_post_partnership_id_partnership")
        ),
        sa.ForeignKeyConstraint(
            ["thread_id"], ["discussion_thread.id"], name=op.f("fk_discussion_post_thread_id_discussion_thread")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_discussion_post")),
    )
    op.create_index("ix_discussion_post_partnership", "discussion_post", ["partnership_id", "id"], unique=False)
    op.create_index("ix_discussion_post_thread", "discussion_post", ["thread_id", "id"], unique=False)
    op.create_table(
        "meeting_series",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("partnership_id", sa.Integer(), nullable=False),
        sa.Column("body_id", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(length=30), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("place", sa.String(length=200), nullable=False),
        sa.Column("every", sa.String(length=10), nullable=False),
        sa.Column("week", sa.Integer(), nullable=True),
        sa.Column("weekday", sa.Integer(), nullable=True),
        sa.Column("day_of_month", sa.Integer(), nullable=True),
        sa.Column("at_minute", sa.Integer(), nullable=False),
        sa.Column("area_code", sa.String(length=13), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(day_of_month IS NULL) = (weekday IS NOT NULL)", name=op.f("ck_meeting_series_one_way_to_say_the_day")
        ),
        sa.CheckConstraint("(week IS NULL) = (weekday IS NULL)", name=op.f("ck_meeting_series_a_weekday_has_its_week")),
        sa.CheckConstraint("at_minute BETWEEN 0 AND 1439", name=op.f("ck_meeting_series_minute_of_a_day")),
        sa.CheckConstraint(
            "day_of_month IS NULL OR day_of_month BETWEEN 1 AND 31", name=op.f("ck_meeting_series_day_of_a_month")
        ),
        sa.CheckConstraint("week IS NULL OR week BETWEEN 1 AND 5", name=op.f("ck_meeting_series_week_of_a_month")),
        sa.CheckConstraint("weekday IS NULL OR weekday BETWEEN 0 AND 6", name=op.f("ck_meeting_series_day_of_a_week")),
        sa.ForeignKeyConstraint(
            ["body_id"], ["cooperation_body.id"], name=op.f("fk_meeting_series_body_id_cooperation_body")
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id"], ["partnership.id"], name=op.f("fk_meeting_series_partnership_id_partnership")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_series")),
    )
    op.create_index(op.f("ix_meeting_series_partnership_id"), "meeting_series", ["partnership_id"], unique=False)
    op.create_table(
        "notice_delivery",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=120), nullable=False),
        sa.Column("channel", sa.String(length=40), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("webhook_id", sa.Integer(), nullable=True),
        sa.Column("first_seq", sa.Integer(), nullable=False),
        sa.Column("event_seq", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("due_at", sa.DateTime(), nullable=False),
        sa.Column("claimed_until", sa.DateTime(), nullable=True),
        sa.Column("settled_at", sa.DateTime(), nullable=True),
        sa.Column("trouble", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_notice_delivery_person_id_person")),
        sa.ForeignKeyConstraint(
            ["webhook_id"], ["notice_webhook.id"], name=op.f("fk_notice_delivery_webhook_id_notice_webhook")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notice_delivery")),
        sa.UniqueConstraint("key", name=op.f("uq_notice_delivery_key")),
    )
    op.create_index("ix_notice_delivery_due", "notice_delivery", ["state", "due_at"], unique=False)
    op.create_index(op.f("ix_notice_delivery_person_id"), "notice_delivery", ["person_id"], unique=False)
    op.create_index(op.f("ix_notice_delivery_webhook_id"), "notice_delivery", ["webhook_id"], unique=False)
    op.create_table(
        "programme_result",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("measure", sa.String(length=200), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("archived_at", sa.DateTime(), nullable=True),
        sa.Column("archived_by_id", sa.Integer(), nullable=True),
        sa.Column("archive_reason", sa.String(length=500), nullable=False),
        sa.ForeignKeyConstraint(
            ["parent_id"], ["programme_result.id"], name=op.f("fk_programme_result_parent_id_programme_result")
        ),
        sa.ForeignKeyConstraint(
            ["programme_id"], ["programme.id"], name=op.f("fk_programme_result_programme_id_programme")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_programme_result")),
    )
    op.create_index(op.f("ix_programme_result_programme_id"), "programme_result", ["programme_id"], unique=False)
    op.create_table(
        "activity",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("partnership_id", sa.Integer(), nullable=False),
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("result_id", sa.Integer(), nullable=True),
        sa.Column("party_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("template", sa.String(length=60), nullable=False),
        sa.Column("office", sa.String(length=120), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("place", sa.String(length=160), nullable=False),
        sa.Column("latitude", sa.Numeric(precision=9, scale=6), nullable=True),
        sa.Column("longitude", sa.Numeric(precision=9, scale=6), nullable=True),
        sa.Column("target", sa.Numeric(precision=16, scale=3), nullable=True),
        sa.Column("unit", sa.String(length=40), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("status_reason", sa.String(length=500), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("percent", sa.Integer(), nullable=True),
        sa.Column("sdgs", sa.JSON(), nullable=False),
        sa.Column("is_pilot", sa.Boolean(), nullable=False),
        sa.Column("pilot_tries", sa.Text(), nullable=False),
        sa.Column("pilot_judged_by", sa.Text(), nullable=False),
        sa.Column("pilot_lesson", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("archived_at", sa.DateTime(), nullable=True),
        sa.Column("archived_by_id", sa.Integer(), nullable=True),
        sa.Column("archive_reason", sa.String(length=500), nullable=False),
        sa.CheckConstraint("percent BETWEEN 0 AND 100", name=op.f("ck_activity_percent_of_hundred")),
        sa.CheckConstraint("starts_on IS NULL OR due_on >= starts_on", name=op.f("ck_activity_due_after_start")),
        sa.ForeignKeyConstraint(
            ["partnership_id"], ["partnership.id"], name=op.f("fk_activity_partnership_id_partnership")
        ),
        sa.ForeignKeyConstraint(["party_id"], ["party.id"], name=op.f("fk_activity_party_id_party")),
        sa.ForeignKeyConstraint(["programme_id"], ["programme.id"], name=op.f("fk_activity_programme_id_programme")),
        sa.ForeignKeyConstraint(
            ["result_id"], ["programme_result.id"], name=op.f("fk_activity_result_id_programme_result")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_activity")),
    )
    op.create_index("ix_activity_by_day", "activity", ["programme_id", "archived_at", "due_on", "id"], unique=False)
    op.create_index(
        "ix_activity_by_state",
        "activity",
        ["programme_id", "archived_at", "status", "due_on", "result_id"],
        unique=False,
    )
    op.create_index(
        "ix_activity_of_partnership",
        "activity",
        ["partnership_id", "archived_at", "status", "due_on", "id", "party_id"],
        unique=False,
    )
    op.create_index(op.f("ix_activity_party_id"), "activity", ["party_id"], unique=False)
    op.create_index("ix_activity_pilots", "activity", ["programme_id", "is_pilot", "due_on"], unique=False)
    op.create_index(op.f("ix_activity_result_id"), "activity", ["result_id"], unique=False)
    op.create_table(
        "commitment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("partnership_id", sa.Integer(), nullable=False),
        sa.Column("party_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("office", sa.String(length=120), nullable=False),
        sa.Column("proof", sa.String(length=300), nullable=False),
        sa.Column("origin", sa.String(length=20), nullable=False),
        sa.Column("reference", sa.String(length=200), nullable=False),
        sa.Column("link", sa.String(length=300), nullable=False),
        sa.Column("is_public", sa.Boolean(), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("first_due_on", sa.Date(), nullable=False),
        sa.Column("asked_due_on", sa.Date(), nullable=True),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("renegotiated", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.Column("recorded_by_party_id", sa.Integer(), nullable=True),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("archived_at", sa.DateTime(), nullable=True),
        sa.Column("archived_by_id", sa.Integer(), nullable=True),
        sa.Column("archive_reason", sa.String(length=500), nullable=False),
        sa.CheckConstraint("renegotiated >= 0", name=op.f("ck_commitment_counted")),
        sa.ForeignKeyConstraint(
            ["partnership_id"], ["partnership.id"], name=op.f("fk_commitment_partnership_id_partnership")
        ),
        sa.ForeignKeyConstraint(["party_id"], ["party.id"], name=op.f("fk_commitment_party_id_party")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_commitment")),
    )
    op.create_index("ix_commitment_due", "commitment", ["partnership_id", "state", "due_on"], unique=False)
    op.create_index("ix_commitment_of_party", "commitment", ["party_id", "state", "due_on"], unique=False)
    op.create_table(
        "commitment_consent",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("partnership_id", sa.Integer(), nullable=False),
        sa.Column("party_id", sa.Integer(), nullable=False),
        sa.Column("given_at", sa.DateTime(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["partnership_id"], ["partnership.id"], name=op.f("fk_commitment_consent_partnership_id_partnership")
        ),
        sa.ForeignKeyConstraint(["party_id"], ["party.id"], name=op.f("fk_commitment_consent_party_id_party")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_commitment_consent")),
        sa.UniqueConstraint("partnership_id", "party_id", name=op.f("uq_commitment_consent_partnership_id_party_id")),
    )
    op.create_table(
        "cooperation_body_duty",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("body_id", sa.Integer(), nullable=False),
        sa.Column("task", sa.String(length=200), nullable=False),
        sa.Column("party_id", sa.Integer(), nullable=False),
        sa.Column("office", sa.String(length=120), nullable=False),
        sa.Column("helpers", sa.JSON(), nullable=False),
        sa.Column("informed", sa.JSON(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("archived_at", sa.DateTime(), nullable=True),
        sa.Column("archived_by_id", sa.Integer(), nullable=True),
        sa.Column("archive_reason", sa.String(length=500), nullable=False),
        sa.ForeignKeyConstraint(
            ["body_id"], ["cooperation_body.id"], name=op.f("fk_cooperation_body_duty_body_id_cooperation_body")
        ),
        sa.ForeignKeyConstraint(["party_id"], ["party.id"], name=op.f("fk_cooperation_body_duty_party_id_party")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cooperation_body_duty")),
    )
    op.create_index(op.f("ix_cooperation_body_duty_body_id"), "cooperation_body_duty", ["body_id"], unique=False)
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
        "discussion_post_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("post_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("replaced_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["post_id"], ["discussion_post.id"], name=op.f("fk_discussion_post_version_post_id_discussion_post")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_discussion_post_version")),
    )
    op.create_index(op.f("ix_discussion_post_version_post_id"), "discussion_post_version", ["post_id"], unique=False)
    op.create_table(
        "evaluation_answer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("evaluation_id", sa.Integer(), nullable=False),
        sa.Column("party_id", sa.Integer(), nullable=False),
        sa.Column("question", sa.String(length=20), nullable=False),
        sa.Column("mark", sa.Integer(), nullable=False),
        sa.Column("word", sa.String(length=500), nullable=False),
        sa.Column("said_at", sa.DateTime(), nullable=False),
        sa.Column("said_by_office", sa.String(length=200), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("mark BETWEEN 0 AND 4", name=op.f("ck_evaluation_answer_on_the_scale")),
        sa.ForeignKeyConstraint(
            ["evaluation_id"], ["evaluation.id"], name=op.f("fk_evaluation_answer_evaluation_id_evaluation")
        ),
        sa.ForeignKeyConstraint(["party_id"], ["party.id"], name=op.f("fk_evaluation_answer_party_id_party")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evaluation_answer")),
        sa.UniqueConstraint(
            "evaluation_id", "party_id", "question", name=op.f("uq_evaluation_answer_evaluation_id_party_id_question")
        ),
    )
    op.create_table(
        "evaluation_consent",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("evaluation_id", sa.Integer(), nullable=False),
        sa.Column("party_id", sa.Integer(), nullable=False),
        sa.Column("given_at", sa.DateTime(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["evaluation_id"], ["evaluation.id"], name=op.f("fk_evaluation_consent_evaluation_id_evaluation")
        ),
        sa.ForeignKeyConstraint(["party_id"], ["party.id"], name=op.f("fk_evaluation_consent_party_id_party")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evaluation_consent")),
        sa.UniqueConstraint("evaluation_id", "party_id", name=op.f("uq_evaluation_consent_evaluation_id_party_id")),
    )
    op.create_table(
        "feedback",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("partnership_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("text", sa.String(length=1000), nullable=False),
        sa.Column("place", sa.String(length=120), nullable=False),
        sa.Column("contact", sa.String(length=120), nullable=False),
        sa.Column("contact_until", sa.DateTime(), nullable=True),
        sa.Column("received_at", sa.DateTime(), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("moderated_at", sa.DateTime(), nullable=True),
        sa.Column("moderated_by_office", sa.String(length=200), nullable=False),
        sa.Column("hidden_ground", sa.String(length=12), nullable=False),
        sa.Column("hidden_why", sa.String(length=300), nullable=False),
        sa.Column("reply", sa.String(length=1000), nullable=False),
        sa.Column("replied_at", sa.DateTime(), nullable=True),
        sa.Column("replied_by_party_id", sa.Integer(), nullable=True),
        sa.Column("replied_by_office", sa.String(length=200), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["partnership_id"], ["partnership.id"], name=op.f("fk_feedback_partnership_id_partnership")
        ),
        sa.ForeignKeyConstraint(
            ["replied_by_party_id"], ["party.id"], name=op.f("fk_feedback_replied_by_party_id_party")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_feedback")),
    )
    op.create_index(op.f("ix_feedback_contact_until"), "feedback", ["contact_until"], unique=False)
    op.create_index("ix_feedback_state", "feedback", ["partnership_id", "state", "received_at"], unique=False)
    op.create_table(
        "health_answer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("party_id", sa.Integer(), nullable=False),
        sa.Column("colours", sa.JSON(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["party_id"], ["party.id"], name=op.f("fk_health_answer_party_id_party")),
        sa.ForeignKeyConstraint(["round_id"], ["health_round.id"], name=op.f("fk_health_answer_round_id_health_round")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_health_answer")),
        sa.UniqueConstraint("round_id", "party_id", name=op.f("uq_health_answer_round_id_party_id")),
    )
    op.create_table(
        "indicator",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("partnership_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("library", sa.String(length=120), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("definition", sa.Text(), nullable=False),
        sa.Column("unit", sa.String(length=40), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("direction", sa.Integer(), nullable=False),
        sa.Column("is_cumulative", sa.Boolean(), nullable=False),
        sa.Column("scale", sa.JSON(), nullable=False),
        sa.Column("baseline", sa.Numeric(precision=20, scale=4), nullable=True),
        sa.Column("baseline_on", sa.Date(), nullable=True),
        sa.Column("frequency", sa.String(length=12), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("source", sa.String(length=300), nullable=False),
        sa.Column("method", sa.Text(), nullable=False),
        sa.Column("reporter_party_id", sa.Integer(), nullable=True),
        sa.Column("reporter_office", sa.String(length=120), nullable=False),
        sa.Column("verifier_party_id", sa.Integer(), nullable=True),
        sa.Column("dimensions", sa.JSON(), nullable=False),
        sa.Column("is_public", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("archived_at", sa.DateTime(), nullable=True),
        sa.Column("archived_by_id", sa.Integer(), nullable=True),
        sa.Column("archive_reason", sa.String(length=500), nullable=False),
        sa.CheckConstraint("direction IN (-1, 1)", name=op.f("ck_indicator_one_direction")),
        sa.ForeignKeyConstraint(
            ["partnership_id"], ["partnership.id"], name=op.f("fk_indicator_partnership_id_partnership")
        ),
        sa.ForeignKeyConstraint(["reporter_party_id"], ["party.id"], name=op.f("fk_indicator_reporter_party_id_party")),
        sa.ForeignKeyConstraint(["verifier_party_id"], ["party.id"], name=op.f("fk_indicator_verifier_party_id_party")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_indicator")),
        sa.UniqueConstraint("partnership_id", "code", name=op.f("uq_indicator_partnership_id_code")),
    )
    op.create_index("ix_indicator_library", "indicator", ["library"], unique=False)
    op.create_index(op.f("ix_indicator_reporter_party_id"), "indicator", ["reporter_party_id"], unique=False)
    op.create_table(
        "matter",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("partnership_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=160), nullable=False),
        sa.Column("about", sa.String(length=2000), nullable=False),
        sa.Column("why_now", sa.String(length=500), nullable=False),
        sa.Column("thing_kind", sa.String(length=40), nullable=False),
        sa.Column("thing_id", sa.Integer(), nullable=True),
        sa.Column("confidentiality", sa.String(length=12), nullable=False),
        sa.Column("mediator_id", sa.Integer(), nullable=True),
        sa.Column("mediator", sa.String(length=200), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("agreed_option_id", sa.Integer(), nullable=True),
        sa.Column("reached", sa.String(length=120), nullable=False),
        sa.Column("is_settled", sa.Boolean(), nullable=False),
        sa.Column("opened_at", sa.DateTime(), nullable=False),
        sa.Column("opened_by_party_id", sa.Integer(), nullable=True),
        sa.Column("outcome", sa.String(length=12), nullable=False),
        sa.Column("outcome_title", sa.String(length=300), nullable=False),
        sa.Column("outcome_link", sa.String(length=300), nullable=False),
        sa.Column("summary", sa.String(length=2000), nullable=False),
        sa.Column("closed_at", sa.DateTime(), nullable=True),
        sa.Column("closed_by_office", sa.String(length=200), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["mediator_id"], ["office.id"], name=op.f("fk_matter_mediator_id_office")),
        sa.ForeignKeyConstraint(["opened_by_party_id"], ["party.id"], name=op.f("fk_matter_opened_by_party_id_party")),
        sa.ForeignKeyConstraint(
            ["partnership_id"], ["partnership.id"], name=op.f("fk_matter_partnership_id_partnership")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_matter")),
    )
    op.create_index("ix_matter_of", "matter", ["partnership_id", "state", "opened_at"], unique=False)
    op.create_table(
        "meeting",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("partnership_id", sa.Integer(), nullable=False),
        sa.Column("body_id", sa.Integer(), nullable=True),
        sa.Column("party_id", sa.Integer(), nullable=True),
        sa.Column("host_party_id", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(length=30), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("starts_at", sa.DateTime(), nullable=False),
        sa.Column("ends_at", sa.DateTime(), nullable=True),
        sa.Column("place", sa.String(length=200), nullable=False),
        sa.Column("online_note", sa.String(length=300), nullable=False),
        sa.Column("call_text", sa.Text(), nullable=False),
        sa.Column("series_key", sa.String(length=40), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("state_reason", sa.String(length=500), nullable=False),
        sa.Column("called_at", sa.DateTime(), nullable=True),
        sa.Column("chair_name", sa.String(length=120), nullable=False),
        sa.Column("secretary_name", sa.String(length=120), nullable=False),
        sa.Column("number", sa.String(length=60), nullable=False),
        sa.Column("confirm_days", sa.Integer(), nullable=False),
        sa.Column("confirm_by", sa.Date(), nullable=True),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("settled_at", sa.DateTime(), nullable=True),
        sa.Column("frozen_text", sa.Text(), nullable=True),
        sa.Column("sha256", sa.String(length=64), nullable=True),
        sa.Column("is_public", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("confirm_days BETWEEN 1 AND 60", name=op.f("ck_meeting_days_to_confirm")),
        sa.CheckConstraint("ends_at IS NULL OR ends_at >= starts_at", name=op.f("ck_meeting_ends_after_it_starts")),
        sa.ForeignKeyConstraint(["body_id"], ["cooperation_body.id"], name=op.f("fk_meeting_body_id_cooperation_body")),
        sa.ForeignKeyConstraint(["host_party_id"], ["party.id"], name=op.f("fk_meeting_host_party_id_party")),
        sa.ForeignKeyConstraint(
            ["partnership_id"], ["partnership.id"], name=op.f("fk_meeting_partnership_id_partnership")
        ),
        sa.ForeignKeyConstraint(["party_id"], ["party.id"], name=op.f("fk_meeting_party_id_party")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting")),
    )
    op.create_index(op.f("ix_meeting_body_id"), "meeting", ["body_id"], unique=False)
    op.create_index("ix_meeting_of_partnership", "meeting", ["partnership_id", "state", "starts_at"], unique=False)
    op.create_index(op.f("ix_meeting_series_key"), "meeting", ["series_key"], unique=False)
    op.create_index(op.f("ix_meeting_starts_at"), "meeting", ["starts_at"], unique=False)
    op.create_table(
        "party_budget",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("party_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("document", sa.String(length=200), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("amount > 0", name=op.f("ck_party_budget_is_positive")),
        sa.ForeignKeyConstraint(["party_id"], ["party.id"], name=op.f("fk_party_budget_party_id_party")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_party_budget")),
        sa.UniqueConstraint("party_id", "year", name=op.f("uq_party_budget_party_id_year")),
    )
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
    op.create_table(
        "plan_baseline",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("partnership_id", sa.Integer(), nullable=False),
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("reason", sa.String(length=1000), nullable=False),
        sa.Column("reference", sa.String(length=200), nullable=False),
        sa.Column("asked_by_party_id", sa.Integer(), nullable=True),
        sa.Column("asked_by_office", sa.String(length=200), nullable=False),
        sa.Column("asked_at", sa.DateTime(), nullable=False),
        sa.Column("minutes_number", sa.String(length=60), nullable=False),
        sa.Column("minutes_on", sa.Date(), nullable=True),
        sa.Column("minutes_by_party_id", sa.Integer(), nullable=True),
        sa.Column("settled_at", sa.DateTime(), nullable=True),
        sa.Column("settled_reason", sa.String(length=500), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["asked_by_party_id"], ["party.id"], name=op.f("fk_plan_baseline_asked_by_party_id_party")
        ),
        sa.ForeignKeyConstraint(
            ["minutes_by_party_id"], ["party.id"], name=op.f("fk_plan_baseline_minutes_by_party_id_party")
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id"], ["partnership.id"], name=op.f("fk_plan_baseline_partnership_id_partnership")
        ),
        sa.ForeignKeyConstraint(
            ["programme_id"], ["programme.id"], name=op.f("fk_plan_baseline_programme_id_programme")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_baseline")),
        sa.UniqueConstraint("partnership_id", "number", name=op.f("uq_plan_baseline_partnership_id_number")),
    )
    op.create_index(op.f("ix_plan_baseline_programme_id"), "plan_baseline", ["programme_id"], unique=False)
    op.create_index("ix_plan_baseline_state", "plan_baseline", ["partnership_id", "state", "number"], unique=False)
    op.create_table(
        "programme_source",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("party_id", sa.Integer(), nullable=False),
        sa.Column("document", sa.String(length=20), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("item", sa.String(length=200), nullable=False),
        sa.Column("account_code", sa.String(length=20), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("archived_at", sa.DateTime(), nullable=True),
        sa.Column("archived_by_id", sa.Integer(), nullable=True),
        sa.Column("archive_reason", sa.String(length=500), nullable=False),
        sa.ForeignKeyConstraint(["party_id"], ["party.id"], name=op.f("fk_programme_source_party_id_party")),
        sa.ForeignKeyConstraint(
            ["programme_id"], ["programme.id"], name=op.f("fk_programme_source_programme_id_programme")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_programme_source")),
    )
    op.create_index(op.f("ix_programme_source_programme_id"), "programme_source", ["programme_id"], unique=False)
    op.create_table(
        "proposal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("partnership_id", sa.Integer(), nullable=False),
        sa.Column("body_id", sa.Integer(), nullable=True),
        sa.Column("party_id", sa.Integer(), nullable=True),
        sa.Column("topic", sa.String(length=20), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("thing_kind", sa.String(length=40), nullable=False),
        sa.Column("thing_id", sa.Integer(), nullable=True),
        sa.Column("is_hidden", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("opened_at", sa.DateTime(), nullable=False),
        sa.Column("opened_by", sa.String(length=200), nullable=False),
        sa.Column("deadline", sa.DateTime(), nullable=False),
        sa.Column("method", sa.String(length=20), nullable=False),
        sa.Column("quorum_part", sa.Integer(), nullable=False),
        sa.Column("quorum_whole", sa.Integer(), nullable=False),
        sa.Column("fallback", sa.String(length=20), nullable=False),
        sa.Column("rule_from", sa.Date(), nullable=True),
        sa.Column("rule_minutes", sa.String(length=60), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("reminded_at", sa.DateTime(), nullable=True),
        sa.Column("closed_at", sa.DateTime(), nullable=True),
        sa.Column("closed_by", sa.String(length=200), nullable=False),
        sa.Column("result", sa.String(length=12), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("frozen_text", sa.Text(), nullable=True),
        sa.Column("sha256", sa.String(length=64), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("(state = 'closed') = (sha256 IS NOT NULL)", name=op.f("ck_proposal_closed_is_frozen")),
        sa.CheckConstraint(
            "quorum_part > 0 AND quorum_part <= quorum_whole", name=op.f("ck_proposal_quorum_is_a_fraction")
        ),
        sa.ForeignKeyConstraint(
            ["body_id"], ["cooperation_body.id"], name=op.f("fk_proposal_body_id_cooperation_body")
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id"], ["partnership.id"], name=op.f("fk_proposal_partnership_id_partnership")
        ),
        sa.ForeignKeyConstraint(["party_id"], ["party.id"], name=op.f("fk_proposal_party_id_party")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proposal")),
    )
    op.create_index(op.f("ix_proposal_body_id"), "proposal", ["body_id"], unique=False)
    op.create_index(op.f("ix_proposal_deadline"), "proposal", ["deadline"], unique=False)
    op.create_index("ix_proposal_of_partnership", "proposal", ["partnership_id", "state", "deadline"], unique=False)
    op.create_table(
        "proposal_mandate",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("party_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=60), nullable=False),
        sa.Column("given_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("topic", sa.String(length=20), nullable=False),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.Column("recorded_by", sa.String(length=200), nullable=False),
        sa.Column("archived_at", sa.DateTime(), nullable=True),
        sa.Column("archived_by_id", sa.Integer(), nullable=True),
        sa.Column("archive_reason", sa.String(length=500), nullable=False),
        sa.CheckConstraint("ends_on >= given_on", name=op.f("ck_proposal_mandate_ends_after_it_is_given")),
        sa.ForeignKeyConstraint(["party_id"], ["party.id"], name=op.f("fk_proposal_mandate_party_id_party")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proposal_mandate")),
    )
    op.create_index(op.f("ix_proposal_mandate_party_id"), "proposal_mandate", ["party_id"], unique=False)
    op.create_table(
        "activity_helper",
        sa.Column("activity_id", sa.Integer(), nullable=False),
        sa.Column("party_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["activity_id"], ["activity.id"], name=op.f("fk_activity_helper_activity_id_activity")),
        sa.ForeignKeyConstraint(["party_id"], ["party.id"], name=op.f("fk_activity_helper_party_id_party")),
        sa.PrimaryKeyConstraint("activity_id", "party_id", name=op.f("pk_activity_helper")),
    )
    op.create_table(
        "activity_prerequisite",
        sa.Column("activity_id", sa.Integer(), nullable=False),
        sa.Column("needs_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["activity_id"], ["activity.id"], name=op.f("fk_activity_prerequisite_activity_id_activity")
        ),
        sa.ForeignKeyConstraint(["needs_id"], ["activity.id"], name=op.f("fk_activity_prerequisite_needs_id_activity")),
        sa.PrimaryKeyConstraint("activity_id", "needs_id", name=op.f("pk_activity_prerequisite")),
    )
    op.create_index(op.f("ix_activity_prerequisite_needs_id"), "activity_prerequisite", ["needs_id"], unique=False)
    op.create_table(
        "activity_progress",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("activity_id", sa.Integer(), nullable=False),
        sa.Column("party_id", sa.Integer(), nullable=True),
        sa.Column("seen_on", sa.Date(), nullable=False),
        sa.Column("percent", sa.Integer(), nullable=True),
        sa.Column("quantity", sa.Numeric(precision=16, scale=3), nullable=True),
        sa.Column("words", sa.String(length=1000), nullable=False),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.Column("recorded_by_office", sa.String(length=200), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("archived_at", sa.DateTime(), nullable=True),
        sa.Column("archived_by_id", sa.Integer(), nullable=True),
        sa.Column("archive_reason", sa.String(length=500), nullable=False),
        sa.CheckConstraint("percent BETWEEN 0 AND 100", name=op.f("ck_activity_progress_percent_of_hundred")),
        sa.ForeignKeyConstraint(
            ["activity_id"], ["activity.id"], name=op.f("fk_activity_progress_activity_id_activity")
        ),
        sa.ForeignKeyConstraint(["party_id"], ["party.id"], name=op.f("fk_activity_progress_party_id_party")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_activity_progress")),
    )
    op.create_index(op.f("ix_activity_progress_activity_id"), "activity_progress", ["activity_id"], unique=False)
    op.create_table(
        "activity_risk",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("activity_id", sa.Integer(), nullable=False),
        sa.Column("label", sa.String(length=200), nullable=False),
        sa.Column("level", sa.String(length=20), nullable=False),
        sa.Column("response", sa.String(length=500), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("archived_at", sa.DateTime(), nullable=True),
        sa.Column("archived_by_id", sa.Integer(), nullable=True),
        sa.Column("archive_reason", sa.String(length=500), nullable=False),
        sa.ForeignKeyConstraint(["activity_id"], ["activity.id"], name=op.f("fk_activity_risk_activity_id_activity")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_activity_risk")),
    )
    op.create_index(op.f("ix_activity_risk_activity_id"), "activity_risk", ["activity_id"], unique=False)
    op.create_table(
        "activity_village",
        sa.Column("activity_id", sa.Integer(), nullable=False),
        sa.Column("village_code", sa.String(length=13), nullable=False),
        sa.ForeignKeyConstraint(
            ["activity_id"], ["activity.id"], name=op.f("fk_activity_village_activity_id_activity")
        ),
        sa.PrimaryKeyConstraint("activity_id", "village_code", name=op.f("pk_activity_village")),
    )
    op.create_index(op.f("ix_activity_village_village_code"), "activity_village", ["village_code"], unique=False)
    op.create_table(
        "attribution",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("indicator_id", sa.Integer(), nullable=False),
        sa.Column("party_id", sa.Integer(), nullable=False),
        sa.Column("numerator", sa.BigInteger(), nullable=True),
        sa.Column("denominator", sa.BigInteger(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(numerator IS NULL AND denominator IS NULL) OR (numerator >= 0 AND denominator > 0 AND numerator <= denominator)",
            name=op.f("ck_attribution_at_most_whole"),
        ),
        sa.ForeignKeyConstraint(["indicator_id"], ["indicator.id"], name=op.f("fk_attribution_indicator_id_indicator")),
        sa.ForeignKeyConstraint(["party_id"], ["party.id"], name=op.f("fk_attribution_party_id_party")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attribution")),
        sa.UniqueConstraint("indicator_id", "party_id", name=op.f("uq_attribution_indicator_id_party_id")),
    )
    op.create_index(op.f("ix_attribution_party_id"), "attribution", ["party_id"], unique=False)
    op.create_table(
        "budget_item",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("partnership_id", sa.Integer(), nullable=False),
        sa.Column("activity_id", sa.Integer(), nullable=True),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("note", sa.String(length=500), nullable=False),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("archived_at", sa.DateTime(), nullable=True),
        sa.Column("archived_by_id", sa.Integer(), nullable=True),
        sa.Column("archive_reason", sa.String(length=500), nullable=False),
        sa.ForeignKeyConstraint(["activity_id"], ["activity.id"], name=op.f("fk_budget_item_activity_id_activity")),
        sa.ForeignKeyConstraint(
            ["partnership_id"], ["partnership.id"], name=op.f("fk_budget_item_partnership_id_partnership")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_budget_item")),
    )
    op.create_index(op.f("ix_budget_item_activity_id"), "budget_item", ["activity_id"], unique=False)
    op.create_index("ix_budget_item_of_year", "budget_item", ["partnership_id", "year", "id"], unique=False)
    op.create_table(
        "contribution",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("partnership_id", sa.Integer(), nullable=False),
        sa.Column("party_id", sa.Integer(), nullable=False),
        sa.Column("activity_id", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=True),
        sa.Column("quantity", sa.Numeric(precision=14, scale=2), nullable=True),
        sa.Column("unit", sa.String(length=30), nullable=False),
        sa.Column("valued_as", sa.String(length=80), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("note", sa.String(length=500), nullable=False),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("archived_at", sa.DateTime(), nullable=True),
        sa.Column("archived_by_id", sa.Integer(), nullable=True),
        sa.Column("archive_reason", sa.String(length=500), nullable=False),
        sa.CheckConstraint(
            "(kind = 'money' AND amount > 0 AND quantity IS NULL AND unit = '') OR (kind <> 'money' AND amount IS NULL AND quantity > 0 AND unit <> '')",
            name=op.f("ck_contribution_money_or_quantity"),
        ),
        sa.ForeignKeyConstraint(["activity_id"], ["activity.id"], name=op.f("fk_contribution_activity_id_activity")),
        sa.ForeignKeyConstraint(
            ["partnership_id"], ["partnership.id"], name=op.f("fk_contribution_partnership_id_partnership")
        ),
        sa.ForeignKeyConstraint(["party_id"], ["party.id"], name=op.f("fk_contribution_party_id_party")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contribution")),
    )
    op.create_index(op.f("ix_contribution_activity_id"), "contribution", ["activity_id"], unique=False)
    op.create_index(op.f("ix_contribution_partnership_id"), "contribution", ["partnership_id"], unique=False)
    op.create_index(op.f("ix_contribution_party_id"), "contribution", ["party_id"], unique=False)
    op.create_table(
        "date_search",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("partnership_id", sa.Integer(), nullable=False),
        sa.Column("body_id", sa.Integer(), nullable=True),
        sa.Column("opened_by_party_id", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(length=30), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("place", sa.String(length=200), nullable=False),
        sa.Column("about", sa.String(length=300), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("closes_on", sa.Date(), nullable=False),
        sa.Column("area_code", sa.String(length=13), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=True),
        sa.Column("opened_by", sa.String(length=200), nullable=False),
        sa.Column("opened_at", sa.DateTime(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("minutes BETWEEN 15 AND 1440", name=op.f("ck_date_search_length_of_a_meeting")),
        sa.ForeignKeyConstraint(
            ["body_id"], ["cooperation_body.id"], name=op.f("fk_date_search_body_id_cooperation_body")
        ),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name=op.f("fk_date_search_meeting_id_meeting")),
        sa.ForeignKeyConstraint(
            ["opened_by_party_id"], ["party.id"], name=op.f("fk_date_search_opened_by_party_id_party")
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id"], ["partnership.id"], name=op.f("fk_date_search_partnership_id_partnership")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_date_search")),
    )
    op.create_index(op.f("ix_date_search_partnership_id"), "date_search", ["partnership_id"], unique=False)
    op.create_table(
        "evaluation_finding",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("evaluation_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("question", sa.String(length=20), nullable=False),
        sa.Column("words", sa.String(length=2000), nullable=False),
        sa.Column("indicator_id", sa.Integer(), nullable=True),
        sa.Column("figure", sa.String(length=300), nullable=False),
        sa.Column("link", sa.String(length=300), nullable=False),
        sa.Column("written_at", sa.DateTime(), nullable=False),
        sa.Column("written_by_office", sa.String(length=200), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("archived_at", sa.DateTime(), nullable=True),
        sa.Column("archived_by_id", sa.Integer(), nullable=True),
        sa.Column("archive_reason", sa.String(length=500), nullable=False),
        sa.ForeignKeyConstraint(
            ["evaluation_id"], ["evaluation.id"], name=op.f("fk_evaluation_finding_evaluation_id_evaluation")
        ),
        sa.ForeignKeyConstraint(
            ["indicator_id"], ["indicator.id"], name=op.f("fk_evaluation_finding_indicator_id_indicator")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evaluation_finding")),
    )
    op.create_index(op.f("ix_evaluation_finding_evaluation_id"), "evaluation_finding", ["evaluation_id"], unique=False)
    op.create_table(
        "indicator_target",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("indicator_id", sa.Integer(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("value", sa.Numeric(precision=20, scale=4), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("ends_on >= starts_on", name=op.f("ck_indicator_target_ends_after_start")),
        sa.ForeignKeyConstraint(
            ["indicator_id"], ["indicator.id"], name=op.f("fk_indicator_target_indicator_id_indicator")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_indicator_target")),
        sa.UniqueConstraint("indicator_id", "starts_on", name=op.f("uq_indicator_target_indicator_id_starts_on")),
    )
    op.create_table(
        "matter_interest",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("matter_id", sa.Integer(), nullable=False),
        sa.Column("party_id", sa.Integer(), nullable=False),
        sa.Column("need", sa.String(length=500), nullable=False),
        sa.Column("because", sa.String(length=500), nullable=False),
        sa.Column("priority", sa.Integer(), nullable=False),
        sa.Column("said_at", sa.DateTime(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("archived_at", sa.DateTime(), nullable=True),
        sa.Column("archived_by_id", sa.Integer(), nullable=True),
        sa.Column("archive_reason", sa.String(length=500), nullable=False),
        sa.CheckConstraint("priority BETWEEN 1 AND 3", name=op.f("ck_matter_interest_priority_is_one_to_three")),
        sa.ForeignKeyConstraint(["matter_id"], ["matter.id"], name=op.f("fk_matter_interest_matter_id_matter")),
        sa.ForeignKeyConstraint(["party_id"], ["party.id"], name=op.f("fk_matter_interest_party_id_party")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_matter_interest")),
    )
    op.create_index(op.f("ix_matter_interest_matter_id"), "matter_interest", ["matter_id"], unique=False)
    op.create_table(
        "matter_option",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("matter_id", sa.Integer(), nullable=False),
        sa.Column("party_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=160), nullable=False),
        sa.Column("words", sa.String(length=2000), nullable=False),
        sa.Column("cost", sa.BigInteger(), nullable=True),
        sa.Column("cost_words", sa.String(length=500), nullable=False),
        sa.Column("is_agreeable", sa.Boolean(), nullable=False),
        sa.Column("proposed_at", sa.DateTime(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("archived_at", sa.DateTime(), nullable=True),
        sa.Column("archived_by_id", sa.Integer(), nullable=True),
        sa.Column("archive_reason", sa.String(length=500), nullable=False),
        sa.CheckConstraint("cost >= 0", name=op.f("ck_matter_option_cost_is_not_negative")),
        sa.ForeignKeyConstraint(["matter_id"], ["matter.id"], name=op.f("fk_matter_option_matter_id_matter")),
        sa.ForeignKeyConstraint(["party_id"], ["party.id"], name=op.f("fk_matter_option_party_id_party")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_matter_option")),
    )
    op.create_index(op.f("ix_matter_option_matter_id"), "matter_option", ["matter_id"], unique=False)
    op.create_table(
        "matter_rung",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("matter_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("begun_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("invited_by", sa.String(length=200), nullable=False),
        sa.Column("facilitator", sa.String(length=200), nullable=False),
        sa.Column("papers", sa.String(length=500), nullable=False),
        sa.Column("skip_reason", sa.String(length=500), nullable=False),
        sa.Column("result", sa.String(length=2000), nullable=False),
        sa.Column("minutes_number", sa.String(length=60), nullable=False),
        sa.Column("minutes_on", sa.Date(), nullable=True),
        sa.Column("signers", sa.String(length=500), nullable=False),
        sa.Column("begun_at", sa.DateTime(), nullable=False),
        sa.Column("begun_by_office", sa.String(length=200), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("due_on >= begun_on", name=op.f("ck_matter_rung_due_after_it_began")),
        sa.ForeignKeyConstraint(["matter_id"], ["matter.id"], name=op.f("fk_matter_rung_matter_id_matter")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_matter_rung")),
        sa.UniqueConstraint("matter_id", "kind", name=op.f("uq_matter_rung_matter_id_kind")),
    )
    op.create_table(
        "measurement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("indicator_id", sa.Integer(), nullable=False),
        sa.Column("partnership_id", sa.Integer(), nullable=False),
        sa.Column("party_id", sa.Integer(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("value", sa.Numeric(precision=20, scale=4), nullable=True),
        sa.Column("numerator", sa.Numeric(precision=20, scale=4), nullable=True),
        sa.Column("denominator", sa.Numeric(precision=20, scale=4), nullable=True),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("note", sa.String(length=1000), nullable=False),
        sa.Column("parts_reason", sa.String(length=300), nullable=False),
        sa.Column("latitude", sa.Numeric(precision=9, scale=6), nullable=True),
        sa.Column("longitude", sa.Numeric(precision=9, scale=6), nullable=True),
        sa.Column("return_reason", sa.String(length=500), nullable=False),
        sa.Column("amended", sa.Integer(), nullable=False),
        sa.Column("reported_at", sa.DateTime(), nullable=False),
        sa.Column("reported_by_id", sa.Integer(), nullable=True),
        sa.Column("reported_by_office", sa.String(length=200), nullable=False),
        sa.Column("answered_at", sa.DateTime(), nullable=True),
        sa.Column("answered_by_id", sa.Integer(), nullable=True),
        sa.Column("answered_by_office", sa.String(length=200), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("denominator IS NULL OR denominator > 0", name=op.f("ck_measurement_divides")),
        sa.CheckConstraint("ends_on >= starts_on", name=op.f("ck_measurement_ends_after_start")),
        sa.ForeignKeyConstraint(["indicator_id"], ["indicator.id"], name=op.f("fk_measurement_indicator_id_indicator")),
        sa.ForeignKeyConstraint(
            ["partnership_id"], ["partnership.id"], name=op.f("fk_measurement_partnership_id_partnership")
        ),
        sa.ForeignKeyConstraint(["party_id"], ["party.id"], name=op.f("fk_measurement_party_id_party")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_measurement")),
        sa.UniqueConstraint(
            "indicator_id", "party_id", "starts_on", name=op.f("uq_measurement_indicator_id_party_id_starts_on")
        ),
    )
    op.create_index("ix_measurement_of_indicator", "measurement", ["indicator_id", "ends_on", "state"], unique=False)
    op.create_index(
        "ix_measurement_of_partnership",
        "measurement",
        ["partnership_id", "state", "ends_on", "indicator_id"],
        unique=False,
    )
    op.create_index(
        "ix_measurement_of_party", "measurement", ["party_id", "state", "ends_on", "indicator_id"], unique=False
    )
    op.create_table(
        "meeting_attendance",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("party_id", sa.Integer(), nullable=True),
        sa.Column("person_name", sa.String(length=120), nullable=False),
        sa.Column("element", sa.String(length=30), nullable=False),
        sa.Column("gender", sa.String(length=10), nullable=False),
        sa.Column("is_poor_household", sa.Boolean(), nullable=False),
        sa.Column("is_representative", sa.Boolean(), nullable=False),
        sa.Column("mandate_number", sa.String(length=60), nullable=False),
        sa.Column("archived_at", sa.DateTime(), nullable=True),
        sa.Column("archived_by_id", sa.Integer(), nullable=True),
        sa.Column("archive_reason", sa.String(length=500), nullable=False),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name=op.f("fk_meeting_attendance_meeting_id_meeting")),
        sa.ForeignKeyConstraint(["party_id"], ["party.id"], name=op.f("fk_meeting_attendance_party_id_party")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_attendance")),
    )
    op.create_index(op.f("ix_meeting_attendance_meeting_id"), "meeting_attendance", ["meeting_id"], unique=False)
    op.create_table(
        "meeting_confirmation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("party_id", sa.Integer(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("reason", sa.String(length=500), nullable=False),
        sa.Column("said_at", sa.DateTime(), nullable=False),
        sa.Column("office", sa.String(length=200), nullable=False),
        sa.Column("is_on_paper", sa.Boolean(), nullable=False),
        sa.Column("noted_by", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name=op.f("fk_meeting_confirmation_meeting_id_meeting")
        ),
        sa.ForeignKeyConstraint(["party_id"], ["party.id"], name=op.f("fk_meeting_confirmation_party_id_party")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_confirmation")),
        sa.UniqueConstraint(
            "meeting_id", "party_id", "round", name=op.f("uq_meeting_confirmation_meeting_id_party_id_round")
        ),
    )
    op.create_index(op.f("ix_meeting_confirmation_meeting_id"), "meeting_confirmation", ["meeting_id"], unique=False)
    op.create_index(op.f("ix_meeting_confirmation_party_id"), "meeting_confirmation", ["party_id"], unique=False)
    op.create_table(
        "meeting_invitation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("party_id", sa.Integer(), nullable=True),
        sa.Column("office_id", sa.Integer(), nullable=True),
        sa.Column("addressee", sa.String(length=200), nullable=False),
        sa.Column("sent_at", sa.DateTime(), nullable=True),
        sa.Column("read_at", sa.DateTime(), nullable=True),
        sa.Column("answer", sa.String(length=12), nullable=False),
        sa.Column("answered_at", sa.DateTime(), nullable=True),
        sa.Column("answered_by_office", sa.String(length=200), nullable=False),
        sa.Column("person_name", sa.String(length=120), nullable=False),
        sa.Column("mandate_number", sa.String(length=60), nullable=False),
        sa.Column("note", sa.String(length=300), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name=op.f("fk_meeting_invitation_meeting_id_meeting")),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_meeting_invitation_office_id_office")),
        sa.ForeignKeyConstraint(["party_id"], ["party.id"], name=op.f("fk_meeting_invitation_party_id_party")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_invitation")),
    )
    op.create_index(op.f("ix_meeting_invitation_meeting_id"), "meeting_invitation", ["meeting_id"], unique=False)
    op.create_index(op.f("ix_meeting_invitation_office_id"), "meeting_invitation", ["office_id"], unique=False)
    op.create_index(op.f("ix_meeting_invitation_party_id"), "meeting_invitation", ["party_id"], unique=False)
    op.create_table(
        "meeting_item",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("planned_minutes", sa.Integer(), nullable=True),
        sa.Column("presenter", sa.String(length=120), nullable=False),
        sa.Column("thing_kind", sa.String(length=40), nullable=False),
        sa.Column("thing_id", sa.Integer(), nullable=True),
        sa.Column("carried_from_id", sa.Integer(), nullable=True),
        sa.Column("notes", sa.Text(), nullable=False),
        sa.Column("outcome", sa.String(length=12), nullable=False),
        sa.Column("decision", sa.Text(), nullable=False),
        sa.Column("topic", sa.String(length=20), nullable=False),
        sa.Column("method", sa.String(length=20), nullable=False),
        sa.Column("in_favour", sa.Integer(), nullable=True),
        sa.Column("against", sa.Integer(), nullable=True),
        sa.Column("abstain", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("archived_at", sa.DateTime(), nullable=True),
        sa.Column("archived_by_id", sa.Integer(), nullable=True),
        sa.Column("archive_reason", sa.String(length=500), nullable=False),
        sa.CheckConstraint(
            "planned_minutes IS NULL OR planned_minutes BETWEEN 1 AND 1440",
            name=op.f("ck_meeting_item_minutes_of_a_day"),
        ),
        sa.ForeignKeyConstraint(
            ["carried_from_id"], ["meeting_item.id"], name=op.f("fk_meeting_item_carried_from_id_meeting_item")
        ),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name=op.f("fk_meeting_item_meeting_id_meeting")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_item")),
        sa.UniqueConstraint("meeting_id", "carried_from_id", name=op.f("uq_meeting_item_meeting_id_carried_from_id")),
    )
    op.create_index(op.f("ix_meeting_item_carried_from_id"), "meeting_item", ["carried_from_id"], unique=False)
    op.create_index(op.f("ix_meeting_item_meeting_id"), "meeting_item", ["meeting_id"], unique=False)
    op.create_table(
        "plan_consent",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("baseline_id", sa.Integer(), nullable=False),
        sa.Column("party_id", sa.Integer(), nullable=False),
        sa.Column("office", sa.String(length=200), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["baseline_id"], ["plan_baseline.id"], name=op.f("fk_plan_consent_baseline_id_plan_baseline")
        ),
        sa.ForeignKeyConstraint(["party_id"], ["party.id"], name=op.f("fk_plan_consent_party_id_party")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_consent")),
        sa.UniqueConstraint("baseline_id", "party_id", name=op.f("uq_plan_consent_baseline_id_party_id")),
    )
    op.create_table(
        "rolled_part",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("partnership_id", sa.Integer(), nullable=False),
        sa.Column("indicator_id", sa.Integer(), nullable=False),
        sa.Column("measure_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("sector", sa.String(length=40), nullable=False),
        sa.Column("is_public", sa.Boolean(), nullable=False),
        sa.Column("total", sa.String(length=40), nullable=False),
        sa.Column("numerator", sa.String(length=40), nullable=False),
        sa.Column("denominator", sa.String(length=40), nullable=False),
        sa.Column("level", sa.String(length=120), nullable=False),
        sa.Column("shares", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["indicator_id"], ["indicator.id"], name=op.f("fk_rolled_part_indicator_id_indicator")),
        sa.ForeignKeyConstraint(
            ["measure_id"], ["rolled_measure.id"], name=op.f("fk_rolled_part_measure_id_rolled_measure")
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id"], ["partnership.id"], name=op.f("fk_rolled_part_partnership_id_partnership")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rolled_part")),
        sa.UniqueConstraint("indicator_id", "year", name=op.f("uq_rolled_part_indicator_id_year")),
    )
    op.create_index("ix_rolled_part_of_measure", "rolled_part", ["measure_id", "year", "id"], unique=False)
    op.create_index(op.f("ix_rolled_part_partnership_id"), "rolled_part", ["partnership_id"], unique=False)
    op.create_table(
        "activity_photo",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("progress_id", sa.Integer(), nullable=False),
        sa.Column("attachment_id", sa.Integer(), nullable=False),
        sa.Column("is_public", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["attachment_id"], ["attachment.id"], name=op.f("fk_activity_photo_attachment_id_attachment")
        ),
        sa.ForeignKeyConstraint(
            ["progress_id"], ["activity_progress.id"], name=op.f("fk_activity_photo_progress_id_activity_progress")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_activity_photo")),
        sa.UniqueConstraint("attachment_id", name=op.f("uq_activity_photo_attachment_id")),
    )
    op.create_index(op.f("ix_activity_photo_progress_id"), "activity_photo", ["progress_id"], unique=False)
    op.create_table(
        "budget_line",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("party_id", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(length=20), nullable=False),
        sa.Column("planned", sa.BigInteger(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("archived_at", sa.DateTime(), nullable=True),
        sa.Column("archived_by_id", sa.Integer(), nullable=True),
        sa.Column("archive_reason", sa.String(length=500), nullable=False),
        sa.CheckConstraint("planned >= 0", name=op.f("ck_budget_line_is_not_negative")),
        sa.ForeignKeyConstraint(["item_id"], ["budget_item.id"], name=op.f("fk_budget_line_item_id_budget_item")),
        sa.ForeignKeyConstraint(["party_id"], ["party.id"], name=op.f("fk_budget_line_party_id_party")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_budget_line")),
        sa.UniqueConstraint("item_id", "party_id", "source", name=op.f("uq_budget_line_item_id_party_id_source")),
    )
    op.create_index(op.f("ix_budget_line_party_id"), "budget_line", ["party_id"], unique=False)
    op.create_table(
        "commitment_answer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("commitment_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("word", sa.String(length=500), nullable=False),
        sa.Column("day", sa.Date(), nullable=True),
        sa.Column("proof_link", sa.String(length=300), nullable=False),
        sa.Column("attachment_id", sa.Integer(), nullable=True),
        sa.Column("is_superseded", sa.Boolean(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.Column("recorded_by_party_id", sa.Integer(), nullable=True),
        sa.Column("recorded_by_office", sa.String(length=200), nullable=False),
        sa.Column("standing", sa.String(length=12), nullable=False),
        sa.Column("answered_by_party_id", sa.Integer(), nullable=True),
        sa.Column("answered_at", sa.DateTime(), nullable=True),
        sa.Column("objection", sa.String(length=500), nullable=False),
        sa.Column("reply", sa.String(length=500), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["attachment_id"], ["attachment.id"], name=op.f("fk_commitment_answer_attachment_id_attachment")
        ),
        sa.ForeignKeyConstraint(
            ["commitment_id"], ["commitment.id"], name=op.f("fk_commitment_answer_commitment_id_commitment")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_commitment_answer")),
    )
    op.create_index(op.f("ix_commitment_answer_commitment_id"), "commitment_answer", ["commitment_id"], unique=False)
    op.create_table(
        "contribution_delivery",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("contribution_id", sa.Integer(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=True),
        sa.Column("quantity", sa.Numeric(precision=14, scale=2), nullable=True),
        sa.Column("delivered_on", sa.Date(), nullable=False),
        sa.Column("document", sa.String(length=200), nullable=False),
        sa.Column("place", sa.String(length=160), nullable=False),
        sa.Column("note", sa.String(length=500), nullable=False),
        sa.Column("attachment_id", sa.Integer(), nullable=True),
        sa.Column("corrects_id", sa.Integer(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.Column("recorded_by_party_id", sa.Integer(), nullable=True),
        sa.Column("recorded_by_office", sa.String(length=200), nullable=False),
        sa.Column("standing", sa.String(length=12), nullable=False),
        sa.Column("answered_by_party_id", sa.Integer(), nullable=True),
        sa.Column("answered_at", sa.DateTime(), nullable=True),
        sa.Column("objection", sa.String(length=500), nullable=False),
        sa.Column("reply", sa.String(length=500), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(amount IS NULL) <> (quantity IS NULL)", name=op.f("ck_contribution_delivery_amount_or_quantity")
        ),
        sa.ForeignKeyConstraint(
            ["attachment_id"], ["attachment.id"], name=op.f("fk_contribution_delivery_attachment_id_attachment")
        ),
        sa.ForeignKeyConstraint(
            ["contribution_id"], ["contribution.id"], name=op.f("fk_contribution_delivery_contribution_id_contribution")
        ),
        sa.ForeignKeyConstraint(
            ["corrects_id"],
            ["contribution_delivery.id"],
            name=op.f("fk_contribution_delivery_corrects_id_contribution_delivery"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contribution_delivery")),
        sa.UniqueConstraint("corrects_id", name=op.f("uq_contribution_delivery_corrects_id")),
    )
    op.create_index(
        op.f("ix_contribution_delivery_contribution_id"), "contribution_delivery", ["contribution_id"], unique=False
    )
    op.create_table(
        "date_choice",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("search_id", sa.Integer(), nullable=False),
        sa.Column("starts_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["search_id"], ["date_search.id"], name=op.f("fk_date_choice_search_id_date_search")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_date_choice")),
        sa.UniqueConstraint("search_id", "starts_at", name=op.f("uq_date_choice_search_id_starts_at")),
    )
    op.create_table(
        "discussion_post_file",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("post_id", sa.Integer(), nullable=False),
        sa.Column("attachment_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["attachment_id"], ["attachment.id"], name=op.f("fk_discussion_post_file_attachment_id_attachment")
        ),
        sa.ForeignKeyConstraint(
            ["post_id"], ["discussion_post.id"], name=op.f("fk_discussion_post_file_post_id_discussion_post")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_discussion_post_file")),
        sa.UniqueConstraint("attachment_id", name=op.f("uq_discussion_post_file_attachment_id")),
    )
    op.create_index(op.f("ix_discussion_post_file_post_id"), "discussion_post_file", ["post_id"], unique=False)
    op.create_table(
        "election",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("partnership_id", sa.Integer(), nullable=False),
        sa.Column("body_id", sa.Integer(), nullable=False),
        sa.Column("party_id", sa.Integer(), nullable=True),
        sa.Column("office", sa.String(length=20), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("way", sa.String(length=10), nullable=False),
        sa.Column("quorum_part", sa.Integer(), nullable=False),
        sa.Column("quorum_whole", sa.Integer(), nullable=False),
        sa.Column("opened_at", sa.DateTime(), nullable=False),
        sa.Column("opened_by", sa.String(length=200), nullable=False),
        sa.Column("deadline", sa.DateTime(), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("closed_at", sa.DateTime(), nullable=True),
        sa.Column("closed_by", sa.String(length=200), nullable=False),
        sa.Column("reason", sa.String(length=500), nullable=False),
        sa.Column("result", sa.String(length=12), nullable=False),
        sa.Column("blank", sa.Integer(), nullable=True),
        sa.Column("minutes_number", sa.String(length=60), nullable=False),
        sa.Column("minutes_on", sa.Date(), nullable=True),
        sa.Column("attachment_id", sa.Integer(), nullable=True),
        sa.Column("frozen_text", sa.Text(), nullable=True),
        sa.Column("sha256", sa.String(length=64), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("(state = 'closed') = (sha256 IS NOT NULL)", name=op.f("ck_election_closed_is_frozen")),
        sa.CheckConstraint(
            "quorum_part > 0 AND quorum_part <= quorum_whole", name=op.f("ck_election_quorum_is_a_fraction")
        ),
        sa.ForeignKeyConstraint(
            ["attachment_id"], ["attachment.id"], name=op.f("fk_election_attachment_id_attachment")
        ),
        sa.ForeignKeyConstraint(
            ["body_id"], ["cooperation_body.id"], name=op.f("fk_election_body_id_cooperation_body")
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id"], ["partnership.id"], name=op.f("fk_election_partnership_id_partnership")
        ),
        sa.ForeignKeyConstraint(["party_id"], ["party.id"], name=op.f("fk_election_party_id_party")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_election")),
    )
    op.create_index(op.f("ix_election_body_id"), "election", ["body_id"], unique=False)
    op.create_index(op.f("ix_election_deadline"), "election", ["deadline"], unique=False)
    op.create_index("ix_election_of_partnership", "election", ["partnership_id", "state", "deadline"], unique=False)
    op.create_table(
        "evaluation_recommendation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("evaluation_id", sa.Integer(), nullable=False),
        sa.Column("finding_id", sa.Integer(), nullable=True),
        sa.Column("party_id", sa.Integer(), nullable=True),
        sa.Column("words", sa.String(length=500), nullable=False),
        sa.Column("written_at", sa.DateTime(), nullable=False),
        sa.Column("written_by_office", sa.String(length=200), nullable=False),
        sa.Column("outcome", sa.String(length=12), nullable=False),
        sa.Column("outcome_title", sa.String(length=300), nullable=False),
        sa.Column("outcome_word", sa.String(length=500), nullable=False),
        sa.Column("outcome_link", sa.String(length=300), nullable=False),
        sa.Column("answered_at", sa.DateTime(), nullable=True),
        sa.Column("answered_by_office", sa.String(length=200), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("archived_at", sa.DateTime(), nullable=True),
        sa.Column("archived_by_id", sa.Integer(), nullable=True),
        sa.Column("archive_reason", sa.String(length=500), nullable=False),
        sa.ForeignKeyConstraint(
            ["evaluation_id"], ["evaluation.id"], name=op.f("fk_evaluation_recommendation_evaluation_id_evaluation")
        ),
        sa.ForeignKeyConstraint(
            ["finding_id"],
            ["evaluation_finding.id"],
            name=op.f("fk_evaluation_recommendation_finding_id_evaluation_finding"),
        ),
        sa.ForeignKeyConstraint(["party_id"], ["party.id"], name=op.f("fk_evaluation_recommendation_party_id_party")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evaluation_recommendation")),
    )
    op.create_index(
        op.f("ix_evaluation_recommendation_evaluation_id"), "evaluation_recommendation", ["evaluation_id"], unique=False
    )
    op.create_index(
        "ix_evaluation_recommendation_outcome", "evaluation_recommendation", ["outcome", "evaluation_id"], unique=False
    )
    op.create_table(
        "matter_interest_mark",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("interest_id", sa.Integer(), nullable=False),
        sa.Column("party_id", sa.Integer(), nullable=False),
        sa.Column("mark", sa.String(length=8), nullable=False),
        sa.Column("said_at", sa.DateTime(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["interest_id"], ["matter_interest.id"], name=op.f("fk_matter_interest_mark_interest_id_matter_interest")
        ),
        sa.ForeignKeyConstraint(["party_id"], ["party.id"], name=op.f("fk_matter_interest_mark_party_id_party")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_matter_interest_mark")),
        sa.UniqueConstraint("interest_id", "party_id", name=op.f("uq_matter_interest_mark_interest_id_party_id")),
    )
    op.create_table(
        "matter_option_answer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("option_id", sa.Integer(), nullable=False),
        sa.Column("party_id", sa.Integer(), nullable=False),
        sa.Column("level", sa.String(length=8), nullable=False),
        sa.Column("word", sa.String(length=500), nullable=False),
        sa.Column("is_met", sa.Boolean(), nullable=False),
        sa.Column("said_at", sa.DateTime(), nullable=False),
        sa.Column("said_by_office", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["option_id"], ["matter_option.id"], name=op.f("fk_matter_option_answer_option_id_matter_option")
        ),
        sa.ForeignKeyConstraint(["party_id"], ["party.id"], name=op.f("fk_matter_option_answer_party_id_party")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_matter_option_answer")),
    )
    op.create_index("ix_matter_option_answer_of", "matter_option_answer", ["option_id", "party_id"], unique=False)
    op.create_table(
        "matter_option_consent",
        sa.Column("option_id", sa.Integer(), nullable=False),
        sa.Column("party_id", sa.Integer(), nullable=False),
        sa.Column("given_at", sa.DateTime(), nullable=False),
        sa.Column("given_by_office", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["option_id"], ["matter_option.id"], name=op.f("fk_matter_option_consent_option_id_matter_option")
        ),
        sa.ForeignKeyConstraint(["party_id"], ["party.id"], name=op.f("fk_matter_option_consent_party_id_party")),
        sa.PrimaryKeyConstraint("option_id", "party_id", name=op.f("pk_matter_option_consent")),
    )
    op.create_table(
        "matter_option_serves",
        sa.Column("option_id", sa.Integer(), nullable=False),
        sa.Column("interest_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["interest_id"], ["matter_interest.id"], name=op.f("fk_matter_option_serves_interest_id_matter_interest")
        ),
        sa.ForeignKeyConstraint(
            ["option_id"], ["matter_option.id"], name=op.f("fk_matter_option_serves_option_id_matter_option")
        ),
        sa.PrimaryKeyConstraint("option_id", "interest_id", name=op.f("pk_matter_option_serves")),
    )
    op.create_table(
        "measurement_amendment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("measurement_id", sa.Integer(), nullable=False),
        sa.Column("old_value", sa.Numeric(precision=20, scale=4), nullable=True),
        sa.Column("old_numerator", sa.Numeric(precision=20, scale=4), nullable=True),
        sa.Column("old_denominator", sa.Numeric(precision=20, scale=4), nullable=True),
        sa.Column("old_words", sa.Text(), nullable=False),
        sa.Column("value", sa.Numeric(precision=20, scale=4), nullable=True),
        sa.Column("numerator", sa.Numeric(precision=20, scale=4), nullable=True),
        sa.Column("denominator", sa.Numeric(precision=20, scale=4), nullable=True),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("reason", sa.String(length=500), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("return_reason", sa.String(length=500), nullable=False),
        sa.Column("asked_at", sa.DateTime(), nullable=False),
        sa.Column("asked_by_id", sa.Integer(), nullable=True),
        sa.Column("asked_by_office", sa.String(length=200), nullable=False),
        sa.Column("answered_at", sa.DateTime(), nullable=True),
        sa.Column("answered_by_office", sa.String(length=200), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("denominator IS NULL OR denominator > 0", name=op.f("ck_measurement_amendment_divides")),
        sa.ForeignKeyConstraint(
            ["measurement_id"], ["measurement.id"], name=op.f("fk_measurement_amendment_measurement_id_measurement")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_measurement_amendment")),
    )
    op.create_index(
        op.f("ix_measurement_amendment_measurement_id"), "measurement_amendment", ["measurement_id"], unique=False
    )
    op.create_table(
        "measurement_evidence",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("measurement_id", sa.Integer(), nullable=False),
        sa.Column("attachment_id", sa.Integer(), nullable=False),
        sa.Column("is_public", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["attachment_id"], ["attachment.id"], name=op.f("fk_measurement_evidence_attachment_id_attachment")
        ),
        sa.ForeignKeyConstraint(
            ["measurement_id"], ["measurement.id"], name=op.f("fk_measurement_evidence_measurement_id_measurement")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_measurement_evidence")),
        sa.UniqueConstraint("attachment_id", name=op.f("uq_measurement_evidence_attachment_id")),
    )
    op.create_index(
        op.f("ix_measurement_evidence_measurement_id"), "measurement_evidence", ["measurement_id"], unique=False
    )
    op.create_table(
        "measurement_part",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("measurement_id", sa.Integer(), nullable=False),
        sa.Column("dimension", sa.String(length=60), nullable=False),
        sa.Column("part", sa.String(length=60), nullable=False),
        sa.Column("value", sa.Numeric(precision=20, scale=4), nullable=False),
        sa.ForeignKeyConstraint(
            ["measurement_id"], ["measurement.id"], name=op.f("fk_measurement_part_measurement_id_measurement")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_measurement_part")),
        sa.UniqueConstraint(
            "measurement_id", "dimension", "part", name=op.f("uq_measurement_part_measurement_id_dimension_part")
        ),
    )
    op.create_table(
        "meeting_correction",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("old_notes", sa.Text(), nullable=False),
        sa.Column("new_notes", sa.Text(), nullable=False),
        sa.Column("old_decision", sa.Text(), nullable=False),
        sa.Column("new_decision", sa.Text(), nullable=False),
        sa.Column("reason", sa.String(length=500), nullable=False),
        sa.Column("corrected_at", sa.DateTime(), nullable=False),
        sa.Column("office", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["item_id"], ["meeting_item.id"], name=op.f("fk_meeting_correction_item_id_meeting_item")
        ),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name=op.f("fk_meeting_correction_meeting_id_meeting")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_correction")),
    )
    op.create_index(op.f("ix_meeting_correction_meeting_id"), "meeting_correction", ["meeting_id"], unique=False)
    op.create_table(
        "meeting_paper",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=True),
        sa.Column("attachment_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["attachment_id"], ["attachment.id"], name=op.f("fk_meeting_paper_attachment_id_attachment")
        ),
        sa.ForeignKeyConstraint(["item_id"], ["meeting_item.id"], name=op.f("fk_meeting_paper_item_id_meeting_item")),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name=op.f("fk_meeting_paper_meeting_id_meeting")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_paper")),
        sa.UniqueConstraint("attachment_id", name=op.f("uq_meeting_paper_attachment_id")),
    )
    op.create_index(op.f("ix_meeting_paper_meeting_id"), "meeting_paper", ["meeting_id"], unique=False)
    op.create_table(
        "proposal_voice",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("proposal_id", sa.Integer(), nullable=False),
        sa.Column("party_id", sa.Integer(), nullable=False),
        sa.Column("weight", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("is_counted", sa.Boolean(), server_default=sa.true(), nullable=False),
        sa.Column("position", sa.String(length=12), nullable=False),
        sa.Column("reason", sa.String(length=500), nullable=False),
        sa.Column("said_at", sa.DateTime(), nullable=True),
        sa.Column("office", sa.String(length=200), nullable=False),
        sa.Column("spoken_by", sa.String(length=120), nullable=False),
        sa.Column("paper_number", sa.String(length=60), nullable=False),
        sa.Column("attachment_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("weight BETWEEN 1 AND 100", name=op.f("ck_proposal_voice_weighs_1_to_100")),
        sa.ForeignKeyConstraint(
            ["attachment_id"], ["attachment.id"], name=op.f("fk_proposal_voice_attachment_id_attachment")
        ),
        sa.ForeignKeyConstraint(["party_id"], ["party.id"], name=op.f("fk_proposal_voice_party_id_party")),
        sa.ForeignKeyConstraint(["proposal_id"], ["proposal.id"], name=op.f("fk_proposal_voice_proposal_id_proposal")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proposal_voice")),
        sa.UniqueConstraint("proposal_id", "party_id", name=op.f("uq_proposal_voice_proposal_id_party_id")),
    )
    op.create_index(op.f("ix_proposal_voice_party_id"), "proposal_voice", ["party_id"], unique=False)
    op.create_table(
        "proposal_word",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("proposal_id", sa.Integer(), nullable=False),
        sa.Column("party_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.String(length=12), nullable=False),
        sa.Column("reason", sa.String(length=500), nullable=False),
        sa.Column("said_at", sa.DateTime(), nullable=False),
        sa.Column("office", sa.String(length=200), nullable=False),
        sa.Column("spoken_by", sa.String(length=120), nullable=False),
        sa.Column("paper_number", sa.String(length=60), nullable=False),
        sa.Column("attachment_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["attachment_id"], ["attachment.id"], name=op.f("fk_proposal_word_attachment_id_attachment")
        ),
        sa.ForeignKeyConstraint(["party_id"], ["party.id"], name=op.f("fk_proposal_word_party_id_party")),
        sa.ForeignKeyConstraint(["proposal_id"], ["proposal.id"], name=op.f("fk_proposal_word_proposal_id_proposal")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proposal_word")),
    )
    op.create_index(op.f("ix_proposal_word_proposal_id"), "proposal_word", ["proposal_id"], unique=False)
    op.create_table(
        "budget_realisation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("line_id", sa.Integer(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("spent_on", sa.Date(), nullable=False),
        sa.Column("document", sa.String(length=200), nullable=False),
        sa.Column("note", sa.String(length=500), nullable=False),
        sa.Column("attachment_id", sa.Integer(), nullable=True),
        sa.Column("corrects_id", sa.Integer(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.Column("recorded_by_party_id", sa.Integer(), nullable=True),
        sa.Column("recorded_by_office", sa.String(length=200), nullable=False),
        sa.Column("standing", sa.String(length=12), nullable=False),
        sa.Column("answered_by_party_id", sa.Integer(), nullable=True),
        sa.Column("answered_at", sa.DateTime(), nullable=True),
        sa.Column("objection", sa.String(length=500), nullable=False),
        sa.Column("reply", sa.String(length=500), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["attachment_id"], ["attachment.id"], name=op.f("fk_budget_realisation_attachment_id_attachment")
        ),
        sa.ForeignKeyConstraint(
            ["corrects_id"],
            ["budget_realisation.id"],
            name=op.f("fk_budget_realisation_corrects_id_budget_realisation"),
        ),
        sa.ForeignKeyConstraint(
            ["line_id"], ["budget_line.id"], name=op.f("fk_budget_realisation_line_id_budget_line")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_budget_realisation")),
        sa.UniqueConstraint("corrects_id", name=op.f("uq_budget_realisation_corrects_id")),
    )
    op.create_index(op.f("ix_budget_realisation_line_id"), "budget_realisation", ["line_id"], unique=False)
    op.create_table(
        "date_answer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("choice_id", sa.Integer(), nullable=False),
        sa.Column("party_id", sa.Integer(), nullable=False),
        sa.Column("answer", sa.String(length=10), nullable=False),
        sa.Column("word", sa.String(length=200), nullable=False),
        sa.Column("said_at", sa.DateTime(), nullable=False),
        sa.Column("office", sa.String(length=200), nullable=False),
        sa.Column("told_by", sa.String(length=10), nullable=False),
        sa.Column("noted_by", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(["choice_id"], ["date_choice.id"], name=op.f("fk_date_answer_choice_id_date_choice")),
        sa.ForeignKeyConstraint(["party_id"], ["party.id"], name=op.f("fk_date_answer_party_id_party")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_date_answer")),
        sa.UniqueConstraint("choice_id", "party_id", name=op.f("uq_date_answer_choice_id_party_id")),
    )
    op.create_index(op.f("ix_date_answer_party_id"), "date_answer", ["party_id"], unique=False)
    op.create_table(
        "election_candidate",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("election_id", sa.Integer(), nullable=False),
        sa.Column("party_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("note", sa.String(length=300), nullable=False),
        sa.Column("votes", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["election_id"], ["election.id"], name=op.f("fk_election_candidate_election_id_election")
        ),
        sa.ForeignKeyConstraint(["party_id"], ["party.id"], name=op.f("fk_election_candidate_party_id_party")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_election_candidate")),
    )
    op.create_index(op.f("ix_election_candidate_election_id"), "election_candidate", ["election_id"], unique=False)
    op.create_table(
        "election_elector",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("election_id", sa.Integer(), nullable=False),
        sa.Column("party_id", sa.Integer(), nullable=False),
        sa.Column("has_cast", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("cast_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["election_id"], ["election.id"], name=op.f("fk_election_elector_election_id_election")
        ),
        sa.ForeignKeyConstraint(["party_id"], ["party.id"], name=op.f("fk_election_elector_party_id_party")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_election_elector")),
        sa.UniqueConstraint("election_id", "party_id", name=op.f("uq_election_elector_election_id_party_id")),
    )
    op.create_index(op.f("ix_election_elector_party_id"), "election_elector", ["party_id"], unique=False)
    op.create_table(
        "election_ballot",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("election_id", sa.Integer(), nullable=False),
        sa.Column("candidate_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["candidate_id"], ["election_candidate.id"], name=op.f("fk_election_ballot_candidate_id_election_candidate")
        ),
        sa.ForeignKeyConstraint(["election_id"], ["election.id"], name=op.f("fk_election_ballot_election_id_election")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_election_ballot")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_election_ballot_election_id"), "election_ballot", ["election_id"], unique=False)
    op.add_column("attachment", sa.Column("added_by_party_id", sa.Integer(), nullable=True))
    op.add_column("partnership", sa.Column("sector_values", sa.JSON(), server_default="{}", nullable=False))
    op.add_column("partnership", sa.Column("value_labels", sa.JSON(), server_default="{}", nullable=False))
    op.add_column("party", sa.Column("state", sa.String(length=20), server_default="member", nullable=False))
    op.add_column("party", sa.Column("founder", sa.Boolean(), server_default=sa.true(), nullable=False))
    op.add_column("party", sa.Column("joined_on", sa.Date(), nullable=True))
    op.add_column("party", sa.Column("suspended_on", sa.Date(), nullable=True))
    op.add_column("party", sa.Column("left_on", sa.Date(), nullable=True))
    _run(
        "sqlite",
        "CREATE TRIGGER evaluation_frozen_update BEFORE UPDATE ON evaluation WHEN OLD.sha256 IS NOT NULL AND (NEW.text IS NULL OR NEW.text <> OLD.text OR NEW.sha256 IS NULL OR NEW.sha256 <> OLD.sha256 OR NEW.state <> OLD.state OR NEW.partnership_id <> OLD.partnership_id) BEGIN SELECT RAISE(ABORT, 'a closed evaluation cannot be changed'); END",
    )
    _run(
        "sqlite",
        "CREATE TRIGGER evaluation_frozen_delete BEFORE DELETE ON evaluation WHEN OLD.sha256 IS NOT NULL BEGIN SELECT RAISE(ABORT, 'a closed evaluation cannot be removed'); END",
    )
    _run(
        "sqlite",
        "CREATE TRIGGER evaluation_frozen_replace BEFORE INSERT ON evaluation WHEN EXISTS (SELECT 1 FROM evaluation AS old WHERE old.sha256 IS NOT NULL AND old.id = NEW.id) BEGIN SELECT RAISE(ABORT, 'a closed evaluation cannot be replaced'); END",
    )
    _run(
        "postgresql",
        "CREATE OR REPLACE FUNCTION evaluation_is_frozen() RETURNS trigger AS $$ BEGIN RAISE EXCEPTION 'a closed evaluation cannot be changed'; END $$ LANGUAGE plpgsql",
    )
    _run(
        "postgresql",
        "CREATE TRIGGER evaluation_frozen_update BEFORE UPDATE ON evaluation FOR EACH ROW WHEN (OLD.sha256 IS NOT NULL AND (NEW.text IS NULL OR NEW.text <> OLD.text OR NEW.sha256 IS NULL OR NEW.sha256 <> OLD.sha256 OR NEW.state <> OLD.state OR NEW.partnership_id <> OLD.partnership_id)) EXECUTE FUNCTION evaluation_is_frozen()",
    )
    _run(
        "postgresql",
        "CREATE TRIGGER evaluation_frozen_delete BEFORE DELETE ON evaluation FOR EACH ROW WHEN (OLD.sha256 IS NOT NULL) EXECUTE FUNCTION evaluation_is_frozen()",
    )
    _run(
        "sqlite",
        "CREATE TRIGGER meeting_frozen_update BEFORE UPDATE ON meeting WHEN OLD.sha256 IS NOT NULL AND (NEW.frozen_text IS NULL OR NEW.frozen_text <> OLD.frozen_text OR NEW.sha256 IS NULL OR NEW.sha256 <> OLD.sha256 OR NEW.state <> OLD.state OR NEW.number <> OLD.number OR NEW.partnership_id <> OLD.partnership_id) BEGIN SELECT RAISE(ABORT, 'settled minutes cannot be changed'); END",
    )
    _run(
        "sqlite",
        "CREATE TRIGGER meeting_frozen_delete BEFORE DELETE ON meeting WHEN OLD.sha256 IS NOT NULL BEGIN SELECT RAISE(ABORT, 'settled minutes cannot be changed'); END",
    )
    _run(
        "sqlite",
        "CREATE TRIGGER meeting_frozen_replace BEFORE INSERT ON meeting WHEN EXISTS (SELECT 1 FROM meeting AS held WHERE held.id = NEW.id AND held.sha256 IS NOT NULL) BEGIN SELECT RAISE(ABORT, 'settled minutes cannot be changed'); END",
    )
    _run(
        "postgresql",
        "CREATE OR REPLACE FUNCTION minutes_are_frozen() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'settled minutes cannot be changed'; END $$",
    )
    _run(
        "postgresql",
        "CREATE TRIGGER meeting_frozen_update BEFORE UPDATE ON meeting FOR EACH ROW WHEN (OLD.sha256 IS NOT NULL AND (NEW.frozen_text IS NULL OR NEW.frozen_text <> OLD.frozen_text OR NEW.sha256 IS NULL OR NEW.sha256 <> OLD.sha256 OR NEW.state <> OLD.state OR NEW.number <> OLD.number OR NEW.partnership_id <> OLD.partnership_id)) EXECUTE FUNCTION minutes_are_frozen()",
    )
    _run(
        "postgresql",
        "CREATE TRIGGER meeting_frozen_delete BEFORE DELETE ON meeting FOR EACH ROW WHEN (OLD.sha256 IS NOT NULL) EXECUTE FUNCTION minutes_are_frozen()",
    )
    _run(
        "sqlite",
        "CREATE TRIGGER plan_baseline_frozen_update BEFORE UPDATE ON plan_baseline WHEN NEW.text <> OLD.text OR NEW.sha256 <> OLD.sha256 OR NEW.number <> OLD.number OR NEW.programme_id <> OLD.programme_id BEGIN SELECT RAISE(ABORT, 'a proposed plan cannot be changed'); END",
    )
    _run(
        "sqlite",
        "CREATE TRIGGER plan_baseline_frozen_delete BEFORE DELETE ON plan_baseline BEGIN SELECT RAISE(ABORT, 'a proposed plan cannot be removed'); END",
    )
    _run(
        "sqlite",
        "CREATE TRIGGER plan_baseline_frozen_replace BEFORE INSERT ON plan_baseline WHEN EXISTS (SELECT 1 FROM plan_baseline AS old WHERE old.id = NEW.id OR (old.partnership_id = NEW.partnership_id AND old.number = NEW.number)) BEGIN SELECT RAISE(ABORT, 'a proposed plan cannot be replaced'); END",
    )
    _run(
        "postgresql",
        "CREATE OR REPLACE FUNCTION plan_baseline_is_frozen() RETURNS trigger AS $$ BEGIN RAISE EXCEPTION 'a proposed plan cannot be changed'; END $$ LANGUAGE plpgsql",
    )
    _run(
        "postgresql",
        "CREATE TRIGGER plan_baseline_frozen_update BEFORE UPDATE ON plan_baseline FOR EACH ROW WHEN (NEW.text <> OLD.text OR NEW.sha256 <> OLD.sha256 OR NEW.number <> OLD.number OR NEW.programme_id <> OLD.programme_id) EXECUTE FUNCTION plan_baseline_is_frozen()",
    )
    _run(
        "postgresql",
        "CREATE TRIGGER plan_baseline_frozen_delete BEFORE DELETE ON plan_baseline FOR EACH ROW EXECUTE FUNCTION plan_baseline_is_frozen()",
    )
    _run(
        "sqlite",
        "CREATE TRIGGER proposal_frozen_update BEFORE UPDATE ON proposal WHEN OLD.sha256 IS NOT NULL BEGIN SELECT RAISE(ABORT, 'a closed proposal cannot be changed'); END",
    )
    _run(
        "sqlite",
        "CREATE TRIGGER proposal_frozen_delete BEFORE DELETE ON proposal WHEN OLD.sha256 IS NOT NULL BEGIN SELECT RAISE(ABORT, 'a closed proposal cannot be changed'); END",
    )
    _run(
        "sqlite",
        "CREATE TRIGGER proposal_frozen_replace BEFORE INSERT ON proposal WHEN EXISTS (SELECT 1 FROM proposal AS held WHERE held.id = NEW.id AND held.sha256 IS NOT NULL) BEGIN SELECT RAISE(ABORT, 'a closed proposal cannot be changed'); END",
    )
    _run(
        "postgresql",
        "CREATE OR REPLACE FUNCTION proposal_is_frozen() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'a closed proposal cannot be changed'; END $$",
    )
    _run(
        "postgresql",
        "CREATE TRIGGER proposal_frozen BEFORE UPDATE OR DELETE ON proposal FOR EACH ROW WHEN (OLD.sha256 IS NOT NULL) EXECUTE FUNCTION proposal_is_frozen()",
    )
    _run(
        "sqlite",
        "CREATE TRIGGER meeting_item_frozen_insert BEFORE INSERT ON meeting_item WHEN EXISTS (SELECT 1 FROM meeting AS held WHERE held.id = NEW.meeting_id AND held.sha256 IS NOT NULL) BEGIN SELECT RAISE(ABORT, 'settled minutes cannot be changed'); END",
    )
    _run(
        "sqlite",
        "CREATE TRIGGER meeting_item_frozen_update BEFORE UPDATE ON meeting_item WHEN EXISTS (SELECT 1 FROM meeting AS held WHERE held.id = OLD.meeting_id AND held.sha256 IS NOT NULL) OR EXISTS (SELECT 1 FROM meeting AS held WHERE held.id = NEW.meeting_id AND held.sha256 IS NOT NULL) BEGIN SELECT RAISE(ABORT, 'settled minutes cannot be changed'); END",
    )
    _run(
        "sqlite",
        "CREATE TRIGGER meeting_item_frozen_delete BEFORE DELETE ON meeting_item WHEN EXISTS (SELECT 1 FROM meeting AS held WHERE held.id = OLD.meeting_id AND held.sha256 IS NOT NULL) BEGIN SELECT RAISE(ABORT, 'settled minutes cannot be changed'); END",
    )
    _run(
        "postgresql",
        "CREATE OR REPLACE FUNCTION minutes_item_is_frozen() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF TG_OP <> 'INSERT' AND EXISTS (SELECT 1 FROM meeting AS held WHERE held.id = OLD.meeting_id AND held.sha256 IS NOT NULL) THEN RAISE EXCEPTION 'settled minutes cannot be changed'; END IF; IF TG_OP <> 'DELETE' AND EXISTS (SELECT 1 FROM meeting AS held WHERE held.id = NEW.meeting_id AND held.sha256 IS NOT NULL) THEN RAISE EXCEPTION 'settled minutes cannot be changed'; END IF; IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW; END $$",
    )
    _run(
        "postgresql",
        "CREATE TRIGGER meeting_item_frozen BEFORE INSERT OR UPDATE OR DELETE ON meeting_item FOR EACH ROW EXECUTE FUNCTION minutes_item_is_frozen()",
    )
    _run(
        "sqlite",
        "CREATE TRIGGER election_frozen_update BEFORE UPDATE ON election WHEN OLD.sha256 IS NOT NULL BEGIN SELECT RAISE(ABORT, 'a closed election cannot be changed'); END",
    )
    _run(
        "sqlite",
        "CREATE TRIGGER election_frozen_delete BEFORE DELETE ON election WHEN OLD.sha256 IS NOT NULL BEGIN SELECT RAISE(ABORT, 'a closed election cannot be changed'); END",
    )
    _run(
        "sqlite",
        "CREATE TRIGGER election_frozen_insert BEFORE INSERT ON election WHEN EXISTS (SELECT 1 FROM election AS held WHERE held.id = NEW.id AND held.sha256 IS NOT NULL) BEGIN SELECT RAISE(ABORT, 'a closed election cannot be changed'); END",
    )
    _run(
        "postgresql",
        "CREATE OR REPLACE FUNCTION election_is_frozen() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF TG_OP <> 'INSERT' AND (OLD.sha256 IS NOT NULL) THEN RAISE EXCEPTION 'a closed election cannot be changed'; END IF; IF TG_OP <> 'DELETE' AND (FALSE) THEN RAISE EXCEPTION 'a closed election cannot be changed'; END IF; IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW; END $$",
    )
    _run(
        "postgresql",
        "CREATE TRIGGER election_frozen BEFORE INSERT OR UPDATE OR DELETE ON election FOR EACH ROW EXECUTE FUNCTION election_is_frozen()",
    )
    _run(
        "sqlite",
        "CREATE TRIGGER meeting_correction_no_update BEFORE UPDATE ON meeting_correction BEGIN SELECT RAISE(ABORT, 'meeting_correction is append-only'); END",
    )
    _run(
        "sqlite",
        "CREATE TRIGGER meeting_correction_no_delete BEFORE DELETE ON meeting_correction BEGIN SELECT RAISE(ABORT, 'meeting_correction is append-only'); END",
    )
    _run(
        "sqlite",
        "CREATE TRIGGER meeting_correction_no_replace BEFORE INSERT ON meeting_correction WHEN EXISTS (SELECT 1 FROM meeting_correction WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, 'meeting_correction is append-only'); END",
    )
    _run(
        "postgresql",
        "CREATE OR REPLACE FUNCTION portal_append_only() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION '%', TG_TABLE_NAME || ' is append-only'; END $$",
    )
    _run(
        "postgresql",
        "CREATE TRIGGER meeting_correction_append_only BEFORE UPDATE OR DELETE ON meeting_correction FOR EACH ROW EXECUTE FUNCTION portal_append_only()",
    )
    _run(
        "sqlite",
        "CREATE TRIGGER voice_frozen_update BEFORE UPDATE ON proposal_voice WHEN EXISTS (SELECT 1 FROM proposal AS held WHERE held.id = OLD.proposal_id AND held.sha256 IS NOT NULL) BEGIN SELECT RAISE(ABORT, 'a closed proposal cannot be changed'); END",
    )
    _run(
        "sqlite",
        "CREATE TRIGGER voice_frozen_delete BEFORE DELETE ON proposal_voice WHEN EXISTS (SELECT 1 FROM proposal AS held WHERE held.id = OLD.proposal_id AND held.sha256 IS NOT NULL) BEGIN SELECT RAISE(ABORT, 'a closed proposal cannot be changed'); END",
    )
    _run(
        "sqlite",
        "CREATE TRIGGER voice_frozen_insert BEFORE INSERT ON proposal_voice WHEN EXISTS (SELECT 1 FROM proposal AS held WHERE held.id = NEW.proposal_id AND held.sha256 IS NOT NULL) BEGIN SELECT RAISE(ABORT, 'a closed proposal cannot be changed'); END",
    )
    _run(
        "postgresql",
        "CREATE OR REPLACE FUNCTION voice_is_frozen() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF TG_OP <> 'INSERT' AND EXISTS (SELECT 1 FROM proposal AS held WHERE held.id = OLD.proposal_id AND held.sha256 IS NOT NULL) THEN RAISE EXCEPTION 'a closed proposal cannot be changed'; END IF; IF TG_OP <> 'DELETE' AND EXISTS (SELECT 1 FROM proposal AS held WHERE held.id = NEW.proposal_id AND held.sha256 IS NOT NULL) THEN RAISE EXCEPTION 'a closed proposal cannot be changed'; END IF; IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW; END $$",
    )
    _run(
        "postgresql",
        "CREATE TRIGGER voice_frozen BEFORE INSERT OR UPDATE OR DELETE ON proposal_voice FOR EACH ROW EXECUTE FUNCTION voice_is_frozen()",
    )
    _run(
        "sqlite",
        "CREATE TRIGGER proposal_word_no_update BEFORE UPDATE ON proposal_word BEGIN SELECT RAISE(ABORT, 'proposal_word is append-only'); END",
    )
    _run(
        "sqlite",
        "CREATE TRIGGER proposal_word_no_delete BEFORE DELETE ON proposal_word BEGIN SELECT RAISE(ABORT, 'proposal_word is append-only'); END",
    )
    _run(
        "sqlite",
        "CREATE TRIGGER proposal_word_no_replace BEFORE INSERT ON proposal_word WHEN EXISTS (SELECT 1 FROM proposal_word WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, 'proposal_word is append-only'); END",
    )
    _run(
        "postgresql",
        "CREATE OR REPLACE FUNCTION portal_append_only() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION '%', TG_TABLE_NAME || ' is append-only'; END $$",
    )
    _run(
        "postgresql",
        "CREATE TRIGGER proposal_word_append_only BEFORE UPDATE OR DELETE ON proposal_word FOR EACH ROW EXECUTE FUNCTION portal_append_only()",
    )
    _run(
        "sqlite",
        "CREATE TRIGGER election_candidate_frozen_update BEFORE UPDATE ON election_candidate WHEN EXISTS (SELECT 1 FROM election AS held WHERE held.id = OLD.election_id AND held.sha256 IS NOT NULL) OR EXISTS (SELECT 1 FROM election AS held WHERE held.id = NEW.election_id AND held.sha256 IS NOT NULL) BEGIN SELECT RAISE(ABORT, 'a closed election cannot be changed'); END",
    )
    _run(
        "sqlite",
        "CREATE TRIGGER election_candidate_frozen_delete BEFORE DELETE ON election_candidate WHEN EXISTS (SELECT 1 FROM election AS held WHERE held.id = OLD.election_id AND held.sha256 IS NOT NULL) BEGIN SELECT RAISE(ABORT, 'a closed election cannot be changed'); END",
    )
    _run(
        "sqlite",
        "CREATE TRIGGER election_candidate_frozen_insert BEFORE INSERT ON election_candidate WHEN EXISTS (SELECT 1 FROM election AS held WHERE held.id = NEW.election_id AND held.sha256 IS NOT NULL) OR EXISTS (SELECT 1 FROM election_candidate AS kept WHERE kept.id = NEW.id AND EXISTS (SELECT 1 FROM election AS held WHERE held.id = kept.election_id AND held.sha256 IS NOT NULL)) BEGIN SELECT RAISE(ABORT, 'a closed election cannot be changed'); END",
    )
    _run(
        "postgresql",
        "CREATE OR REPLACE FUNCTION election_candidate_is_frozen() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF TG_OP <> 'INSERT' AND (EXISTS (SELECT 1 FROM election AS held WHERE held.id = OLD.election_id AND held.sha256 IS NOT NULL)) THEN RAISE EXCEPTION 'a closed election cannot be changed'; END IF; IF TG_OP <> 'DELETE' AND (EXISTS (SELECT 1 FROM election AS held WHERE held.id = NEW.election_id AND held.sha256 IS NOT NULL)) THEN RAISE EXCEPTION 'a closed election cannot be changed'; END IF; IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW; END $$",
    )
    _run(
        "postgresql",
        "CREATE TRIGGER election_candidate_frozen BEFORE INSERT OR UPDATE OR DELETE ON election_candidate FOR EACH ROW EXECUTE FUNCTION election_candidate_is_frozen()",
    )
    _run(
        "sqlite",
        "CREATE TRIGGER election_elector_frozen_update BEFORE UPDATE ON election_elector WHEN EXISTS (SELECT 1 FROM election AS held WHERE held.id = OLD.election_id AND held.sha256 IS NOT NULL) OR EXISTS (SELECT 1 FROM election AS held WHERE held.id = NEW.election_id AND held.sha256 IS NOT NULL) BEGIN SELECT RAISE(ABORT, 'a closed election cannot be changed'); END",
    )
    _run(
        "sqlite",
        "CREATE TRIGGER election_elector_frozen_delete BEFORE DELETE ON election_elector WHEN EXISTS (SELECT 1 FROM election AS held WHERE held.id = OLD.election_id AND held.sha256 IS NOT NULL) BEGIN SELECT RAISE(ABORT, 'a closed election cannot be changed'); END",
    )
    _run(
        "sqlite",
        "CREATE TRIGGER election_elector_frozen_insert BEFORE INSERT ON election_elector WHEN EXISTS (SELECT 1 FROM election AS held WHERE held.id = NEW.election_id AND held.sha256 IS NOT NULL) OR EXISTS (SELECT 1 FROM election_elector AS kept WHERE kept.id = NEW.id AND EXISTS (SELECT 1 FROM election AS held WHERE held.id = kept.election_id AND held.sha256 IS NOT NULL)) BEGIN SELECT RAISE(ABORT, 'a closed election cannot be changed'); END",
    )
    _run(
        "postgresql",
        "CREATE OR REPLACE FUNCTION election_elector_is_frozen() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF TG_OP <> 'INSERT' AND (EXISTS (SELECT 1 FROM election AS held WHERE held.id = OLD.election_id AND held.sha256 IS NOT NULL)) THEN RAISE EXCEPTION 'a closed election cannot be changed'; END IF; IF TG_OP <> 'DELETE' AND (EXISTS (SELECT 1 FROM election AS held WHERE held.id = NEW.election_id AND held.sha256 IS NOT NULL)) THEN RAISE EXCEPTION 'a closed election cannot be changed'; END IF; IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW; END $$",
    )
    _run(
        "postgresql",
        "CREATE TRIGGER election_elector_frozen BEFORE INSERT OR UPDATE OR DELETE ON election_elector FOR EACH ROW EXECUTE FUNCTION election_elector_is_frozen()",
    )
    _run(
        "sqlite",
        "CREATE TRIGGER election_ballot_frozen_update BEFORE UPDATE ON election_ballot WHEN EXISTS (SELECT 1 FROM election AS held WHERE held.id = OLD.election_id AND held.sha256 IS NOT NULL) OR EXISTS (SELECT 1 FROM election AS held WHERE held.id = NEW.election_id AND held.sha256 IS NOT NULL) BEGIN SELECT RAISE(ABORT, 'a closed election cannot be changed'); END",
    )
    _run(
        "sqlite",
        "CREATE TRIGGER election_ballot_frozen_delete BEFORE DELETE ON election_ballot WHEN EXISTS (SELECT 1 FROM election AS held WHERE held.id = OLD.election_id AND held.sha256 IS NOT NULL) BEGIN SELECT RAISE(ABORT, 'a closed election cannot be changed'); END",
    )
    _run(
        "sqlite",
        "CREATE TRIGGER election_ballot_frozen_insert BEFORE INSERT ON election_ballot WHEN EXISTS (SELECT 1 FROM election AS held WHERE held.id = NEW.election_id AND held.sha256 IS NOT NULL) OR EXISTS (SELECT 1 FROM election_ballot AS kept WHERE kept.id = NEW.id AND EXISTS (SELECT 1 FROM election AS held WHERE held.id = kept.election_id AND held.sha256 IS NOT NULL)) BEGIN SELECT RAISE(ABORT, 'a closed election cannot be changed'); END",
    )
    _run(
        "postgresql",
        "CREATE OR REPLACE FUNCTION election_ballot_is_frozen() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF TG_OP <> 'INSERT' AND (EXISTS (SELECT 1 FROM election AS held WHERE held.id = OLD.election_id AND held.sha256 IS NOT NULL)) THEN RAISE EXCEPTION 'a closed election cannot be changed'; END IF; IF TG_OP <> 'DELETE' AND (EXISTS (SELECT 1 FROM election AS held WHERE held.id = NEW.election_id AND held.sha256 IS NOT NULL)) THEN RAISE EXCEPTION 'a closed election cannot be changed'; END IF; IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW; END $$",
    )
    _run(
        "postgresql",
        "CREATE TRIGGER election_ballot_frozen BEFORE INSERT OR UPDATE OR DELETE ON election_ballot FOR EACH ROW EXECUTE FUNCTION election_ballot_is_frozen()",
    )


def _run(dialect: str, statement: str) -> None:
    connection = op.get_bind()
    if dialect in ("", connection.dialect.name):
        connection.exec_driver_sql(statement, execution_options={"no_parameters": True})
