"""The behaviours of a BORIS project as a scheme: a tier for each subject, category and kind."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from coder.formats.boris.lanes import Lane, parts, read_behaviours, sort_lanes, tell_lanes, text
from coder.formats.boris.project import read_project
from coder.model.foreign_scheme import ForeignScheme, ForeignTier, Losses, check_count, listed

PROGRAM = "BORIS"


def read_scheme(content: bytes, name: str) -> ForeignScheme:
    """Read the behaviours, subjects and modifiers of a project; raise CoderError when there are none."""
    project, losses = read_project(content, name), Losses()
    lanes = sort_lanes(read_behaviours(project["behaviors_conf"], losses))
    scheme = build_scheme(project, lanes, read_subjects(project, losses), losses, name)
    _tell_variables(project, losses)
    count = len(project["observations"]) if isinstance(project.get("observations"), dict) else 0
    if count:
        losses.dropped(
            f"{count} observation{'s' if count > 1 else ''} with what was coded. This takes the scheme alone."
        )
    return ForeignScheme(scheme.program, scheme.title, scheme.description, scheme.tiers, tuple(losses.found))


def build_scheme(
    project: Mapping[str, Any], lanes: list[Lane], subjects: Sequence[str], losses: Losses, name: str
) -> ForeignScheme:
    """Build the scheme of some lanes for each of the subjects; raise CoderError when it is too large for one."""
    check_count(sum(len(lane.inside) for lane in lanes) * max(1, len(subjects)), name)
    tiers = tuple(_tier(lane, subject) for subject in subjects or [""] for lane in lanes)
    if len(subjects) > 1:
        named = listed(subject or "no focal subject" for subject in subjects)
        losses.changed(f"Every behaviour is there once for each of the subjects {named}: a tier belongs to one actor.")
    tell_lanes(lanes, losses)
    _tell_rest(project, losses)
    title, description = text(project.get("project_name")), text(project.get("project_description"))
    return ForeignScheme(PROGRAM, title, description, tiers, tuple(losses.found))


def read_subjects(project: Mapping[str, Any], losses: Losses) -> list[str]:
    """Read the names of the subjects; those of the first versions are pairs of a key and a name."""
    part = project.get("subjects_conf")
    if isinstance(part, dict):
        part = {number: _subject(entry) for number, entry in part.items()}
    entries = [entry for entry in parts(part) if text(entry.get("name"))]
    names = list(dict.fromkeys(text(entry.get("name")) for entry in entries))
    keys = [f"{text(entry.get('key'))} for “{text(entry.get('name'))}”" for entry in entries if text(entry.get("key"))]
    if keys:
        losses.dropped(f"The keys that choose a subject: {', '.join(keys)}. Each code has a key of its own instead.")
    for entry in entries:
        if text(entry.get("description")):
            words = f"“{text(entry.get('description'))}”"
            losses.dropped(f"Subject “{text(entry.get('name'))}”: its description, {words}. Actors have none.")
    return names


def _subject(entry: object) -> object:
    return {"key": entry[0], "name": entry[1]} if isinstance(entry, list) and len(entry) == 2 else entry


def _tier(lane: Lane, subject: str) -> ForeignTier:
    codes = tuple(behaviour.code for behaviour in lane.inside)
    return ForeignTier(lane.tier_of(subject), lane.kind, subject, lane.exclusive, codes)


def _tell_variables(project: Mapping[str, Any], losses: Losses) -> None:
    variables = [text(entry.get("label")) for entry in parts(project.get("independent_variables"))]
    if variables:
        losses.dropped(f"The independent variables {listed(variables)}. They belong to a session, not to a scheme.")


def _tell_rest(project: Mapping[str, Any], losses: Losses) -> None:
    for part, what in (
        ("coding_map", "The modifiers' coding maps"),
        ("behaviors_coding_map", "The behaviours' coding maps"),
        ("converters", "The converters of external data"),
    ):
        if project.get(part):
            losses.dropped(f"{what}. Schemes have none.")
    if any(re.search(r"#", text(entry.get("color"))) for entry in parts(project.get("behavioral_categories_config"))):
        losses.dropped("The colours of the categories. Tiers have none.")
