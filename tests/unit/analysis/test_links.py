"""Links: what became of every cue, case by case and whatever was coded."""

from dataclasses import dataclass, field

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coder.analysis.links import answer_cues
from coder.model.answers import Outcome
from coder.model.cue_answer import Counted, CueAnswer, Cut, LinkRule, LinkTrain, Mark, Pairing, Watched

WHOLE = (Counted("", 0, 60_000),)
PHASES = (Counted("play", 1_000, 20_000), Counted("still", 20_000, 40_000), Counted("reunion", 45_000, 60_000))
ALL_CUTS = frozenset({"phase_end", "uncodable", "next_cue"})


def cue(ms: int, *, seen: bool = True) -> Mark:
    return Mark(ms, ms, None, "in_signal", "bid", "infant", f"c{ms}", seen=seen)


def point(ms: int) -> Mark:
    return Mark(ms, ms, None, "cg_need", "need_met", "caregiver", f"r{ms}")


def state(onset_ms: int, offset_ms: int, *, seen: bool = True) -> Mark:
    return Mark(onset_ms, onset_ms, offset_ms, "cg_touch", "touch", "caregiver", f"r{onset_ms}", seen=seen)


@dataclass(frozen=True)
class Case:
    """Cues and responses under a rule, and what is to come of the cues: outcome, wait, response, cut."""

    name: str
    cues: list[Mark]
    responses: list[Mark]
    expected: list[str]
    censor_at: frozenset[str] = ALL_CUTS
    pairing: Pairing = Pairing.FIRST
    new_onset_only: bool = True
    window: tuple[int, int] = (200, 5_000)
    stretches: tuple[Counted, ...] = WHOLE
    uncodable: tuple[tuple[int, int], ...] = field(default=())

    @property
    def answers(self) -> list[CueAnswer]:
        rule = LinkRule(*self.window, self.pairing, self.new_onset_only, self.censor_at)
        train = LinkTrain("l", tuple(self.cues), tuple(self.responses), rule, Watched(self.stretches, self.uncodable))
        return answer_cues(train)


def in_words(answer: CueAnswer) -> str:
    """Say an answer in short: what it was, how long it was waited, by which responses or why not."""
    by = "+".join(one.id for one in answer.responses) or (answer.cut.value if answer.cut else "")
    running = " running" if answer.in_progress and answer.responses else ""
    return f"{answer.outcome.value} {answer.wait_ms} {by}{running}".strip()


