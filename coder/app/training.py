"""Training to criterion: what trainees reach of gold, once they have submitted, and what they may code for it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from coder.app.training_reading import NO_SECTION, Archive, Coded, check_sessions, open_archive, spelt_out
from coder.errors import CoderError
from coder.model.agreement import Agreement, CodeAgreement, Compared, Comparison, Estimate, Method
from coder.model.training import Attempt, Figure, Gold, Rule, Standing, Verdict, reckon_standing

OPENED_AGAIN = "it was opened again after it was submitted, so it is not blind any more"
_NO_FIGURE = "none of its tiers has a figure"


@dataclass(frozen=True, slots=True)
class Waiting:
    """A gold session that a coder has begun but not submitted: nothing is said of it yet."""

    coder: str
    pass_id: str
    session: str


@dataclass(frozen=True, slots=True)
class Trained:
    """What is known of every trainee, by coder and pass; ``notes`` are sentences of what is missing."""

    standings: tuple[Standing, ...]
    waiting: tuple[Waiting, ...]
    notes: tuple[str, ...]


def find_training(path: Path, coder: str = "") -> Trained:
    """Hold every submitted gold session of trainees against gold, those of one coder or of all.

    Raises CoderError when the study has no gold, or the coder has coded nothing in it.
    """
    return train(open_archive(path), coder)


def train(archive: Archive, coder: str = "") -> Trained:
    """Do that for a study that was looked into; raise CoderError."""
    if not archive.training.gold:
        raise CoderError("This study has no gold observations.", NO_SECTION)
    check_sessions(archive)
    tried = [(one, gold) for one in archive.coded if (gold := find_gold_of(archive, one)) is not None]
    if coder and coder not in {one.identity.coder for one, _ in tried}:
        known = sorted({one.identity.coder for one, _ in tried})
        hint = f"Coders in training: {', '.join(known)}." if known else "Nobody has coded one yet."
        raise CoderError(f"{coder} has coded no gold session.", hint)
    wanted = [(one, gold) for one, gold in tried if coder in ("", one.identity.coder)]
    attempts: dict[tuple[str, str], list[Attempt]] = {}
    for one, gold in wanted:
        true = archive.find_gold(gold, one.identity.pass_id)
        if one.sealed and true is not None:
            attempts.setdefault((one.identity.coder, one.identity.pass_id), []).append(_try(archive, one, gold, true))
    standings = (reckon_standing(tuple(found), archive.training) for _, found in sorted(attempts.items()))
    waiting = (
        Waiting(one.identity.coder, one.identity.pass_id, one.session.id)
        for one, gold in wanted
        if not one.sealed and not archive.made_gold(one, gold)
    )
    return Trained(tuple(standings), tuple(waiting), tuple(_notes(archive, wanted)))


def find_feedback(folder: Path, coder: str, pass_id: str = "") -> Attempt:
    """Return how a coder's submitted observation of a gold session differs from gold; raise CoderError before that."""
    from coder.store.session_folder import load_session
    from coder.store.study_file import find_study_folder

    session, study = load_session(folder), find_study_folder(folder)
    if study is None:
        raise CoderError(f"Session {session.id} is in no study: it has no gold.", NO_SECTION)
    archive = open_archive(study)
    check_sessions(archive)
    own = (session.id, coder, pass_id)
    mine = (one for one in archive.coded if (one.session.id, one.identity.coder, one.identity.pass_id) == own)
    one = next(mine, None)
    gold = None if one is None else find_gold_of(archive, one)
    if one is None or gold is None:
        raise CoderError(f"Session {session.id} has no gold for what {coder} coded.", NO_SECTION)
    if not one.sealed:
        raise CoderError(f"{coder} has not submitted {session.id} yet.", "Feedback is there once it is submitted.")
    true = archive.find_gold(gold, pass_id)
    if true is None:
        raise CoderError(f"The gold of {gold.session} by {gold.coder} is not there.", "Code it, or make the consensus.")
    return _try(archive, one, gold, true)


def find_gold_of(archive: Archive, one: Coded) -> Gold | None:
    """Return what an observation is held against; None where there is no gold, or it is gold itself."""
    gold = archive.training.find_gold(one.session.id, one.identity.pass_id)
    mine = gold is None or one.identity.coder == gold.coder or not one.by_hand
    return None if mine else gold


