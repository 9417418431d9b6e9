from collections.abc import Iterator

from hypothesis import given, settings

from coder.editing.outgoing import Outgoing
from coder.formats.textgrid.grid import Grid, GridTier, Mark, read_grid
from coder.formats.textgrid.textgrid_writing import format_grid, write_textgrid
from coder.model.observation import Observation
from tests.lab import touch
from tests.unit.formats.outgoing_logs import Row, any_outgoing, coded, outgoing, rows_of, sort_rows


def written(*logs: Outgoing, base: bytes | None = None) -> Grid:
    return read_grid(write_textgrid(logs, "s", base).files[0].content, "s.TextGrid")[0]


def tier(grid: Grid, name: str) -> GridTier:
    return next(found for found in grid.tiers if found.name == name)


def said(found: GridTier) -> dict[float, str]:
    return {mark.onset_s: mark.words for mark in found.marks if mark.words}


def rows_in(grid: Grid) -> Iterator[Row]:
    """Put events together again: what stands beside a lane at the time of one belongs to it."""
    for lane in grid.tiers:
        if "@" in lane.name:
            continue
        beside = {
            other.name.partition("@")[0]: said(other) for other in grid.tiers if other.name.endswith(f"@{lane.name}")
        }
        for mark in lane.marks:
            if mark.words:
                answers = {name: found[mark.onset_s] for name, found in beside.items() if mark.onset_s in found}
                target, comment = answers.pop("target", ""), answers.pop("comment", "")
                offset_ms = None if mark.offset_s is None else round(mark.offset_s * 1000)
                times = (round(mark.onset_s * 1000), offset_ms)
                yield (lane.name.partition(".")[0], mark.words, *times, frozenset(answers.items()), target, comment)


@settings(max_examples=60)
@given(any_outgoing())
def test_what_is_written_reads_back_equal(log: Outgoing) -> None:
    assert sort_rows(list(rows_in(written(log)))) == rows_of(log)


@settings(max_examples=40)
@given(any_outgoing(step_ms=1))
def test_intervals_fill_their_tier_and_points_stand_apart(log: Outgoing) -> None:
    grid = written(log)
    for found in grid.tiers:
        times = [mark.onset_s for mark in found.marks]
        if found.points:
            assert times == sorted(set(times))
        else:
            assert [grid.onset_s, *(mark.offset_s for mark in found.marks)] == [*times, grid.offset_s]


def test_points_stand_on_point_tiers_and_states_on_interval_tiers() -> None:
    grid = written(outgoing())
    assert tier(grid, "in_signal").points
    assert said(tier(grid, "in_signal")) == {6.04: "bid"}
    assert said(tier(grid, "form@cg_touch")) == {5.0: "stroke"}
    assert not tier(grid, "cg_gaze").points


def test_quotes_and_lines_in_words_are_kept() -> None:
    log = coded(touch(1, 0, 900, comment='says "ma"\ntwice'), comments=True)
    assert said(tier(written(log), "comment@cg_touch")) == {0.0: 'says "ma"\ntwice'}


def test_a_session_without_events_has_tiers_of_silence() -> None:
    grid = written(coded())
    assert tier(grid, "cg_gaze").marks == (Mark(0.0, 60.0, ""),)


def test_other_tiers_stay_in_a_grid_that_is_written_into() -> None:
    speech = GridTier("speech", False, (Mark(0.0, 1.25, "well"), Mark(1.25, 70.0, "")))
    base = format_grid(Grid(0.0, 70.0, (speech, GridTier("cg_gaze", False, (Mark(0.0, 70.0, "old"),)))))
    grid = written(outgoing(), base=base)
    assert grid.tiers[0] == speech
    assert grid.tiers[1].name == "cg_gaze"
    assert said(grid.tiers[1]) == {1.0: "at_face"}
    assert grid.offset_s == 70.0


def test_an_event_beyond_the_session_makes_the_grid_longer() -> None:
    observation = Observation(outgoing().observation.identity, [touch(1, 59_000, 61_500)])
    assert written(outgoing(observation)).offset_s == 61.5


def test_words_of_other_tiers_keep_their_blanks() -> None:
    speech = GridTier("speech", True, (Mark(1.5, None, "  well \n"),))
    assert written(outgoing(), base=format_grid(Grid(0.0, 60.0, (speech,)))).tiers[0] == speech
