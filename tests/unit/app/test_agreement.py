import csv
import json
from pathlib import Path

import pytest

from coder.app.agreement import find_agreement, settings_of, write_agreement
from coder.app.agreement_wish import AgreementWish, How
from coder.app.agreement_words import describe_agreement, figures_to_json
from coder.errors import CoderError
from coder.model.agreement import Compared, Comparison, Method

HEAD = "session_id,dyad_id,coder_id,actor,tier,code,kind,onset_s,offset_s"
CODABLE = "session_id,coder_id,tier,kind,onset_s,offset_s"


def _events(folder: Path, *rows: str) -> Path:
    """Write events as ``coder tier code onset offset``, in session S1; points without an offset."""
    path = folder / "events.csv"
    lines = []
    for row in rows:
        coder, tier, code, onset, *offset = row.split()
        lines.append(f"S1,D1,{coder},infant,{tier},{code},{'state' if offset else 'point'},{onset},{''.join(offset)}")
    path.write_text("\n".join([HEAD, *lines, ""]), encoding="utf-8")
    return path


def _codable(folder: Path, *rows: str) -> Path:
    path = folder / "codable.csv"
    path.write_text("\n".join([CODABLE, *rows, ""]), encoding="utf-8")
    return path


def _figures(comparison: Comparison, code: str = "") -> dict[Method, Compared]:
    return {one.method: one for one in comparison.compared if one.code == code and one.reference != comparison.pair[1]}


def _tallies(one: Compared) -> list[list[float]]:
    return [list(row) for row in one.tallies]


def _compare(wish: AgreementWish) -> Comparison:
    (found,) = find_agreement(wish).comparisons
    return found


GAZE = (
    *("ana gaze mother 0 4", "ana gaze toy 4 8"),
    *("ben gaze mother 0 5", "ben gaze toy 5 8"),
)


def test_an_exclusive_tier_is_compared_as_a_whole_in_time_and_by_events(tmp_path: Path) -> None:
    codable = _codable(tmp_path, "S1,,,window,0,10")
    found = _figures(_compare(AgreementWish(_events(tmp_path, *GAZE), codable)))
    in_units = found[Method.TIME_UNIT]
    assert in_units.names == ("mother", "toy", "none")
    assert _tallies(in_units) == [[4, 0, 0], [1, 3, 0], [0, 0, 2]]
    assert in_units.found.kappa == pytest.approx((0.9 - 0.36) / (1 - 0.36))
    assert found[Method.DURATION].found.kappa == pytest.approx(in_units.found.kappa)
    assert found[Method.TOLERANCE].found.po == 1
    assert _tallies(found[Method.OVERLAP]) == [[2, 0, 0], [0, 2, 0], [0, 0, 0]]
    assert found[Method.OVERLAP].found.kappa == 1
    assert found[Method.ALIGNMENT].found.kappa == 1
    assert "only states" in found[Method.POINTS].found.reason


def test_tolerance_is_computed_for_both_coders_as_the_reference(tmp_path: Path) -> None:
    wish = AgreementWish(_events(tmp_path, "ana gaze toy 0 3", "ben gaze toy 1 2", "ana gaze toy 9 10"))
    found = [one for one in _compare(wish).compared if one.method is Method.TOLERANCE]
    assert [one.reference for one in found] == ["ana", "ben"]
    assert [one.found.po for one in found] == [0.9, 0.9]
    assert _tallies(found[0]) == [[3, 1], [0, 6]]
    assert _tallies(found[1]) == [[1, 0], [1, 8]]


def test_codes_that_overlap_are_streams_of_their_own(tmp_path: Path) -> None:
    rows = ("ana touch hold 0 6", "ana touch rock 3 9", "ben touch hold 0 6", "ben touch rock 5 9")
    found = _compare(AgreementWish(_events(tmp_path, *rows)))
    hold, rock = _figures(found, "hold"), _figures(found, "rock")
    assert hold[Method.TIME_UNIT].found.kappa == 1
    assert _tallies(rock[Method.TIME_UNIT]) == [[4, 2], [0, 3]]
    assert "one code only" in rock[Method.OVERLAP].found.reason
    assert list(_figures(found)) == [Method.BORIS]


