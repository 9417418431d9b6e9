"""TextGrids of Praat, long and short, in every encoding that Praat writes."""

import pytest

from coder.errors import CoderError
from coder.formats.textgrid.grid import read_grid
from coder.formats.textgrid.log import read_log
from coder.model.foreign_log import ForeignEvent, ForeignLog
from coder.model.foreign_scheme import LossKind
from coder.model.scheme import Kind

LONG = """File type = "ooTextFile"
Object class = "TextGrid"

xmin = 0
xmax = 4.5
tiers? <exists>
size = 2
item []:
    item [1]:
        class = "IntervalTier"
        name = "gaze"
        xmin = 0
        xmax = 4.5
        intervals: size = 3
        intervals [1]:
            xmin = 0
            xmax = 1.25
            text = "face"
        intervals [2]:
            xmin = 1.25
            xmax = 3
            text = ""
        intervals [3]:
            xmin = 3
            xmax = 4.5
            text = "says ""größer"" ! 1 2"
    item [2]:
        class = "TextTier"
        name = "bid"
        xmin = 0
        xmax = 4.5
        points: size = 2
        points [1]:
            number = 0.5
            mark = "reach"
        points [2]:
            number = 1e-1
            mark = ""
""".replace("\n", " \n")
SHORT = """File type = "ooTextFile"
"TextGrid"

0
4.5
<exists>
2
"IntervalTier"
"gaze"
0
4.5
3
0
1.25
"face"
1.25
3
""
3
4.5
"says ""größer"" ! 1 2"
"TextTier"
"bid"
0
4.5
2
0.5
"reach"
1e-1
""
"""


def told(log: ForeignLog, kind: LossKind) -> str:
    return "\n".join(loss.what for loss in log.sessions[0].losses if loss.kind is kind)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("text", [LONG, SHORT], ids=["long", "short"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_both_forms_are_the_same_in_every_encoding(text: str, encoding: str, newline: str) -> None:
    log = read_log(text.replace("\n", newline).encode(encoding), "talk.TextGrid")
    assert list(log.events) == [
        ForeignEvent("gaze", "gaze", 0, 1250, False, (("words", "face"),)),
        ForeignEvent("gaze", "gaze", 3000, 4500, False, (("words", 'says "größer" ! 1 2'),)),
        ForeignEvent("bid", "bid", 500, None, True, (("words", "reach"),)),
        ForeignEvent("bid", "bid", 100, None, True),
    ]
    assert [tier.kind for tier in log.scheme.tiers] == [Kind.STATE, Kind.POINT]
    session = log.sessions[0]
    assert (session.name, session.length_ms, session.observations[0].counted) == ("talk", 4500, 4)


def test_words_that_come_again_and_again_are_codes() -> None:
    marks = "\n".join(f'{n} {n + 1} "{"face" if n % 2 else "away"}"' for n in range(4))
    text = f'"ooTextFile" "TextGrid" 0 4 <exists> 1 "IntervalTier" "gaze" 0 4 4 {marks}'
    log = read_log(text.encode(), "a.TextGrid")
    assert [code.name for code in log.scheme.tiers[0].codes] == ["away", "face"]
    assert [event.code for event in log.events] == ["away", "face", "away", "face"]


def test_tiers_of_one_name_or_of_none_get_names_of_their_own() -> None:
    tier = '"TextTier" "{}" 0 1 0 '
    text = f'"ooTextFile" "TextGrid" 0 1 <exists> 3 {tier.format("a")}{tier.format("a")}{tier.format(" ")}'
    log = read_log(text.encode(), "a.TextGrid")
    assert [found.name for found in log.scheme.tiers] == ["a", "a 2", "tier 3"]
    assert any("second tier “a” is called “a 2”" in loss.what for loss in log.scheme.losses)


def test_times_finer_than_a_millisecond_are_rounded_and_told() -> None:
    text = '"ooTextFile" "TextGrid" 0 1 <exists> 1 "IntervalTier" "a" 0 1 1 0.12345 0.5 "x"'
    log = read_log(text.encode(), "a.TextGrid")
    assert (next(log.events).onset_ms, next(log.events).offset_ms) == (123, 500)
    assert "finer than a millisecond, which were rounded (1)" in told(log, LossKind.CHANGED)


def test_another_encoding_is_told() -> None:
    log = read_log(LONG.encode("cp1252"), "a.TextGrid")
    assert "not UTF-8" in told(log, LossKind.GUESSED)
    assert "größer" in str([event.modifiers for event in log.events])


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "no whole TextGrid"),
        (b"ooBinaryFile\x08TextGrid", "binary"),
        (b'"ooTextFile" "Pitch" 0 1', "no TextGrid"),
        (b'"ooTextFile" "TextGrid" 0 1 <absent>', "has no tiers"),
        (SHORT.encode()[:-8], "no whole TextGrid"),
        (SHORT.replace("IntervalTier", "OtherTier").encode(), "no whole TextGrid"),
        (b'"ooTextFile" "TextGrid" 0 1 <exists> -1', "no whole TextGrid"),
        (b'"ooTextFile" "TextGrid" 0 1 <exists> 1e9', "no whole TextGrid"),
        (b'"Praat chronological TextGrid text file"', "no whole TextGrid|no TextGrid"),
    ],
)
def test_what_is_no_textgrid_is_refused_in_a_sentence(content: bytes, words: str) -> None:
    with pytest.raises(CoderError, match=words) as raised:
        read_grid(content, "a.TextGrid")
    assert raised.value.hint