NONE = frozenset[str]()
CASES = (
    Case("no response", [cue(10_000)], [], ["unanswered 5000"]),
    Case("no cue", [], [point(10_000)], []),
    Case("a response in the window", [cue(10_000)], [point(11_500)], ["answered 1500 r11500"]),
    Case("the first millisecond of the window", [cue(10_000)], [point(10_200)], ["answered 200 r10200"]),
    Case("a millisecond too early", [cue(10_000)], [point(10_199)], ["unanswered 5000"]),
    Case("the last millisecond of the window", [cue(10_000)], [point(15_000)], ["answered 5000 r15000"]),
    Case("a millisecond too late", [cue(10_000)], [point(15_001)], ["unanswered 5000"]),
    Case("too early, then in time", [cue(10_000)], [point(10_100), point(12_000)], ["answered 2000 r12000"]),
    Case("at the cue itself, window from 0", [cue(10_000)], [point(10_000)], ["answered 0 r10000"], window=(0, 3_000)),
    Case("before the cue", [cue(10_000)], [point(9_999)], ["unanswered 3000"], window=(0, 3_000)),
    Case("the first of two", [cue(10_000)], [point(11_000), point(12_000)], ["answered 1000 r11000"]),
    Case(
        "all of two", [cue(10_000)], [point(11_000), point(12_000)], ["answered 1000 r11000+r12000"],
        pairing=Pairing.ALL,
    ),
    # two cues and one response
    Case(
        "two cues share a response", [cue(10_000), cue(12_000)], [point(13_000)],
        ["answered 3000 r13000", "answered 1000 r13000"], NONE,
    ),
    Case(
        "the nearest cue has it", [cue(10_000), cue(12_000)], [point(13_000)],
        ["unanswered 5000", "answered 1000 r13000"], NONE, Pairing.NEAREST,
    ),
    Case(
        "the nearest cue whose window is open has it", [cue(10_000), cue(12_900)], [point(13_000)],
        ["answered 3000 r13000", "unanswered 5000"], NONE, Pairing.NEAREST,
    ),
    Case(
        "cues of one instant are equally near", [cue(10_000), cue(10_000)], [point(13_000)],
        ["answered 3000 r13000", "answered 3000 r13000"], NONE, Pairing.NEAREST,
    ),
    Case(
        "one to one: the first cue takes it", [cue(10_000), cue(12_000)], [point(13_000)],
        ["answered 3000 r13000", "unanswered 5000"], NONE, Pairing.ONE_TO_ONE,
    ),
    Case(
        "one to one: two take two", [cue(10_000), cue(12_000)], [point(13_000), point(13_500)],
        ["answered 3000 r13000", "answered 1500 r13500"], NONE, Pairing.ONE_TO_ONE,
    ),
    Case(
        "the next cue cuts", [cue(10_000), cue(12_000)], [point(13_000)],
        ["censored 2000 next_cue", "answered 1000 r13000"],
    ),
    Case(
        "a response at the next cue wins the tie", [cue(10_000), cue(12_000)], [point(12_000)],
        ["answered 2000 r12000", "unanswered 5000"],
    ),
    Case("a next cue where the window closes cuts nothing", [cue(10_000), cue(15_000)], [], ["unanswered 5000"] * 2),
    Case(
        "a next cue before the window opens", [cue(10_000), cue(10_100)], [point(10_250)],
        ["censored 100 next_cue", "unanswered 5000"],
    ),
    Case("cues of one instant do not cut each other", [cue(10_000), cue(10_000)], [], ["unanswered 5000"] * 2),
    # in progress
    Case("already in progress", [cue(10_000)], [state(9_000, 12_000)], ["censored 0 in_progress"]),
    Case(
        "already in progress, and a new one", [cue(10_000)], [state(9_000, 12_000), state(12_000, 13_000)],
        ["answered 2000 r12000"],
    ),
    Case(
        "in progress counts", [cue(10_000)], [state(9_000, 12_000), point(12_500)], ["answered 0 r9000 running"],
        new_onset_only=False,
    ),
    Case(
        "in progress and new, all", [cue(10_000)], [state(9_000, 12_000), point(12_500)],
        ["answered 0 r9000+r12500 running"], new_onset_only=False, pairing=Pairing.ALL,
    ),
    Case("over before the window opens", [cue(10_000)], [state(9_000, 10_200)], ["unanswered 5000"]),
    Case("lasts a millisecond beyond", [cue(10_000)], [state(9_000, 10_201)], ["censored 0 in_progress"]),
    Case("begins between cue and window", [cue(10_000)], [state(10_100, 12_000)], ["censored 0 in_progress"]),
    Case(
        "an onset that was not seen is none", [cue(10_000)], [state(12_000, 13_000, seen=False)], ["unanswered 5000"]
    ),
    Case(
        "one to one: what is in progress is taken once", [cue(10_000), cue(11_000)], [state(9_000, 14_000)],
        ["answered 0 r9000 running", "unanswered 5000"], NONE, Pairing.ONE_TO_ONE, new_onset_only=False,
    ),
    # uncodable time
    Case(
        "uncodable time begins in the window", [cue(10_000)], [point(14_000)], ["censored 3000 uncodable"],
        uncodable=((13_000, 13_500),),
    ),
    Case(
        "a response as uncodable time begins wins the tie", [cue(10_000)], [point(13_000)], ["answered 3000 r13000"],
        uncodable=((13_000, 13_500),),
    ),
    Case("uncodable as the window closes", [cue(10_000)], [], ["unanswered 5000"], uncodable=((15_000, 16_000),)),
    Case("uncodable just sooner", [cue(10_000)], [], ["censored 4999 uncodable"], uncodable=((14_999, 16_000),)),
    Case(
        "over before the window opens is of no matter", [cue(10_000)], [point(11_000)], ["answered 1000 r11000"],
        uncodable=((9_000, 10_200),),
    ),
    Case(
        "uncodable as the window opens", [cue(10_000)], [point(11_000)], ["censored 0 uncodable"],
        uncodable=((9_000, 10_201),),
    ),
    Case(
        "uncodable time that does not cut", [cue(10_000)], [point(14_000)], ["answered 4000 r14000"], NONE,
        uncodable=((13_000, 13_500),),
    ),
    # phases and the session
    Case("the phase ends", [cue(17_000)], [point(20_500)], ["censored 3000 phase_end"], stretches=PHASES),
    Case("a response as the phase ends", [cue(17_000)], [point(20_000)], ["answered 3000 r20000"], stretches=PHASES),
    Case("the phase ends as the window closes", [cue(15_000)], [], ["unanswered 5000"], stretches=PHASES),
    Case(
        "into the next phase where that does not cut", [cue(17_000)], [point(20_500)], ["answered 3500 r20500"], NONE,
        stretches=PHASES,
    ),
    Case("a pause between phases cuts", [cue(38_000)], [], ["censored 2000 outside_phases"], NONE, stretches=PHASES),
    Case("the session ends", [cue(57_000)], [], ["censored 3000 session_end"]),
    Case("outside the phases", [cue(500), cue(42_000)], [], ["censored 0 outside_phases"] * 2, stretches=PHASES),
    Case("a cue that was not seen", [cue(10_000, seen=False)], [point(11_000)], ["censored 0 cue_not_seen"]),
    Case("a cue after the end", [cue(60_000)], [], ["censored 0 session_end"]),
)  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_cue_becomes_what_its_case_says(case: Case) -> None:
    assert [in_words(answer) for answer in case.answers] == case.expected