def test_a_code_that_neither_used_in_a_session_counts_over_sessions(tmp_path: Path) -> None:
    events = _events(tmp_path, "ana touch hold 0 9", "ana touch rock 3 9", "ben touch hold 0 9", "ben touch rock 3 9")
    with events.open("a", encoding="utf-8") as out:
        out.writelines(f"S2,D1,{coder},infant,touch,hold,state,0,9\n" for coder in ("ana", "ben"))
    found = find_agreement(AgreementWish(events, how=How(draws=0)))
    unused = _figures(found.comparisons[1], "rock")
    assert unused[Method.TIME_UNIT].found.kappa is None
    assert "neither coder has events" in unused[Method.OVERLAP].found.reason
    (pooled,) = [
        one.one.found.n for one in found.pooled if (one.one.code, one.one.method) == ("rock", Method.TIME_UNIT)
    ]
    assert pooled == 18


def test_states_of_a_code_that_touch_stay_two_events_whatever_overlaps_elsewhere(tmp_path: Path) -> None:
    touching = ("ana touch hold 0 2", "ana touch hold 2 4", "ben touch hold 0 2", "ben touch hold 2 4")
    rows = (*touching, "ana touch hold 6 8", "ana touch hold 7 9", "ben touch hold 6 9")
    found = _figures(_compare(AgreementWish(_events(tmp_path, *rows))), "hold")
    assert _tallies(found[Method.OVERLAP]) == [[6, 0], [0, 0]]


def test_who_says_so_decides_what_is_exclusive(tmp_path: Path) -> None:
    rows = ("ana touch hold 0 6", "ana touch rock 3 9", "ben touch hold 0 3", "ben touch rock 3 9")
    events = _events(tmp_path, *rows)
    cut = _figures(_compare(AgreementWish(events, exclusive=frozenset({"touch"}))))
    assert cut[Method.DURATION].found.kappa == 1
    apart = _compare(AgreementWish(_events(tmp_path, *GAZE), overlapping=frozenset({"gaze"})))
    assert {one.code for one in apart.compared} == {"mother", "toy", ""}


def test_only_time_that_both_could_code_counts(tmp_path: Path) -> None:
    codable = _codable(
        tmp_path, "S1,ana,,window,0,8", "S1,ben,gaze,window,2,100", "S1,ben,,uncodable,4,5", "S1,,voice,uncodable,2,8"
    )
    found = _figures(_compare(AgreementWish(_events(tmp_path, *GAZE), codable)))
    assert found[Method.TIME_UNIT].found.n == 5
    assert found[Method.DURATION].found.n == pytest.approx(5)
    assert found[Method.DURATION].found.kappa == 1


def test_without_windows_the_session_lasts_to_its_last_offset(tmp_path: Path) -> None:
    found = _figures(_compare(AgreementWish(_events(tmp_path, *GAZE))))
    assert found[Method.TIME_UNIT].found.n == 8


def test_points_are_matched_and_have_no_duration(tmp_path: Path) -> None:
    rows = ("ana voice cry 1", "ana voice coo 5", "ben voice cry 1.4", "ben voice coo 9")
    comparison = _compare(AgreementWish(_events(tmp_path, *rows), how=How(tolerance_ms=500)))
    found = _figures(comparison)
    assert found[Method.POINTS].found.po == 0.5
    assert dict(found[Method.POINTS].more)["onset_bias_s"].value == 0.4
    assert "no duration" in found[Method.DURATION].found.reason
    assert "no duration" in found[Method.OVERLAP].found.reason
    assert [(one.onset_ms, one.offset_ms, one.type.value) for one in comparison.disagreements] == [
        (5000, None, "missed by B"),
        (9000, None, "missed by A"),
    ]


def test_a_coder_without_events_on_a_tier_has_kappa_in_time_but_none_of_events(tmp_path: Path) -> None:
    found = find_agreement(AgreementWish(_events(tmp_path, *GAZE, "ana voice cry 1 2")))
    voice = _figures(found.comparisons[1])
    assert voice[Method.TIME_UNIT].found.kappa == 0
    assert voice[Method.OVERLAP].found.kappa is None
    assert voice[Method.OVERLAP].found.reason.startswith("ben has no events")


