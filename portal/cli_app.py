"""What commands open: the settings, and the app on a database that is ready."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from flask import Flask

    from .settings import Settings


def settings() -> Settings:
    """The settings of this installation, from the environment."""
    from .settings import load_settings

    return load_settings()


def check_ready() -> Settings:
    """The settings, when the database is fit for this code."""
    from .ops.serve import check_database

    found = settings()
    check_database(found)
    return found


@contextmanager
def opened_app() -> Iterator[Flask]:
    """The app with its context pushed, on a database that is ready; quiet about everything but errors."""
    import logging

    from . import create_app

    app = create_app(check_ready(), click.get_current_context().find_root().obj)
    logging.getLogger().setLevel(logging.ERROR)
    with app.app_context():
        yield app
