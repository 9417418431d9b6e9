"""What the view of regulation shows of a session or a study: every figure, where its sessions lie, who coded them."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from coder.app.regulation_view import RegulationLook
from coder.media.stopping import Cancel, Progress
from coder.model.consensus import CONSENSUS
from coder.model.contingency import Pair

if TYPE_CHECKING:
    from coder.app.regulation_named import Named
    from coder.app.regulation_streams import Used
    from coder.app.regulation_wish import RegulationWish

PERMUTATIONS = 200
"""Fewer than the tables have: they are looked at, and computed again at every change."""


def look_at_regulation(
    path: Path,
    coder: str = "",
    progress: Progress | None = None,
    cancelled: Cancel | None = None,
    viewer: str = "",
    named: "Named | None" = None,
) -> RegulationLook:
    """Compute what is shown of a session's or a study's folder, by phase as well; without any link, what can be named.

    ``coder``: whose events count; ``viewer``: in whose window; ``named``: a cue and a response, both ways, in place of
    the links.

    Raises CoderError where it is not clear what is computed, Stopped when ``cancelled`` says so.
    """
    from coder.app.regulation import find_regulation
    from coder.app.regulation_wish import RegulationWish

    own = coder if coder in find_coders(path, viewer) else ""  # who was chosen in another folder
    wish = RegulationWish(events=path, by_phase=True, figures=True, permutations=PERMUTATIONS, coder=own, viewer=viewer)
    asked = wish if named is None else _name(wish, named)
    found = find_regulation(asked, progress, cancelled, looked_at=True)
    return RegulationLook(
        found.pairs,
        found.contingency,
        found.trains,
        found.trajectories,
        found.profiles,
        found.compared,
        found.notes,
        _folders(path, viewer),
        {one.session_id: one.coders[0] for one in found.used if one.coders},
        _rules(found.used),
        constructs={one.session_id: tuple(one.constructs) for one in found.sessions},
        left_out=(*found.withheld, *found.left_out),
        codes=tuple(sorted({code for one in found.used for code in one.codes})),
    )


def _name(wish: "RegulationWish", named: "Named") -> "RegulationWish":
    """Ask for a cue and a response, both ways, and beside their own window by the windows that links are tried with."""
    from coder.app.regulation_wish import SENSITIVITY_MS

    windows = dict.fromkeys((named.window_ms, *SENSITIVITY_MS))
    both = named.cue != named.response
    return replace(wish, cue=named.cue, response=named.response, windows_ms=tuple(windows), both_ways=both)


def find_coders(path: Path, viewer: str = "") -> tuple[str, ...]:
    """Return whose coding of a folder a viewer may see, by the names of the files; a consensus is nobody's own."""
    from coder.app.withholding import find_allowed

    found, _ = find_allowed([path], viewer, own=True)
    names = {file.name.partition(".")[0] for one in found for file in one.files}
    return tuple(sorted(names - {CONSENSUS}))


def _rules(used: Iterable["Used"]) -> dict[Pair, tuple[str, ...]]:
    """Return by which rules each link was computed: several where schemes differ."""
    found: dict[Pair, tuple[str, ...]] = {}
    for pair, rule in (rule for one in used for rule in one.rules):
        found[pair] = tuple(dict.fromkeys((*found.get(pair, ()), rule)))
    return found


def _folders(path: Path, viewer: str) -> dict[str, Path]:
    """Return where the sessions lie, by the names they have in the tables."""
    from coder.app.withholding import find_allowed

    sessions = [one.session for one in find_allowed([path], viewer, own=True)[0]]
    several = len({one.study for one in sessions}) > 1
    return {f"{one.study}.{one.id}" if several else one.id: one.folder for one in sessions}
