"""Training to criterion: gold observations, the rules that make a coder certified, and what was reached of them."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from coder.model.agreement import Criterion, Disagreement, Estimate

ROLLING, IN_A_ROW = 3, 3
"""Over how many sessions a figure rolls, and how many must reach a criterion in a row, where nothing else is said."""


@dataclass(frozen=True, slots=True)
class Gold:
    """The observation that trainees are held against in one session: whose it is, and in which pass."""

    session: str
    coder: str
    pass_id: str = ""


@dataclass(frozen=True, slots=True)
class Again:
    """A session that has the video of another one, to be coded a second time."""

    session: str
    of: str


@dataclass(frozen=True, slots=True)
class Rule:
    """A criterion that must be reached in so many gold sessions in a row; without a pass it is one for every pass."""

    criterion: Criterion
    in_a_row: int = IN_A_ROW
    pass_id: str = ""

    @property
    def words(self) -> str:
        """The rule in words: ``time kappa ≥ 0.70 on 3 in a row (gaze, within 1 s)``."""
        asked = self.criterion
        of = ", ".join(asked.tiers) or "every tier"
        near = "" if asked.tolerance_ms is None else f", within {asked.tolerance_ms / 1000:g} s"
        within = f", pass {self.pass_id}" if self.pass_id else ""
        statistic = asked.statistic.replace("_", " ")
        return f"{statistic} ≥ {asked.least:.2f} on {self.in_a_row} in a row ({of}{near}{within})"


@dataclass(frozen=True, slots=True)
class Training:
    """What a study says of training: its ``training:`` section.

    Without rules of its own the criteria of the scheme hold, ``in_a_row`` each. ``retest_days`` is how long after a
    coder's last gold session the next is due, None for never.
    """

    gold: tuple[Gold, ...] = ()
    rules: tuple[Rule, ...] = ()
    again: tuple[Again, ...] = ()
    in_a_row: int = IN_A_ROW
    retest_days: int | None = None
    rolling: int = ROLLING

    def video_of(self, session: str) -> str:
        """Return the session whose video a session has: itself, unless it is there to be coded again."""
        return next((one.of for one in self.again if one.session == session), session)

    def find_gold(self, session: str, pass_id: str) -> Gold | None:
        """Return the gold observation for a pass of a session; one without a pass is for every pass."""
        video = self.video_of(session)
        of_it = [one for one in self.gold if one.session == video]
        return next((one for wanted in (pass_id, "") for one in of_it if one.pass_id == wanted), None)


@dataclass(frozen=True, slots=True)
class Figure:
    """How far an observation agrees with another on a tier, or on one code of it: in time and event by event.

    ``positive`` is positive agreement on events of one code of an exclusive tier, for which there is no kappa.
    """

    tier: str
    code: str
    time_kappa: Estimate
    event_kappa: Estimate
    positive: float | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """What an observation reached of a rule: the lowest of its tiers' figures."""

    rule: Rule
    reached: Estimate

    @property
    def met(self) -> bool | None:
        """Tell whether it is enough; None where there is no figure."""
        return None if self.reached.value is None else self.reached.value >= self.rule.criterion.least


@dataclass(frozen=True, slots=True)
class Attempt:
    """A gold session that a coder coded blind and submitted, held against gold.

    Times are UTC, ISO 8601. ``reason`` says why it does not count: it was opened again after it was submitted
    (``opened_again``), it cannot be compared, or the coder made the gold (``made_gold``): it went into the consensus
    that is gold.
    """

    coder: str
    pass_id: str
    session: str
    gold: Gold
    submitted: str
    coded: str
    figures: tuple[Figure, ...] = ()
    verdicts: tuple[Verdict, ...] = ()
    disagreements: tuple[tuple[str, Disagreement], ...] = ()
    """Where it differs from gold, by tier: code_a is the coder's, code_b gold's."""
    reason: str = ""
    made_gold: bool = False
    opened_again: bool = False

    @property
    def met(self) -> bool | None:
        """Tell whether it reached every rule; None where that cannot be said."""
        found = [one.met for one in self.verdicts if one.met is not None]
        return None if self.reason or not found else all(found)


class Status(StrEnum):
    """Whether a coder may code a pass for the study."""

    TRAINING = "in training"
    CERTIFIED = "certified"
    LAPSED = "lapsed"
    MADE_GOLD = "made the gold"
    """Not in training: all that the coder coded of gold sessions went into gold."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A coder's status in a pass, since when (UTC, ISO 8601), how far, and when the next re-test is due."""

    coder: str
    pass_id: str
    status: Status
    since: str
    rules: tuple[Rule, ...]
    rows: tuple[int, ...]
    """How many gold sessions in a row reach each rule, up to now."""
    attempts: tuple[Attempt, ...] = ()
    due: date | None = None

    def overdue(self, today: date) -> bool:
        """Tell whether the re-test is due."""
        return self.due is not None and self.due <= today


def reckon_standing(attempts: tuple[Attempt, ...], training: Training) -> Standing:
    """Reckon the status of one coder in one pass from all attempts, one or more, in any order.

    Certified once every rule was reached in as many gold sessions in a row as it asks, each another session; lapsed
    with the next session that misses one, or was opened again: else a miss could be opened away. What has no figure
    neither adds to a row nor ends it; who only made gold is not in training.
    """
    ordered = tuple(sorted(attempts, key=lambda one: (one.submitted, one.session)))
    rules = tuple(dict.fromkeys(one.rule for attempt in ordered for one in attempt.verdicts))
    rows: dict[Rule, set[str]] = {rule: set() for rule in rules}
    status, since = Status.TRAINING, ""
    for attempt in ordered:
        if attempt.met is None and not attempt.opened_again:
            continue
        for one in attempt.verdicts:
            if one.met is not None:
                met = one.met and not attempt.opened_again
                rows[one.rule] = rows[one.rule] | {attempt.gold.session} if met else set()
        if status is Status.CERTIFIED and not attempt.met:
            status, since = Status.LAPSED, attempt.submitted
        elif status is not Status.CERTIFIED and all(len(rows[rule]) >= rule.in_a_row for rule in rules):
            status, since = Status.CERTIFIED, attempt.submitted
    counts = tuple(len(rows[rule]) for rule in rules)
    tried = [one for one in ordered if not one.made_gold]
    if not tried:
        status = Status.MADE_GOLD
    due = _due(tried[-1], training) if status in (Status.CERTIFIED, Status.LAPSED) else None
    return Standing(ordered[-1].coder, ordered[-1].pass_id, status, since, rules, counts, ordered, due)


def _due(last: Attempt, training: Training) -> date | None:
    if training.retest_days is None:
        return None
    return date.fromisoformat(last.submitted[:10]) + timedelta(days=training.retest_days)
