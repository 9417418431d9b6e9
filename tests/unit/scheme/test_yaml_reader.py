"""Strict YAML 1.2: what is read, and what is refused where."""

from pathlib import Path

import pytest

from coder.scheme.nodes import Scalar, to_plain_values
from coder.scheme.reading import read_source_file
from coder.scheme.yaml_reader import read_yaml


def faults_of(text: str) -> list[str]:
    return [str(fault) for fault in read_yaml(text, "s.yaml")[1]]


def value_of(text: str) -> object:
    root, faults, complete = read_yaml(text, "s.yaml")
    assert complete
    assert not faults
    assert root is not None
    return to_plain_values(root)


@pytest.mark.parametrize("words", ["no", "on", "off", "yes", "2:00", "1.10", "007", "1_000", "0o17", "2020-01-01", "="])
def test_words_stay_as_they_are_written(words: str) -> None:
    assert value_of(f"a: {words}") == {"a": words}


def test_plain_and_quoted_words_are_told_apart() -> None:
    root, _, _ = read_yaml("a: 1\nb: '1'\nc: |\n  1\n", "s.yaml")
    assert root is not None
    assert [isinstance(value, Scalar) and value.plain for _, value in root.pairs] == [True, False, False]


def test_every_node_knows_where_it_stands() -> None:
    root, _, _ = read_yaml("tiers:\n  - id: x\n    codes: [a, {id: b}]\n", "s.yaml")
    assert root is not None
    code = root.get("tiers").items[0].get("codes").items[1].get("id")
    assert (code.line, code.column, code.path, code.text) == (3, 21, "tiers[0].codes[1].id", "b")


def test_a_byte_order_mark_moves_nothing() -> None:
    root, faults, _ = read_yaml("\ufeffa: b\n", "s.yaml")
    assert not faults
    assert root is not None
    assert root.get("a").column == 4


def test_aliases_stand_for_what_they_name() -> None:
    assert value_of("a: &x [1, 2]\nb: *x\n") == {"a": ["1", "2"], "b": ["1", "2"]}


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("a: 1\nb: 2\na: 3\n", '3:1: a: "a" is given twice (first in line 1). Keep one of the two.'),
        ("x: {a: 1, a: 2}\n", '1:11: x.a: "a" is given twice (first in line 1). Keep one of the two.'),
        ("a:\n  1: x\n", "2:3: a: The key 1 is no text. Put it in quotes."),
        ("true: x\n", "1:1: The key true is no text. Put it in quotes."),
        ("null: x\n", "1:1: The key null is no text. Put it in quotes."),
        ("? [a]\n: x\n", "1:3: A list or a map cannot be a key. Keys are words."),
        ("a: !!python/name:os.system x\n", "1:4: a: The tag !!python/name:os.system is not allowed."),
        ("a: !mine {b: c}\n", "1:4: a: The tag !mine is not allowed."),
        ("a: !!str 5\n", "1:4: a: The tag !!str is not allowed."),
        ("<<: {a: b}\n", "1:1: YAML 1.2 has no merge key `<<`. Write out the keys."),
        ("%YAML 1.1\n---\na: no\n", "2:1: The file asks for another version of YAML than 1.2."),
        ("a: b\n---\nc: d\n", "2:1: A second document begins here. Put each scheme into its own file."),
        ("a: *x\n", "1:4: a: There is no &x before *x. Write out what is meant; text"),
        ("a: &x [*x]\n", "1:8: a[0]: *x contains itself. Write out what is meant."),
        ('a: "\\ud800"\n', "1:4: a: Half a character stands here. Write the character itself, not its code."),
        ('b: 1\na: "\\UFFFFFFFF"\n', "2:5: A backslash code stands for no character. Write the character itself."),
        ("", "1:1: The file is empty. Begin with `format: 1`."),
        ("# only a comment\n", "1:1: The file is empty. Begin with `format: 1`."),
        ("a:\n\t- b\n", "2:1: A tab is used for indentation. Use spaces: two for each level."),
        ("a: b: c\n", "1:5: A colon is not expected here."),
        ("a: [1, 2\n", "1:4: A list in [ ] is not closed, or a comma is missing."),
        ("a: {b: 2\n", "1:4: A map in { } is not closed, or a comma is missing."),
        ("a: 'x\n", "1:4: A quote is opened and never closed. Close it with the same sign."),
        ("a: @x\n", "1:4: Text cannot begin with @. Put the text in quotes."),
        ("- a\nb: c\n", "2:1: The indentation does not fit the lines above."),
        ("a: - b\n", "1:4: A list may not begin here."),
        ('a: "\\q"\n', "1:6: This backslash means nothing in double quotes."),
        ("a: x\x01\n", "1:5: A character is here that no text may hold. Delete it."),
        ("[" * 100, "The file is nested too deeply here."),
        ("a: [" + "x," * 60_000 + "]", "The file holds too much to be a scheme."),
    ],
)
def test_a_fault_is_named_with_its_place(text: str, fault: str) -> None:
    (found,) = faults_of(text)
    assert fault in found


def test_an_alias_bomb_is_refused_before_it_goes_off() -> None:
    lines = ["a: &a [x, x, x, x, x, x, x, x, x]"]
    lines += [
        f"{name}: &{name} [{', '.join([f'*{below}'] * 9)}]" for below, name in zip("abcdefgh", "bcdefghi", strict=True)
    ]
    (fault,) = faults_of("\n".join(lines))
    assert "too many aliases, or they stand for too much" in fault


def test_many_aliases_are_refused() -> None:
    (fault,) = faults_of("a: &a x\nb: [" + ", ".join(["*a"] * 101) + "]\n")
    assert "too many aliases" in fault


def test_a_file_that_is_too_large_is_refused(tmp_path: Path) -> None:
    large = tmp_path / "large.yaml"
    large.write_bytes(b"#" * ((1 << 20) + 1))
    (fault,) = read_source_file(large).faults
    assert (fault.line, fault.message) == (1, "The file is larger than 1 MiB.")
    (fault,) = read_yaml("#" * ((1 << 20) + 1), "s.yaml")[1]
    assert fault.message == "The file is larger than 1 MiB."


def test_a_file_that_is_not_utf_8_is_refused_where_it_is_not(tmp_path: Path) -> None:
    latin = tmp_path / "latin.yaml"
    latin.write_bytes("format: 1\ntitle: Lächeln\n".encode("latin-1"))
    (fault,) = read_source_file(latin).faults
    assert (fault.line, fault.column, fault.message) == (2, 9, "The file is not UTF-8 here.")


def test_a_missing_file_and_a_folder_are_said_to_be_that(tmp_path: Path) -> None:
    (missing,) = read_source_file(tmp_path / "none.yaml").faults
    assert missing.message == "There is no such file."
    (folder,) = read_source_file(tmp_path).faults
    assert folder.message.startswith("The file cannot be read")


def test_several_faults_of_the_text_are_told_together() -> None:
    assert len(faults_of("a: 1\na: 2\nb: !x y\n1: z\nc: [\n")) == 4
