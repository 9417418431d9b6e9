from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coder.errors import CoderError
from coder.formats.coded_log.reading import read_logs
from coder.model.coded_log import CodedLog

EVENTS = """session_id,dyad_id,coder_id,actor,tier,code,kind,onset_s,offset_s
S1,D1,A,infant,voc,cry,state,2.5,4
S1,D1,A,caregiver,touch,pat,point,1.0004,
S1,D1,B,infant,voc,cry,state,3,12.345
S2,,A,infant,voc,cry,state,1,
"""
CODABLE = """session_id,coder_id,tier,kind,onset_s,offset_s
S1,,,window,0,60
S1,,voc,uncodable,10,20
S1,A,touch,uncodable,30,31
S2,B,,window,0,9
"""


def test_a_log_is_read_by_session_and_coder_in_order_of_onset() -> None:
    one, other, third = read_logs(EVENTS.encode(), "events.csv")
    assert [(log.session_id, log.dyad_id, log.coder_id) for log in (one, other, third)] == [
        ("S1", "D1", "A"),
        ("S1", "D1", "B"),
        ("S2", "S2", "A"),
    ]
    assert [(event.code, event.onset_ms, event.offset_ms) for event in one.events] == [
        ("pat", 1000, None),
        ("cry", 2500, 4000),
    ]
    assert (one.end_ms, one.codable()) == (12_345, [(0, 12_345)])
    assert (third.end_ms, third.events[0].offset_ms) == (1000, None), "nothing is known of how long it lasted"


def test_codable_time_is_the_windows_less_what_could_not_be_judged() -> None:
    one, other, third, silent = read_logs(EVENTS.encode(), "events.csv", CODABLE.encode(), "codable.csv")
    assert one.codable(["voc"]) == [(0, 10_000), (20_000, 60_000)]
    assert one.codable(["voc", "touch"]) == [(0, 10_000), (20_000, 30_000), (31_000, 60_000)]
    assert other.codable(["touch"]) == [(0, 60_000)]
    assert third.codable() == [(0, 1000)], "a window of another coder does not hold here"
    assert (silent.session_id, silent.coder_id, silent.events) == ("S2", "B", ())
    assert silent.codable() == [(0, 9000)]


def test_rows_of_our_own_export_that_are_no_behaviour_are_left_out() -> None:
    text = "session_id,code,kind,onset_s,offset_s,event_id\nS,,interval,0,10,\nS,r,rating,0,10,3\nS,a,state,0,5,7\n"
    (log,) = read_logs(b"\xef\xbb\xbf" + text.encode(), "events.csv")
    assert [(event.code, event.id) for event in log.events] == [("a", "7")]


def test_uncodable_time_of_our_own_export_is_no_time_for_any_tier() -> None:
    head = "session_id,coder_id,record,event_id,actor,tier,code,kind,onset_s,offset_s\n"
    rows = ("phase,play,state,0,60", "uncodable,uncodable,state,10,20", "voice,cry,state,5,6")
    text = head + "".join(f"S,ana,primary,{at},x,{row}\n" for at, row in enumerate(rows))
    text += "S,ana,reliability,7,x,voice,cry,state,8,9\n"
    log, second = read_logs(text.encode(), "events.csv")
    assert [event.code for event in log.events] == ["cry"]
    assert log.codable(["voice"]) == [(0, 10_000), (20_000, 60_000)]
    assert (second.coder_id, [event.onset_ms for event in second.events]) == ("ana.reliability", [8000])


def test_a_spreadsheet_with_semicolons_and_commas_is_read() -> None:
    (log,) = read_logs(b"session_id;code;onset_s;offset_s\r\nS;a;1,5;2,25\r\n", "events.csv")
    assert [(event.onset_ms, event.offset_ms) for event in log.events] == [(1500, 2250)]


def _log(*rows: str) -> CodedLog:
    """Read rows of kind, onset and offset."""
    text = "session_id,code,kind,onset_s,offset_s\n" + "".join(f"S,a,{row}\n" for row in rows)
    (log,) = read_logs(text.encode(), "events.csv")
    return log


@pytest.mark.parametrize(
    ("row", "offset_ms"),
    [
        ("state,1,", 8000),
        ("interval,1,", 8000),
        ("point,1,", None),
        (",1,", None),
        ("point,1,2", None),
        ("state,1,1", None),
        (",1,2", 2000),
        ("POINT,1,", None),
        ("State,1,", 8000),
        ("bout,1,2", 2000),
        ("point,1,NA", None),
    ],
)
def test_what_has_no_offset_is_a_point_unless_its_kind_says_that_it_lasts(row: str, offset_ms: int | None) -> None:
    assert _log(row, "point,8,").events[0].offset_ms == offset_ms


