"""Tables of events: what is guessed of their heads and times, and what becomes of their rows."""

import pytest

from coder.errors import CoderError
from coder.formats.event_table.guess import begin_columns
from coder.formats.event_table.log import read_columns, read_log
from coder.formats.event_table.times import build_reader, guess_time
from coder.model.foreign_log import ForeignEvent, ForeignLog, ForeignMedium
from coder.model.foreign_scheme import LossKind
from coder.model.import_map import Columns, TimeFormat
from coder.model.scheme import Kind, ModifierType


def read(text: str, columns: Columns | None = None) -> ForeignLog:
    return read_log(text.encode(), "log.csv", columns)


def told(log: ForeignLog, kind: LossKind) -> str:
    return "\n".join(loss.what for loss in log.losses if loss.kind is kind)


def spans(log: ForeignLog) -> list[tuple[str, int, int | None]]:
    return [(event.code, event.onset_ms, event.offset_ms) for event in log.events]


@pytest.mark.parametrize(
    ("cells", "format_", "decimal"),
    [
        (["0", "1.5", "12.25"], TimeFormat.SECONDS, "."),
        (["0", "1,5", "12,25"], TimeFormat.SECONDS, ","),
        (["0", "15", "600"], TimeFormat.SECONDS, "."),
        (["0", "28846", "157944"], TimeFormat.MILLISECONDS, "."),
        (["00:00:01.500", "1:02:03.25"], TimeFormat.CLOCK, "."),
        (["00:00:01:500", "00:01:02:003"], TimeFormat.CLOCK, "."),
        (["1:02", "2:03.5"], TimeFormat.CLOCK, "."),
        (["00:00:01:12", "00:01:02;24"], TimeFormat.TIMECODE, "."),
        ([], TimeFormat.SECONDS, "."),
    ],
)
def test_how_times_are_written_is_guessed_of_them(cells: list[str], format_: TimeFormat, decimal: str) -> None:
    assert guess_time(cells) == (format_, decimal)


@pytest.mark.parametrize(
    ("columns", "words", "ms"),
    [
        (Columns(), "1.2345", 1234),
        (Columns(), "-0.5", -500),
        (Columns(), "1,5", None),
        (Columns(), "nan", None),
        (Columns(), "soon", None),
        (Columns(decimal=","), "1,5", 1500),
        (Columns(time=TimeFormat.MILLISECONDS), "28846", 28846),
        (Columns(time=TimeFormat.FRAMES, frames_per_s=25), "50", 2000),
        (Columns(time=TimeFormat.FRAMES, frames_per_s=29.97), "2997", 100_000),
        (Columns(time=TimeFormat.CLOCK), "1:02:03.25", 3_723_250),
        (Columns(time=TimeFormat.CLOCK), "00:00:01:007", 1007),
        (Columns(time=TimeFormat.CLOCK), "00:00:01,5", 1500),
        (Columns(time=TimeFormat.CLOCK), "2:03", 123_000),
        (Columns(time=TimeFormat.CLOCK), "-0:01", -1000),
        (Columns(time=TimeFormat.CLOCK), "x:01", None),
        (Columns(time=TimeFormat.TIMECODE), "00:00:01:12", 1480),
        (Columns(time=TimeFormat.TIMECODE), "1:02", None),
    ],
)
def test_times_are_read_as_milliseconds(columns: Columns, words: str, ms: int | None) -> None:
    assert build_reader(columns)(words) == ms


def test_a_plain_table_is_read_without_a_word() -> None:
    log = read("onset,offset,code\n1.5,2.5,smile\n3,,bid\n4,4,bid\n")
    assert list(log.events) == [
        ForeignEvent("events", "smile", 1500, 2500),
        ForeignEvent("events", "bid", 3000, None, True),
        ForeignEvent("events", "bid", 4000, None, True),
    ]
    guessed = told(log, LossKind.GUESSED)
    assert "“onset” is the onset, “offset” is the offset, “code” is the code; times are seconds." in guessed
    assert "Rows without an end, or that end where they begin; they are points (2): events, bid at 0:03.000" in guessed


def test_how_many_frames_a_second_has_is_told_where_it_is_guessed() -> None:
    log = read("onset_frame,offset_frame,code\n25,50,smile\n")
    assert "times are frames, 25 a second." in told(log, LossKind.GUESSED)


def test_what_no_head_or_a_second_one_is_above_is_told() -> None:
    dropped = told(read("onset,onset,code\n1,2,bid\n2,3,bid,left,hand\n"), LossKind.DROPPED)
    assert "The further columns headed “onset”" in dropped
    assert "more cells than there are heads; those behind the last (1): line 3." in dropped


