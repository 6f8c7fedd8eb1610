"""Attaches loaded plugins to the app: their templates, translations, pages and fault isolation."""

from __future__ import annotations

from collections.abc import Iterable
from importlib.resources import files
from pathlib import Path

from flask import Blueprint, Flask
from jinja2 import BaseLoader, ChoiceLoader, FileSystemLoader

from .registry import Candidate, Plugin, Registry, imported_from
from .web.guard import action_of

TRANSLATIONS = Path(__file__).parent / "translations"


def load(app: Flask, candidates: Iterable[Candidate], capabilities: Iterable[Candidate] = ()) -> Registry:
    """Load the portal's capabilities and the plugins of an app, and let services publish to them."""
    registry = Registry()
    registry.load(candidates, capabilities)
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
        if fault := _blueprints_fault(plugin):
            registry.switch_off(plugin, fault)
        for blueprint in plugin.blueprints:
            app.register_blueprint(blueprint, url_prefix=_prefix(plugin), name=_name(plugin, blueprint))


def _blueprints_fault(plugin: Plugin) -> str:
    """Try the blueprints on a scratch app first: what is registered cannot be taken back."""
    scratch = Flask("scratch")
    before = _app_wide(scratch)
    try:
        for blueprint in plugin.blueprints:
            scratch.register_blueprint(blueprint, url_prefix=_prefix(plugin), name=_name(plugin, blueprint))
    except Exception as error:
        return f"halaman plugin tidak dapat dipasang: {error}"
    if _app_wide(scratch) != before:
        return "halaman plugin memasang kait untuk seluruh portal"
    unnamed = [name for name, view in scratch.view_functions.items() if name != "static" and action_of(view) is None]
    return f"halaman tanpa izin yang disebut: {', '.join(unnamed)}" if unnamed else ""


def _app_wide(app: Flask) -> list[int]:
    """How many functions run for every page: a plugin adds none, or its fault would be everybody's."""
    return [
        len(functions.get(None, ()))
        for functions in (
            app.before_request_funcs,
            app.after_request_funcs,
            app.teardown_request_funcs,
            app.template_context_processors,
            app.url_value_preprocessors,
            app.url_default_functions,
            app.error_handler_spec,
        )
    ]


def _prefix(plugin: Plugin) -> str:
    return f"/p/{plugin.name}"


def _name(plugin: Plugin, blueprint: Blueprint) -> str:
    return f"p_{plugin.name}_{blueprint.name}"


def _folders(registry: Registry) -> list[Path]:
    names = [imported_from(plugin) for plugin in registry.plugins if not plugin.fault]
    return [Path(str(files(name))) for name in names if name]
