from collections import Counter

import pytest

from coder.editing.drawing import Observed, draw, draw_blocks, share_out, stratum_of
from coder.errors import CoderError
from coder.model.plan import Assignment, Candidate, Plan, PlanRules, Role, Stratum

SESSIONS = tuple(
    Candidate(f"D{number:02d}_v{visit}", f"D{number:02d}", str(visit), 120 * visit, 180_000)
    for number in range(1, 11)
    for visit in (1, 2)
)
RULES = PlanRules(("ana", "ben", "cleo"), share=0.2, strata=(Stratum.VISIT,), seed=7)
NOBODY: Observed = frozenset()


def drawn(rules: PlanRules = RULES, before: tuple[Assignment, ...] = (), observed: Observed = NOBODY) -> Plan:
    return draw(rules, SESSIONS, before, observed)


def checks(plan: Plan) -> list[Assignment]:
    return [one for one in plan.assignments if one.role is Role.CHECK]


def test_every_session_is_coded_once_and_a_share_of_every_stratum_twice() -> None:
    plan = drawn()
    primaries = [one for one in plan.assignments if one.role is Role.PRIMARY]
    assert sorted(one.session for one in primaries) == sorted(one.session for one in SESSIONS)
    assert Counter(one.session[-1] for one in checks(plan)) == {"1": 2, "2": 2}


def test_nobody_checks_their_own_coding() -> None:
    plan = drawn()
    own = {one.session: one.coder for one in plan.assignments if one.role is Role.PRIMARY}
    assert all(own[one.session] != one.coder for one in checks(plan))


def test_work_is_shared_evenly() -> None:
    loads = Counter(one.coder for one in drawn().assignments if one.role is Role.PRIMARY)
    assert sorted(loads.values()) == [6, 7, 7]


def test_two_coders_check_each_other_equally_often() -> None:
    plan = drawn(PlanRules(("ana", "ben"), share=0.4, seed=5))
    assert Counter(one.coder for one in checks(plan)) == {"ana": 4, "ben": 4}


def test_nobody_becomes_the_own_coder_of_a_session_whose_check_they_have_begun() -> None:
    first = drawn(PlanRules(("ana", "ben"), share=0.4))
    begun = checks(first)[0]
    for seed in range(6):
        again = drawn(PlanRules(("ana", "ben"), share=0.4, seed=seed), first.assignments, frozenset({begun.key}))
        of_it = {one.role: one.coder for one in again.assignments if one.session == begun.session}
        assert of_it == {Role.CHECK: begun.coder, Role.PRIMARY: "ben" if begun.coder == "ana" else "ana"}


def test_the_same_seed_draws_the_same_whatever_the_order_of_sessions_and_another_seed_something_else() -> None:
    backwards = draw(RULES, SESSIONS[::-1], (), NOBODY)
    assert backwards == drawn()
    assert drawn(PlanRules(RULES.coders, share=0.2, seed=8)).assignments != drawn().assignments


def test_aliases_are_neutral() -> None:
    plan = drawn()
    aliases = [one.alias for one in plan.assignments]
    assert len(set(aliases)) == len(aliases) == 24
    assert set(aliases) == {f"A{number:02d}" for number in range(1, 25)}
    assert aliases != sorted(aliases)
    assert len({one.alias for one in checks(plan)} & {"A21", "A22", "A23", "A24"}) < 4


def test_a_queue_is_in_a_random_order_in_which_checks_lie_among_the_rest() -> None:
    queues = [drawn(PlanRules(RULES.coders, share=0.4, seed=seed)).queue("ana") for seed in range(8)]
    assert all([one.session for one in queue] != sorted(one.session for one in queue) for queue in queues)
    assert any(queue[0].role is Role.CHECK for queue in queues)


def test_drawing_again_leaves_what_was_begun_as_it_was() -> None:
    first = drawn()
    begun = (*first.queue("ana")[:2], *checks(first)[:1])
    observed = frozenset(one.key for one in begun)
    again = drawn(PlanRules(("ana", "ben"), share=0.5, seed=99), first.assignments, observed)
    assert all(one in again.assignments for one in begun)
    assert [one for one in again.queue("ana") if one in begun] == [one for one in first.queue("ana") if one in begun]
    assert len({one.alias for one in again.assignments}) == len(again.assignments)
    assert len(checks(again)) == 10