def test_heads_of_other_languages_are_known() -> None:
    log = read(
        "Beobachtung;Person;Verhalten;Beginn;Ende;Dauer;Kommentar\nb1;Kind;lächelt;0:00:01,5;0:00:02,75;1,25;gut\n"
    )
    assert list(log.events) == [ForeignEvent("Kind events", "lächelt", 1500, 2750, comment="gut")]
    assert log.sessions[0].name == "b1"


def test_of_a_table_with_unknown_heads_all_else_is_known() -> None:
    text = "kdy;co\n1,5;smile\n2,25;bid\n"
    assert begin_columns(text, "log.csv") == Columns(";", ",", TimeFormat.SECONDS)
    assert begin_columns("onset,code\n1.5,bid\n", "log.csv").onset == "onset"


BORIS = """Observation id;Observation date;Media file;Total length;FPS;Subject;Behavior;Behavioral category;Modifiers;Behavior type;Start (s);Stop (s);Comment start
visit 1;2020-01-01;a.mp4;600;25;infant;smile;face;None;STATE;1,500;3,250;broad
visit 1;2020-01-01;a.mp4;600;25;mother;touch;hand;left;STATE;2,000;4,000;
visit 2;2020-01-01;b.mp4;600;25;infant;bid;signal;None;POINT;5,000;5,000;
"""  # noqa: E501


def test_aggregated_events_of_boris_are_read() -> None:
    log = read(BORIS)
    first, second = log.sessions
    assert (first.name, first.media) == ("visit 1", (ForeignMedium(("a.mp4",)),))
    assert first.observations[0].events == (
        ForeignEvent("face", "smile", 1500, 3250, comment="broad"),
        ForeignEvent("hand", "touch", 2000, 4000, False, (("Modifiers", "left"),)),
    )
    assert second.observations[0].events == (ForeignEvent("signal", "bid", 5000, None, True),)
    assert {tier.name: tier.actor for tier in log.scheme.tiers} == {
        "face": "infant",
        "hand": "mother",
        "signal": "infant",
    }
    assert "“Observation date”, “Total length”, “FPS”" in told(log, LossKind.DROPPED)


def test_rows_that_start_and_stop_states_are_paired() -> None:
    log = read(
        "Time\tSubject\tBehavior\tStatus\n1\tinfant\tsmile\tSTART\n2\tinfant\tbid\tPOINT\n3\tinfant\tsmile\tSTOP\n"
        "4\tinfant\tcry\tSTART\n5\tinfant\tlook\tSTOP\n"
    )
    assert spans(log) == [("smile", 1000, 3000), ("bid", 2000, None), ("cry", 4000, None)]
    assert "never began (1): infant events, look at 0:05.000." in told(log, LossKind.DROPPED)
    assert "never ended; they run on until another takes their place (1): infant events, cry at 0:04.000." in told(
        log, LossKind.CHANGED
    )


def test_a_stop_ends_the_state_with_its_modifiers_and_adds_those_it_has_more() -> None:
    log = read(
        "time,code,status,modifier,comment\n1,touch,start,left,a\n2,touch,start,right,\n3,touch,stop,left,b\n"
        "4,touch,stop,,\n5,touch,start,,\n6,touch,stop,both,\n"
    )
    assert [(event.onset_ms, event.offset_ms, event.modifiers, event.comment) for event in log.events] == [
        (1000, 3000, (("modifier", "left"),), "a / b"),
        (2000, 4000, (("modifier", "right"),), ""),
        (5000, 6000, (("modifier", "both"),), ""),
    ]


def test_durations_and_kinds_say_where_events_end() -> None:
    log = read("start,duration,event,type\n1,2.5,smile,state\n3,1,bid,point\n4,,cry,state\n")
    assert [(event.code, event.offset_ms, event.point) for event in log.events] == [
        ("smile", 3500, False),
        ("bid", None, True),
        ("cry", None, False),
    ]
    assert "Points that have an offset" in told(log, LossKind.CHANGED)
    assert "States without an offset" in told(log, LossKind.CHANGED)


def test_tiers_of_one_name_of_two_people_are_two() -> None:
    log = read("onset,offset,tier,actor,code\n1,2,gaze,infant,face\n1,2,gaze,mother,face\n3,4,gaze,infant,away\n")
    assert [event.tier for event in log.events] == ["gaze", "mother gaze", "gaze"]
    assert {tier.name: tier.actor for tier in log.scheme.tiers} == {"gaze": "infant", "mother gaze": "mother"}


