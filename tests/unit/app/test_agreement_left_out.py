"""Two coders who did not code the same thing are left out, in a sentence; all others are compared."""

import csv
import json
from dataclasses import replace
from pathlib import Path

import pytest

from coder.app.agreement import find_agreement, write_agreement
from coder.app.agreement_wish import AgreementWish, How
from coder.errors import CoderError
from coder.model.change import Change
from coder.model.event import Event
from coder.model.media import Fingerprint
from coder.model.observation import Identity
from coder.model.session import Medium
from coder.store.facts import StoredScheme
from coder.store.observation_file import create_observation
from coder.store.session_folder import load_session, save_session
from tests.moving import FIRST, MIDDLE, code, create_study, events

PLAIN = How(draws=0)
FRONT = Medium("media/front.mp4", fingerprint=Fingerprint(9_000, 60_000, 1_500, "a" * 64))
OTHER = Medium("media/front.mp4", fingerprint=Fingerprint(9_000, 60_000, 1_500, "b" * 64))
SHORT = Medium("media/short.mp4", fingerprint=Fingerprint(9_000, 59_920, 1_498, "a" * 64))


def _code(folder: Path, coder: str, *media: Medium, coded: tuple[Event, ...] = events()) -> None:
    scheme = StoredScheme("small", "1.0.0", FIRST)
    path = folder / "observations" / f"{coder}.attune"
    with create_observation(path, Identity(folder.name, coder), scheme, list(media)) as file:
        file.commit(Change("Code", added=coded), coder=coder)


def _two(folder: Path, ana: tuple[Medium, ...], ben: tuple[Medium, ...]) -> Path:
    study = create_study(folder / "study", sessions=1, coders=())
    _code(study / "D01", "ana", *ana)
    _code(study / "D01", "ben", *ben)
    return study


@pytest.mark.parametrize(
    ("ana", "ben", "sentence"),
    [
        (
            (FRONT,),
            (SHORT,),
            "Session D01: ana coded front.mp4 (1500 frames, 60.000 s), ben short.mp4 (1498 frames, 59.920 s).",
        ),
        (
            (FRONT,),
            (OTHER,),
            "Session D01: ana coded front.mp4 (1500 frames, 60.000 s), ben another front.mp4 (1500 frames, 60.000 s).",
        ),
        (
            (Medium("a.mp4", sha256="1" * 64),),
            (Medium("a.mp4", sha256="2" * 64),),
            "Session D01: ana coded a.mp4, ben another a.mp4.",
        ),
        (
            (FRONT, FRONT),
            (FRONT, SHORT),
            "Session D01: ana coded front.mp4 (1500 frames, 60.000 s), ben short.mp4 (1498 frames, 59.920 s).",
        ),
    ],
)
def test_two_coders_of_different_media_are_refused_in_a_sentence(
    tmp_path: Path, ana: tuple[Medium, ...], ben: tuple[Medium, ...], sentence: str
) -> None:
    with pytest.raises(CoderError) as refused:
        find_agreement(AgreementWish(_two(tmp_path, ana, ben), how=PLAIN))
    assert refused.value.message == sentence
    assert "session's own file" in refused.value.hint


def test_a_camera_that_went_on_in_a_second_file_for_one_coder_only_is_refused(tmp_path: Path) -> None:
    study = _two(tmp_path, (FRONT, Medium("rest.mp4")), (FRONT,))
    both = (Medium("media/front.mp4"), Medium("rest.mp4", continues=True))
    save_session(replace(load_session(study / "D01"), media=both, clock=None))
    for medium in both:
        path = study / "D01" / medium.file
        path.parent.mkdir(exist_ok=True)
        path.touch()
    with pytest.raises(CoderError, match=r"Session D01: ana coded rest\.mp4, ben no more files"):
        find_agreement(AgreementWish(study, how=PLAIN))


@pytest.mark.parametrize(
    ("ana", "ben"),
    [((FRONT,), (FRONT,)), ((FRONT,), ()), ((FRONT,), (Medium("front.mp4"),)), ((FRONT,), (FRONT, SHORT))],
    ids=["the same", "not known", "no fingerprint", "one camera more"],
)
def test_media_that_do_not_differ_as_far_as_is_known_are_compared(
    tmp_path: Path, ana: tuple[Medium, ...], ben: tuple[Medium, ...]
) -> None:
    found = find_agreement(AgreementWish(_two(tmp_path, ana, ben), how=PLAIN))
    assert [one.compared for one in found.sessions] == [True]
    assert not found.notes


