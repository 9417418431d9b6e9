"""Regulation of studies: links of schemes, phases, which observation counts, and what cannot be computed."""

import csv
import json
import random
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from coder.app.regulation import Regulation, find_regulation, regulate
from coder.app.regulation_wish import RegulationWish
from coder.errors import CoderError
from coder.model.change import Change
from coder.model.contingency import ContingencyRow
from coder.model.event import Event
from coder.model.observation import Identity
from coder.store.facts import StoredScheme
from coder.store.observation_file import create_observation
from tests.moving import FIRST, MIDDLE, code, create_study

LINKS = """\
procedure: {phases: [{id: play, key: p}, {id: still, key: s}]}
uncodable: {key: z, reasons: [{id: dark, key: k}]}
passes: [{id: of_infant, tiers: [gaze, signal]}, {id: of_caregiver, tiers: [touch]}]
links:
  - id: bid_answered
    cue: {codes: [signal.bid]}
    response: {codes: [touch.pat, touch.stroke]}
    window_s: [0.2, 4.0]
    censor_at: [phase_end, uncodable]
  - id: touch_seen
    cue: {codes: [touch.pat]}
    response: {codes: [gaze.mother]}
    window_s: [0, 2.0]
"""
LINKED = f"{FIRST}{LINKS}"
OTHERWISE = LINKED.replace('version: "1.0.0"', 'version: "1.1.0"').replace("[0.2, 4.0]", "[0.2, 3.0]")
WHOLE = Event(1, "phase", "play", 0, 100_000)


def _study(folder: Path, *sessions: tuple[Event, ...], text: str = LINKED) -> Path:
    study = create_study(folder / "study", len(sessions), (), text)
    for number, events in enumerate(sessions, 1):
        code(study / f"D{number:02}", "ana", text, events)
    return study


def _bid(number: int, ms: int) -> Event:
    return Event(number, "signal", "bid", ms, point=True)


def _pat(number: int, ms: int, until_ms: int) -> Event:
    return Event(number, "touch", "pat", ms, until_ms)


def _quick(study: Path, out: Path | None = None, **options: Any) -> RegulationWish:
    return replace(RegulationWish(study, out=out or study.parent / "out", permutations=0), **options)


def _rows(found: Regulation, link: str, dyad: str = "", phase: str = "") -> list[ContingencyRow]:
    """Return the rows of a link's own window."""
    rows = [row for row in found.contingency if row.pair.name == link and row.phase == phase]
    method = next(row.method for row in found.contingency if row.pair.name == link)
    return [row for row in rows if row.method == method and (not dyad or row.dyad_id == dyad)]


def _table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


# links, directions, phases


def test_a_link_is_computed_by_its_own_window_then_by_others_and_by_lags(tmp_path: Path) -> None:
    found = find_regulation(_quick(_study(tmp_path, (WHOLE, _bid(2, 5_000), _pat(3, 9_000, 9_500)))))
    methods = [row.method for row in found.contingency if row.pair.link == "bid_answered" and row.dyad_id == "D01"]
    assert [one.window_ms for one in methods] == [4000, 1000, 2000, 3000, 5000, None]
    assert {one.from_ms for one in methods[:5]} == {200}
    assert [row.tally.table.a for row in _rows(found, "bid_answered", "D01")] == [1], "both ends belong to it"
    assert [pair.direction for pair in found.pairs] == ["infant_to_caregiver", "caregiver_to_infant"]


def test_both_directions_stand_beside_each_other_with_their_difference(tmp_path: Path) -> None:
    events = (
        WHOLE,
        *(_bid(number, number * 9_000) for number in range(2, 8)),
        *(_pat(number, number * 9_000 - 71_000, number * 9_000 - 70_000) for number in range(10, 15)),
    )
    study = _study(tmp_path, events, events)
    regulate(_quick(study, tmp_path / "out", both_ways=True, links=("bid_answered",)))
    rows = _table(tmp_path / "out" / "contingency.csv")
    assert list(dict.fromkeys((row["link"], row["direction"]) for row in rows)) == [
        ("bid_answered", "infant_to_caregiver"),
        ("bid_answered:back", "caregiver_to_infant"),
    ]
    wide = _table(tmp_path / "out" / "dyad_summary.csv")
    assert [row["dyad_id"] for row in wide] == ["D01", "D02"]
    forth, back = (float(wide[0][f"bid_answered{way}_onset_4000ms_log_odds"]) for way in ("", "_back"))
    assert float(wide[0]["diff_bid_answered_onset_4000ms_log_odds"]) == pytest.approx(forth - back, abs=1e-8)
    across = _table(tmp_path / "out" / "across_dyads.csv")
    assert {row["mean_difference"] != "" for row in across} == {True}