def test_windows_that_do_not_meet_give_a_reason_and_no_figure(tmp_path: Path) -> None:
    codable = _codable(tmp_path, "S1,ana,,window,0,4", "S1,ben,,window,4,8")
    for one in _compare(AgreementWish(_events(tmp_path, *GAZE), codable)).compared:
        if one.method is not Method.BORIS:
            assert one.found.kappa is None
            assert "no time that both coders could code" in one.found.reason or one.method is Method.POINTS


def test_one_code_all_the_time_is_not_defined(tmp_path: Path) -> None:
    found = _figures(_compare(AgreementWish(_events(tmp_path, "ana gaze toy 0 8", "ben gaze toy 0 8"))))
    assert found[Method.TIME_UNIT].found.kappa is None
    assert "one code only" in found[Method.TIME_UNIT].found.reason
    assert found[Method.BORIS].found.kappa == 1


def test_three_coders_are_three_pairs_and_one_can_be_chosen(tmp_path: Path) -> None:
    events = _events(tmp_path, *GAZE, "eva gaze toy 0 8")
    assert [one.pair for one in find_agreement(AgreementWish(events)).comparisons] == [
        ("ana", "ben"),
        ("ana", "eva"),
        ("ben", "eva"),
    ]
    assert _compare(AgreementWish(events, pair=("eva", "ana"))).pair == ("eva", "ana")


def test_our_own_export_brings_its_uncodable_time_and_leaves_out_what_is_computed(tmp_path: Path) -> None:
    path = tmp_path / "events.csv"
    head = "session_id,coder_id,event_id,tier,code,kind,onset_s,offset_s,source"
    rows = ["phase,play,state,0,20,coder", "uncodable,uncodable,state,8,10,coder", "mutual,mutual,state,0,4,derived"]
    rows += ["gaze,mother,state,0,8,coder", "mood,3,rating,0,,coder", "gaze,,interval,10,12,absent"]
    path.write_text("\n".join([head, *(f"S1,{who},1,{row}" for who in ("ana", "ben") for row in rows), ""]), "utf-8")
    found = _figures(_compare(AgreementWish(path)))
    assert _tallies(found[Method.DURATION]) == [[8, 0], [0, 10]]


def test_the_tables_have_the_columns_that_were_agreed(tmp_path: Path) -> None:
    wish = AgreementWish(_events(tmp_path, *GAZE), how=How(500, 250))
    found = write_agreement(wish, tmp_path / "out")
    heads = {path.name: path.read_text("utf-8").splitlines()[0] for path in (tmp_path / "out").glob("*.csv")}
    assert heads["reliability_summary.csv"] == (
        "session_id,pair,tier,code,method,unit_s,tolerance_s,reference,n,po,pe,kappa,kappa_max,alpha,reason"
    )
    assert heads["disagreements.csv"] == "session_id,pair,tier,onset_s,offset_s,code_a,code_b,type"
    assert {"reliability_by_code.csv", "confusion_matrix.csv", "reliability_more.csv"} <= heads.keys()
    with (tmp_path / "out" / "reliability_summary.csv").open(encoding="utf-8", newline="") as table:
        rows = list(csv.DictReader(table))
    assert [row["method"] for row in rows] == [
        *("time_unit", "tolerance", "tolerance", "duration", "overlap", "points", "alignment", "boris")
    ]
    assert (rows[1]["unit_s"], rows[1]["tolerance_s"], rows[1]["reference"]) == ("0.500", "0.250", "ana")
    settings = json.loads((tmp_path / "out" / "analysis_settings.json").read_text("utf-8"))
    assert settings == settings_of(wish, found)
    assert (settings["unit_s"], settings["exclusive"]) == (0.5, ["gaze"])