def test_one_session_that_cannot_be_compared_does_not_stop_the_study(tmp_path: Path) -> None:
    study = create_study(tmp_path / "study", sessions=3, coders=("ana",))
    code(study / "D01", "ben", FIRST, events())
    code(study / "D02", "ben", MIDDLE, (Event(1, "gaze", "mother", 0, 400),))
    code(study / "D02", "eva", FIRST, events())
    wish = AgreementWish(study, how=PLAIN)
    found = write_agreement(wish, tmp_path / "out")
    assert [(one.session, one.pair) for one in found.comparisons if one.tier == "gaze"] == [
        ("D01", ("ana", "ben")),
        ("D02", ("ana", "eva")),
    ]
    assert [(one.session, one.pair) for one in found.left_out] == [("D02", ("ana", "ben")), ("D02", ("ben", "eva"))]
    with (tmp_path / "out" / "reliability_sessions.csv").open(encoding="utf-8", newline="") as table:
        rows = {(row["session_id"], row["pair"]): row for row in csv.DictReader(table)}
    assert rows["D01", "ana-ben"]["compared"] == "1"
    assert rows["D02", "ana-ben"]["reason"] == (
        "Session D02 was coded with small 1.0.0 by ana and with small 1.1.0 by ben. "
        "Bring both to one version with coder scheme migrate."
    )
    settings = json.loads((tmp_path / "out" / "analysis_settings.json").read_text("utf-8"))
    assert [one["pair"] for one in settings["left_out"]] == [["ana", "ben"], ["ben", "eva"]]
    assert settings["schemes"] == ["small 1.0.0", "small 1.1.0"]


def test_a_scheme_that_was_changed_without_a_new_version_is_another(tmp_path: Path) -> None:
    study = create_study(tmp_path / "study", sessions=2, coders=("ana",))
    for session in ("D01", "D02"):
        code(study / session, "ben", FIRST + "# changed\n", events())
    with pytest.raises(
        CoderError, match=r"with one small 1\.0\.0 by ana and with another small 1\.0\.0 by ben\. So it is"
    ):
        find_agreement(AgreementWish(study))


def test_sessions_of_different_versions_are_told_of(tmp_path: Path) -> None:
    study = create_study(tmp_path / "study", sessions=2, coders=())
    for coder in ("ana", "ben"):
        code(study / "D01", coder, FIRST, events())
        code(study / "D02", coder, MIDDLE, (Event(1, "gaze", "mother", 0, 400),))
    (note,) = find_agreement(AgreementWish(study, how=PLAIN)).notes
    assert note == "It was coded with small 1.0.0, small 1.1.0: figures over sessions are of all of them together."


HEAD = "session_id,coder_id,tier,code,kind,onset_s,offset_s,scheme_id,scheme_version\n"


def test_an_export_of_different_versions_is_refused_as_its_study_is(tmp_path: Path) -> None:
    path = tmp_path / "events.csv"
    rows = ("S1,ana,gaze,toy,state,0,1,small,1.0.0", "S1,ben,gaze,toy,state,0,1,small,1.1.0")
    path.write_text(HEAD + "\n".join(rows) + "\n", encoding="utf-8")
    with pytest.raises(CoderError, match=r"with small 1\.0\.0 by ana and with small 1\.1\.0 by ben"):
        find_agreement(AgreementWish(path))


def _later(folder: Path, late_ms: int, count: int = 12) -> Path:
    looks = tuple(
        Event(number, "gaze", "toy" if number % 2 else "mother", number * 3_000, number * 3_000 + 2_500)
        for number in range(1, count + 1)
    )
    study = create_study(folder / "study", sessions=1, coders=())
    _code(study / "D01", "ana", FRONT, coded=looks)
    late = tuple(
        Event(one.id, one.tier, one.code, one.onset_ms + late_ms, (one.offset_ms or 0) + late_ms) for one in looks
    )
    _code(study / "D01", "ben", FRONT, coded=late)
    return study