def test_phases_have_rows_of_their_own_and_nothing_reaches_from_one_into_the_next(tmp_path: Path) -> None:
    events = (
        Event(1, "phase", "play", 0, 50_000),
        Event(2, "phase", "still", 50_000, 100_000),
        *(_bid(3, 10_000), _bid(4, 49_000), _bid(5, 70_000)),
        *(_pat(6, 11_000, 12_000), _pat(7, 51_000, 52_000)),
    )
    study = _study(tmp_path, events)
    out = tmp_path / "out"
    found = regulate(_quick(study, out, by_phase=True))
    assert found.phases == ("", "play", "still")
    tallies = {phase: _rows(found, "bid_answered", "D01", phase)[0].tally for phase in found.phases}
    assert [tallies[phase].table.a for phase in found.phases] == [1, 1, 0]
    assert [tallies[phase].usable for phase in found.phases] == [2, 1, 1], "the bid at 49 s is cut by its phase"
    latencies = [row for row in _table(out / "latencies.csv") if row["link"] == "bid_answered"]
    assert [(row["phase"], row["outcome"], row["censored_at_s"]) for row in latencies] == [
        ("play", "answered", ""),
        ("play", "censored", "50.000"),
        ("still", "unanswered", "74.000"),
    ]
    tests = [row for row in _table(out / "log_rank.csv") if row["link"] == "bid_answered"]
    assert [(row["dyad_id"], row["between"], row["groups"]) for row in tests] == [
        ("D01", "phases", "play|still"),
        ("pooled", "phases", "play|still"),
    ]
    assert {row["phase"] for row in _table(out / "summary.csv")} == {"play", "still"}
    assert {row["phase"] for row in _table(out / "transitions.csv")} == {"", "play", "still"}


def test_a_curve_is_there_for_every_dyad_and_for_all(tmp_path: Path) -> None:
    session = (WHOLE, _bid(2, 5_000), _pat(3, 6_000, 6_500), _bid(4, 20_000))
    found = regulate(_quick(_study(tmp_path, session, session), tmp_path / "out", links=("bid_answered",)))
    assert [(one.place.dyad_id, one.found.n, one.found.events, one.found.median_ms) for one in found.curves] == [
        ("D01", 2, 1, 1_000),
        ("D02", 2, 1, 1_000),
        ("pooled", 4, 2, 1_000),
    ]
    steps = _table(tmp_path / "out" / "survival.csv")
    assert (steps[0]["time_s"], steps[0]["at_risk"], steps[0]["survival"]) == ("1.000", "2", "0.5")


def test_partners_are_matched_by_the_values_that_the_scheme_gives_their_codes(tmp_path: Path) -> None:
    text = LINKED.replace("{id: mother, key: w}", "{id: mother, key: w, value: 1}")
    text = text.replace("{id: toy, key: t}", "{id: toy, key: t, value: 0}")
    text = text.replace("{id: pat, key: y}", "{id: pat, key: y, value: 1}")
    text = text.replace("{id: stroke, key: r}", "{id: stroke, key: r, value: 0}")
    events = (
        WHOLE,
        Event(2, "gaze", "mother", 0, 10_000),
        Event(3, "gaze", "toy", 10_000, 20_000),
        _pat(4, 0, 15_000),
        Event(5, "touch", "stroke", 15_000, 20_000),
    )
    regulate(_quick(_study(tmp_path, events, text=text), tmp_path / "out"))
    rows = _table(tmp_path / "out" / "synchrony.csv")
    assert next(row["value"] for row in rows if row["measure"] == "match_share") == "0.75"
    found = find_regulation(_quick(tmp_path / "study"))
    (way,) = found.trajectories
    assert [(stay.first, stay.second) for stay in way.runs[0]][:3] == [
        ("pat", "mother"),
        ("pat", "toy"),
        ("stroke", "toy"),
    ]


