"""The observations of two coders of one session, read for their consensus: they are only looked at."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from coder.app.consensus_originals import Figure, Figures, Originals
from coder.editing.disputing import Ground
from coder.errors import CoderError
from coder.model.agreement import Compared, Method
from coder.model.consensus import CONSENSUS, Made, Side
from coder.model.observation import Observation
from coder.model.scheme import Scheme
from coder.model.session import Session

if TYPE_CHECKING:
    from coder.app.comparing.both import TierFound
    from coder.store.facts import Facts

SHOWN = (Method.DURATION, Method.OVERLAP, Method.POINTS)
"""In time and event by event: which figures are shown before and after."""


def read_originals(session: Session, pair: tuple[str, str], pass_id: str = "") -> Originals:
    """Read two coders' observations without changing them; raise CoderError where there is nothing to compare."""
    from coder.app.comparing.both import compare_both, phases_of, uncodable_of
    from coder.app.export_survey import read_used
    from coder.app.export_view import end_of, read_view
    from coder.store.consensus import read_coded_hash
    from coder.store.observation_file import open_observation

    read = []
    for path in _paths(session, pair, pass_id):
        with open_observation(path, read_only=True) as file:
            read.append((file.load(), file.facts, read_coded_hash(file), read_used(file).scheme))
    (first, facts, one_hash, scheme), (second, others, other_hash, _) = read
    _check_schemes(session, pair, (facts, others))
    prints = [medium.fingerprint for medium in facts.media] or [medium.fingerprint for medium in session.media]
    end_ms = end_of(session, prints, None if prints and all(prints) else read_view(session).frames)
    both = (first, second)
    found = compare_both(scheme, both, end_ms)
    ground = Ground(
        tuple(one.tier for one in found),
        {one.tier.id: one.pieces for one in found},
        tuple(dispute for one in found for dispute in one.disputes),
        tuple(uncodable_of(both, end_ms)),
        tuple(phases_of(both, end_ms)),
    )
    made = Made(Side(pair[0], facts.created, one_hash), Side(pair[1], others.created, other_hash))
    reckon = partial(_reckon, session.id, scheme, both, end_ms)
    before = (*figures_of(found), *rated_of(session.id, scheme, both))
    return Originals(scheme, both, facts, made, ground, before, reckon)


def _reckon(
    session: str, scheme: Scheme, pair: tuple[Observation, Observation], end_ms: int, consensus: Observation
) -> tuple[Figures, Figures]:
    from coder.app.comparing.both import compare_both

    first, second = (
        (*figures_of(compare_both(scheme, (one, consensus), end_ms)), *rated_of(session, scheme, (one, consensus)))
        for one in pair
    )
    return first, second


def rated_of(session: str, scheme: Scheme, pair: tuple[Observation, Observation]) -> Figures:
    """Return how far two observations of a session agree in what they rate."""
    from coder.app.comparing.both_rated import RatedSession, rated_log, rating_figures

    names = (pair[0].identity.coder, pair[1].identity.coder)
    return tuple(rating_figures(rated_log([RatedSession(session, scheme, pair)]), names))


def figures_of(found: "Sequence[TierFound]") -> tuple[Figure, ...]:
    """Return the figures that are shown, in time and event by event."""
    return tuple(_figure(one.tier.id, figure) for one in found for figure in one.figures if _is_shown(figure))


def _is_shown(figure: Compared) -> bool:
    return figure.method in SHOWN and (figure.found.n > 0 or figure.method is Method.DURATION)


def _figure(tier: str, figure: Compared) -> Figure:
    found = figure.found
    return Figure(tier, figure.code, figure.method, found.kappa, found.po, found.reason)


def _paths(session: Session, pair: tuple[str, str], pass_id: str) -> list[Path]:
    from coder.store.session_folder import observation_path

    if pair[0] == pair[1] or CONSENSUS in pair:
        raise CoderError("A consensus is made of two coders' observations.", "Name two coders who differ.")
    paths = [observation_path(session, coder, pass_id) for coder in pair]
    for coder, path in zip(pair, paths, strict=True):
        if not path.exists():
            told = ", ".join(coders_of(session, pass_id)) or "nobody"
            raise CoderError(f"{coder} has coded nothing in {session.id}.", f"It was coded by {told}.")
    return paths


def coders_of(session: Session, pass_id: str = "") -> list[str]:
    """Return who coded a session in a pass, by name; a consensus is nobody's."""
    from coder.store.session_folder import list_observations

    ending = f".{pass_id}" if pass_id else ""
    stems = [path.stem for path in list_observations(session)]
    names = [stem.removesuffix(ending) for stem in stems if stem.endswith(ending)]
    return [name for name in names if name != CONSENSUS and (pass_id or "." not in name)]


def _check_schemes(session: Session, pair: tuple[str, str], facts: "tuple[Facts, Facts]") -> None:
    first, second = (one.scheme for one in facts)
    if first.sha256 == second.sha256:
        return
    words = [f"{one.id} {one.version}" for one in (first, second)]
    if words[0] == words[1]:
        words = [f"one {words[0]}", f"another {words[1]}"]
    raise CoderError(
        f"Session {session.id} was coded with {words[0]} by {pair[0]} and with {words[1]} by {pair[1]}.",
        "Bring both to one version with coder scheme migrate.",
    )
