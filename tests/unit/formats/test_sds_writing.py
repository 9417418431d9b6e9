import re
from dataclasses import replace

from hypothesis import given, settings

from coder.editing.outgoing import Outgoing
from coder.formats.gseq.sds_writing import LONGEST_CODE, write_gseq
from coder.model.foreign_scheme import LossKind
from coder.model.observation import Identity, Observation
from coder.model.scheme import Kind
from tests.unit.formats.outgoing_logs import any_outgoing, outgoing

Timed = tuple[str, int, int | None]


def written(*logs: Outgoing) -> str:
    return write_gseq(logs, "s").files[0].content.decode()


def read_sds(text: str) -> dict[str, tuple[int, int, list[Timed]]]:
    """Read timed sequential data: of each session its start, its stop and its events."""
    body = re.sub(r"%[^%]*%", "", text).partition(";")[2]
    found = {}
    for session in filter(str.strip, body.split("/")):
        label, rest = re.fullmatch(r"\s*<([^<>]+)>(.*)", session, re.DOTALL).groups()  # type: ignore[union-attr]
        words = rest.replace("&", " ").split()
        edges = [_ms(word[1:]) for word in words if word.startswith(",")]
        found[label] = (edges[0], edges[-1], [_event(word) for word in words if not word.startswith(",")])
    return found


def _event(word: str) -> Timed:
    code, _, times = word.partition(",")
    onset, _, offset = times.partition("-")
    return code, _ms(onset), _ms(offset) if offset else None


def _ms(seconds: str) -> int:
    return round(float(seconds) * 1000)


@settings(max_examples=60)
@given(any_outgoing(step_ms=1))
def test_what_is_written_reads_back_equal(log: Outgoing) -> None:
    (start_ms, stop_ms, events) = read_sds(written(log))["D01_v1.ana"]
    assert (start_ms, stop_ms) == (0, log.end_ms)
    expected = [
        (
            f"{row.tier.id}_{row.code.id}"[:LONGEST_CODE] if row.tier.id != row.code.id else row.code.id,
            row.onset_ms,
            row.offset_ms,
        )
        for row in log.rows
        if row.tier.kind is not Kind.RATING and row.code.id
    ]
    names = {code[:12] for code, _, _ in events}
    assert names == {code[:12] for code, _, _ in expected}
    assert sorted((event[1:] for event in events), key=str) == sorted((event[1:] for event in expected), key=str)
    assert len(events) == len(expected)


def test_the_head_says_that_events_are_timed_in_seconds() -> None:
    lines = written(outgoing()).splitlines()
    assert lines[0].startswith("% ")
    assert lines[0].endswith(" %")
    assert lines[1] == "Timed <seconds>;"
    assert lines[3] == "<D01_v1.ana> ,0.000"
    assert lines[-1] == ",60.000 /"


def test_states_have_both_times_points_one_and_defaults_are_there() -> None:
    text = written(outgoing())
    assert "in_signal_bid,6.040\n" in text
    assert "cg_touch_touch,5.000-7.200" in text
    assert "cg_gaze_away,0.000-1.000" in text
    assert "mutual_gaze,4.000-8.000" in text


def test_codes_are_short_and_their_new_names_are_told() -> None:
    handover = write_gseq([outgoing()], "s")
    events = read_sds(handover.files[0].content.decode())["D01_v1.ana"][2]
    assert all(re.fullmatch(r"[A-Za-z]\w{0,15}", code) for code, _, _ in events)
    told = [loss.what for loss in handover.losses if loss.kind is LossKind.CHANGED]
    assert any("in_gaze.caregiver is called in_gaze_caregive" in what for what in told)


def test_each_observation_is_a_session() -> None:
    first = outgoing()
    second = replace(first, observation=Observation(Identity("D01_v1", "ben"), []))
    assert list(read_sds(written(first, second))) == ["D01_v1.ana", "D01_v1.ben"]