def test_groups_of_dyads_are_compared_by_their_curves(tmp_path: Path) -> None:
    quick, slow = ((WHOLE, _bid(2, 5_000), _pat(3, 5_000 + wait, 12_000)) for wait in (1_000, 3_000))
    groups = tmp_path / "groups.csv"
    groups.write_text("dyad_id,group\nD01,risk\nD02,control\nD03,risk\n", encoding="utf-8")
    study = _study(tmp_path, quick, slow, quick)
    found = find_regulation(_quick(study, links=("bid_answered",), groups=groups))
    (test,) = found.compared
    assert (test.between, test.groups, test.place.dyad_id) == ("groups", ("control", "risk"), "pooled")
    assert test.found.observed == (1, 2)
    assert list(test.found.expected) == pytest.approx([5 / 3, 4 / 3])
    groups.write_text("dyad_id,group\nD01,risk\nD01,control\n", encoding="utf-8")
    with pytest.raises(CoderError, match="says of dyad D01 that it is risk and control"):
        find_regulation(_quick(study, groups=groups))
    groups.write_text("dyad,group\n", encoding="utf-8")
    with pytest.raises(CoderError, match="has not both columns"):
        find_regulation(_quick(study, groups=groups))


def test_a_derived_state_may_be_named_as_a_cue(tmp_path: Path) -> None:
    text = LINKED.replace("links:", "derived: [{id: held, actor: infant, all_of: [gaze.mother, touch.pat]}]\nlinks:")
    events = (
        *(WHOLE, Event(2, "gaze", "mother", 10_000, 20_000), Event(3, "gaze", "mother", 40_000, 50_000)),
        *(_pat(4, 12_000, 30_000), _bid(5, 13_000)),
        Event(6, "uncodable", "uncodable", 60_000, 61_000, modifiers=(("reason", "dark"),)),
    )
    wish = _quick(_study(tmp_path, events, text=text), cue="infant.held", response="infant.bid", windows_ms=(2_000,))
    row = find_regulation(wish).contingency[0]
    assert (row.pair.direction, row.tally.table.a, row.tally.cues) == ("within_infant", 1, 1)


def test_several_processes_write_the_same_bytes(tmp_path: Path) -> None:
    session = (WHOLE, *(_bid(number, number * 9_000) for number in range(2, 8)), _pat(9, 19_000, 20_000))
    study = _study(tmp_path, *[session] * 5)
    for jobs in (1, 2):
        wish = RegulationWish(study, out=tmp_path / str(jobs), permutations=50, by_phase=True, both_ways=True)
        regulate(replace(wish, jobs=jobs))
    for file in (tmp_path / "1").iterdir():
        assert file.read_bytes() == (tmp_path / "2" / file.name).read_bytes()


def test_silence_that_was_not_coded_is_no_state_of_the_dyad(tmp_path: Path) -> None:
    text = LINKED.replace("kind: state\n", "kind: state\n    gap: not_coded\n")
    events = (WHOLE, Event(2, "gaze", "mother", 0, 10_000), _pat(3, 5_000, 20_000))
    (way,) = find_regulation(_quick(_study(tmp_path, events, text=text))).trajectories
    assert way.codes == (("pat", "stroke"), ("mother", "toy"))
    assert [(stay.onset_ms, stay.offset_ms) for run in way.runs for stay in run] == [(5_000, 10_000)]


def test_studies_with_sessions_of_one_name_are_told_apart(tmp_path: Path) -> None:
    for name, bids in (("one", 1), ("two", 2)):
        study = _study(tmp_path / "lab" / name, (WHOLE, *(_bid(2 + at, 5_000 + at * 9_000) for at in range(bids))))
        (study / "study.yaml").write_text(f"format: 1\nstudy: {{id: {name}}}\n", encoding="utf-8")
    rows = _rows(find_regulation(_quick(tmp_path / "lab")), "bid_answered")
    assert [(row.dyad_id, row.session_id, row.tally.cues) for row in rows[:2]] == [
        ("one.D01", "one.D01", 1),
        ("two.D01", "two.D01", 2),
    ]


def test_every_permutation_test_has_its_false_discovery_rate_among_its_kind(tmp_path: Path) -> None:
    session = (WHOLE, *(_bid(number, number * 9_000) for number in range(2, 8)), _pat(9, 19_000, 20_000))
    wish = RegulationWish(_study(tmp_path, session, session), out=tmp_path / "out", permutations=40)
    found = regulate(replace(wish, links=("bid_answered",)))
    rows = _table(tmp_path / "out" / "false_discovery.csv")
    assert {row["family"] for row in rows} == {"sessions", "pooled"}, "no dyad has several sessions"
    ps = sorted(row.p_permutation for row in found.contingency if row.session_id and row.p_permutation is not None)
    rates = [float(row["q_fdr"]) for row in rows if row["family"] == "sessions"]
    assert len(rates) == len(ps) == 12
    assert min(rates) == pytest.approx(min(p * len(ps) / rank for rank, p in enumerate(ps, 1)))


