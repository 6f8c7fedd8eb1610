"""Looks at what a plugin's partnership type adds to the lawful path, before anybody can use it.

Every fault is a sentence that names the state, step or gate it is about. What is looked at
is each path the type can meet: villages alone, and with a third party.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from ..contracts import ActivityTemplate, Gate, PartnershipType, Sector, Text, Transition, Workflow
from ..permissions import RULES, Action, OfficeKind, Relation
from ..plugin import Plugin
from ..plugin_words import unsaid_in_type
from ..web import PortalForm
from .gates import CORE_GATES, REGULATION_ONLY
from .path import PATHS
from .rules import INITIATOR, JOINT_REGULATION, RECEIVER

LONGEST_TITLE = 200  # letters
SIDES = ("any", INITIATOR, RECEIVER, "overseer")
PARTY_SIDES = ("any", INITIATOR, RECEIVER)
# Who ever speaks for a party, and so can take a step; an overseer takes those of its side by where the villages lie.
TAKERS = {office for office, how in RULES[Action.PARTNERSHIP_STEP].items() if how in (Relation.PARTY, Relation.MEMBER)}


def faults_of(plugin: Plugin, kind: PartnershipType) -> list[str]:
    """What is wrong with a type, each in a sentence; empty when it fits. Needs a request, for the forms' words."""
    faults = [*_label_faults(kind), *_form_faults(kind), *_gate_faults(kind), *_name_faults(kind)]
    faults += unsaid_in_type(plugin, kind)
    for step in kind.workflow.transitions:
        faults += _taker_faults(step)
    for instrument, path in PATHS.items():
        faults += _path_faults(kind, instrument, path)
    return list(dict.fromkeys(faults))  # what is wrong on both paths is said once


def sector_faults(sector: Sector) -> list[str]:
    """What is wrong with a sector, each in a sentence; empty when it fits. Needs a request likewise."""
    labels = [("sektor", sector.code, sector.label)]
    labels += [("indikator", item.key, item.label) for item in sector.indicators]
    labels += [("kegiatan", item.key, item.label) for item in sector.activities]
    labels += [("pasal", item.key, item.label) for item in sector.clauses]
    forms = [(f"sektor '{sector.code}'", sector.form)] if sector.form is not None else []
    return [*_unnamed(labels), *_long_titles(sector.activities), *_forms_that_fail(forms)]


def _unnamed(labels: list[tuple[str, str, Text]]) -> Iterator[str]:
    yield from (f"{what} '{code}' tidak bernama" for what, code, label in labels if not str(label).strip())


def _long_titles(templates: Iterable[ActivityTemplate]) -> Iterator[str]:
    """An activity begins with the name of its template as its title, which has room for so many letters."""
    for item in templates:
        if len(str(item.label)) > LONGEST_TITLE:
            yield f"nama kegiatan '{item.key}' lebih dari {LONGEST_TITLE} huruf"


def _label_faults(kind: PartnershipType) -> Iterator[str]:
    labels = [("jenis", kind.code, kind.label)]
    labels += [("keadaan", state.code, state.label) for state in kind.workflow.states]
    labels += [("langkah", step.name, step.label) for step in kind.workflow.transitions]
    labels += [("syarat", gate.code, gate.label) for gate in kind.gates]
    labels += [("indikator", indicator.key, indicator.label) for indicator in kind.indicators]
    labels += [("kegiatan", activity.key, activity.label) for activity in kind.activities]
    yield from _unnamed(labels)
    yield from _long_titles(kind.activities)


def _form_faults(kind: PartnershipType) -> Iterator[str]:
    forms = [(f"jenis '{kind.code}'", kind.form)] if kind.form is not None else []
    forms += [(f"syarat '{gate.code}'", gate.form) for gate in kind.gates]
    yield from _forms_that_fail(forms)


def _forms_that_fail(forms: list[tuple[str, Any]]) -> Iterator[str]:
    for owner, form in forms:
        if not (isinstance(form, type) and issubclass(form, PortalForm)):
            yield f"formulir {owner} bukan kelas PortalForm"
            continue
        try:
            form(formdata=None)
        except Exception as error:
            yield f"formulir {owner} tidak dapat dibuka: {error}"


def _gate_faults(kind: PartnershipType) -> Iterator[str]:
    core = {gate.code for gate in CORE_GATES}
    states = {state.code for path in PATHS.values() for state in path.states}
    states |= {state.code for state in kind.workflow.states}
    for gate in kind.gates:
        if gate.code in core:
            yield f"syarat '{gate.code}' milik portal sendiri"
        if gate.side not in PARTY_SIDES:
            yield f"syarat '{gate.code}' menyebut pihak yang tidak dikenal: {gate.side}"
        if {gate.per, gate.side} == {INITIATOR, RECEIVER}:
            yield f"syarat '{gate.code}' tidak dapat dicatat siapa pun: untuk {gate.per}, tetapi ditulis {gate.side}"
        for code in sorted(set(gate.states) - states):
            yield f"syarat '{gate.code}' menunggu keadaan yang tidak dikenal: {code}"