def test_what_was_begun_counts_towards_the_share() -> None:
    first = drawn()
    observed = frozenset(one.key for one in checks(first))
    assert len(checks(drawn(RULES, first.assignments, observed))) == 4


def test_what_was_coded_before_anything_was_drawn_becomes_its_coders_assignment() -> None:
    observed = frozenset({("D01_v1", "cleo", ""), ("D01_v1", "ben", ""), ("D02_v1", "eve", "")})
    plan = drawn(PlanRules(("cleo", "ben"), share=0.0), (), observed)
    assert {(one.coder, one.role) for one in plan.assignments if one.session == "D01_v1"} == {
        ("cleo", Role.PRIMARY),
        ("ben", Role.CHECK),
    }
    assert plan.queue("cleo")[0].session == "D01_v1"
    assert plan.find("D02_v1", "eve") is None


def test_a_session_is_coded_in_every_pass_by_the_same_coder() -> None:
    plan = drawn(PlanRules(("ana", "ben"), share=0.1, passes=("gaze", "touch")))
    by_session: dict[str, set[str]] = {}
    for one in plan.assignments:
        if one.role is Role.PRIMARY:
            by_session.setdefault(one.session, set()).add(one.coder)
    assert all(len(coders) == 1 for coders in by_session.values())
    assert len(checks(plan)) == 4


def test_only_checkers_check_where_there_are_any() -> None:
    plan = drawn(PlanRules(("ana", "ben"), ("lena",), share=0.3))
    assert {one.coder for one in checks(plan)} == {"lena"}


def test_a_segment_lies_at_random_inside_each_third() -> None:
    blocks = {draw_blocks(seed, "D01", 180_000, 20_000) for seed in range(20)}
    assert len(blocks) == 20
    for drawn_blocks in blocks:
        for third, (from_ms, to_ms) in enumerate(drawn_blocks):
            assert (third * 60_000 <= from_ms, to_ms - from_ms, to_ms <= (third + 1) * 60_000) == (True, 20_000, True)


def test_a_segment_as_long_as_a_third_is_the_third() -> None:
    assert draw_blocks(1, "D01", 90_000, 30_000) == ((0, 30_000), (30_000, 60_000), (60_000, 90_000))


def test_a_session_whose_thirds_are_shorter_than_a_segment_is_named() -> None:
    with pytest.raises(CoderError, match=r"Session D01: a third of it is 10\.0 s"):
        draw_blocks(1, "D01", 30_000, 20_000)


def test_checks_of_segments_have_blocks_and_the_sessions_own_coding_has_none() -> None:
    plan = drawn(PlanRules(RULES.coders, share=0.2, segment_ms=10_000))
    assert {len(one.blocks) for one in checks(plan)} == {3}
    assert {one.blocks for one in plan.assignments if one.role is Role.PRIMARY} == {()}


def test_one_coder_alone_cannot_be_checked() -> None:
    with pytest.raises(CoderError, match="Nobody can check whom"):
        drawn(PlanRules(("ana",)))
    assert not checks(drawn(PlanRules(("ana",), share=0.0)))


def test_a_share_is_rounded_up_once_not_in_every_stratum() -> None:
    found = share_out(0.2, {("a",): 4, ("b",): 4, ("c",): 3}, lambda name: 0.0)
    assert found.total() == 3
    assert share_out(0.1, {("a",): 10}, lambda name: 0.0).total() == 1


def test_strata_are_groups_visits_and_ages() -> None:
    rules = PlanRules(("ana",), strata=(Stratum.GROUP, Stratum.AGE), groups=(("clinical", ("D01",)),), age_days=(180,))
    assert stratum_of(rules, Candidate("s", "D01", age_days=200)) == ("clinical", "from 180 days")
    assert stratum_of(rules, Candidate("s", "D02", age_days=90)) == ("no group", "younger")
    assert stratum_of(rules, Candidate("s", "D02")) == ("no group", "no age")
