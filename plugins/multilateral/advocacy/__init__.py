"""Advocacy: a joint position on a policy or programme, from the draft to the answer and what was learned."""

from __future__ import annotations

from . import follow_up_views
from .views import bp

follow_up_views.init_app(bp)
blueprints = [bp]
