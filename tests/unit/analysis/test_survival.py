from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coder.analysis.survival import chi_square_tail, kaplan_meier, log_rank, waits_of
from coder.model.answers import Outcome
from coder.model.cue_answer import CueAnswer, Mark
from coder.model.survival import Waiting
from tests.unit.analysis.oracles import oracle

FREIREICH = oracle("survival", "regulation")


def _group(name: str) -> list[Waiting]:
    return [Waiting(time, status == 1) for time, status, group in FREIREICH["data"] if group == name]


def test_the_curve_is_that_of_r() -> None:
    curve = kaplan_meier(_group("6MP"))
    assert len(curve.steps) == len(FREIREICH["km_6MP"])
    for step, row in zip(curve.steps, FREIREICH["km_6MP"], strict=True):
        assert (step.ms, step.at_risk) == (row["time"], row["n_risk"])
        assert step.survival == pytest.approx(row["surv"], abs=1e-9)
        assert step.se == pytest.approx(row["se_greenwood"], abs=1e-9)
        assert step.low == pytest.approx(row["lower_log"], abs=1e-9)
        assert step.high == pytest.approx(row["upper_log"], abs=1e-9)
    for name, survival in FREIREICH["published"]["km_6MP"].items():
        assert curve.at(int(name[1:])) == pytest.approx(survival, abs=6e-4)


def test_the_medians_are_those_of_r() -> None:
    assert kaplan_meier(_group("6MP")).median_ms == FREIREICH["median_6MP"]
    assert kaplan_meier(_group("placebo")).median_ms == FREIREICH["median_placebo"]


def test_the_log_rank_test_is_that_of_r() -> None:
    found = log_rank([_group("6MP"), _group("placebo")])
    assert found.chi_square == pytest.approx(FREIREICH["logrank_chi2"], abs=1e-9)
    assert found.chi_square == pytest.approx(FREIREICH["published"]["logrank_chi2"], abs=0.005)
    assert found.df == 1
    assert found.p == pytest.approx(4.16880891e-05, rel=1e-6)


def test_a_curve_that_reaches_one_half_has_its_median_there() -> None:
    assert kaplan_meier([Waiting(1, True), Waiting(2, True), Waiting(3, False), Waiting(4, True)]).median_ms == 2


def test_an_answer_at_the_instant_of_a_cut_comes_first() -> None:
    assert kaplan_meier([Waiting(5, True), Waiting(5, False)]).steps[0].survival == 0.5


def test_cues_never_waited_for_and_those_never_at_risk_are_in_no_curve() -> None:
    cue = Mark(0, 0, None, "voice", "cry")
    answers = [
        CueAnswer(cue, Outcome.CENSORED, "", 0),
        CueAnswer(cue, Outcome.CENSORED, "", 2),
        CueAnswer(cue, Outcome.ANSWERED, "", 4, latency_ms=4),
        CueAnswer(cue, Outcome.ANSWERED, "", 0, in_progress=True),
        CueAnswer(cue, Outcome.ANSWERED, "", 6, latency_ms=6, at_risk=False),
        CueAnswer(cue, Outcome.UNANSWERED, "", 10),
    ]
    assert waits_of(answers) == [Waiting(2, came=False), Waiting(4, came=True), Waiting(10, came=False)]


def test_what_cannot_be_said_of_latency_has_its_reason() -> None:
    assert kaplan_meier([]).reason == "there is no cue whose answer could be waited for"
    assert kaplan_meier([]).at(5) is None
    few = kaplan_meier([Waiting(5, True), Waiting(9, False), Waiting(9, False)])
    assert (few.median_ms, few.reason) == (None, "fewer than half were answered while they could be seen")
    assert log_rank([[Waiting(5, True)], []]).reason == "there are no two groups with waits"
    assert log_rank([[Waiting(5, False)], [Waiting(5, False)]]).reason == "nothing was answered in any group"
    apart = log_rank([[Waiting(1, False)], [Waiting(5, True)]])
    assert apart.reason == "the groups were never at risk together"


@pytest.mark.parametrize(("value", "df", "p"), [(3.841459, 1, 0.05), (5.991465, 2, 0.05), (7.814728, 3, 0.05)])
def test_the_tail_of_chi_square_is_that_of_the_tables(value: float, df: int, p: float) -> None:
    assert chi_square_tail(value, df) == pytest.approx(p, abs=1e-7)


WAITS = st.lists(st.builds(Waiting, st.integers(0, 30), st.booleans()), max_size=30)


@given(WAITS)
def test_a_curve_falls_and_without_cuts_is_the_share_still_waiting(waits: list[Waiting]) -> None:
    shares = [1.0, *(step.survival for step in kaplan_meier(waits).steps)]
    assert all(before >= after >= 0 for before, after in pairwise(shares))
    every = [Waiting(one.ms, True) for one in waits]
    for step in kaplan_meier(every).steps:
        assert step.survival == pytest.approx(sum(one.ms > step.ms for one in every) / len(every))


@given(st.lists(WAITS, max_size=4))
def test_all_that_came_was_expected_in_some_group(groups: list[list[Waiting]]) -> None:
    found = log_rank(groups)
    assert sum(found.expected) == pytest.approx(sum(found.observed))
    assert found.p is None or 0 <= found.p <= 1


@given(WAITS)
def test_the_curve_is_the_product_of_those_who_went_on_waiting(waits: list[Waiting]) -> None:
    share, spread = 1.0, 0.0
    found = kaplan_meier(waits)
    times = sorted({one.ms for one in waits if one.came})
    assert [step.ms for step in found.steps] == times
    for step in found.steps:
        risk = sum(one.ms >= step.ms for one in waits)
        events = sum(one.came and one.ms == step.ms for one in waits)
        share *= (risk - events) / risk
        spread += events / (risk * (risk - events)) if risk > events else 0.0
        assert (step.at_risk, step.events) == (risk, events)
        assert step.survival == pytest.approx(share, abs=1e-9)
        assert step.se == (pytest.approx(share * spread**0.5, abs=1e-9) if risk > events else None)
    half = [ms for ms in times if 2 * sum(_lasts(waits, ms)) <= 1 + 1e-9]
    assert found.median_ms == (min(half) if half else None)


def _lasts(waits: list[Waiting], until: int) -> list[float]:
    """Return the weight of what was still waited for, cut waits handing theirs on to the right (Efron 1967)."""
    weights = [1 / len(waits)] * len(waits)
    order = sorted(range(len(waits)), key=lambda at: (waits[at].ms, not waits[at].came))
    for place, at in enumerate(order):
        later = order[place + 1 :]
        if not waits[at].came and later:
            for one in later:
                weights[one] += weights[at] / len(later)
            weights[at] = 0.0
    return [weights[at] for at, one in enumerate(waits) if one.ms > until or (not one.came and one.ms >= until)]


@given(WAITS, WAITS)
def test_the_log_rank_test_of_two_adds_up_tables_of_two_by_two(first: list[Waiting], second: list[Waiting]) -> None:
    apart = variance = 0.0
    for ms in {one.ms for one in (*first, *second) if one.came}:
        risk = [sum(one.ms >= ms for one in group) for group in (first, second)]
        came = [sum(one.came and one.ms == ms for one in group) for group in (first, second)]
        whole, events = sum(risk), sum(came)
        apart += came[0] - events * risk[0] / whole
        if whole > 1:
            variance += events * risk[0] * risk[1] * (whole - events) / (whole**2 * (whole - 1))
    found = log_rank([first, second]).chi_square
    assert found == (pytest.approx(apart**2 / variance, abs=1e-6) if variance > 1e-9 else None)