def test_an_event_does_not_answer_itself_but_its_end_may_answer_its_beginning() -> None:
    cry = Mark(10_000, 10_000, 12_000, "in_voice", "cry", "infant", "1")
    over = Mark(12_000, 10_000, 12_000, "in_voice", "cry", "infant", "1", edge="offset")
    rule = LinkRule(0, 5_000)
    same = answer_cues(LinkTrain("l", (cry,), (cry,), rule, Watched(WHOLE)))
    soothed = answer_cues(LinkTrain("l", (cry,), (over,), rule, Watched(WHOLE)))
    assert [in_words(answer) for answer in (*same, *soothed)] == ["unanswered 5000", "answered 2000 1"]


instants = st.lists(st.integers(0, 60_000), max_size=25, unique=True).map(sorted)
spans = st.lists(st.integers(0, 60_000), max_size=8, unique=True).map(sorted)


@given(instants, instants, spans, st.sampled_from(Pairing), st.booleans(), st.sets(st.sampled_from(sorted(ALL_CUTS))))
def test_whatever_was_coded_each_cue_has_one_outcome_within_its_window(
    cues: list[int], responses: list[int], blocked: list[int], pairing: Pairing, new: bool, cuts: set[str]
) -> None:
    uncodable = tuple(zip(blocked[::2], blocked[1::2], strict=False))
    states = [state(ms, ms + 1_500) if ms % 2 else point(ms) for ms in responses]
    case = Case(
        "", [cue(ms) for ms in cues], states, [], frozenset(cuts), pairing, new, (200, 5_000), PHASES, uncodable
    )
    answers = case.answers
    assert [answer.cue.ms for answer in answers] == cues
    for answer in answers:
        assert 0 <= answer.wait_ms <= 5_000
        assert (answer.outcome is Outcome.ANSWERED) == bool(answer.responses)
        assert (answer.outcome is Outcome.CENSORED) == (answer.cut is not None)
        if answer.latency_ms is not None:
            assert 200 <= answer.latency_ms == answer.responses[0].ms - answer.cue.ms
    taken = [one for answer in answers for one in answer.responses]
    if pairing is Pairing.ONE_TO_ONE:
        assert len({one.id for one in taken}) == len(taken)