@pytest.mark.parametrize(
    ("late_ms", "told"),
    [(320, "what ben coded is 0.320 s later than by ana"), (-320, "what ana coded is 0.320 s later than by ben")],
)
def test_onsets_that_are_all_later_are_told(tmp_path: Path, late_ms: int, told: str) -> None:
    found = find_agreement(AgreementWish(_later(tmp_path, late_ms), how=PLAIN))
    assert (found.sessions[0].shift_ms, found.sessions[0].paired) == (late_ms, 12)
    (note,) = found.notes
    assert note.startswith(f"Session D01: {told} (median of 12 paired onsets). Check that both coded the same file")


@pytest.mark.parametrize(("late_ms", "count"), [(120, 12), (320, 5)])
def test_onsets_that_differ_as_reactions_do_or_are_few_are_not(tmp_path: Path, late_ms: int, count: int) -> None:
    found = find_agreement(AgreementWish(_later(tmp_path, late_ms, count), how=PLAIN))
    assert found.sessions[0].shift_ms == late_ms
    assert not found.notes


def test_the_same_coder_rates_twice_as_two_records(tmp_path: Path) -> None:
    from tests.unit.app.test_agreement_study import RATED

    study = create_study(tmp_path / "study", sessions=1, coders=(), text=RATED)
    scheme = StoredScheme("small", "1.0.0", RATED)
    for record, value in (("primary", "1"), ("reliability", "2")):
        path = study / "D01" / "observations" / f"{record}.attune"
        with create_observation(path, Identity("D01", "ana", record=record), scheme) as file:
            rated = Event(1, "warmth", "smiles", 0, 600_000, modifiers=(("value", value),))
            file.commit(Change("Rate", added=(rated,)), coder="ana")
    (smiles,) = find_agreement(AgreementWish(study, how=PLAIN)).ratings
    assert (smiles.pair, smiles.n, smiles.exact.po) == (("ana", "ana.reliability"), 1, 0)


def _damage(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[4096:] = bytes(len(content) - 4096)
    path.write_bytes(content)


def test_an_observation_that_cannot_be_read_is_left_out_with_its_reason_and_all_others_are_compared(
    tmp_path: Path,
) -> None:
    study = create_study(tmp_path / "study", sessions=2, coders=("ana", "ben", "cai"))
    _damage(study / "D02" / "observations" / "ben.attune")
    found = write_agreement(AgreementWish(study, how=PLAIN), tmp_path / "out")
    assert {(one.session, one.pair) for one in found.comparisons} == {
        *(("D01", pair) for pair in (("ana", "ben"), ("ana", "cai"), ("ben", "cai"))),
        ("D02", ("ana", "cai")),
    }
    assert [(one.session, one.pair) for one in found.left_out] == [("D02", ("ana", "ben")), ("D02", ("ben", "cai"))]
    assert found.left_out[0].reason.startswith("Session D02: ben.attune")
    rows = list(csv.DictReader((tmp_path / "out" / "reliability_sessions.csv").read_text("utf-8").splitlines()))
    assert [row["reason"] for row in rows if row["compared"] == "0"] == [
        f"{one.reason} {one.hint}" for one in found.left_out
    ]


def test_a_damaged_observation_of_a_session_that_nobody_else_coded_is_told(tmp_path: Path) -> None:
    study = create_study(tmp_path / "study", sessions=2, coders=("ben",))
    code(study / "D01", "ana", FIRST, events())
    _damage(study / "D02" / "observations" / "ben.attune")
    found = find_agreement(AgreementWish(study, how=PLAIN))
    assert not found.left_out
    assert found.notes[0].startswith("Session D02: ben.attune")


def test_where_no_observation_can_be_read_the_first_says_why(tmp_path: Path) -> None:
    study = create_study(tmp_path / "study", sessions=1, coders=("ana", "ben"))
    for coder in ("ana", "ben"):
        _damage(study / "D01" / "observations" / f"{coder}.attune")
    with pytest.raises(CoderError, match=r"ana\.attune"):
        find_agreement(AgreementWish(study, how=PLAIN))
