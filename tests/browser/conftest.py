"""A served portal with the two villages' offices, and browsers of their people."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from browsers import Served, serve
from flask import Flask

from portal import testing


@pytest.fixture
def site(app: Flask) -> Iterator[Served]:
    """The portal on a loopback port, on a fresh database."""
    with serve(app) as served:
        yield served
    testing.close_database(app)