def test_time_without_a_window_ends_with_the_last_offset_and_holds_a_point_at_that_instant() -> None:
    log = _log("state,0,5", "point,9,")
    assert (log.end_ms, log.codable()) == (9000, [(0, 9000)])
    state, point = log.events
    assert [log.stretch_of(event, log.codable()) for event in (state, point)] == [0, 0]
    assert log.stretch_of(point, [(0, 5000)]) is None


def test_a_row_without_a_code_says_how_far_a_session_goes_and_who_coded() -> None:
    text = b"session_id,coder_id,code,onset_s,offset_s\nS,ana,a,1,2\nS,ben,,2,30\n"
    ana, ben = read_logs(text, "events.csv")
    assert (ana.end_ms, ben.coder_id, ben.events) == (30_000, "ben", ())


def test_what_our_export_derived_is_marked() -> None:
    text = b"session_id,code,source,onset_s,offset_s\nS,a,coder,1,2\nS,mutual,derived,1,2\n"
    (log,) = read_logs(text, "events.csv")
    assert [event.derived for event in log.events] == [False, True]


def test_phases_of_another_program_are_events_like_others() -> None:
    text = b"session_id,tier,code,onset_s,offset_s\nS,phase,play,1,2\n"
    (log,) = read_logs(text, "events.csv")
    assert [event.code for event in log.events] == ["play"]


def test_what_a_command_needs_has_to_be_filled_in() -> None:
    text = b"session_id,coder_id,tier,code,onset_s,offset_s\nS,,voc,a,1,2\n"
    assert read_logs(text, "events.csv", filled=["tier"])
    with pytest.raises(CoderError, match="line 2: coder_id is empty"):
        read_logs(text, "events.csv", filled=["coder_id", "tier"])
    with pytest.raises(CoderError, match="no column actor"):
        read_logs(text, "events.csv", filled=["actor"])


@given(st.decimals(-9_000_000, 9_000_000, places=5))
def test_times_are_read_to_the_nearest_millisecond_however_they_are_written(seconds: Decimal) -> None:
    for words in (str(seconds), f"{seconds:f}", f"{seconds:.3f}", f"{seconds:.0f}"):
        content = f"session_id,code,onset_s,offset_s\nS,a,{words},\n".encode()
        assert read_logs(content, "events.csv")[0].events[0].onset_ms == round(Decimal(words) * 1000)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "events.csv is empty"),
        ("session_id,code\n", "events.csv has no column onset_s"),
        ("session_id,code,onset_s,offset_s\n,a,1,2\n", "line 2: session_id is empty"),
        ("session_id,code,onset_s,offset_s\nS,a,1\n", "line 2: there are 3 cells where the head has 4"),
        ('session_id,code,onset_s,offset_s\nS,a,1,2\nS,a,1,"2\n', "line 3: this is no table"),
        ("session_id,code,onset_s,offset_s\n", "events.csv has no events"),
        ("session_id,code,onset_s,offset_s\nS,a,,2\n", "line 2: onset_s is empty"),
        ("session_id,code,onset_s,offset_s\nS,a,x,2\n", "line 2: onset_s is “x”, which is no time"),
        ("session_id,code,onset_s,offset_s\nS,a,nan,2\n", "line 2: onset_s is “nan”, which is no time"),
        ("session_id,code,onset_s,offset_s\nS,a,3,2\n", "line 2: the offset lies before the onset"),
        (
            "session_id,code,kind,onset_s,offset_s\nS,a,Event,3,\n",
            "line 2: the kind is “event”, and there is no offset",
        ),
        (
            "session_id,dyad_id,code,onset_s,offset_s\nS,1,a,3,4\nS,2,a,3,4\n",
            "line 3: session S is of two dyads, 1 and 2",
        ),
    ],
)
def test_what_cannot_be_read_is_named_with_its_line(text: str, said: str) -> None:
    with pytest.raises(CoderError, match=said):
        read_logs(text.encode(), "events.csv")


def test_codable_time_of_other_sessions_is_refused_for_none_of_it_would_count() -> None:
    codable = b"session_id,coder_id,kind,onset_s,offset_s\n01,,window,0,5\n"
    with pytest.raises(CoderError, match=r"codable\.csv has none of the sessions of events\.csv: 01 is not in it"):
        read_logs(EVENTS.encode(), "events.csv", codable, "codable.csv")


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("S,open,0,1", "line 2: the kind is “open”"),
        ("S,window,0,", "line 2: a time is missing"),
        ("S,window,5,5", "line 2: the offset does not lie after the onset"),
        (",window,0,5", "line 2: session_id is empty"),
    ],
)
def test_faulty_codable_time_is_named_with_its_line(row: str, said: str) -> None:
    codable = f"session_id,kind,onset_s,offset_s\n{row}\n".encode()
    with pytest.raises(CoderError, match=said):
        read_logs(EVENTS.encode(), "events.csv", codable, "codable.csv")