# which observation counts


def test_a_consensus_is_taken_before_the_primary_observation_and_a_coder_before_both(tmp_path: Path) -> None:
    study = _study(tmp_path, (WHOLE, _bid(2, 5_000)))
    path = study / "D01" / "observations" / "consensus.attune"
    scheme = StoredScheme("small", "1.0.0", LINKED)
    with create_observation(path, Identity("D01", "consensus", record="consensus"), scheme) as file:
        file.commit(Change("Code", added=(WHOLE, _bid(2, 5_000), _bid(3, 9_000))), coder="consensus")
    again = study / "D01" / "observations" / "ben.attune"
    with create_observation(again, Identity("D01", "ben", record="reliability"), scheme) as file:
        file.commit(Change("Code", added=(WHOLE,)), coder="ben")
    taken = {coder: find_regulation(_quick(study, coder=coder)) for coder in ("", "ana", "ben")}
    assert [one.used[0].records for one in taken.values()] == [("consensus",), ("primary",), ("reliability",)]
    assert [_rows(one, "bid_answered", "D01")[0].tally.cues for one in taken.values()] == [2, 1, 0]


def test_two_primary_observations_have_to_be_chosen_between(tmp_path: Path) -> None:
    study = _study(tmp_path, (WHOLE, _bid(2, 5_000)))
    code(study / "D01", "ben", LINKED, (WHOLE,))
    with pytest.raises(CoderError, match="ana and ben both coded this session") as refused:
        find_regulation(_quick(study))
    assert refused.value.hint == "Say with --coder whose events count."
    regulate(_quick(study, tmp_path / "out", coder="ben"))
    settings = json.loads((tmp_path / "out" / "analysis_settings.json").read_text(encoding="utf-8"))
    assert settings["observations"] == [
        {"session_id": "D01", "coders": ["ben"], "records": ["primary"], "passes": [], "scheme": "small 1.0.0"}
    ]
    assert settings["links"][0]["rule"].startswith("onset of touch.pat, touch.stroke in [0.2 s, 4 s] after onset of")


def test_passes_of_several_coders_are_read_together(tmp_path: Path) -> None:
    study = create_study(tmp_path / "study", 1, (), LINKED)
    scheme = StoredScheme("small", "1.0.0", LINKED)
    parts = {"ana": ("of_infant", (WHOLE, _bid(2, 5_000))), "ben": ("of_caregiver", (WHOLE, _pat(2, 6_000, 7_000)))}
    for coder, (name, events) in parts.items():
        path = study / "D01" / "observations" / f"{coder}.attune"
        with create_observation(path, Identity("D01", coder, name), scheme) as file:
            file.commit(Change("Code", added=events), coder=coder)
    found = find_regulation(_quick(study, links=("bid_answered",)))
    assert found.used[0].coders == ("ana", "ben")
    (train,) = found.trains
    assert [(cue.ms, cue.response_ms, cue.response_id) for cue in train.found] == [(5_000, 6_000, "of_caregiver:2")]


# what cannot be computed


def test_a_study_of_mixed_versions_says_so_and_leaves_blanks_with_reasons(tmp_path: Path) -> None:
    study = _study(tmp_path, *[(WHOLE, _bid(2, 5_000), _pat(3, 6_000, 7_000))] * 3)
    for number, text in ((2, OTHERWISE), (3, MIDDLE)):
        (study / f"D0{number}" / "observations" / "ana.attune").unlink()
        events = (_bid(2, 5_000),) if text == MIDDLE else (WHOLE, _bid(2, 5_000), _pat(3, 6_000, 7_000))
        code(study / f"D0{number}", "ana", text, events)
    found = find_regulation(_quick(study))
    assert found.notes[0].startswith("The sessions were coded under 2 versions or schemes: small 1.0.0, small 1.1.0")
    rows = {row.dyad_id: row for row in _rows(found, "bid_answered")}
    assert rows["D01"].found.reason != rows["D02"].found.reason
    assert rows["D02"].found.reason == "the scheme of this session has the link with other codes or another window"
    assert rows["D03"].found.reason == (
        "the scheme of this session has no such link, or not all of its tiers were coded"
    )
    assert rows["pooled"].tally.usable == 1


