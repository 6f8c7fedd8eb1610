"""Finds, loads, checks and isolates plugins. The only file that knows pluggy.

Loading is strict: a plugin with a misspelt hook or a doubled code is switched off alone, a
type with an invalid workflow without its plugin, and the fault is kept for `portal plugins`.
At run time what decides fails closed and what shows or listens fails soft.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from typing import Any

import pluggy
from flask import Blueprint

from . import hookspecs
from .contracts import Advice, Annex, Answers, Happened, Notifier, Panel, PartnershipType, Sector, Text, say
from .db import recover_reading
from .hookspecs import NAMESPACE
from .paperwork import DocumentKind
from .plugin import NAME, Candidate, Plugin, PluginFault, checked, refuse_key, refuse_other

logger = logging.getLogger("portal.plugins")


class Registry:
    """The plugins of one app, and what they bring."""

    def __init__(self) -> None:
        self._manager = pluggy.PluginManager(NAMESPACE)
        self._manager.add_hookspecs(hookspecs)
        self.plugins: list[Plugin] = []
        self.types: dict[str, PartnershipType] = {}
        self.sectors: dict[str, Sector] = {}
        self.words: dict[str, Text] = {}
        self.notifiers: dict[str, Notifier] = {}
        self.documents: dict[str, DocumentKind] = {}

    # loading

    def load(self, candidates: Iterable[Candidate], capabilities: Iterable[Candidate] = ()) -> None:
        """Load the portal's own capabilities, then the plugins, sorted by name."""
        found = [(item, True) for item in capabilities]
        found += [(item, False) for item in sorted(candidates, key=lambda item: item[0])]
        for (name, version, importer), built_in in found:
            plugin = Plugin(name, version, built_in=built_in)
            self.plugins.append(plugin)
            with self._guarded(plugin):
                self._register(plugin, importer())
        self._collect("portal_sectors", Sector, self._take_sectors)
        sectors = tuple(sorted(self.sectors.values(), key=lambda item: (item.order, item.code)))
        self.sectors = {sector.code: sector for sector in sectors}
        self._collect("portal_partnership_types", PartnershipType, self._take_types, sectors=sectors)
        self._collect("portal_blueprints", Blueprint, self._take_blueprints)
        self._collect("portal_words", tuple, self._take_words)
        self._collect("portal_notifiers", Notifier, self._take_notifiers)
        self._collect("portal_documents", DocumentKind, self._take_documents)
        self.types = dict(sorted(self.types.items(), key=lambda item: (item[1].order, item[0])))

    def check_types(self, faults_of: Callable[[Plugin, PartnershipType], list[str]]) -> None:
        """Let the room that knows the lawful path look at the types; each faulty one is switched off alone."""
        for plugin in self.plugins:
            for kind in list(plugin.types):
                if faults := faults_of(plugin, kind):
                    plugin.types = [other for other in plugin.types if other is not kind]
                    self._switch_off_part(plugin, f"jenis '{kind.code}'", faults)
                    self.types.pop(kind.code, None)

    def check_sectors(self, faults_of: Callable[[Sector], list[str]]) -> None:
        """Look at the sectors likewise."""
        for plugin in self.plugins:
            for sector in list(plugin.sectors):
                if faults := faults_of(sector):
                    plugin.sectors = [other for other in plugin.sectors if other is not sector]
                    self._switch_off_part(plugin, f"sektor '{sector.code}'", faults)
                    self.sectors.pop(sector.code, None)

    def _switch_off_part(self, plugin: Plugin, part: str, faults: list[str]) -> None:
        plugin.parts_off[part] = f"{part} tidak sah: {'; '.join(faults)}"
        logger.error("plugin %s: switched off: %s", plugin.name, plugin.parts_off[part])

    def switch_off(self, plugin: Plugin, fault: str) -> None:
        """Take a plugin out and keep the reason."""
        plugin.fault = fault
        logger.error("plugin %s is switched off: %s", plugin.name, fault)
        if plugin.module is not None and self._manager.is_registered(plugin.module):
            self._manager.unregister(plugin.module)
        for code in [code for code, item in self.types.items() if item in plugin.types]:
            del self.types[code]
        for code in [code for code, item in self.sectors.items() if item in plugin.sectors]:
            del self.sectors[code]
        plugin.blueprints = []
        for code in [code for code, item in self.documents.items() if item in plugin.documents]:
            del self.documents[code]

    @property
    def installed(self) -> list[Plugin]:
        """The plugins that somebody installed: without the portal's own capabilities."""
        return [plugin for plugin in self.plugins if not plugin.built_in]

    @property
    def usable_types(self) -> list[PartnershipType]:
        """The partnership types that a person can choose."""
        return [item for item in self.types.values() if item.usable]

    def type_of(self, code: str) -> PartnershipType | None:
        """A partnership type; None when its plugin is gone."""
        return self.types.get(code)

    def sector_label(self, code: str) -> Text:
        """A sector's label; its bare code when its plugin is gone."""
        sector = self.sectors.get(code)
        return sector.label if sector else code

    # run time

    def permission_votes(self, actor: Any, action: str, subject: Any) -> list[bool]:
        """What plugins say; one that raises, or answers with anything but True, False and None, says no."""
        votes = []
        for plugin, call in self._calls("portal_permission"):
            try:
                vote = call(actor=actor, action=action, subject=subject)
                refuse_other(vote, bool, "portal_permission")
            except (Exception, SystemExit) as error:
                self.note_trouble(plugin.name, "portal_permission", error)
                vote = False
            if vote is not None:
                votes.append(vote)
        return votes

    def blockers(self, partnership: Any, transition: str, actor: Any) -> list[Text]:
        """Why plugins hold a transition up; one that raises holds it up."""
        reasons: list[Text] = []
        for plugin, call in self._calls("portal_transition_blockers"):
            try:
                said = call(partnership=partnership, transition=transition, actor=actor)
                refuse_other(said, list, "portal_transition_blockers")
                reasons += said or []
            except (Exception, SystemExit) as error:
                self.note_trouble(plugin.name, "portal_transition_blockers", error)
                reasons.append(
                    say("Pemeriksaan oleh plugin %(name)s sedang bermasalah; hubungi administrator.", name=plugin.name)
                )
        return reasons

    def panels(
        self, partnership: Any, actor: Any, ask: Callable[[Plugin, Callable[[], list[Panel]]], list[Panel]]
    ) -> list[tuple[Plugin, Panel]]:
        """The panels for one partnership, in their order; `ask` calls one plugin, within its time."""
        found: dict[str, tuple[Plugin, Panel]] = {}
        for plugin, call in self._calls("portal_panels"):
            try:
                said = ask(plugin, partial(call, partnership=partnership, actor=actor))
                for panel in checked("portal_panels", Panel, said):
                    refuse_key(panel.key, found)
                    found[panel.key] = (plugin, panel)
            except (Exception, SystemExit) as error:
                self.note_trouble(plugin.name, "portal_panels", error)
        return sorted(found.values(), key=lambda item: (item[1].order, item[1].key))

    def advice(self, answers: Answers) -> list[Advice]:
        """What plugins advise on their usable types, best first."""
        said: list[Advice] = []
        for plugin, call in self._calls("portal_advice"):
            try:
                said += checked("portal_advice", Advice, call(answers=answers))
            except (Exception, SystemExit) as error:
                self.note_trouble(plugin.name, "portal_advice", error)
        usable = [advice for advice in said if (kind := self.type_of(advice.type_code)) is not None and kind.usable]
        return sorted(usable, key=lambda advice: -advice.fit)

    def annexes(self, partnership: Any) -> list[Annex]:
        """The plugins' parts of an agreement's text. No text is frozen without them: `PluginFault` names who fails."""
        found: list[Annex] = []
        for plugin, call in self._calls("portal_agreement_annexes"):
            try:
                found += checked("portal_agreement_annexes", Annex, call(partnership=partnership))
            except (Exception, SystemExit) as error:
                self.note_trouble(plugin.name, "portal_agreement_annexes", error)
                raise PluginFault(plugin.name) from error
        return found

    def fill_demo(self, partnership: Any, actors: Mapping[str, Any]) -> None:
        """Let every plugin put its own sample data into a sample partnership."""
        for _plugin, call in self._calls("portal_demo"):
            call(partnership=partnership, actors=actors)

    def publish(self, event: Happened) -> None:
        """Tell every plugin of something that was recorded."""
        for plugin, call in self._calls("portal_event"):
            try:
                call(event=event)
            except (Exception, SystemExit) as error:
                self.note_trouble(plugin.name, "portal_event", error)

    def note_trouble(self, name: str, where: str, error: BaseException) -> None:
        """Log what failed in a running plugin, keep it for the administrator's page, and let reading go on."""
        logger.error("plugin %s failed in %s", name, where, exc_info=error)
        recover_reading()
        for plugin in self.plugins:
            if plugin.name == name:
                plugin.trouble = f"{where}: {type(error).__name__}: {error}"[:300]

    def owner_of(self, thing: PartnershipType | Sector | DocumentKind | None) -> str:
        """The name of the plugin that brought a type, a sector or a kind of document; empty when none did."""
        return next((item.name for item in self.plugins if thing in [*item.types, *item.sectors, *item.documents]), "")

    # inner workings

    def _register(self, plugin: Plugin, module: Any) -> None:
        if not NAME.fullmatch(plugin.name):
            raise PluginFault("nama plugin hanya huruf kecil, angka dan garis bawah, dan diawali huruf")
        hash(module)  # pluggy needs it, of every plugin, whenever one is called
        plugin.module = module
        self._manager.register(module, name=plugin.name)
        plugin.hooks = tuple(sorted(caller.name for caller in self._manager.get_hookcallers(module) or []))
        self._refuse_misspelt(plugin)

    def _refuse_misspelt(self, plugin: Plugin) -> None:
        known = {name for name in vars(hookspecs) if name.startswith("portal_")}
        if unknown := [name for name in plugin.hooks if name not in known]:
            raise PluginFault(f"kait yang tidak dikenal: {', '.join(unknown)}")

    def _collect(self, hook: str, kind: type, take: Callable[[Plugin, list[Any]], None], **kwargs: Any) -> None:
        for plugin in self.plugins:
            call = self._call_of(plugin, hook)
            if call is not None:
                with self._guarded(plugin):
                    take(plugin, checked(hook, kind, call(**kwargs)))

    def _take_sectors(self, plugin: Plugin, sectors: list[Sector]) -> None:
        self._refuse_taken("sektor", [item.code for item in sectors], self.sectors)
        plugin.sectors = sectors
        self.sectors |= {item.code: item for item in sectors}

    def _take_types(self, plugin: Plugin, types: list[PartnershipType]) -> None:
        self._refuse_taken("jenis kemitraan", [item.code for item in types], self.types)
        plugin.types = types
        self.types |= {item.code: item for item in types}

    def _take_words(self, plugin: Plugin, words: list[tuple[str, Text]]) -> None:
        for name, _word in words:
            if "." in name and not name.startswith(f"{plugin.name}.") and not plugin.built_in:
                raise PluginFault(f"portal_words: peristiwa '{name}' bukan milik plugin ini")
        self.words = dict(words) | self.words

    def _take_notifiers(self, plugin: Plugin, notifiers: list[Notifier]) -> None:
        self._refuse_taken("saluran kabar", [item.code for item in notifiers], self.notifiers)
        self.notifiers |= {item.code: item for item in notifiers}

    def _take_documents(self, plugin: Plugin, documents: list[DocumentKind]) -> None:
        self._refuse_taken("dokumen", [item.code for item in documents], self.documents)
        plugin.documents = documents
        self.documents |= {item.code: item for item in documents}

    def _take_blueprints(self, plugin: Plugin, blueprints: list[Blueprint]) -> None:
        plugin.blueprints = blueprints

    def _refuse_taken(self, what: str, codes: list[str], taken: Mapping[str, Any]) -> None:
        for code in codes:
            if code in taken or codes.count(code) > 1:
                owner = next(
                    (p.name for p in self.plugins if taken.get(code) in [*p.types, *p.sectors, *p.documents]),
                    "plugin ini",
                )
                raise PluginFault(f"{what} '{code}' sudah dipakai oleh {owner}")

    @contextmanager
    def _guarded(self, plugin: Plugin) -> Iterator[None]:
        """A step of loading one plugin: what it raises switches that plugin off."""
        try:
            yield
        except PluginFault as fault:
            self.switch_off(plugin, str(fault))
        except (Exception, SystemExit) as error:
            logger.debug("plugin %s", plugin.name, exc_info=True)
            self.switch_off(plugin, f"{type(error).__name__}: {error}")

    def _calls(self, hook: str) -> Iterator[tuple[Plugin, Callable[..., Any]]]:
        for plugin in self.plugins:
            call = self._call_of(plugin, hook)
            if call is not None:
                yield plugin, call

    def _call_of(self, plugin: Plugin, hook: str) -> Callable[..., Any] | None:
        if plugin.fault or hook not in plugin.hooks:
            return None
        others = [other.module for other in self.plugins if other is not plugin and other.module]
        caller = self._manager.subset_hook_caller(hook, others)

        def call(**kwargs: Any) -> Any:
            results = caller(**kwargs)
            return results[0] if results else None

        return call
