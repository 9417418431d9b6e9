"""What training and drift come to, in a few lines."""

from collections.abc import Iterator
from datetime import date

from coder.app.training import Trained
from coder.model.agreement import Disagreement, DisagreementType, Estimate
from coder.model.drift import Drift, DriftPoint
from coder.model.time import format_short_time
from coder.model.training import Attempt, Figure, Standing, Status

_TYPES = {
    DisagreementType.BOUNDARY: "another edge",
    DisagreementType.CATEGORY: "another code",
    DisagreementType.MISSED_BY_A: "missed",
    DisagreementType.MISSED_BY_B: "not in gold",
}


def describe_training(found: Trained, today: date) -> Iterator[str]:
    """Give each coder's status with the rules, then the scores in order of submission, then what is still open."""
    for standing in found.standings:
        yield describe_standing(standing, today)
        yield from (f"  {words}" for words in describe_rules(standing))
        for number, attempt in enumerate(standing.attempts, 1):
            yield f"  {number}. {describe_attempt(attempt)}"
    for one in found.waiting:
        yield f"{whose(one.coder, one.pass_id)}: {one.session} is not submitted, so nothing is said of it."
    if not found.standings and not found.waiting:
        yield "Nobody has coded a gold session yet."


def whose(coder: str, pass_id: str) -> str:
    """Name a coder, with the pass where there is one."""
    return f"{coder}, pass {pass_id}" if pass_id else coder


def describe_standing(standing: Standing, today: date) -> str:
    """Say the status in a pass, and the re-test."""
    since = f" since {standing.since[:10]}" if standing.since else ""
    due = ""
    if standing.due is not None:
        verb = "is due since" if standing.overdue(today) else "is due on"
        due = f"; a re-test {verb} {standing.due.isoformat()}"
    return f"{whose(standing.coder, standing.pass_id)}: {standing.status.value}{since}{due}"


def describe_rules(standing: Standing) -> Iterator[str]:
    """Give each rule with how far the coder is in it."""
    for rule, row in zip(standing.rules, standing.rows, strict=True):
        yield f"{rule.words}: {min(row, rule.in_a_row)} of {rule.in_a_row}"
    if not standing.rules and standing.status is not Status.MADE_GOLD:
        yield "There is no criterion for this pass: write criteria: under training, or into the scheme."


def describe_attempt(attempt: Attempt) -> str:
    """Say what came of one gold session."""
    head = f"{attempt.session}, submitted {attempt.submitted[:10]}"
    if attempt.reason:
        return f"{head}: does not count, for {attempt.reason}"
    reached = [f"{one.rule.criterion.statistic.replace('_', ' ')} {_number(one.reached)}" for one in attempt.verdicts]
    verdict = {True: "reached", False: "missed", None: "no verdict"}[attempt.met]
    many = len(attempt.disagreements)
    count = f"{many} disagreement{'' if many == 1 else 's'} with gold"
    figures = f" ({', '.join(reached)})" if reached else ""
    return f"{head}: {verdict}{figures}, {count}"


def describe_figure(figure: Figure) -> str:
    """Say a tier's or code's figures in time and of events together."""
    name = f"{figure.tier}.{figure.code}" if figure.code else figure.tier
    if figure.positive is not None:
        return f"{name}: kappa in time {_number(figure.time_kappa)}, agreement on events {figure.positive:.2f}"
    return f"{name}: kappa in time {_number(figure.time_kappa)}, of events {_number(figure.event_kappa)}"


def describe_clip(tier: str, one: Disagreement) -> str:
    """Say where and how a trainee differs from gold: ``0:12.4–0:14 gaze · missed · gold mother, you none``."""
    end = "" if one.offset_ms is None else f"–{format_short_time(one.offset_ms)}"
    codes = f"you {one.code_a}, gold {one.code_b}".replace("_", " ")
    return f"{format_short_time(one.onset_ms)}{end}  {tier} · {_TYPES[one.type]} · {codes}"


def describe_drift(found: Drift, today: date) -> Iterator[str]:
    """Give the last figure of each coder, pass and tier; intra-coder agreement; the re-tests that are due."""
    last: dict[tuple[str, str, str, str, str], DriftPoint] = {}
    for one in found.points:
        if not one.figure.code or one.figure.positive is None:
            last[one.coder, one.pass_id, one.against, one.figure.tier, one.figure.code] = one
    for one in last.values():
        sessions = f"last {one.sessions} session{'' if one.sessions == 1 else 's'}, to {one.coded[:10]}"
        yield f"{whose(one.coder, one.pass_id)}, against {one.against}, {sessions}: {describe_figure(one.rolled)}"
    for again in found.repeats:
        if not again.figure.code:
            name = whose(again.coder, again.pass_id)
            yield f"{name}, {again.video} coded again after {again.days} days: {describe_figure(again.figure)}"
    for standing in found.tests():
        yield describe_standing(standing, today)


def _number(one: Estimate) -> str:
    return f"none ({one.reason})" if one.value is None else f"{one.value:.2f}"
