"""The method paragraph of regulation says what was done: each statement follows from what was used, not from habit."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from coder.app.regulation import find_regulation
from coder.app.regulation_method import method_words
from coder.app.regulation_wish import RegulationWish
from coder.model.event import Event
from coder.model.observation import Identity
from coder.store.facts import StoredScheme
from coder.store.observation_file import create_observation
from tests.moving import FIRST, code, create_study

HEAD = f"""{FIRST}\
procedure: {{phases: [{{id: play, key: p}}, {{id: still, key: s}}]}}
uncodable: {{key: z, reasons: [{{id: dark, key: k}}]}}
links:
"""
FIRST_LINK = """\
  - id: bid_answered
    cue: {codes: [signal.bid]}
    response: {codes: [touch.pat]}
    window_s: [0.2, 4.0]
    censor_at: [phase_end, next_cue]
"""
OTHER = """\
  - id: look_touched
    cue: {codes: [gaze.mother]}
    response: {codes: [touch.pat]}
    window_s: [0, 3.0]
    pairing: one_to_one
    new_onset_only: false
    censor_at: [phase_end, uncodable]
"""
EVENTS = (
    Event(1, "phase", "play", 0, 60_000),
    *(Event(number, "signal", "bid", number * 5_000, point=True) for number in range(2, 9)),
    Event(20, "touch", "pat", 11_000, 12_000),
    Event(21, "touch", "pat", 33_000, 34_000),
    Event(22, "gaze", "mother", 20_000, 25_000),
)
WHOLE = f"{HEAD}{FIRST_LINK}{OTHER}"


def _study(folder: Path, text: str = WHOLE, events: tuple[Event, ...] = EVENTS, sessions: int = 2) -> Path:
    study = create_study(folder / "study", sessions, (), text)
    for number in range(1, sessions + 1):
        code(study / f"D{number:02}", "ana", text, events)
    return study


def _words(study: Path, **options: Any) -> str:
    return method_words(find_regulation(replace(RegulationWish(study, permutations=0), **options)))


def test_it_names_the_rules_that_links_have_and_for_which_of_them_each_holds(tmp_path: Path) -> None:
    words = _words(_study(tmp_path))
    assert "waits ended with the phase, by uncodable time of the response (look_touched) and at the next cue " in words
    assert "(bid_answered)" in words
    assert "a cue was answered by the first response in its window (bid_answered)" in words
    assert "each response answered one cue at most (look_touched)" in words
    assert "one in progress was no answer (bid_answered)" in words
    assert "one in progress answered as well (look_touched)" in words


def test_a_rule_that_all_links_have_needs_no_names(tmp_path: Path) -> None:
    words = _words(_study(tmp_path), links=("bid_answered",))
    assert "waits ended with the phase and at the next cue" in words
    assert "uncodable time of the response" not in words
    assert "(bid_answered)" not in words
    assert "Of the links of the scheme those named bid_answered were taken." in words


def test_a_pair_that_is_named_has_the_rule_that_was_asked_for(tmp_path: Path) -> None:
    study, pair = _study(tmp_path), {"cue": "infant.bid", "response": "caregiver.pat"}
    assert "at the next cue" in _words(study, **pair)
    assert "at the next cue" not in _words(study, **pair, until_next_cue=False)


def test_it_says_which_observations_were_used(tmp_path: Path) -> None:
    study = _study(tmp_path)
    assert "The primary observation of each session was analysed." in _words(study)
    with create_observation(
        study / "D01" / "observations" / "consensus.attune",
        Identity("D01", "consensus", record="consensus"),
        StoredScheme("small", "1.0.0", WHOLE),
    ):
        pass
    assert "Of 1 session the consensus was analysed, of 1 session the primary observation." in _words(study)
    assert "The events were those coded by ana." in _words(study, coder="ana")


def test_what_was_left_out_is_counted(tmp_path: Path) -> None:
    study = _study(tmp_path, sessions=3)
    (study / "D02" / "observations" / "ana.attune").write_bytes(b"no more")
    words = _words(study)
    assert "1 observation that could not be read was left out." in words
    assert "2 sessions of 2 dyads" in words


def test_the_correction_of_empty_cells_is_told_where_it_was_made(tmp_path: Path) -> None:
    full = find_regulation(RegulationWish(_study(tmp_path, f"{HEAD}{FIRST_LINK}"), permutations=0))
    assert any(row.found.haldane for row in full.contingency)
    assert "½ was added" in method_words(full)
    none = replace(full, contingency=tuple(row for row in full.contingency if not row.found.haldane))
    assert "½ was added" not in method_words(none)


def test_margins_below_five_are_counted_and_not_spoken_of_where_there_are_none(tmp_path: Path) -> None:
    found = find_regulation(RegulationWish(_study(tmp_path, f"{HEAD}{FIRST_LINK}"), permutations=0))
    flagged = sum(bool(row.found.flag) for row in found.contingency)
    assert f"{flagged} of {len(found.contingency)} tables" in method_words(found)


def test_what_counted_was_the_phases_where_some_are_marked_else_the_session(tmp_path: Path) -> None:
    study = _study(tmp_path)
    assert "only the phases that were marked counted" in _words(study, by_phase=True)
    plain = _study(tmp_path / "plain", events=EVENTS[1:])
    assert "phases" not in _words(plain, links=("look_touched",)).partition("waits ended")[0]


LOG = "session_id,dyad_id,actor,tier,code,kind,onset_s,offset_s\n"
ROWS = "".join(
    f"S1,D1,i,voc,cry,point,{n * 9},\nS1,D1,c,touch,touch,state,{n * 9 + 1},{n * 9 + 2}\n" for n in range(1, 9)
)


@pytest.mark.parametrize("by_phase", [False, True])
def test_of_a_log_it_says_in_which_time_it_counted(by_phase: bool, tmp_path: Path) -> None:
    log = tmp_path / "events.csv"
    log.write_text(f"{LOG}{ROWS}S1,D1,,phase,play,state,0,60\n", encoding="utf-8")
    words = _words(log, cue="i.cry", response="c.touch", by_phase=by_phase)
    assert ("from 0 to its last offset" in words) is not by_phase
    assert ("only the phases that were marked counted" in words) is by_phase


def test_two_sessions_of_one_dyad_are_no_reason_to_speak_of_means_over_dyads(tmp_path: Path) -> None:
    words = _words(_study(tmp_path, sessions=1))
    assert "Mantel–Haenszel" not in words
    assert "turning the responses" not in words
    assert "turning the responses" in _words(tmp_path / "study", permutations=5)