def _name_faults(kind: PartnershipType) -> Iterator[str]:
    """Names that point to nothing: additions to a step that is not there, gates that nobody declared."""
    steps = {step.name for path in PATHS.values() for step in path.transitions}
    named = set(kind.workflow.gates) | set(kind.workflow.guards)
    yield from (f"tidak ada langkah '{name}'" for name in sorted(named - steps))
    known = {gate.code: gate for gate in (*CORE_GATES, *kind.gates)}
    asked = {(name, names) for name, names in kind.workflow.gates.items()}
    asked |= {(step.name, step.gates + step.rests_on) for step in kind.workflow.transitions}
    for step, names in sorted(asked):
        for name in names:
            yield from _asked_faults(step, name, known)


def _asked_faults(step: str, name: str, known: dict[str, Gate]) -> Iterator[str]:
    code, at, side = name.partition("@")
    gate = known.get(code)
    if gate is None:
        yield f"langkah '{step}' meminta syarat yang tidak ada: {code}"
    elif at and side not in (INITIATOR, RECEIVER):
        yield f"langkah '{step}' meminta syarat '{code}' dari pihak yang tidak dikenal: {side}"
    elif at and {gate.per, side} == {INITIATOR, RECEIVER}:
        yield f"langkah '{step}' meminta syarat '{code}' dari {side}, padahal syarat itu untuk {gate.per}"


def _taker_faults(step: Transition) -> Iterator[str]:
    unknown = sorted(set(step.offices) - set(OfficeKind))
    if unknown:
        yield f"langkah '{step.name}' menyebut jabatan yang tidak dikenal: {', '.join(unknown)}"
    if step.side not in SIDES:
        yield f"langkah '{step.name}' menyebut pihak yang tidak dikenal: {step.side}"
    takers = TAKERS - {OfficeKind.BKAD_OFFICER} if step.side == RECEIVER else TAKERS  # a BKAD stands with the initiator
    if not unknown and not takers & set(step.offices):
        yield f"langkah '{step.name}' tidak dapat diambil siapa pun: sebut jabatan yang mewakili pihak"


def _path_faults(kind: PartnershipType, instrument: str, path: Workflow) -> Iterator[str]:
    states = (*path.states, *kind.workflow.states)
    codes = [state.code for state in states]
    steps = (*path.transitions, *kind.workflow.transitions)
    yield from (f"keadaan '{code}' ada dua" for code in sorted({code for code in codes if codes.count(code) > 1}))
    names = [step.name for step in steps]
    yield from (f"langkah '{name}' ada dua" for name in sorted({name for name in names if names.count(name) > 1}))
    for step in kind.workflow.transitions:
        for code in sorted({*step.source, step.target} - set(codes)):
            yield f"langkah '{step.name}' menyebut keadaan yang tidak ada: {code}"
    yield from _end_faults(kind, path, steps)
    if instrument != JOINT_REGULATION:
        yield from _regulation_faults(kind, path)


def _end_faults(kind: PartnershipType, path: Workflow, steps: tuple[Transition, ...]) -> Iterator[str]:
    reached, front = {path.initial}, [path.initial]
    while front:
        here = front.pop()
        found = {step.target for step in steps if here in step.source} - reached
        reached |= found
        front += found
    leaving = {code for step in steps for code in step.source}
    for state in kind.workflow.states:
        if state.code not in reached:
            yield f"keadaan '{state.code}' tidak dapat dicapai dari awal"
        if not state.final and state.code not in leaving:
            yield f"keadaan '{state.code}' jalan buntu: tidak ada langkah keluar dan bukan akhir"
    final = {state.code for state in (*path.states, *kind.workflow.states) if state.final}
    yield from (f"keadaan '{code}' adalah akhir, tetapi ada langkah keluar" for code in sorted(final & leaving))


def _regulation_faults(kind: PartnershipType, path: Workflow) -> Iterator[str]:
    """Gates of the joint regulation, asked where there is a third party and they can never be recorded."""
    here = {step.name for step in path.transitions}
    asked = {name: names for name, names in kind.workflow.gates.items() if name in here}
    asked |= {step.name: step.gates for step in kind.workflow.transitions}
    for step, names in asked.items():
        for code in sorted({name.partition("@")[0] for name in names} & REGULATION_ONLY):
            yield f"langkah '{step}' meminta syarat '{code}', yang tidak ada pada kesepakatan dengan pihak ketiga"
