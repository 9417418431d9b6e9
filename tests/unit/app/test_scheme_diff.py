"""Two versions of a scheme compared: what changed, and whether the version says so."""

from pathlib import Path

import pytest

from coder.app.scheme_diff import SchemeDiff, compare_schemes
from coder.errors import CoderError

OLD = """\
format: 1
scheme: {id: lab, version: "1.2.0"}
actors: [{id: infant, role: infant}]
tiers:
  - {id: face, actor: infant, kind: state, codes: [{id: smile, key: s, definition: Corners up}]}
passes:
  - {id: all, tiers: [face], label: All}
"""


@pytest.fixture
def compared(tmp_path: Path) -> "Compare":
    return Compare(tmp_path)


class Compare:
    """Compare the old scheme with one in which some words are others."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def __call__(self, *changes: tuple[str, str]) -> SchemeDiff:
        new = OLD
        for before, after in changes:
            assert before in new
            new = new.replace(before, after)
        for name, text in (("old.yaml", OLD), ("new.yaml", new)):
            (self._folder / name).write_text(text, encoding="utf-8")
        return compare_schemes(str(self._folder / "old.yaml"), str(self._folder / "new.yaml"))


def test_what_changed_is_told_from_the_most_to_the_least(compared: Compare) -> None:
    found = compared(("id: smile", "id: laugh"), ("label: All", "rate: 0.5"), ("1.2.0", "2.0.0"))
    assert [(difference.bump.word, difference.sentence) for difference in found.differences] == [
        ("major", "Tier face: code smile was removed."),
        ("minor", "Tier face: code laugh was added (key s)."),
        ("minor", "Pass all: rate was 1, is 0.5."),
        ("patch", "Pass all: the wording of label was changed."),
        ("none", "The scheme: version was 1.2.0, is 2.0.0."),
    ]


@pytest.mark.parametrize(
    ("change", "version", "bump", "needed", "high_enough"),
    [
        (("key: s", "key: s"), "1.2.0", "none", "1.2.0", True),
        (("key: s", "key: s"), "1.1.9", "none", "1.2.0", False),
        (("Corners up", "The corners go up"), "1.2.0", "patch", "1.2.1", False),
        (("Corners up", "The corners go up"), "1.2.1", "patch", "1.2.1", True),
        (("key: s", "key: q"), "1.2.9", "minor", "1.3.0", False),
        (("key: s", "key: q"), "1.3.0", "minor", "1.3.0", True),
        (("id: smile", "id: laugh"), "1.9.0", "major", "2.0.0", False),
        (("id: smile", "id: laugh"), "2.0.0", "major", "2.0.0", True),
        (("label: All", "label: Everything"), "1.2.0", "patch", "1.2.1", False),
        (("label: All", "label: Everything"), "1.2.1", "patch", "1.2.1", True),
    ],
)
def test_the_newer_version_has_to_say_what_changed(
    compared: Compare, change: tuple[str, str], version: str, bump: str, needed: str, high_enough: bool
) -> None:
    found = compared(change, ("1.2.0", version))
    assert (found.bump, found.needed, found.high_enough) == (bump, needed, high_enough)
    assert (f"{version} is high enough." in found.verdict) == high_enough


def test_a_reworded_definition_is_left_to_a_person(compared: Compare) -> None:
    assert "raise the first number" in compared(("Corners up", "The corners go up")).hint
    assert compared(("key: s", "key: q")).hint == ""


def test_versions_of_two_schemes_are_not_compared(compared: Compare) -> None:
    found = compared(("id: lab", "id: other"), ("1.2.0", "0.1.0"))
    assert (found.needed, found.high_enough) == ("", True)
    assert "two schemes" in found.verdict


def test_a_scheme_that_cannot_be_used_is_told_with_its_faults(compared: Compare) -> None:
    with pytest.raises(CoderError, match=r"new\.yaml:2:28: scheme.version"):
        compared(('"1.2.0"', "1.2"))
