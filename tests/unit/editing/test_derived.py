from hypothesis import given
from hypothesis import strategies as st

from coder.editing.coverage import outside_phases, segments, uncodable_spells
from coder.editing.derived import derived_holds, derived_spans, derived_tiers
from coder.model.event import Event
from coder.model.observation import Observation
from coder.model.scheme import Code, Derived, Kind, Scheme, Tier
from coder.model.spans import union
from tests import lab
from tests.unit.editing.presses import build_pressed, presses

END_MS = 2_000
MUTUAL = Derived("mutual_gaze", "dyad", all_of=("cg_gaze.at_face", "in_gaze.caregiver"))
ANY = Derived("contact", "dyad", any_of=("cg_touch.touch", "cg_touch.hold", "in_voice.coo"))
SAME = Derived("same", "dyad", match=("cg_gaze", "in_gaze"))
NONE = Derived("alone", "dyad", all_of=("in_gaze.away",), none_of=("cg_touch", "in_voice.cry"))


def _holds_now(observation: Observation, source: str, ms: int) -> bool:
    tier_id, _, code = source.partition(".")
    parts = segments(lab.SCHEME, observation, lab.tier(tier_id), 0, END_MS)
    return any(part.onset_ms <= ms < part.offset_ms and code in ("", part.code) for part in parts)


def _holds(observation: Observation, derived: Derived, ms: int) -> bool:
    """Tell by the words of the format whether a derived code holds at an instant."""
    tiers = [lab.tier(tier_id) for tier_id in derived_tiers(derived)]
    spells = outside_phases(lab.SCHEME, observation, 0, END_MS)
    spells += [spell for tier in tiers for spell in uncodable_spells(lab.SCHEME, observation, tier, 0, END_MS)]
    return (
        not any(onset <= ms < offset for onset, offset in spells)
        and all(_holds_now(observation, source, ms) for source in derived.all_of)
        and (not derived.any_of or any(_holds_now(observation, source, ms) for source in derived.any_of))
        and not any(_holds_now(observation, source, ms) for source in derived.none_of)
        and (not derived.match or all(_holds_now(observation, f"{tier_id}.away", ms) for tier_id in derived.match))
    )


@given(presses(END_MS, step_ms=100), st.sampled_from([MUTUAL, ANY, NONE, SAME]))
def test_a_derived_code_holds_exactly_where_its_definition_does(keys: list[tuple[str, int]], derived: Derived) -> None:
    observation = build_pressed(keys)
    spans = derived_spans(lab.SCHEME, observation, derived, 0, END_MS)
    assert spans == union(spans)
    for ms in range(0, END_MS, 50):
        held = any(onset <= ms < offset for onset, offset in spans)
        assert held == _holds(observation, derived, ms) == derived_holds(lab.SCHEME, observation, derived, ms)


def _ordinal(tier_id: str, actor: str) -> Tier:
    codes = (Code("against", value=-1), Code("beside", value=0), Code("together", value=1))
    return Tier(tier_id, actor, Kind.STATE, codes=codes, default="beside")


def test_two_ordinal_tiers_match_where_they_have_the_same_value() -> None:
    scheme = Scheme("engagement", "1.0.0", tiers=(_ordinal("cg", "caregiver"), _ordinal("in", "infant")))
    matched = Derived("matched", "dyad", match=("cg", "in"))
    observation = lab.observed(Event(1, "cg", "together", 500, 1_500), Event(2, "in", "together", 1_000, 2_000))
    assert derived_spans(scheme, observation, matched, 0, 3_000) == [(0, 500), (1_000, 1_500), (2_000, 3_000)]
    assert [derived_holds(scheme, observation, matched, ms) for ms in (0, 700, 1_200, 1_700)] == [
        True,
        False,
        True,
        False,
    ]


def test_a_derived_code_of_tiers_that_are_not_there_never_holds() -> None:
    nowhere = Derived("nowhere", "dyad", all_of=("gone.code",))
    assert derived_spans(lab.SCHEME, lab.empty(), nowhere, 0, 1_000) == []
    assert not derived_holds(lab.SCHEME, lab.empty(), nowhere, 0)