def test_a_figure_in_time_and_one_of_events_are_said_together(tmp_path: Path) -> None:
    found = find_agreement(AgreementWish(_events(tmp_path, *GAZE, "ana voice cry 1")))
    lines = list(describe_agreement(found))
    assert lines[0] == "S1 ana-ben gaze: kappa in time 0.75, of events (overlap) 1.00"
    assert lines[1] == "S1 ana-ben gaze: 1 disagreement"
    assert lines[2].endswith("of events (points) none (ben has no events here, so there is nothing to pair)")
    assert figures_to_json(found)[0]["method"] == "time_unit"


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        (["ana gaze toy 5 1", "ben gaze toy 0 8"], "events.csv, line 2: the offset lies before the onset."),
        (["ana gaze toy 0 1", "ben gaze toy x 8"], "events.csv, line 3: onset_s is “x”, which is no time."),
        (["ana gaze toy nan 1", "ben gaze toy 0 8"], "events.csv, line 2: onset_s is “nan”, which is no time."),
        (["ana gaze toy 0 1"], "No session was coded by two coders. All events are by ana"),
        ([], "events.csv has no events."),
    ],
)
def test_what_cannot_be_compared_is_said_in_a_sentence(tmp_path: Path, rows: list[str], sentence: str) -> None:
    with pytest.raises(CoderError) as refused:
        find_agreement(AgreementWish(_events(tmp_path, *rows)))
    assert str(refused.value).startswith(sentence)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "events.csv is empty."),
        ("session_id,coder_id\nS1,ana\n", "events.csv has no column tier."),
        (f"{HEAD}\nS1,D1,,infant,gaze,toy,state,0,1\n", "events.csv, line 2: coder_id is empty."),
        (f"{HEAD}\nS1,ana\n", "events.csv, line 2: there are 2 cells where the head has 9."),
    ],
)
def test_a_table_that_is_none_is_said_in_a_sentence(tmp_path: Path, text: str, sentence: str) -> None:
    path = tmp_path / "events.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(CoderError, match=sentence):
        find_agreement(AgreementWish(path))


def test_more_events_near_each_other_than_fit_into_the_memory_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("coder.analysis.chains.MOST_CELLS", 3)
    with pytest.raises(CoderError, match="In session S1, tier gaze, too many events are within the tolerance"):
        find_agreement(AgreementWish(_events(tmp_path, *GAZE), how=How(tolerance_ms=9000)))


def test_options_that_contradict_are_refused(tmp_path: Path) -> None:
    events, gaze = _events(tmp_path, *GAZE), frozenset({"gaze"})
    for wish, sentence in (
        (AgreementWish(events, exclusive=gaze, overlapping=gaze), "cannot be exclusive and overlapping"),
        (AgreementWish(events, exclusive=frozenset({"smell"})), "There is no tier smell"),
        (AgreementWish(events, how=How(unit_ms=0)), "A unit lasts"),
        (AgreementWish(events, how=How(tolerance_ms=-1)), "A tolerance"),
        (AgreementWish(events, how=How(draws=-1)), "less than never"),
        (AgreementWish(events, how=How(block_ms=-1)), "A block is not negative"),
        (AgreementWish(events, pair=("ana", "ana")), "A pair is two coders"),
        (AgreementWish(events, pair=("ana", "eva")), "No session was coded by ana and eva"),
        (AgreementWish(events, _codable(tmp_path, "S1,,,gap,0,1")), "line 2: the kind is “gap”"),
        (AgreementWish(tmp_path / "none.csv"), "There is no none.csv here. Name a session's or a study's folder"),
        (AgreementWish(tmp_path / "ana.attune"), "ana.attune is what one coder coded. Name the folder of its session"),
    ):
        with pytest.raises(CoderError, match=sentence):
            find_agreement(wish)


def _sessions(folder: Path, count: int = 4) -> Path:
    """Write sessions in which ben sees a toy ever later than ana does."""
    path = folder / "events.csv"
    rows = [
        f"S{number},D1,{coder},infant,gaze,{code},state,{onset},{offset}"
        for number in range(count)
        for coder, late in (("ana", 0), ("ben", number))
        for code, onset, offset in (("toy", 0, 10 + 2 * number + late), ("face", 10 + 2 * number + late, 60))
    ]
    path.write_text("\n".join([HEAD, *rows, ""]), encoding="utf-8")
    return path


def test_sessions_are_pooled_with_an_interval_and_their_range(tmp_path: Path) -> None:
    found = find_agreement(AgreementWish(_sessions(tmp_path), how=How(draws=200)))
    pooled = next(one for one in found.pooled if one.one.method is Method.TIME_UNIT)
    assert (pooled.sessions, pooled.one.found.n) == (4, 240)
    assert pooled.one.found.po == pytest.approx(1 - 6 / 240)
    low, high = pooled.kappa.low, pooled.kappa.high
    assert low is not None and high is not None and pooled.kappa.value is not None  # noqa: PT018
    assert low < pooled.kappa.value < high <= 1
    assert max(pooled.by_session) == 1
    again = find_agreement(AgreementWish(_sessions(tmp_path), how=How(draws=200)))
    assert again.pooled == found.pooled