@given(instants, instants, spans, st.sets(st.sampled_from(sorted(ALL_CUTS))))
def test_one_to_one_answers_as_many_cues_as_any_pairing_of_one_with_one_could(
    cues: list[int], responses: list[int], blocked: list[int], cuts: set[str]
) -> None:
    uncodable = tuple(zip(blocked[::2], blocked[1::2], strict=False))

    def found(pairing: Pairing) -> list[CueAnswer]:
        marks, points = [cue(ms) for ms in cues], [point(ms) for ms in responses]
        return Case("", marks, points, [], frozenset(cuts), pairing, stretches=PHASES, uncodable=uncodable).answers

    able = [[one.id for one in answer.responses] for answer in found(Pairing.ALL)]
    answered = {pairing: sum(answer.outcome is Outcome.ANSWERED for answer in found(pairing)) for pairing in Pairing}
    assert answered[Pairing.ONE_TO_ONE] == most_pairs(able)
    assert answered[Pairing.NEAREST] <= answered[Pairing.FIRST] == answered[Pairing.ALL]


def most_pairs(able: list[list[str]]) -> int:
    """Count the pairs of a largest matching, by augmenting paths."""
    taken: dict[str, int] = {}

    def place(at: int, tried: set[str]) -> bool:
        for one in able[at]:
            if one not in tried:
                tried.add(one)
                if one not in taken or place(taken[one], tried):
                    taken[one] = at
                    return True
        return False

    return sum(place(at, set()) for at in range(len(able)))


@pytest.mark.parametrize(("onset", "at_risk"), [(9_000, False), (11_000, True)])
def test_nobody_waits_for_a_new_response_while_one_is_in_progress(onset: int, at_risk: bool) -> None:
    case = Case("", [cue(10_000)], [state(onset, 12_000), point(13_000)], [])
    assert [answer.at_risk for answer in case.answers] == [at_risk]
    assert case.answers[0].outcome is Outcome.ANSWERED


@pytest.mark.parametrize(
    ("onset", "offset", "said"),
    [
        (9_000, 10_000, "unanswered 5000"),
        (9_000, 10_001, "censored 0 in_progress"),
        (10_000, 10_001, "censored 0 in_progress"),
        (10_001, 10_002, "answered 1 r10001"),
    ],
)
def test_a_window_that_opens_just_after_the_cue_asks_what_holds_right_then(onset: int, offset: int, said: str) -> None:
    train = LinkTrain("l", (cue(10_000),), (state(onset, offset),), LinkRule(1, 5_000, just_after=True), Watched(WHOLE))
    assert [in_words(answer) for answer in answer_cues(train)] == [said]


def test_a_cue_that_was_not_seen_has_its_reason() -> None:
    case = Case("", [cue(10_000, seen=False)], [], [])
    assert case.answers[0].cut is Cut.CUE_NOT_SEEN


STATES = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 9)), max_size=8)
GAPS = st.lists(st.integers(0, 60), max_size=6, unique=True).map(sorted)


@given(st.lists(st.integers(0, 60), max_size=8), STATES, GAPS, st.integers(1, 15), st.booleans())
def test_a_named_pair_is_answered_as_looking_at_every_instant_says(
    onsets: list[int], states: list[tuple[int, int]], edges: list[int], window: int, cut: bool
) -> None:
    stretches = list(zip(edges[::2], edges[1::2], strict=False))
    responses = [state(on, on + length) if length else point(on) for on, length in sorted(states)]
    rule = LinkRule(1, window, censor_at=frozenset({"next_cue"} if cut else ()), just_after=True)
    cues, watched = tuple(map(cue, sorted(onsets))), Watched(tuple(Counted("", on, off) for on, off in stretches))
    expected = []
    for ms in sorted(onsets):
        ends = [off for on, off in stretches if on <= ms < off]
        if not ends:
            expected.append(("censored", 0))
            continue
        ends += [min(other for other in onsets if other > ms)] if cut and max(onsets) > ms else []
        last = min(ms + window, *ends)
        new = [on for on, _ in states if ms < on <= last]
        if new:
            expected.append(("answered", min(new) - ms))
        elif any(on <= ms < on + length for on, length in states):
            expected.append(("censored", 0))
        else:
            expected.append(("unanswered" if last == ms + window else "censored", last - ms))
    found = answer_cues(LinkTrain("l", cues, tuple(responses), rule, watched))
    assert [(one.outcome.value, one.wait_ms) for one in found] == expected
