"""Lists of codes from spreadsheets."""

from pathlib import Path

import pytest

from coder.errors import CoderError
from coder.formats.code_list.scheme import COLUMNS, KINDS, find_columns, read_scheme
from coder.model.foreign_scheme import LossKind
from coder.model.scheme import Kind
from tests.unit.formats.told import code_of, said, tier_of

TABLE = """code,label,tier,actor,kind,key
face,Looks at face,gaze,infant,state,g
away,Looks away,gaze,infant,state,x
bid,Bid,signal,infant,point,b
"""


def test_a_row_is_a_code() -> None:
    scheme = read_scheme(TABLE.encode(), "codes.csv")
    assert [(tier.name, tier.actor, tier.kind) for tier in scheme.tiers] == [
        ("gaze", "infant", Kind.STATE),
        ("signal", "infant", Kind.POINT),
    ]
    face = code_of(scheme, "gaze", "face")
    assert (str(face.label), face.key) == ("Looks at face", "g")
    assert scheme.losses == ()


def test_columns_are_known_by_many_names_in_any_case() -> None:
    for column, names in COLUMNS.items():
        for name in names:
            assert find_columns(("x", name.upper().replace(" ", "_"))) == {column: 1}


def test_the_page_on_schemes_names_every_column_and_kind() -> None:
    page = (Path(__file__).parents[3] / "schemes" / "README.md").read_text(encoding="utf-8")
    for name, words in [*COLUMNS.items(), *KINDS.items()]:
        assert f"| {name.replace('_', '-')} | {', '.join(words)} |" in page


def test_of_two_columns_that_fit_the_name_that_fits_better_wins() -> None:
    assert find_columns(("Name", "Code", "Description")) == {"code": 1, "definition": 2}


def test_a_list_exported_from_another_program_is_read() -> None:
    table = "Behavior code\tBehavior type\tDescription\tColor\tKey\tBehavioral category\tExcluded behaviors\n"
    table += "touch\tState event\tA hand.\t#112233\tt\tcontact\t\nbid\tPoint event\t\t\tb\tsignal\t\n"
    scheme = read_scheme(table.encode("utf-16"), "b.tsv")
    touch = code_of(scheme, "contact", "touch")
    assert (str(touch.definition), touch.color, touch.key) == ("A hand.", "#112233", "t")
    assert tier_of(scheme, "signal").kind is Kind.POINT
    assert "The column “Excluded behaviors”, of which no use is known." in said(scheme, LossKind.DROPPED)
    assert "The columns are parted by tabs." in said(scheme, LossKind.GUESSED)


def test_definitions_examples_and_values_are_read() -> None:
    table = "code;definition;examples;non-examples;value\nsmile;Corners up.;one; two\nfrown;;;;-1,5\n"
    table = table.replace("one; two\n", '"one; two";three;2\n')
    smile, frown = read_scheme(table.encode(), "codes.csv").tiers[0].codes
    assert (str(smile.definition), smile.examples, smile.non_examples) == ("Corners up.", ("one", "two"), ("three",))
    assert (smile.value, frown.value) == (2.0, -1.5)


@pytest.mark.parametrize(("kind", "words"), [(kind, word) for kind, known in KINDS.items() for word in known])
def test_every_word_for_a_kind_is_known(kind: Kind, words: str) -> None:
    scheme = read_scheme(f"code,kind\na,{words.title()}\n".encode(), "c.csv")
    assert [tier.kind for tier in scheme.tiers] == [kind]
    assert said(scheme, LossKind.GUESSED) == []


def test_an_unknown_kind_is_guessed_and_told() -> None:
    scheme = read_scheme(b"code,kind\na,wave\n", "c.csv")
    assert scheme.tiers[0].kind is Kind.STATE
    assert "Line 2: the kind “wave” is not known; state was taken." in said(scheme, LossKind.GUESSED)


def test_kinds_of_a_tier_that_differ_make_several_tiers() -> None:
    scheme = read_scheme(b"code,tier,kind\na,t,state\nb,t,point\nc,t,\n", "c.csv")
    assert [(tier.name, [code.name for code in tier.codes]) for tier in scheme.tiers] == [
        ("t states", ["a", "c"]),
        ("t points", ["b"]),
    ]


def test_a_tier_of_several_actors_is_one_for_each() -> None:
    scheme = read_scheme(b"code,tier,actor\na,gaze,mother\na,gaze,infant\n", "c.csv")
    assert [(tier.name, tier.actor) for tier in scheme.tiers] == [("mother gaze", "mother"), ("infant gaze", "infant")]


def test_rows_without_a_code_or_said_twice_are_told() -> None:
    scheme = read_scheme(b"code,label\na,\n,B\n\na,again\nc,x,more,cells\n", "c.csv")
    told = said(scheme, LossKind.DROPPED)
    assert told == ["Line 3: it has no code.", "Line 5: “a” stands there a second time."]


def test_a_list_with_labels_alone_is_read() -> None:
    scheme = read_scheme(b"label\nLooks away\n", "c.csv")
    assert scheme.tiers[0].codes[0].name == "Looks away"


def test_another_encoding_is_told() -> None:
    scheme = read_scheme("code\nLächeln\n".encode("cp1252"), "c.csv")
    assert scheme.tiers[0].codes[0].name == "Lächeln"
    assert any("not UTF-8" in what for what in said(scheme, LossKind.GUESSED))


def test_a_value_that_is_no_number_is_told() -> None:
    assert any("no number" in what for what in said(read_scheme(b"code,value\na,high\n", "c.csv"), LossKind.DROPPED))


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "is empty"),
        (b" \n , \n", "is empty"),
        (b"what,ever\n1,2\n", "no column “code”"),
        (b"code\n" + b"x" * 200_000 + b"\n", "is no table"),
        (b"code\n" + b"x\n" * 20_001, "more than 20000 rows"),
        (b"code\n" + b"".join(b"c%d\n" % number for number in range(2100)), "2100 codes"),
        (b"\x00\x01\x02", "no column “code”|is no table"),
    ],
)
def test_what_is_no_list_of_codes_is_refused_in_a_sentence(content: bytes, words: str) -> None:
    with pytest.raises(CoderError, match=words) as raised:
        read_scheme(content, "c.csv")
    assert raised.value.hint


def test_a_list_that_is_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("coder.formats.code_list.table.MOST_BYTES", 3)
    with pytest.raises(CoderError, match="too large"):
        read_scheme(b"code\na\n", "c.csv")
