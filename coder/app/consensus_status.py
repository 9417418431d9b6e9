"""The consensus of two coders in a session or a study: how far it is, and one coder accepted wherever it waits."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from coder.app.consensus_opening import ReviewWish, check_open, check_pair, find_pair, open_consensus
from coder.app.consensus_originals import Figure, Originals, Rated
from coder.app.consensus_reading import coders_of, read_originals
from coder.app.consensus_words import (
    RATED,
    codes_words,
    left_words,
    plain,
    ruled_words,
    tier_words,
    type_words,
    value_of,
    when_words,
)
from coder.editing.disputing import disputes_of, in_order, made_of
from coder.errors import CoderError, named
from coder.model.consensus import ALL, CONSENSUS, Dispute, Ruling, Wanted
from coder.model.observation import Observation
from coder.model.scheme import Scheme
from coder.model.session import Session
from coder.model.time import format_seconds

Figures = tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class SessionReview:
    """How far the consensus of a session is; without one (not ``begun``) nothing is decided and there is no after."""

    session: str
    pair: tuple[str, str]
    begun: bool
    disputes: tuple[Dispute, ...]
    stale: tuple[str, ...]
    before: Figures
    after: tuple[Figures, Figures] | None
    scheme: Scheme
    observations: tuple[Observation, ...]
    """The two coders', and the consensus where it is begun."""

    @property
    def left(self) -> int:
        """How many disagreements are not decided."""
        return sum(one.open for one in self.disputes)


def read_reviews(path: Path, pair: tuple[str, str], pass_id: str = "") -> list[SessionReview]:
    """Read how far the consensus is in every session that both coded; raise CoderError where there is none."""
    return [_read(session, pair, pass_id) for session in _sessions(path, pair, pass_id)]


def accept_everywhere(wish: ReviewWish, coder: str, reason: str = "") -> list[tuple[str, int]]:
    """Let one of the two stand wherever nothing is decided yet; return how many that decides in each session."""
    if coder not in wish.pair:
        raise CoderError(f"{coder} is not one of the two.", f"Accept {wish.pair[0]} or {wish.pair[1]}.")
    done = []
    for session in _sessions(wish.path, wish.pair, wish.pass_id):
        whole = ReviewWish(session.folder, wish.pair, wish.pass_id, wish.decided_by)
        with named(session.id), open_consensus(whole) as opened:
            review = opened.review
            if opened.workspace.view_only:
                raise CoderError(f"The consensus is view-only: {opened.workspace.view_only}", "Nothing was changed.")
            if review is not None:
                ruling = Ruling.A if coder == review.pair[0] else Ruling.B
                done.append((session.id, review.accept_all(ruling, wish.wanted, reason)))
            opened.flush()
    return done


def _sessions(path: Path, pair: tuple[str, str], pass_id: str) -> list[Session]:
    from coder.store.study_folder import find_sessions

    sessions = find_sessions(path)
    found = [one for one in sessions if set(pair) <= set(coders_of(one, pass_id))]
    if not found:
        told = sorted({coder for one in sessions for coder in coders_of(one, pass_id)})
        words = f"The coders are {', '.join(told)}." if told else "Nobody has coded anything there."
        raise CoderError(f"No session was coded by {pair[0]} and {pair[1]}.", words)
    return found


def _read(session: Session, pair: tuple[str, str], pass_id: str) -> SessionReview:
    from coder.store.observation_file import open_observation
    from coder.store.session_folder import observation_path

    with named(session.id):
        check_open(session, pair, pass_id)
        where = observation_path(session, CONSENSUS, pass_id)
        there = find_pair(where)
        if there is None:
            originals = read_originals(session, pair, pass_id)
            return _told(session, originals)
        check_pair(pair, there)
        originals = read_originals(session, there, pass_id)
        with open_observation(where, read_only=True) as file:
            consensus = file.load()
        made, now = made_of(consensus) or originals.made, originals.made
        stale = tuple(old.coder for old, new in ((made.a, now.a), (made.b, now.b)) if old != new)
        disputes = in_order(originals.scheme, disputes_of(consensus))
        after = originals.after(consensus)
        about = (originals.before, after, originals.scheme, (*originals.pair, consensus))
        return SessionReview(session.id, there, True, tuple(disputes), stale, *about)


def _told(session: Session, originals: Originals) -> SessionReview:
    disputes = tuple(in_order(originals.scheme, originals.ground.disputes))
    about = (originals.before, None, originals.scheme, originals.pair)
    return SessionReview(session.id, originals.made.pair, False, disputes, (), *about)


# ----------------------------------------------------------------------------- in words


