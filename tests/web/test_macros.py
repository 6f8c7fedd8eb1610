"""The parts of pages: fields a screen reader understands, errors that lead to their field."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask, render_template_string
from sqlalchemy import select
from werkzeug.datastructures import MultiDict
from wtforms import (
    FieldList,
    FileField,
    Form,
    FormField,
    IntegerField,
    RadioField,
    SelectChoice,
    SelectField,
    StringField,
)
from wtforms.validators import InputRequired, Length, Optional

from portal import events
from portal.contracts import LegalBasis
from portal.db import transactional
from portal.permissions import SYSTEM
from portal.web import PortalForm
from portal.web.paging import Page, paged


class Row(Form):
    """One row of a list."""

    name = StringField("Nama", [InputRequired()])


class SampleForm(PortalForm):
    """A field of every sort."""

    title = StringField("Judul", [InputRequired()], description="Tulis singkat.")
    note = StringField("Catatan", [Length(max=20)])
    families = IntegerField("Jumlah keluarga", [Optional()])
    shape = RadioField(
        "Bentuk", [InputRequired()], choices=[SelectChoice("a", "Antar desa"), SelectChoice("b", "Pihak ketiga")]
    )
    sector = SelectField("Sektor", choices=[SelectChoice("air", "Air")])
    photo = FileField("Foto", [Optional()])
    rows = FieldList(FormField(Row, "Baris"), "Daftar", min_entries=1)


@pytest.fixture
def page(app: Flask) -> Iterator[Flask]:
    with app.test_request_context("/"):
        yield app


def shown(template: str, **context: object) -> str:
    return render_template_string(template, **context)


def test_a_field_has_label_help_and_error_tied_to_it(page: Flask) -> None:
    form = SampleForm(formdata=MultiDict({"note": "x"}))
    form.validate()
    html = shown("{{ ui.field(form.title) }}", form=form)
    assert '<label for="title">' in html
    assert 'aria-describedby="title-help title-error"' in html and 'aria-invalid="true"' in html
    assert 'id="title-help"' in html and 'id="title-error"' in html


def test_what_may_stay_empty_says_so(page: Flask) -> None:
    form = SampleForm()
    for name, marked in (("title", False), ("note", True), ("families", True), ("shape", False), ("sector", False)):
        assert ("boleh kosong" in shown("{{ ui.field(f) }}", f=form[name])) == marked, name


def test_choices_are_a_group_with_a_name(page: Flask) -> None:
    form = SampleForm(formdata=MultiDict({"note": "x"}))
    form.validate()
    html = shown("{{ ui.field(form.shape) }}", form=form)
    assert "<fieldset" in html and "<legend>Bentuk" in html
    assert html.count('type="radio"') == 2
    assert 'aria-describedby="shape-error"' in html


def test_a_file_says_how_big_it_may_be(page: Flask) -> None:
    html = shown("{{ ui.field(form.photo) }}", form=SampleForm())
    assert "10 MB" in html and f'data-limit="{10 * 1024 * 1024}"' in html


def test_a_number_opens_the_number_keys(page: Flask) -> None:
    assert 'inputmode="numeric"' in shown("{{ ui.field(form.families) }}", form=SampleForm())


def test_rows_of_a_list_are_numbered_groups(page: Flask) -> None:
    html = shown("{{ ui.field(form.rows) }}", form=SampleForm())
    assert "<legend>Daftar</legend>" in html and "<legend>Daftar 1</legend>" in html
    assert 'name="rows-0-name"' in html


def test_the_summary_leads_to_every_wrong_field_and_every_link_has_a_target(page: Flask) -> None:
    form = SampleForm(formdata=MultiDict({"rows-0-name": ""}))
    form.validate()
    html = shown("{{ ui.error_summary(form) }}{{ ui.fields(form) }}", form=form)
    assert 'role="alert"' in html
    targets = [part.split('"')[0] for part in html.split('href="#')[1:]]
    assert {"title", "shape-0", "rows"} <= set(targets)
    for target in targets:
        assert f'id="{target}"' in html, target


def test_a_form_without_errors_has_no_summary(page: Flask) -> None:
    assert shown("{{ ui.error_summary(form) }}", form=SampleForm()).strip() == ""


def test_text_of_people_is_escaped(page: Flask) -> None:
    html = shown("{{ ui.badge(t) }}{{ ui.notice(t) }}{{ ui.empty(t) }}{{ ui.share(t, 'http://a/') }}", t="<b>&")
    assert "<b>" not in html


def test_a_share_link_carries_text_and_address(page: Flask) -> None:
    assert "text=Air%20%26%20lahan%20http" in shown('{{ ui.share("Air & lahan", "http://a/") }}')


def test_an_unconfirmed_rule_is_a_setting_and_no_law(page: Flask) -> None:
    template = "{{ ui.law(basis) }}"
    assert "Dasar:" in shown(template, basis=LegalBasis("UU 6/2014", "pasal 91"))
    unsure = shown(template, basis=LegalBasis("UU 6/2014", "pasal 91", confirmed=False))
    assert "Dasar:" not in unsure and "Setelan" in unsure


def test_a_setting_without_a_law_says_it_is_none(page: Flask) -> None:
    assert "bukan aturan hukum" in shown("{{ ui.law(basis) }}", basis=LegalBasis("", confirmed=False))


def test_where_everything_may_stay_empty_it_is_said_once(page: Flask) -> None:
    class Free(PortalForm):
        """Nothing is asked for."""

        name = StringField("Nama", [Optional()])
        note = StringField("Catatan", [Optional()])

    assert shown("{{ ui.fields(form) }}", form=Free()).count("boleh kosong") == 1


def test_a_summary_may_say_what_did_not_happen(page: Flask) -> None:
    form = SampleForm(formdata=MultiDict({"note": "x"}))
    form.validate()
    html = shown('{{ ui.error_summary(form, "Belum dapat masuk:") }}', form=form)
    assert "Belum dapat masuk:" in html and "disimpan" not in html


def test_the_path_names_the_current_step_in_words(page: Flask) -> None:
    steps = [{"label": "Gagasan", "state": "done"}, {"label": "Penawaran", "state": "current", "note": "menunggu"}]
    html = shown("{{ ui.stepper(steps) }}", steps=steps)
    assert 'aria-current="step"' in html and "selesai" in html and "sekarang di sini" in html


@transactional
def record(number: int) -> None:
    for index in range(number):
        events.record(SYSTEM, "test.happened", "test", index, before={"name": "a"}, after={"name": "b"}, reason="uji")


def test_a_history_tells_what_changed_and_why(page: Flask) -> None:
    record(1)
    html = shown("{{ ui.history(list) }}", list=events.history("test", "0"))
    assert "<del>a</del>" in html and "uji" in html and "WIB" in html


def test_an_empty_history_says_so(page: Flask) -> None:
    assert "Belum ada" in shown("{{ ui.history([]) }}")


def test_a_list_is_read_a_page_at_a_time(app: Flask) -> None:
    with app.test_request_context("/?halaman=2&q=air"):
        record(5)
        query = select(events.Event.seq).where(events.Event.subject_kind == "test").order_by(events.Event.seq)
        first, second, last = (paged(query, number, size=2) for number in (1, 2, 3))
        assert [len(page.items) for page in (first, second, last)] == [2, 2, 1]
        assert [page.has_next for page in (first, second, last)] == [True, True, False]
        assert (second.next_url, second.prev_url) == ("/?halaman=3&q=air", "/?q=air")
        assert paged(query, size=2).items == second.items


@pytest.mark.parametrize("number", ["0", "-1", "x", "9999999999", "1.5", "²", ""])
def test_a_page_number_that_is_none_is_the_first_page(app: Flask, number: str) -> None:
    with app.test_request_context("/", query_string={"halaman": number}):
        assert paged(select(events.Event.seq).order_by(events.Event.seq)).number == 1


def test_the_pager_says_where_one_is(page: Flask) -> None:
    html = shown("{{ ui.pager(pager) }}", pager=Page([1], 2, True, 20, 90))
    assert "Halaman 2 dari 5" in html and 'rel="prev"' in html and 'rel="next"' in html
    assert shown("{{ ui.pager(pager) }}", pager=Page([1])).strip() == ""
