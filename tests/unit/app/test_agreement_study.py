from pathlib import Path

import pytest

from coder.app.agreement import find_agreement, write_agreement
from coder.app.agreement_wish import AgreementWish, How
from coder.app.export import export
from coder.app.export_wish import ExportWish
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


RATED = """\
format: 1
scheme: {id: small, version: "1.0.0", status: locked}
actors: [{id: caregiver, role: caregiver}]
tiers:
  - id: warmth
    actor: caregiver
    kind: rating
    scope: session
    scale: {min: 1, max: 5}
    codes: [{id: smiles}, {id: style, levels: [{id: near, key: e}, {id: far, key: f}]}]
"""


def _rate(study: Path, coder: str, session: int, smiles: str, style: str) -> None:
    values = (("smiles", smiles), ("style", style))
    rated = [
        Event(number, "warmth", item, 0, 600_000, modifiers=(("value", value),))
        for number, (item, value) in enumerate(values, 1)
    ]
    code(study / f"D{session:02}", coder, RATED, tuple(rated))


def test_ratings_agree_over_the_declared_levels_and_as_numbers(tmp_path: Path) -> None:
    study = create_study(tmp_path / "study", sessions=4, coders=(), text=RATED)
    for session, (ana, ben) in enumerate((("1", "1"), ("2", "3"), ("4", "4"), ("5", "5")), 1):
        _rate(study, "ana", session, ana, "near")
        _rate(study, "ben", session, ben, "near" if session < 4 else "far")
    write_agreement(AgreementWish(study), tmp_path / "out")
    smiles, style = find_agreement(AgreementWish(study)).ratings
    assert (smiles.n, smiles.levels, smiles.exact.po) == (4, 5, 0.75)
    assert smiles.linear.value == pytest.approx(1 - (1 / 4) / (28 / 16))
    assert smiles.single.value is not None
    assert smiles.single.low is not None
    low, high = smiles.linear.low, smiles.linear.high
    assert low is not None and high is not None  # noqa: PT018
    assert low < high <= 1
    assert style.exact.kappa == 0
    assert "no order" in style.linear.reason
    rows = (tmp_path / "out" / "reliability_ratings.csv").read_text("utf-8").splitlines()
    assert rows[1].startswith("ana-ben,warmth,smiles,4,5,0.75,")
    assert rows[2].startswith('ana-ben,warmth,style,4,2,0.75,0,,,,,,,,,,,,,,,"its levels have no numbers,')


def test_a_coder_of_another_pass_had_nothing_to_say_on_a_tier(tmp_path: Path) -> None:
    text = FIRST.replace("tiers:", "passes: [{id: looks, tiers: [gaze]}, {id: rest, tiers: [touch, signal]}]\ntiers:")
    study = create_study(tmp_path / "study", sessions=1, coders=(), text=text)
    for coder, part in (("ana", "looks"), ("ben", "rest")):
        path = study / "D01" / "observations" / f"{coder}.attune"
        with create_observation(path, Identity("D01", coder, part), StoredScheme("small", "1.0.0", text)):
            pass
    with pytest.raises(CoderError, match="No two of these coders coded the same tier"):
        find_agreement(AgreementWish(study))


def test_the_scheme_says_how_well_coders_must_agree(tmp_path: Path) -> None:
    asked = (
        "{for: [gaze], statistic: time_kappa, tolerance_s: 2.0, min: 0.5}, "
        "{for: [gaze], statistic: event_kappa, min: 0.9}, {for: [signal], statistic: event_kappa, min: 0.6}, "
        "{for: [touch], statistic: luck, min: 0.1}"
    )
    text = FIRST.replace("tiers:", f"reliability: {{criterion: [{asked}]}}\ntiers:")
    study = create_study(tmp_path / "study", sessions=1, coders=(), text=text)
    looks = (Event(1, "gaze", "mother", 0, 9_000), Event(2, "gaze", "toy", 20_000, 30_000))
    code(study / "D01", "ana", text, (*looks, Event(3, "signal", "bid", 5_000, point=True)))
    code(study / "D01", "ben", text, (Event(1, "gaze", "mother", 0, 10_000),))
    write_agreement(AgreementWish(study), tmp_path / "out")
    rows = (tmp_path / "out" / "reliability_criteria.csv").read_text("utf-8").splitlines()[1:]
    assert [row.split(",")[2:10] for row in rows] == [
        ["gaze", "", "time_kappa", "tolerance", "2.000", "0.5", "0.637418419", "1"],
        ["gaze", "", "event_kappa", "overlap", "", "0.9", "0.4", "0"],
        ["touch", "", "luck", "", "", "0.1", "", ""],
        ["signal", "", "event_kappa", "points", "", "0.6", "", ""],
    ]
    assert "none of the statistics that are known" in rows[2]
    assert "ben has no events here" in rows[3]


def test_the_tables_of_an_export_give_the_figures_of_its_study(tmp_path: Path) -> None:
    study = create_study(tmp_path / "study", sessions=2, coders=("ana",), text=WITH_PHASES)
    seen = (Event(1, "gaze", "toy", 10_000, 30_000), Event(2, "signal", "bid", 5_000, point=True))
    dark = Event(3, "uncodable", "uncodable", 80_000, 90_000)
    code(study / "D01", "ben", WITH_PHASES, (*seen, dark, Event(4, "phase", "play", 2_000, 100_000)))
    code(study / "D02", "ben", WITH_PHASES, ())
    tables = tmp_path / "tables"
    export(ExportWish((study,), tables))
    whole = find_agreement(AgreementWish(study, how=How(draws=0)))
    again = find_agreement(AgreementWish(tables / "events.csv", tables / "codable.csv", how=How(draws=0)))
    assert again.notes == whole.notes == ()
    for one in again.comparisons:
        (other,) = [each for each in whole.comparisons if (each.session, each.tier) == (one.session, one.tier)]
        assert one.disagreements == other.disagreements
        for method, found in _figures(one).items():
            assert _said(found) == _said(_figures(other)[method]), (one.session, one.tier, method)
    assert len(again.comparisons) == len(whole.comparisons)


def _said(found: Compared) -> tuple[float | None, ...]:
    return found.found.n, found.found.po, found.found.kappa
