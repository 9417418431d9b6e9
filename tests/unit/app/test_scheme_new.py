"""A new scheme is written beside its JSON Schema, and never over anything."""

from pathlib import Path

import pytest

from coder.app.keymap import EDITOR
from coder.app.scheme_check import check_schemes
from coder.app.scheme_new import create_scheme
from coder.app.scheme_schema import NAME, place_schema, schema_text
from coder.errors import CoderError


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_it_can_be_checked_at_once_without_a_finding(tmp_path: Path) -> None:
    made = create_scheme(tmp_path / "schemes" / "my-lab.yaml")
    assert (made.id, made.path, made.schema) == (
        "my-lab",
        tmp_path / "schemes/my-lab.yaml",
        tmp_path / "schemes" / NAME,
    )
    assert check_schemes([made.path], EDITOR) == []
    assert made.schema.read_text(encoding="utf-8") == schema_text()


@pytest.mark.parametrize(
    ("file", "scheme_id", "path", "name"),
    [
        (None, "", "my-scheme.yaml", "my-scheme"),
        (None, "lab", "lab.yaml", "lab"),
        ("lab", "", "lab.yaml", "lab"),
        ("lab.yml", "", "lab.yml", "lab"),
        ("folder", "", "folder/my-scheme.yaml", "my-scheme"),
        ("folder", "lab", "folder/lab.yaml", "lab"),
        ("draft.yaml", "lab", "draft.yaml", "lab"),
    ],
)
def test_the_file_and_the_id_follow_from_each_other(file: str | None, scheme_id: str, path: str, name: str) -> None:
    Path("folder").mkdir()
    made = create_scheme(Path(file) if file else None, scheme_id)
    assert (made.path, made.id) == (Path(path), name)
    assert f"  id: {name}\n" in made.path.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("file", "scheme_id", "said"),
    [
        ("My Lab.yaml", "", "Name the file my-lab.yaml, or say --id my-lab."),
        ("1.yaml", "", "Name the file my-scheme.yaml, or say --id my-scheme."),
        ("lab.yaml", "My Lab", "Write my-lab."),
        ("lab.txt", "", "lab.txt does not end in .yaml."),
        ("there.yaml", "", "there.yaml is there already."),
    ],
)
def test_what_cannot_be_written_leaves_nothing_behind(file: str, scheme_id: str, said: str) -> None:
    Path("there.yaml").write_text("mine", encoding="utf-8")
    with pytest.raises(CoderError) as raised:
        create_scheme(Path(file), scheme_id)
    assert said in str(raised.value)
    assert [path.name for path in Path().iterdir()] == ["there.yaml"]
    assert Path("there.yaml").read_text(encoding="utf-8") == "mine"


def test_an_older_json_schema_of_ours_is_replaced_and_a_foreign_one_is_left(tmp_path: Path) -> None:
    (tmp_path / NAME).write_text('{"title": "An Attune coding scheme"}', encoding="utf-8")
    place_schema(tmp_path)
    assert (tmp_path / NAME).read_text(encoding="utf-8") == schema_text()
    (tmp_path / NAME).write_text('{"title": "Something else"}', encoding="utf-8")
    place_schema(tmp_path)
    assert (tmp_path / NAME).read_text(encoding="utf-8") == '{"title": "Something else"}'