def test_without_tiers_each_person_has_one() -> None:
    log = read("onset,subject,code\n1,infant,bid\n2,mother,smile\n3,,noise\n")
    assert [event.tier for event in log.events] == ["infant events", "mother events", "events"]
    assert [tier.kind for tier in log.scheme.tiers] == [Kind.POINT] * 3


def test_other_columns_that_vary_are_modifiers_and_few_answers_a_choice() -> None:
    rows = "".join(f"{n},{n + 1},touch,{'left' if n % 2 else 'right'},w{n},same,{n}\n" for n in range(1, 7))
    log = read(f"onset,offset,code,hand,remark on it,lab,row\n{rows}")
    (code,) = log.scheme.tiers[0].codes
    assert [(one.name, one.type) for one in code.modifiers] == [
        ("hand", ModifierType.CHOICE),
        ("remark on it", ModifierType.TEXT),
    ]
    assert "“lab”, “row”" in told(log, LossKind.DROPPED)


def test_a_table_of_tiers_side_by_side_is_read() -> None:
    text = (
        "gaze.ordinal,gaze.onset,gaze.offset,gaze.at,touch.ordinal,touch.onset,touch.offset\n"
        "1,28846,157944,face,1,100,200\n2,160000,170000,away,,,\n"
    )
    log = read(text)
    assert list(log.events) == [
        ForeignEvent("touch", "touch", 100, 200),
        ForeignEvent("gaze", "gaze", 28846, 157944, False, (("at", "face"),)),
        ForeignEvent("gaze", "gaze", 160000, 170000, False, (("at", "away"),)),
    ]


def test_heads_below_a_preamble_and_units_in_them_are_found() -> None:
    text = "Lab log\nDate,2020\n\nTier,Begin Time - hh:mm:ss.ms,End Time - hh:mm:ss.ms,Duration - ss.msec,Value\n"
    log = read(f"{text}gaze,00:00:01.500,00:00:02.000,0.5,face\n")
    assert list(log.events) == [ForeignEvent("gaze", "face", 1500, 2000)]
    assert read_columns(text.encode() + b"gaze,00:00:01.500,00:00:02.000,0.5,face\n", "a").head_line == 3


def test_coders_of_a_table_have_an_observation_each() -> None:
    log = read("session,coder,onset,code\nD01,ana,1,bid\nD01,ben,1.5,bid\nD02,ana,2,bid\n")
    assert [(one.name, [part.coder for part in one.observations]) for one in log.sessions] == [
        ("D01", ["ana", "ben"]),
        ("D02", ["ana"]),
    ]


def test_cells_that_cannot_be_read_are_counted_and_shown() -> None:
    log = read("onset,offset,code\nsoon,2,smile\n1,later,smile\n5,3,cry\n")
    assert spans(log) == [("smile", 1000, None), ("cry", 3000, 5000)]
    assert log.sessions[0].observations[0].counted == 3
    assert "onset cannot be read (1): line 2, “soon”." in told(log, LossKind.DROPPED)
    assert "Offsets that cannot be read (1): “later”." in told(log, LossKind.DROPPED)
    assert "ended before they began" in told(log, LossKind.CHANGED)


def test_what_a_person_says_of_the_columns_is_done_and_nothing_guessed() -> None:
    columns = Columns(sign=";", time=TimeFormat.FRAMES, frames_per_s=50, onset="F", code="What", modifiers=("How",))
    log = read("F;What;How;More\n100;bid;fast;x\n", columns)
    assert list(log.events) == [ForeignEvent("events", "bid", 2000, None, True, (("How", "fast"),))]
    assert [loss.what for loss in log.losses] == ["The column “More”."]


@pytest.mark.parametrize(
    ("text", "columns", "words"),
    [
        ("a,b\n1,2\n", None, "no column is known to say when"),
        ("", None, "no column is known"),
        ('onset,code\n1,"bid\n2,bid\n', None, "never closed, in lines 2 to 3"),
        ("\x80\x04\x95\x0a\x00", None, "no table: it is not text"),
        ("onset,code\n", None, "has no events"),
        ("onset,code\nsoon,bid\n", None, "no events that can be read"),
        ("t,code\n1,bid\n", Columns(onset="time", code="code"), "no column “time”"),
        ("t,code\n1,bid\n", Columns(code="code"), "no column for the onset"),
    ],
)
def test_a_table_that_cannot_be_read_is_refused_in_a_sentence(text: str, columns: Columns | None, words: str) -> None:
    with pytest.raises(CoderError, match=words) as raised:
        read(text, columns)
    assert raised.value.hint
