from pathlib import Path

import pytest

from coder.app.agreement import find_agreement
from coder.app.agreement_wish import AgreementWish, How
from coder.errors import CoderError
from coder.model.agreement import Compared, Comparison, Method
from coder.model.change import Change
from coder.model.event import Event
from coder.model.observation import Identity
from coder.store.facts import StoredScheme
from coder.store.observation_file import create_observation
from tests.moving import FIRST, MIDDLE, code, create_study

WITH_PHASES = FIRST.replace(
    "tiers:",
    "procedure: {phases: [{id: play, key: p}]}\nuncodable: {key: z, reasons: [{id: dark, key: k}]}\ntiers:",
)


def _figures(comparison: Comparison) -> dict[Method, Compared]:
    return {one.method: one for one in comparison.compared if one.reference != comparison.pair[1]}


def test_every_pair_of_a_study_is_compared_on_every_tier(tmp_path: Path) -> None:
    found = find_agreement(AgreementWish(create_study(tmp_path / "study"), how=How(draws=0)))
    assert [(one.session, one.pair, one.tier) for one in found.comparisons] == [
        (session, ("ana", "ben"), tier) for session in ("D01", "D02") for tier in ("gaze", "touch", "signal")
    ]
    in_time = _figures(found.comparisons[0])[Method.DURATION]
    assert in_time.found.kappa == pytest.approx(1)
    assert in_time.found.n == 600
    assert _figures(found.comparisons[2])[Method.POINTS].found.po == 1


def test_the_scheme_says_what_is_exclusive_and_which_codes_there_are(tmp_path: Path) -> None:
    text = FIRST.replace("kind: state\n    codes: [{id: pat", "kind: state\n    exclusive: false\n    codes: [{id: pat")
    found = find_agreement(AgreementWish(create_study(tmp_path / "study", sessions=1, text=text), how=How(draws=0)))
    assert found.exclusive == {"gaze": True, "touch": False, "signal": True}
    assert _figures(found.comparisons[2])[Method.POINTS].names == ("bid", "fuss", "nil")


def test_marked_phases_are_the_windows_and_uncodable_time_is_left_out(tmp_path: Path) -> None:
    study = create_study(tmp_path / "study", sessions=1, coders=(), text=WITH_PHASES)
    marks = (Event(1, "phase", "play", 0, 100_000), Event(2, "gaze", "toy", 10_000, 30_000))
    code(study / "D01", "ana", WITH_PHASES, marks)
    dark = Event(3, "uncodable", "uncodable", 80_000, 90_000, modifiers=(("reason", "dark"),))
    code(study / "D01", "ben", WITH_PHASES, (*marks, dark))
    found = find_agreement(AgreementWish(study, how=How(draws=0)))
    assert _figures(found.comparisons[0])[Method.DURATION].found.n == 90


def test_the_same_coder_twice_is_two_records(tmp_path: Path) -> None:
    study = create_study(tmp_path / "study", sessions=1, coders=("ana",))
    again = study / "D01" / "observations" / "ana_again.attune"
    identity, scheme = Identity("D01", "ana", record="reliability"), StoredScheme("small", "1.0.0", FIRST)
    with create_observation(again, identity, scheme) as file:
        file.commit(Change("Code", added=(Event(1, "gaze", "mother", 0, 400),)), coder="ana")
    found = find_agreement(AgreementWish(study, how=How(draws=0)))
    assert found.comparisons[0].pair == ("ana", "ana.reliability")


def test_two_versions_of_a_scheme_are_not_compared(tmp_path: Path) -> None:
    study = create_study(tmp_path / "study", sessions=1, coders=("ana",))
    code(study / "D01", "ben", MIDDLE, (Event(1, "gaze", "mother", 0, 400),))
    with pytest.raises(CoderError) as refused:
        find_agreement(AgreementWish(study))
    assert refused.value.message == "Session D01 was coded with small 1.0.0 by ana and with small 1.1.0 by ben."


def test_a_study_has_its_own_windows_and_one_coder_is_no_pair(tmp_path: Path) -> None:
    study = create_study(tmp_path / "study", coders=("ana",))
    with pytest.raises(CoderError, match="has its own windows"):
        find_agreement(AgreementWish(study, tmp_path / "codable.csv"))
    with pytest.raises(CoderError, match="No session was coded by two coders"):
        find_agreement(AgreementWish(study))
