import json
from pathlib import Path

import pytest

from coder.app.agreement import find_agreement
from coder.app.agreement_wish import AgreementWish, How
from coder.store.observation_file import open_observation
from tests.deciding import create_fine_pair, create_pair
from tests.unit.cli.shell import coder

PAIR = ("--pair", "ana", "ben")


@pytest.fixture
def study(tmp_path: Path) -> Path:
    return create_pair(tmp_path / "study").parent


def test_how_far_a_consensus_is_can_be_asked_before_it_is_begun(
    study: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert coder("consensus", study, *PAIR, "--list", "--tier", "gaze") == 0
    out = capsys.readouterr().out.splitlines()
    assert out[0] == "D01: 7 disagreements of ana and ben. 7 left to decide. The consensus is not begun."
    assert "  0:20.000–0:22.000  gaze  away / none  missed by ben  not decided" in out
    assert not any("signal  " in line for line in out)
    assert not (study / "D01" / "observations" / "consensus.attune").exists()


def test_one_coder_is_accepted_wherever_nothing_is_decided(study: Path, capsys: pytest.CaptureFixture[str]) -> None:
    one = ("--accept", "ben", "--by", "cleo", "--reason", "the other camera", "--type", "boundary")
    assert coder("consensus", study, *PAIR, *one, "--json") == 0
    (told,) = json.loads(capsys.readouterr().out)
    assert (told["decided"], told["left"], told["begun"]) == (2, 5, True)
    assert coder("consensus", study, *PAIR, "--accept", "ana") == 0
    out = capsys.readouterr().out
    assert "D01: accepted ana in 5 disagreements." in out
    assert "with the consensus: ana" in out
    assert coder("audit", "show", study) == 0
    assert "cleo  Accept ben in 2 disagreements: the other camera" in capsys.readouterr().out


def test_what_cannot_be_accepted_is_said(study: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert coder("consensus", study, *PAIR, "--accept", "dora") == 3
    assert "dora is not one of the two. Accept ana or ben." in capsys.readouterr().err
    assert coder("consensus", study, "--pair", "ana", "dora") == 3
    assert "No session was coded by ana and dora. The coders are ana, ben." in capsys.readouterr().err
    assert coder("consensus", study, *PAIR, "--type", "odd") == 2


def test_a_consensus_is_compared_only_where_it_is_named(study: Path) -> None:
    assert coder("consensus", study, *PAIR, "--accept", "ana") == 0
    found = find_agreement(AgreementWish(study, how=How(draws=0)))
    assert {one.pair for one in found.comparisons} == {("ana", "ben")}
    named = find_agreement(AgreementWish(study, pair=("ana", "consensus"), how=How(draws=0)))
    assert all(not one.disagreements for one in named.comparisons)


def test_an_export_says_of_a_consensus_that_it_is_one(study: Path, tmp_path: Path) -> None:
    assert coder("consensus", study, *PAIR, "--accept", "ana") == 0
    assert coder("export", study, "-o", tmp_path / "out") == 0
    rows = (tmp_path / "out" / "events.csv").read_text(encoding="utf-8")
    assert ",consensus,consensus," in rows
    assert "disagreement" not in rows


def test_ratings_are_listed_and_accepted_and_agreement_on_them_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    study = create_fine_pair(tmp_path / "study").parent
    create_fine_pair(study, "D02")
    assert coder("consensus", study, *PAIR, "--list", "--tier", "mood") == 0
    out = capsys.readouterr().out.splitlines()
    assert "  mood: rated alike 1 of 4" in out
    assert "  session  mood warmth  6 / 4  category  not decided" in out
    assert "  session  mood intrusive  none / not rated  missed by ben  not decided" in out
    assert "Ratings of 2 sessions:" in out
    assert "  mood: rated alike 2 of 8" in out
    one = ("--accept", "ben", "--tier", "mood", "--reason", "seen twice")
    assert coder("consensus", study, *PAIR, *one) == 0
    out = capsys.readouterr().out.splitlines()
    assert "D01: accepted ben in 3 disagreements." in out
    assert "  mood: rated alike 1 of 4; with the consensus: ana 1 of 4, ben 3 of 3" in out
    assert "  mood warmth: weighted kappa 0.00; with the consensus: ana 0.00, ben –" in out
    ratings = list_ratings(study / "D01" / "observations" / "consensus.attune")
    assert ratings == {"warmth": "4", "structuring": "3", "in_step": "55"}


def test_when_and_what_was_asked_stand_in_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    study = create_fine_pair(tmp_path / "study").parent
    assert coder("consensus", study, *PAIR, "--list", "--json") == 0
    (told,) = json.loads(capsys.readouterr().out)
    asked = [(one["asked"], one["at_s"]) for one in told["list"]][:4]
    assert asked == [(None, ["5.000", None]), (None, ["8.000", "8.200"]), ("how", None), ("rating", None)]


def list_ratings(path: Path) -> dict[str, str | None]:
    """Return the ratings of a consensus."""
    with open_observation(path, read_only=True) as file:
        return {event.code: event.modifier("value") for event in file.load().lane("mood")}
