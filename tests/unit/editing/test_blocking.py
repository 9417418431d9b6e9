import pytest

from coder.editing.blocking import UncodableError, blocking_at
from coder.editing.edits import Press, SetCode
from coder.editing.planning import plan
from coder.model.event import Event
from coder.model.scheme import Scheme
from tests import lab

HIDDEN = Event(1, "uncodable", "uncodable", 10_000, 20_000, modifiers=(("reason", "face_hidden"),))
UNSEEN = Event(1, "uncodable", "uncodable", 10_000)


def test_only_the_blocked_tiers_are_blocked_and_only_in_that_time() -> None:
    observation = lab.observed(HIDDEN)
    assert blocking_at(lab.SCHEME, observation, "in_gaze", 10_000) == HIDDEN
    assert blocking_at(lab.SCHEME, observation, "in_gaze", 9_999) is None
    assert blocking_at(lab.SCHEME, observation, "in_gaze", 20_000) is None
    assert blocking_at(lab.SCHEME, observation, "cg_touch", 15_000) is None


@pytest.mark.parametrize("tier", ["phase", "uncodable"])
def test_phases_and_uncodable_time_itself_are_never_blocked(tier: str) -> None:
    assert blocking_at(lab.SCHEME, lab.observed(UNSEEN), tier, 15_000) is None


def test_a_scheme_without_uncodable_time_blocks_nothing() -> None:
    assert blocking_at(Scheme("bare", "1.0.0", tiers=lab.TIERS), lab.observed(UNSEEN), "in_gaze", 15_000) is None


@pytest.mark.parametrize(
    ("tier", "code", "words"),
    [
        ("in_gaze", "object", "Infant in gaze"),
        ("in_signal", "bid", "Infant in signal"),
        ("in_state", "awake", "Infant in state"),
    ],
)
def test_a_blocked_tier_takes_no_event(tier: str, code: str, words: str) -> None:
    with pytest.raises(UncodableError) as refused:
        plan(lab.SCHEME, lab.observed(UNSEEN), Press(tier, code, 12_000))
    assert str(refused.value) == f"{words} is uncodable here. Enter codes it anyway."


def test_the_reason_is_told() -> None:
    with pytest.raises(UncodableError, match="Infant in gaze is uncodable here: face hidden"):
        plan(lab.SCHEME, lab.observed(HIDDEN), Press("in_gaze", "object", 12_000))


def test_a_tier_that_the_reason_leaves_free_is_coded_as_ever() -> None:
    change = plan(lab.SCHEME, lab.observed(HIDDEN), Press("cg_touch", "touch", 12_000))
    assert [event.modifiers for event in change.added] == [()]


def test_another_code_is_refused_and_an_end_is_not() -> None:
    observation = lab.observed(UNSEEN, lab.touch(2, 5_000))
    with pytest.raises(UncodableError):
        plan(lab.SCHEME, observation, Press("cg_touch", "hold", 12_000))
    ended = plan(lab.SCHEME, observation, Press("cg_touch", "touch", 12_000))
    assert [event.offset_ms for event in ended.come] == [12_000]


def test_what_is_coded_anyway_says_so_on_the_event_and_in_the_log() -> None:
    change = plan(lab.SCHEME, lab.observed(HIDDEN), Press("in_gaze", "object", 12_000, anyway=True))
    assert change.title == "Begin object despite uncodable"
    assert [event.modifier("despite_uncodable") for event in change.added] == ["face_hidden"]
    unnamed = plan(lab.SCHEME, lab.observed(UNSEEN), Press("in_signal", "bid", 12_000, anyway=True))
    assert [event.modifier("despite_uncodable") for event in unnamed.added] == ["uncodable"]


def test_what_stood_before_the_cut_is_left_without_the_remark() -> None:
    gaze = Event(2, "in_gaze", "caregiver", 5_000)
    change = plan(lab.SCHEME, lab.observed(UNSEEN, gaze), Press("in_gaze", "object", 12_000, anyway=True))
    assert [event.modifiers for _, event in change.replaced] == [()]
    assert [event.modifier("despite_uncodable") for event in change.added] == ["uncodable"]


def test_where_nothing_is_blocked_anyway_changes_nothing_about_a_press() -> None:
    assert plan(lab.SCHEME, lab.empty(), Press("in_gaze", "object", 0, anyway=True)) == plan(
        lab.SCHEME, lab.empty(), Press("in_gaze", "object", 0)
    )


def test_the_remark_stays_when_the_event_gets_another_code() -> None:
    event = Event(2, "in_gaze", "object", 12_000, 13_000, modifiers=(("despite_uncodable", "face_hidden"),))
    change = plan(lab.SCHEME, lab.observed(HIDDEN, event), SetCode(2, "caregiver"))
    assert [after.modifier("despite_uncodable") for after in change.come] == ["face_hidden"]
