"""What the rest of the program gets: a scheme, its text and hash, or everything that is wrong."""

import hashlib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coder.errors import CoderError
from coder.scheme.faults import SchemeError
from coder.scheme.loader import check_scheme, load_scheme, read_scheme
from tests.unit.scheme.small import SMALL

ROOT = Path(__file__).parents[3]
HERE = Path(__file__).parent
STARTERS = sorted((ROOT / "schemes").glob("*.yaml"))
_EDITOR = "space left right shift+left shift+right up down j k l i o comma period home end"
EDITOR = {chord: f"the action of {chord}" for chord in _EDITOR.split()}
TEXT = (HERE / "core-cues.yaml").read_text(encoding="utf-8")


def test_the_example_of_the_format_loads_without_a_warning() -> None:
    assert load_scheme(HERE / "core-cues.yaml", player_keys=EDITOR).warnings == ()


def test_there_are_starter_schemes() -> None:
    assert {path.stem for path in STARTERS} >= {"core-cues", "engagement-phases", "still-face"}


@pytest.mark.parametrize("path", STARTERS, ids=[path.stem for path in STARTERS])
def test_a_starter_scheme_loads_without_a_warning_beside_the_player(path: Path) -> None:
    assert check_scheme(path, EDITOR) == []
    loaded = load_scheme(path, player_keys=EDITOR)
    assert loaded.scheme.id == path.stem
    assert read_scheme(loaded.text).scheme == loaded.scheme


def test_the_hash_is_that_of_the_file(tmp_path: Path) -> None:
    for content in (SMALL.encode(), b"\xef\xbb\xbf" + SMALL.encode(), SMALL.replace("\n", "\r\n").encode()):
        path = tmp_path / "small.yaml"
        path.write_bytes(content)
        loaded = load_scheme(path)
        assert loaded.sha256 == hashlib.sha256(content).hexdigest()
        assert loaded.text.encode("utf-8") == content
        assert loaded.path == path
        assert read_scheme(loaded.text).scheme == loaded.scheme


def test_a_missing_scheme_is_one_clear_sentence_with_a_hint(tmp_path: Path) -> None:
    with pytest.raises(CoderError, match=r"none.yaml:1:1: There is no such file. Check its name and folder."):
        load_scheme(tmp_path / "none.yaml")
    assert len(check_scheme(tmp_path / "none.yaml", {})) == 1


def test_warnings_do_not_keep_a_scheme_from_loading() -> None:
    text = SMALL.replace("key: t}", "key: t, color: '#112233'}, {id: pat, color: '#112233'}")
    text = text.replace("      - {id: touch", "      - {id: touch", 1).replace("}, {id: pat", "}\n      - {id: pat")
    loaded = read_scheme(text)
    assert [fault.severity for fault in loaded.warnings] == ["warning"]
    assert " warning: tiers[1].codes[1].color: touch has this colour already." in str(loaded.warnings[0])


def test_an_error_holds_no_warnings() -> None:
    text = SMALL.replace("key: t}", "kye: t, color: '#112233'}\n      - {id: pat, color: '#112233'}")
    with pytest.raises(SchemeError) as raised:
        read_scheme(text)
    assert [fault.path for fault in raised.value.faults] == ["tiers[1].codes[0].kye"]


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=200) | st.text("ab:-[]{}&*!|>'\"#%@,? \n\t0", max_size=80))
def test_any_text_gives_a_scheme_error_and_nothing_else(text: str) -> None:
    with pytest.raises(SchemeError) as raised:
        read_scheme(text)
    assert raised.value.faults


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(
        st.tuples(st.integers(0, len(TEXT)), st.integers(0, 12), st.text("abs1:-[]{}&*!'\"# \n~x", max_size=6)),
        max_size=3,
    )
)
def test_a_spoilt_scheme_loads_or_gives_a_scheme_error(spoils: list[tuple[int, int, str]]) -> None:
    text = TEXT
    for place, length, instead in spoils:
        text = text[:place] + instead + text[place + length :]
    try:
        loaded = read_scheme(text)
    except SchemeError as error:
        places = [(fault.line, fault.column) for fault in error.faults]
    else:
        places = [(fault.line, fault.column) for fault in loaded.warnings] or [(1, 1)]
        assert read_scheme(loaded.text).scheme == loaded.scheme
    assert places
    assert min(min(place) for place in places) >= 1


@given(st.binary(max_size=300))
def test_any_bytes_give_faults_and_nothing_else(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    path = tmp_path_factory.mktemp("bytes") / "s.yaml"
    path.write_bytes(content)
    assert check_scheme(path)
