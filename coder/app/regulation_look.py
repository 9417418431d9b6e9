"""What the view of regulation shows of a session or a study: every figure, where its sessions lie, who coded them."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from coder.app.regulation_view import RegulationLook
from coder.media.stopping import Cancel, Progress
from coder.model.consensus import CONSENSUS
from coder.model.contingency import Pair

if TYPE_CHECKING:
    from coder.app.regulation_streams import Used

PERMUTATIONS = 200
"""Fewer than the tables have: they are looked at, and computed again at every change."""


def look_at_regulation(
    path: Path,
    coder: str = "",
    progress: Progress | None = None,
    cancelled: Cancel | None = None,
    viewer: str = "",
) -> RegulationLook:
    """Compute what is shown of a session's or a study's folder, by phase as well.

    ``coder``: whose events count; ``viewer``: in whose window.

    Raises CoderError where there is nothing to compute, Stopped when ``cancelled`` says so.
    """
    from coder.app.regulation import find_regulation
    from coder.app.regulation_wish import RegulationWish

    wish = RegulationWish(
        events=path, by_phase=True, figures=True, permutations=PERMUTATIONS, coder=coder, viewer=viewer
    )
    found = find_regulation(wish, progress, cancelled)
    return RegulationLook(
        found.pairs,
        found.contingency,
        found.trains,
        found.trajectories,
        found.profiles,
        found.compared,
        found.notes,
        _folders(path),
        {one.session_id: one.coders[0] for one in found.used if one.coders},
        _rules(found.used),
    )


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


def _folders(path: Path) -> dict[str, Path]:
    """Return where the sessions lie, by the names they have in the tables."""
    from coder.app.export_survey import find_all

    sessions = [one.session for one in find_all([path])]
    several = len({one.study for one in sessions}) > 1
    return {f"{one.study}.{one.id}" if several else one.id: one.folder for one in sessions}
