"""The forms of exchange: a sheet to send."""

from __future__ import annotations

from ...web import PortalForm
from ...web.form_fields import SHEET_TYPE, sheet_file

__all__ = ["SHEET_TYPE", "SheetForm"]


class SheetForm(PortalForm):
    sheet = sheet_file()