def test_scores_of_sessions_have_intraclass_correlations(tmp_path: Path) -> None:
    found = find_agreement(AgreementWish(_sessions(tmp_path), how=How(draws=0)))
    shares = {one.code: one for one in found.scores if one.score == "share"}
    assert list(shares["toy"].means) == pytest.approx([13 / 60, 14.5 / 60])
    single = shares["toy"].single
    assert single.value == pytest.approx(40 / 47)
    assert single.low is not None and single.high is not None  # noqa: PT018
    assert single.low < 40 / 47 < single.high
    rate = next(one for one in found.scores if one.score == "rate_per_min")
    assert (rate.single.value, rate.means) == (None, (1, 1))
    assert "nothing varies" in rate.single.reason


def test_within_a_session_blocks_of_units_give_an_interval_when_asked(tmp_path: Path) -> None:
    rows = [
        f"{coder} gaze {code} {10 * number + late * number / 20} {10 * number + 10}"
        for coder, late in (("ana", 0), ("ben", 3))
        for number, code in enumerate(("toy", "face") * 10)
    ]
    events = _events(tmp_path, *rows)
    found = _figures(_compare(AgreementWish(events, how=How(draws=200, block_ms=20_000))))[Method.TIME_UNIT]
    more = dict(found.more)
    low, high = more["kappa_low"].value, more["kappa_high"].value
    assert low is not None and high is not None and found.found.kappa is not None  # noqa: PT018
    assert low < found.found.kappa < high
    short = _figures(_compare(AgreementWish(events, how=How(draws=200, block_ms=200_000))))[Method.TIME_UNIT]
    assert "not estimable" in dict(short.more)["kappa_low"].reason


def test_one_session_has_no_interval_and_no_correlation(tmp_path: Path) -> None:
    write_agreement(AgreementWish(_events(tmp_path, *GAZE)), tmp_path / "out")
    pooled = (tmp_path / "out" / "reliability_pooled.csv").read_text("utf-8").splitlines()
    assert pooled[1].startswith("ana-ben,gaze,,time_unit,1.000,,,1,8,0.875,0.75,,,0.75,0.75,0.75,an interval takes")
    scores = (tmp_path / "out" / "reliability_scores.csv").read_text("utf-8").splitlines()
    assert scores[1].endswith("fewer than two rows were rated by every coder")


def test_a_point_at_the_last_instant_counts_where_no_window_is_known(tmp_path: Path) -> None:
    events = _events(tmp_path, "ana voice cry 1", "ana voice coo 9", "ben voice cry 1", "ben voice coo 9")
    assert _figures(_compare(AgreementWish(events)))[Method.POINTS].found.n == 4
    codable = _codable(tmp_path, "S1,,,window,0,9")
    assert _figures(_compare(AgreementWish(events, codable)))[Method.POINTS].found.n == 2


def test_a_cell_without_end_is_said_in_a_sentence(tmp_path: Path) -> None:
    path = _events(tmp_path, *GAZE)
    path.write_text(path.read_text("utf-8") + '"' + "x" * 140_000, encoding="utf-8")
    with pytest.raises(CoderError, match="is no table"):
        find_agreement(AgreementWish(path))


def test_a_table_that_is_not_utf_8_is_said_in_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "events.csv"
    path.write_bytes(b"session_id\nM\xfcller\n")
    with pytest.raises(CoderError, match="is not UTF-8"):
        find_agreement(AgreementWish(path))


def test_a_coder_s_second_observation_in_our_export_is_compared_with_the_first(tmp_path: Path) -> None:
    path = tmp_path / "events.csv"
    rows = ("ana;primary;gaze;toy;state;0,5;4", "ana;reliability;gaze;toy;state;0,5;")
    path.write_text(
        "\n".join(["session_id;coder_id;record;tier;code;kind;onset_s;offset_s", *(f"S1;{row}" for row in rows)])
    )
    found = _compare(AgreementWish(path))
    assert found.pair == ("ana", "ana.reliability")
    assert _tallies(_figures(found)[Method.DURATION]) == [[3.5, 0], [0, 0.5]]
