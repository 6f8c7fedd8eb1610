"""Attaches loaded plugins to the app: their templates, translations, pages and files."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from flask import Blueprint, Flask, Response, send_from_directory
from jinja2 import BaseLoader, ChoiceLoader, Environment, FileSystemLoader, TemplateNotFound, TemplateSyntaxError

from .plugin import Candidate, Plugin
from .registry import Registry
from .web.guard import action_of, public

TRANSLATIONS = Path(__file__).parent / "translations"
FILES_KEPT = 3600  # seconds that a browser keeps a plugin's file without asking again
_UNESCAPED = re.compile(r"\|\s*safe\b|\bautoescape\b|\bMarkup\b")


def load(app: Flask, candidates: Iterable[Candidate], capabilities: Iterable[Candidate] = ()) -> Registry:
    """Load the portal's capabilities and the plugins of an app, and let services publish to them."""
    registry = Registry()
    registry.load(candidates, capabilities)
    app.extensions["portal.registry"] = registry
    app.extensions["portal.publish"] = registry.publish
    return registry


def translation_folders(registry: Registry) -> list[str]:
    """Each plugin's translations, then the core's: where both say one sentence, the core's words stand."""
    return [str(folder) for _plugin, folder in _folders(registry, "translations")] + [str(TRANSLATIONS)]


def mount(app: Flask, registry: Registry) -> None:
    """Add the plugins' templates, pages and files; a faulty blueprint switches its plugin off."""
    own = app.jinja_env.loader
    folders = {plugin.name: folder for plugin, folder in _folders(registry, "templates")}
    app.jinja_env.loader = ChoiceLoader([*([own] if own else []), PluginTemplates(folders)])
    for plugin in registry.plugins:
        if fault := _blueprints_fault(plugin):
            registry.switch_off(plugin, fault)
        for blueprint in plugin.blueprints:
            app.register_blueprint(blueprint, url_prefix=_prefix(plugin), name=_name(plugin, blueprint))
    for plugin, folder in _folders(registry, "static"):
        _serve_files(app, plugin, folder)


class PluginTemplates(BaseLoader):
    """The plugins' templates, each under its plugin's name: no plugin stands in for another's, or for the core's.

    What is said is escaped: a template that switches that off is not rendered at all.
    """

    def __init__(self, folders: Mapping[str, Path]) -> None:
        self._loaders = {name: FileSystemLoader(folder) for name, folder in folders.items()}

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool] | None]:
        """The source of `<plugin>/…`, from that plugin's own folder."""
        loader = self._loaders.get(template.partition("/")[0])
        if loader is None:
            raise TemplateNotFound(template)
        source, path, is_fresh = loader.get_source(environment, template)
        if found := _UNESCAPED.search(source):
            line = source.count("\n", 0, found.start()) + 1
            raise TemplateSyntaxError(f"'{found[0]}' tidak boleh: teks selalu diamankan", line, template, path)
        return source, path, is_fresh

    def list_templates(self) -> list[str]:
        """The templates that can be asked for; others in a plugin's folder cannot."""
        return sorted(
            name
            for plugin, loader in self._loaders.items()
            for name in loader.list_templates()
            if name.startswith(f"{plugin}/")
        )


def _serve_files(app: Flask, plugin: Plugin, folder: Path) -> None:
    """Serve a plugin's `static` folder at /p/<plugin>/static/."""

    @public
    def serve(filename: str) -> Response:
        return send_from_directory(folder, filename, max_age=FILES_KEPT)

    app.add_url_rule(f"{_prefix(plugin)}/static/<path:filename>", f"p_{plugin.name}_static", serve)


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


def _folders(registry: Registry, part: str) -> list[tuple[Plugin, Path]]:
    """One folder of every plugin that has it and is not switched off."""
    found = [(plugin, plugin.folder(part)) for plugin in registry.plugins if not plugin.fault]
    return [(plugin, folder) for plugin, folder in found if folder is not None]