def _notes(archive: Archive, wanted: Sequence[tuple[Coded, Gold]]) -> Iterator[str]:
    passes = {(gold, one.identity.pass_id) for one, gold in wanted} or {(gold, "") for gold in archive.training.gold}
    for gold, pass_id in sorted(passes, key=lambda each: (each[0].session, each[1])):
        true = archive.find_gold(gold, pass_id)
        if true is None:
            yield f"The gold of {gold.session} by {gold.coder} is not there: nobody is held against it."
        elif not true.sealed and true.by_hand:
            yield f"The gold of {gold.session} by {gold.coder} is not submitted: it may still change."


def _try(archive: Archive, one: Coded, gold: Gold, true: Coded) -> Attempt:
    identity = one.identity
    about = (identity.coder, identity.pass_id, one.session.id, gold, one.dates.submitted, one.dates.coded)
    if archive.made_gold(one, gold):
        reason = f"{identity.coder} made this gold: it is the consensus of {' and '.join(true.made_by)}"
        return Attempt(*about, reason=reason, made_gold=True)
    rules = archive.rules_for(one)
    try:
        found = archive.compare(one, true, rules)
    except CoderError as error:
        return Attempt(*about, reason=error.message)
    differing = [(each.tier, disagreement) for each in found for disagreement in each.disagreements]
    return Attempt(
        *about,
        tuple(figure for each in found for figure in figures_of(each)),
        tuple(_verdicts(found, rules)),
        tuple(sorted(differing, key=lambda each: (each[1].onset_ms, each[0]))),
        OPENED_AGAIN if one.dates.reopened else "",
        opened_again=bool(one.dates.reopened),
    )


def _verdicts(found: Sequence[Comparison], rules: Iterable[Rule]) -> Iterator[Verdict]:
    """Give the lowest figure of each rule; rules of other tiers are passed over."""
    every = tuple(each.tier for each in found)
    for rule in rules:
        asked = spelt_out(rule.criterion, every)
        reached = [
            one.reached for each in found if each.tier in asked.tiers for one in each.judged if one.criterion == asked
        ]
        if reached:
            known = [one for one in reached if one.value is not None]
            lowest = min(known, key=lambda one: one.value or 0.0, default=None)
            yield Verdict(rule, lowest or Estimate(None, reason=reached[0].reason or _NO_FIGURE))


def figures_of(comparison: Comparison) -> Iterator[Figure]:
    """Give kappa in time and of events: of a tier and of each code that either used, or of each code by itself."""
    for code in dict.fromkeys(one.code for one in comparison.compared):
        in_time, of_events = choose(comparison, code)
        if in_time is None:
            continue
        yield Figure(comparison.tier, code, estimate(in_time), estimate(of_events))
        if not code:
            yield from _each_code(comparison.tier, in_time, of_events)


def choose(comparison: Comparison, code: str) -> tuple[Compared | None, Compared | None]:
    """Return the figure in time and the one of events: by overlap, or by nearness where there are only points."""
    found = {one.method: one for one in comparison.compared if one.code == code}
    overlap, points = found.get(Method.OVERLAP), found.get(Method.POINTS)
    return found.get(Method.TIME_UNIT), overlap if overlap is not None and overlap.names else points


def estimate(one: Compared | None) -> Estimate:
    """Return kappa with the reason where there is none."""
    return Estimate(None, reason="there is nothing to compare") if one is None else _kappa(one.found)


def _kappa(found: Agreement | CodeAgreement) -> Estimate:
    return Estimate(found.kappa, reason=found.reason)


def _each_code(tier: str, in_time: Compared, of_events: Compared | None) -> Iterator[Figure]:
    events = dict(zip(of_events.names, of_events.codes, strict=False)) if of_events is not None else {}
    for name, one in zip(in_time.names[:-1], in_time.codes, strict=False):
        if one.a + one.b + one.c:
            other = events.get(name)
            nothing = Estimate(None, reason="there is no event of it")
            of_it = nothing if other is None else _kappa(other)
            yield Figure(tier, name, _kappa(one), of_it, None if other is None else other.positive)
