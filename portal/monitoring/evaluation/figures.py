"""The figure that a finding rests on, in words, as it stands on the day the finding is written."""

from __future__ import annotations

from flask_babel import force_locale
from flask_babel import gettext as _

from ... import clock
from ...partnerships.models import Partnership
from ..indicators import rules
from ..indicators.models import Indicator
from ..indicators.words import period_words, value_words
from ..measurements import queries
from .models import FIGURE


def figure_of(partnership: Partnership, indicator: Indicator) -> str:
    """The newest verified value of an indicator with its period and standing; that nothing is reported, otherwise."""
    (line,) = queries.lines(partnership, [indicator], clock.today())
    with force_locale("id"):
        if line.period is None or line.shown is None:
            return _("belum ada laporan yang diperiksa")
        said = f"{value_words(indicator, line.shown)} ({period_words(line.period)})"
        standing = f", {rules.ACHIEVEMENTS[line.achievement]}" if line.achievement else ""
    return (said + standing)[:FIGURE]