def describe_review(one: SessionReview) -> Iterator[str]:
    """Give lines on how far a session is, and on agreement before and after."""
    count = len(one.disputes)
    state = left_words(one.left) if count else "Nothing to decide."
    begun = "" if one.begun else " The consensus is not begun."
    yield f"{one.session}: {count} disagreement{'' if count == 1 else 's'} of {' and '.join(one.pair)}. {state}{begun}"
    if one.stale:
        yield f"  {' and '.join(one.stale)} changed what was coded since it was begun."
    yield from _figures(one.before, one.after, one.pair)


def _figures(before: Figures, after: tuple[Figures, Figures] | None, pair: tuple[str, str]) -> Iterator[str]:
    known = [{figure.key: figure for figure in side} for side in after or ((), ())]
    for figure in before:
        where = plain(f"{figure.tier} {figure.code}".strip())
        what = RATED[figure.method] if isinstance(figure.method, Rated) else "kappa"
        where += "" if isinstance(figure.method, Rated) else f", {figure.method.value}"
        later = [side.get(figure.key) for side in known]
        now = [f"{coder} {value_of(found)}" for coder, found in zip(pair, later, strict=True) if found is not None]
        with_it = f"; with the consensus: {', '.join(now)}" if now else ""
        reason = f" ({figure.reason})" if figure.kappa is None and figure.reason else ""
        yield f"  {where}: {what} {value_of(figure)}{reason}{with_it}"


def describe_ratings(found: Sequence[SessionReview]) -> Iterator[str]:
    """Give lines on ratings over several sessions, before and after: that is where items have kappas."""
    before, after = rated_over(found)
    pair = found[0].pair if found else ("", "")
    if before and len(found) > 1:
        yield f"Ratings of {len(found)} sessions:"
        yield from _figures(before, after, pair)


def rated_over(found: Sequence[SessionReview]) -> tuple[Figures, tuple[Figures, Figures] | None]:
    """Return how far ratings of all sessions agree, before, and with the consensus where every session has one."""
    from coder.app.comparing.both_rated import RatedSession, rated_log, rating_figures

    if not found or len({frozenset(one.pair) for one in found}) > 1:
        return (), None
    log = rated_log(RatedSession(one.session, one.scheme, one.observations) for one in found)
    first, second = found[0].pair
    before = tuple(rating_figures(log, (first, second)))
    if not all(one.begun for one in found):
        return before, None
    return before, (tuple(rating_figures(log, (first, CONSENSUS))), tuple(rating_figures(log, (second, CONSENSUS))))


def describe_dispute(dispute: Dispute, pair: tuple[str, str]) -> str:
    """Return one line on a disagreement."""
    ruled = ruled_words(dispute, pair) or "not decided"
    reason = f" ({dispute.ruled.reason})" if dispute.ruled.reason else ""
    kind = type_words(dispute.type, pair)
    return f"  {when_words(dispute)}  {tier_words(dispute)}  {codes_words(dispute, pair)}  {kind}  {ruled}{reason}"


def review_to_json(one: SessionReview, wanted: Wanted = ALL, *, listed: bool = False) -> dict[str, Any]:
    """Return what is said of a session as JSON has it; ``listed`` with its disagreements."""
    found: dict[str, Any] = {
        "session": one.session,
        "pair": list(one.pair),
        "begun": one.begun,
        "disagreements": len(one.disputes),
        "left": one.left,
        "changed_since": list(one.stale),
        "before": [_figure_to_json(figure) for figure in one.before],
        "after": [[_figure_to_json(figure) for figure in side] for side in one.after] if one.after else None,
    }
    if listed:
        found["list"] = [_dispute_to_json(dispute) for dispute in wanted.of(one.disputes)]
    return found


def _figure_to_json(figure: Figure) -> dict[str, Any]:
    return {
        "tier": figure.tier,
        "code": figure.code,
        "method": figure.method.value,
        "kappa": figure.kappa,
        "po": figure.po,
        "reason": figure.reason,
        "n": figure.n,
    }


def _dispute_to_json(one: Dispute) -> dict[str, Any]:
    return {
        "tier": one.tier,
        "code": one.stream,
        "onset_s": format_seconds(one.onset_ms),
        "offset_s": None if one.offset_ms is None else format_seconds(one.offset_ms),
        "code_a": one.code_a,
        "code_b": one.code_b,
        "type": one.type.value,
        "asked": one.asked.removeprefix("?") or None,
        "phase": one.phase or None,
        "at_s": [None if ms is None else format_seconds(ms) for ms in one.at] if one.is_when else None,
        "decided": one.ruled.ruling.value,
        "reason": one.ruled.reason,
    }
