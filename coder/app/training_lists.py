"""Statuses and scores of trainees as tables to look at."""

from collections.abc import Iterable
from datetime import date

from coder.app.training import Waiting
from coder.app.training_look import TrainingLook
from coder.app.training_words import describe_attempt, describe_rules, describe_standing, whose
from coder.model.agreement import Estimate
from coder.model.listing import Listing, ListingRow
from coder.model.training import Attempt, Figure, Standing

_STATUS = ("Coder", "Status", "Re-test", "Rules")
_SCORES = ("", "Session", "Submitted", "Kappa in time", "Of events", "Verdict", "Differences")
NOT_SUBMITTED = "not submitted: scores and feedback come once it is"


def standing_listing(look: TrainingLook, today: date) -> Listing:
    """Return the status of each coder in each pass; a row leads to its standing."""
    rows = tuple(_standing(one, today) for one in look.standings)
    reason = look.reason or "No gold session is submitted yet: scores and feedback come once one is."
    return Listing("Status of each coder and pass", _STATUS, rows, reason=reason)


def _standing(one: Standing, today: date) -> ListingRow:
    rules = "; ".join(describe_rules(one))
    since = f" since {one.since[:10]}" if one.since else ""
    due = "" if one.due is None else f"{'due since' if one.overdue(today) else 'due on'} {one.due.isoformat()}"
    cells = (whose(one.coder, one.pass_id), f"{one.status.value}{since}", due, rules)
    return ListingRow(cells, f"{describe_standing(one, today)}. {rules}.", one)


def attempt_listing(standing: Standing | None, waiting: Iterable[Waiting]) -> Listing:
    """Return the scores of one coder in one pass in order of submission; a row leads to its attempt."""
    attempts = () if standing is None else standing.attempts
    rows = [_attempt(number, one) for number, one in enumerate(attempts, 1)]
    for left in waiting:
        name = whose(left.coder, left.pass_id)
        cells = ("", left.session, "not submitted", "", "", "no scores yet", "")
        rows.append(ListingRow(cells, f"{left.session} of {name} is {NOT_SUBMITTED}."))
    return Listing("Gold sessions", _SCORES, tuple(rows), frozenset({0, 3, 4, 6}))


def _attempt(number: int, one: Attempt) -> ListingRow:
    lowest = _lowest(one)
    figures = ("", "") if lowest is None else (_number(lowest.time_kappa), _number(lowest.event_kappa))
    verdict = "does not count" if one.reason else {True: "reached", False: "missed", None: "no verdict"}[one.met]
    verdict = "made this gold" if one.made_gold else verdict
    count = "" if one.reason and not one.figures else str(len(one.disagreements))
    return ListingRow(
        (str(number), one.session, one.submitted[:10], *figures, verdict, count), f"{describe_attempt(one)}.", one
    )


def _lowest(one: Attempt) -> Figure | None:
    """Return the tier, or stream, with the lowest kappa in time: whole tiers first."""
    found = [each for each in one.figures if each.time_kappa.value is not None and each.positive is None]
    return min(found, key=lambda each: each.time_kappa.value or 0.0, default=None)


def _number(one: Estimate) -> str:
    return "" if one.value is None else f"{one.value:.2f}"
