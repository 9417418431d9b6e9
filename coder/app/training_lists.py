"""Statuses and scores of trainees as tables to look at."""

from collections.abc import Iterable
from datetime import date

from coder.app.training import Waiting
from coder.app.training_look import TrainingLook
from coder.app.training_words import describe_attempt, describe_figure, describe_rules, describe_standing, whose
from coder.model.agreement import Estimate
from coder.model.listing import Listing, ListingRow
from coder.model.training import Attempt, Figure, Standing

_STATUS = ("Coder", "Status", "Re-test", "Rules")
_SCORES = ("", "Session", "Verdict", "In time", "Events", "Differ", "Submitted")
_FIGURES = ("Tier or code", "Kappa, time", "Kappa, events")
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
        cells = ("", left.session, "no scores yet", "", "", "", "not submitted")
        rows.append(ListingRow(cells, f"{left.session} of {name} is {NOT_SUBMITTED}."))
    return Listing("Gold sessions", _SCORES, tuple(rows), frozenset({0, 3, 4, 5}))


def _attempt(number: int, one: Attempt) -> ListingRow:
    lowest = _lowest(one)
    figures = ("", "") if lowest is None else (_number(lowest.time_kappa), _number(lowest.event_kappa))
    verdict = "does not count" if one.reason else {True: "reached", False: "missed", None: "no verdict"}[one.met]
    verdict = "made this gold" if one.made_gold else verdict
    count = "" if one.reason and not one.figures else str(len(one.disagreements))
    return ListingRow(
        (str(number), one.session, verdict, *figures, count, one.submitted[:10]), f"{describe_attempt(one)}.", one
    )


def figure_listing(one: Attempt | None) -> Listing:
    """Return the figures of one gold session, tiers with their codes; a row's words have the reason for a blank."""
    figures = () if one is None else one.figures
    reason = "" if one is None else one.reason
    return Listing("Figures of the gold session", _FIGURES, tuple(map(_figure, figures)), frozenset({1, 2}), reason)


def _figure(one: Figure) -> ListingRow:
    name = f"{one.tier}.{one.code}" if one.code else one.tier
    of_events = _number(one.event_kappa) if one.positive is None else f"({one.positive:.2f})"
    return ListingRow((name, _number(one.time_kappa) or "–", of_events or "–"), f"{describe_figure(one)}.")


def _lowest(one: Attempt) -> Figure | None:
    """Return the tier, or stream, with the lowest kappa in time: whole tiers first."""
    found = [each for each in one.figures if each.time_kappa.value is not None and each.positive is None]
    return min(found, key=lambda each: each.time_kappa.value or 0.0, default=None)


def _number(one: Estimate) -> str:
    return "" if one.value is None else f"{one.value:.2f}"
