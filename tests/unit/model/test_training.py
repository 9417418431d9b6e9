from dataclasses import replace
from datetime import date

from coder.model.agreement import Criterion, Estimate
from coder.model.training import Again, Attempt, Gold, Rule, Status, Training, Verdict, reckon_standing

RULE = Rule(Criterion(("gaze",), "time_kappa", 0.7, 1000), in_a_row=2, pass_id="face")
TRAINING = Training(retest_days=28)


def _attempt(day: int, kappa: float | None, session: str = "", reason: str = "") -> Attempt:
    name = session or f"G{day:02}"
    when = f"2026-03-{day:02}T10:00:00Z"
    verdict = Verdict(RULE, Estimate(kappa))
    return Attempt("ana", "face", name, Gold(name, "expert"), when, when, verdicts=(verdict,), reason=reason)


def _status(*attempts: Attempt) -> tuple[Status, str]:
    standing = reckon_standing(attempts, TRAINING)
    return standing.status, standing.since[8:10]


def test_a_rule_reads_as_words() -> None:
    assert RULE.words == "time kappa ≥ 0.70 on 2 in a row (gaze, within 1 s, pass face)"
    assert Rule(Criterion((), "event_kappa", 0.6)).words == "event kappa ≥ 0.60 on 3 in a row (every tier)"


def test_a_coder_is_certified_with_the_last_of_so_many_in_a_row() -> None:
    assert _status(_attempt(1, 0.8)) == (Status.TRAINING, "")
    assert _status(_attempt(2, 0.7), _attempt(1, 0.8)) == (Status.CERTIFIED, "02")
    assert _status(_attempt(1, 0.8), _attempt(2, 0.69), _attempt(3, 0.9)) == (Status.TRAINING, "")


def test_a_miss_lapses_what_was_granted_until_the_row_is_full_again() -> None:
    first = (_attempt(1, 0.8), _attempt(2, 0.8), _attempt(3, 0.5))
    assert _status(*first) == (Status.LAPSED, "03")
    assert _status(*first, _attempt(4, 0.9)) == (Status.LAPSED, "03")
    assert _status(*first, _attempt(4, 0.9), _attempt(5, 0.9)) == (Status.CERTIFIED, "05")


def test_what_has_no_figure_neither_counts_nor_ends_a_row() -> None:
    between = (_attempt(2, None), _attempt(3, 0.1, reason="it cannot be compared"))
    assert _status(_attempt(1, 0.8), *between, _attempt(4, 0.8)) == (Status.CERTIFIED, "04")


def test_a_miss_cannot_be_opened_away() -> None:
    again = replace(_attempt(3, 0.9, reason="it was opened again"), opened_again=True)
    assert _status(_attempt(1, 0.8), again, _attempt(4, 0.8)) == (Status.TRAINING, "")
    assert _status(_attempt(1, 0.8), _attempt(2, 0.8), again) == (Status.LAPSED, "03")
    assert _status(_attempt(1, 0.8), again, _attempt(4, 0.8), _attempt(5, 0.8)) == (Status.CERTIFIED, "05")


def test_one_gold_session_counts_once_in_a_row() -> None:
    assert _status(_attempt(1, 0.8, "G01"), _attempt(2, 0.8, "G01")) == (Status.TRAINING, "")


def test_a_re_test_is_due_so_long_after_the_last_gold_session() -> None:
    standing = reckon_standing((_attempt(1, 0.8), _attempt(2, 0.8)), TRAINING)
    assert standing.due == date(2026, 3, 30)
    assert not standing.overdue(date(2026, 3, 29))
    assert standing.overdue(date(2026, 3, 30))
    assert reckon_standing((_attempt(1, 0.8),), TRAINING).due is None
    assert reckon_standing((_attempt(1, 0.8), _attempt(2, 0.8)), Training()).due is None


def test_gold_of_a_pass_is_found_before_gold_of_all_and_for_a_copy_of_the_session() -> None:
    every, face = Gold("G01", "consensus"), Gold("G01", "expert", "face")
    training = Training((every, face), again=(Again("X7", "G01"),))
    assert training.find_gold("G01", "face") == face
    assert training.find_gold("G01", "hands") == every
    assert training.find_gold("X7", "face") == face
    assert training.find_gold("D01", "face") is None
