"""Attaches loaded plugins to the app: their templates, translations, pages and fault isolation."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from importlib.resources import files
from pathlib import Path
from typing import Any

from flask import Blueprint, Flask
from jinja2 import BaseLoader, ChoiceLoader, FileSystemLoader

from .registry import Plugin, Registry, imported_from
from .web.guard import action_of

TRANSLATIONS = Path(__file__).parent / "translations"


def load(app: Flask, candidates: Iterable[tuple[str, str, Callable[[], Any]]]) -> Registry:
    """Load the plugins of an app and let services publish to them."""
    registry = Registry()
    registry.load(candidates)
    app.extensions["portal.registry"] = registry
    app.extensions["portal.publish"] = registry.publish
    return registry


def translation_folders(registry: Registry) -> list[str]:
    """The core's translations and each plugin's own."""
    folders = [TRANSLATIONS, *(folder / "translations" for folder in _folders(registry))]
    return [str(folder) for folder in folders if folder.is_dir()]


def mount(app: Flask, registry: Registry) -> None:
    """Add the plugins' templates and blueprints; a faulty blueprint switches its plugin off."""
    own = app.jinja_env.loader
    loaders: list[BaseLoader] = [own] if own else []
    loaders += [FileSystemLoader(folder / "templates") for folder in _folders(registry)]
    app.jinja_env.loader = ChoiceLoader(loaders)
    for plugin in registry.plugins:
        for blueprint in list(plugin.blueprints):
            _mount_blueprint(app, registry, plugin, blueprint)


def _mount_blueprint(app: Flask, registry: Registry, plugin: Plugin, blueprint: Blueprint) -> None:
    if fault := _blueprint_fault(blueprint):
        registry.switch_off(plugin, fault)
        return
    app.register_blueprint(blueprint, url_prefix=f"/p/{plugin.name}", name=f"p_{plugin.name}_{blueprint.name}")


def _blueprint_fault(blueprint: Blueprint) -> str:
    """Try the blueprint on a scratch app first: what is registered cannot be taken back."""
    scratch = Flask("scratch")
    try:
        scratch.register_blueprint(blueprint)
    except Exception as error:
        return f"halaman plugin tidak dapat dipasang: {error}"
    unnamed = [name for name, view in scratch.view_functions.items() if name != "static" and action_of(view) is None]
    return f"halaman tanpa izin yang disebut: {', '.join(unnamed)}" if unnamed else ""


def _folders(registry: Registry) -> list[Path]:
    names = [imported_from(plugin) for plugin in registry.plugins if not plugin.fault]
    return [Path(str(files(name))) for name in names if name]
