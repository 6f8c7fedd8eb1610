"""Quantities as people type them: read as they were meant, or asked."""

from __future__ import annotations

from decimal import Decimal

import pytest
from flask import Flask
from werkzeug.datastructures import MultiDict

from portal.web import PortalForm
from portal.web.form_fields import QuantityField


class _Form(PortalForm):
    much = QuantityField("Berapa banyak")


def _typed(text: str) -> QuantityField:
    form = _Form(formdata=MultiDict({"much": text}))
    form.validate()
    return form.much


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("0.250", "0.25"),
        ("0,250", "0.25"),
        ("1.250", "1250"),
        ("1.250,5", "1250.5"),
        ("12,5", "12.5"),
        ("12.5", "12.5"),
    ],
)
def test_a_quantity_is_what_was_typed(context: Flask, text: str, meant: str) -> None:
    with context.test_request_context():
        assert _typed(text).data == Decimal(meant)


@pytest.mark.parametrize(
    ("text", "question"), [("1,250", "Maksudnya 1,25 atau 1.250?"), ("12,345", "Maksudnya 12,3450 atau 12.345?")]
)
def test_who_may_mean_two_things_is_asked(context: Flask, text: str, question: str) -> None:
    with context.test_request_context():
        assert list(_typed(text).errors) == [question]


def test_a_stored_quantity_comes_back_as_itself(context: Flask) -> None:
    with context.test_request_context():
        shown = str(_Form(formdata=None, data={"much": Decimal("1.255")}).much._value())
        assert (shown, _typed(shown).data) == ("1,2550", Decimal("1.255"))