@pytest.mark.parametrize(
    ("events", "reason"),
    [
        ((WHOLE, _pat(2, 5_000, 6_000)), "the cue never occurred here"),
        ((WHOLE, _bid(2, 5_000)), "the response never occurred here"),
        ((), "the cue never occurred here; the response never occurred here"),
        (
            (Event(1, "phase", "play", 0, 3_000), _bid(2, 1_000)),
            "no cue has its whole window in codable time",
        ),
        (
            (WHOLE, _bid(2, 5_000), Event(3, "uncodable", "uncodable", 0, 100_000, modifiers=(("reason", "dark"),))),
            "there is no codable time in which both could be judged",
        ),
    ],
)
def test_what_a_session_cannot_say_is_blank_with_a_reason(
    events: tuple[Event, ...], reason: str, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    found = regulate(_quick(_study(tmp_path, events), out, by_phase=True, links=("bid_answered",)))
    row = _rows(found, "bid_answered", "D01")[0]
    assert (row.found.log_odds, row.found.reason) == (None, reason)
    assert all(row["log_odds"] or row["reason"] for row in _table(out / "contingency.csv"))
    assert all(row["value"] or row["reason"] for row in _table(out / "synchrony.csv"))


def test_phases_that_overlap_count_their_time_once(tmp_path: Path) -> None:
    events = (
        Event(1, "phase", "play", 0, 60_000),
        Event(2, "phase", "still", 40_000, 100_000),
        *(_bid(3, 50_000), _pat(4, 51_000, 52_000)),
    )
    found = find_regulation(_quick(_study(tmp_path, events), by_phase=True))
    counts = {phase: _rows(found, "bid_answered", "D01", phase)[0].tally for phase in ("", "play", "still")}
    assert {phase: tally.table.a for phase, tally in counts.items()} == {"": 1, "play": 1, "still": 0}
    whole = [train for train in found.trains if train.pair.link == "bid_answered" and not train.place.phase]
    assert whole[0].codable == ((0, 60_000), (60_000, 100_000))


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"links": ("no_such",)}, "No session here has a link no_such that could be computed."),
        ({"links": ("bid_answered",), "cue": "infant.bid", "response": "caregiver.pat"}, "A link has its own cue"),
        ({"cue": "infant.bid"}, "A log needs a cue and a response."),
        ({"codable": Path("codable.csv")}, "A study has its own windows and uncodable time."),
        ({"cue": "infant.cry", "response": "caregiver.pat"}, "No scheme here has a link that could be computed"),
    ],
)
def test_what_makes_no_sense_of_a_study_is_refused(options: dict[str, Any], said: str, tmp_path: Path) -> None:
    with pytest.raises(CoderError) as refused:
        find_regulation(_quick(_study(tmp_path, (WHOLE, _bid(2, 5_000))), **options))
    assert refused.value.message.startswith(said)


# an independent look at random sessions


@pytest.mark.parametrize("seed", range(6))
def test_the_tables_are_what_looking_at_every_cue_gives(seed: int, tmp_path: Path) -> None:
    chance = random.Random(seed)
    border, dark = chance.randrange(30_000, 50_000), chance.randrange(10_000, 60_000)
    bids = sorted(chance.sample(range(100_000), 25))
    pats = sorted(chance.sample(range(0, 100_000, 500), 20))
    events = (
        Event(1, "phase", "play", 0, border),
        Event(2, "phase", "still", border, 100_000),
        Event(3, "uncodable", "uncodable", dark, dark + 7_000, modifiers=(("reason", "dark"),)),
        *(_bid(10 + at, ms) for at, ms in enumerate(bids)),
        *(_pat(50 + at, ms, ms + 400) for at, ms in enumerate(pats)),
    )
    study = _study(tmp_path, events)
    found = find_regulation(_quick(study, by_phase=True, both_ways=True, links=("bid_answered",)))
    parts = {"": [(0, border), (border, 100_000)], "play": [(0, border)], "still": [(border, 100_000)]}
    seen = [ms for ms in pats if ms > 0]
    for phase, spans in parts.items():
        pieces = [
            piece for span in spans for piece in ((span[0], min(span[1], dark)), (max(span[0], dark + 7_000), span[1]))
        ]
        for name, cues, answers in (("bid_answered", bids, seen), ("bid_answered:back", seen, bids)):
            usable = [ms for ms in cues if any(on <= ms and ms + 4_000 <= off for on, off in pieces)]
            hits = [ms for ms in usable if any(ms + 200 <= one <= ms + 4_000 for one in answers)]
            (row,) = _rows(found, name, "D01", phase)
            assert (row.tally.table.a, row.tally.usable) == (len(hits), len(usable))
