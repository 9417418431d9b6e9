"""The plan of a study: drawing who codes what, each coder's queue, and how far everybody is."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from coder.errors import CoderError
from coder.model.plan import Assignment, Candidate, Plan, Role
from coder.model.session import Session, Study

if TYPE_CHECKING:
    from coder.editing.drawing import Observed


class Stage(StrEnum):
    """How far an assignment is."""

    WAITING = "not begun"
    BEGUN = "begun"
    SUBMITTED = "submitted"


@dataclass(frozen=True, slots=True)
class Queued:
    """An assignment in a coder's queue: where its session lies, what it is called, how far it is."""

    assignment: Assignment
    session: Session
    stage: Stage
    name: str

    @property
    def open(self) -> bool:
        """Tell whether there is anything left to do."""
        return self.stage is not Stage.SUBMITTED


@dataclass(frozen=True, slots=True)
class Drawn:
    """What was drawn: the plan, what is new in it, what stays as it was, and what is drawn no more."""

    plan: Plan
    new: tuple[Assignment, ...]
    kept: tuple[Assignment, ...]
    gone: tuple[Assignment, ...]


def load_plan(path: Path) -> tuple[Study, Plan]:
    """Load a study and its plan; raise CoderError where it has none."""
    from coder.store.plan_file import find_plan
    from coder.store.study_folder import load_study

    study = load_study(path)
    plan = find_plan(study.folder)
    if plan is None:
        raise CoderError(
            f"The study {study.id} has no plan.",
            "Write one into its study.yaml, such as plan: {coders: [ana, ben], share: 0.2, seed: 1}.",
        )
    return study, plan


def draw_plan(path: Path, *, dry_run: bool = False) -> Drawn:
    """Draw assignments by the rules in study.yaml and write plan.csv; what was begun stays as it was.

    With ``dry_run`` nothing is written. Raises CoderError, having written nothing, where the rules cannot be followed.
    """
    from coder.editing.drawing import draw
    from coder.store.plan_file import save_plan

    study, before = load_plan(path)
    lengths = before.rules.segment_ms is not None
    candidates = [_candidate(session, lengths=lengths) for session in study.sessions if before.covers(session.id)]
    plan = draw(before.rules, candidates, before.assignments, _observed(study))
    if not dry_run:
        save_plan(study.folder, plan)
    old = set(before.assignments)
    new = tuple(one for one in plan.assignments if one not in old)
    kept = tuple(one for one in plan.assignments if one in old)
    return Drawn(plan, new, kept, tuple(one for one in before.assignments if one not in set(plan.assignments)))


def _candidate(session: Session, *, lengths: bool) -> Candidate:
    duration_ms = _duration_ms(session) if lengths else 0
    return Candidate(session.id, session.dyad, session.visit, session.age_days, duration_ms)


def _duration_ms(session: Session) -> int:
    if session.clock is not None and not session.media:
        return session.clock.duration_ms
    view = session.views()[0]
    if all(medium.fingerprint is not None for medium in view):
        return sum(medium.fingerprint.duration_ms for medium in view if medium.fingerprint is not None)
    from coder.app.entering import read_video

    return read_video(session, [medium.fingerprint for medium in view]).frames.duration_ms


def _observed(study: Study) -> "Observed":
    from coder.store.session_folder import list_observations

    found = set()
    for session in study.sessions:
        for path in list_observations(session):
            coder, _, pass_id = path.stem.partition(".")
            found.add((session.id, coder, pass_id))
    return frozenset(found)


def read_queue(path: Path, coder: str) -> tuple[Queued, ...]:
    """Return a coder's queue, in order; raise CoderError where the study has no plan."""
    study, plan = load_plan(path)
    sessions = {session.id: session for session in study.sessions}
    return tuple(_queued(one, sessions[one.session], plan) for one in plan.queue(coder) if one.session in sessions)


def _queued(one: Assignment, session: Session, plan: Plan) -> Queued:
    return Queued(one, session, stage_of(session, one), one.alias if plan.rules.aliases else session.id)


def stage_of(session: Session, one: Assignment) -> Stage:
    """Return how far an assignment is; one that cannot be read was begun."""
    from coder.store.seal import read_seal
    from coder.store.session_folder import observation_path

    path = observation_path(session, one.coder, one.pass_id)
    if not path.exists():
        return Stage.WAITING
    try:
        return Stage.SUBMITTED if read_seal(path) is not None else Stage.BEGUN
    except CoderError:
        return Stage.BEGUN


def next_open(queue: tuple[Queued, ...]) -> Queued | None:
    """Return what is to be coded next: what was begun, else the first that was not."""
    begun = next((one for one in queue if one.stage is Stage.BEGUN), None)
    return begun or next((one for one in queue if one.open), None)


@dataclass(frozen=True, slots=True)
class Status:
    """How far a coder is; ``reopened`` counts how often something submitted was opened again."""

    coder: str
    assigned: int
    begun: int
    submitted: int
    reopened: int


def read_status(path: Path) -> tuple[Status, ...]:
    """Return how far every coder is; raise CoderError where the study has no plan."""
    study, plan = load_plan(path)
    sessions = {session.id: session for session in study.sessions}
    return tuple(_status(plan, sessions, coder) for coder in plan.coders())


def _status(plan: Plan, sessions: dict[str, Session], coder: str) -> Status:
    mine = [(sessions[one.session], one) for one in plan.queue(coder) if one.session in sessions]
    stages = [stage_of(session, one) for session, one in mine]
    begun = [pair for pair, stage in zip(mine, stages, strict=True) if stage is not Stage.WAITING]
    reopened = sum(_reopened(session, one) for session, one in begun)
    return Status(coder, len(mine), stages.count(Stage.BEGUN), stages.count(Stage.SUBMITTED), reopened)


def _reopened(session: Session, one: Assignment) -> int:
    from coder.model.seal import REOPEN
    from coder.store.seal import read_acts
    from coder.store.session_folder import observation_path

    try:
        acts = read_acts(observation_path(session, one.coder, one.pass_id))
    except CoderError:
        return 0
    return sum(act.kind == REOPEN for act in acts)


def describe_drawing(drawn: Drawn) -> Iterator[str]:
    """Say what was drawn, in numbers: nothing in it tells a coder what is a check."""
    plan = drawn.plan
    checks = [one for one in plan.assignments if one.role is Role.CHECK]
    sessions = {one.session for one in plan.assignments}
    twice = {one.session for one in checks}
    yield f"{len(sessions)} sessions, {len(twice)} of them coded twice, seed {plan.rules.seed}."
    for coder in plan.coders():
        mine = plan.queue(coder)
        checking = sum(one.role is Role.CHECK for one in mine)
        yield f"  {coder}: {len(mine)} assignments, {checking} of them checks"
    if drawn.kept:
        yield f"{len(drawn.kept)} assignments stay as they were."
    if drawn.gone:
        yield f"{len(drawn.gone)} that nobody had begun were drawn anew."
