import re

import pytest

from coder.editing import pressing
from tests.architecture.sources import CODER, ROOT

PATH = re.compile(r"`([\w-]+(?:/[\w.-]+)*(?:\.(?:py|md|yaml|toml|txt)|/))`")


def _read(*parts: str) -> str:
    return ROOT.joinpath(*parts).read_text(encoding="utf-8")


def test_ci_runs_the_command_of_the_readme_literally() -> None:
    blocks: list[str] = re.findall(r"```(?:bash|sh)\n(.*?)```", _read("README.md"), re.DOTALL)
    (command,) = [block.strip() for block in blocks if "tests.check" in block]
    commands = [line for line in _read(".ci", "run").splitlines() if line and not line.startswith(("#", "set ", "cd "))]
    assert commands == ["bash .ci/programs", command]


def test_the_readme_gives_two_commands_and_a_picture_of_the_window() -> None:
    text = _read("README.md")
    first, second = re.findall(r"```bash\n(.*?)```", text, re.DOTALL)[:2]
    assert "coder demo" in first
    assert "tests.check" in second
    picture = re.search(r"!\[[^\]]+\]\(([^)]+)\)", text)
    assert picture is not None
    assert (ROOT / picture.group(1)).is_file()


@pytest.mark.parametrize("document", ["ARCHITECTURE.md", "DECISIONS.md"])
def test_every_file_a_document_names_is_there(document: str) -> None:
    named = PATH.findall(_read("coder", document))
    assert named
    assert [path for path in named if not (CODER / path).exists() and not (ROOT / path).exists()] == []


def test_where_to_change_what_leads_to_files_that_are_there() -> None:
    text = _read("coder", "ARCHITECTURE.md")
    table = text[text.index("## Where do I change") :].split("\n## ")[0]
    rows = [line for line in table.splitlines() if line.startswith("|")][2:]
    assert len(rows) >= 15
    assert [row for row in rows if not PATH.search(row)] == []


def test_every_layer_is_on_the_map() -> None:
    text = _read("coder", "ARCHITECTURE.md")
    layers = [path.name for path in CODER.iterdir() if (path / "__init__.py").is_file()]
    assert [layer for layer in layers if f"`{layer}/`" not in text] == []


def test_the_rule_of_pressing_reads_the_same_in_the_code_and_in_the_document() -> None:
    rule = (pressing.__doc__ or "").removeprefix("The rule of pressing: ")
    for sentence in re.split(r"(?<=\.)\s+", _plain(rule).strip()):
        assert sentence.lower() in _plain(_read("coder", "ARCHITECTURE.md")).lower()


def _plain(text: str) -> str:
    return re.sub(r"[\s>*_`]+", " ", text)


def test_every_relative_link_of_the_documents_leads_somewhere() -> None:
    for document in ("README.md", "schemes/README.md", "sample_sessions/README.md", "coder/ARCHITECTURE.md"):
        for target in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", _read(document)):
            assert "://" in target or (ROOT / document).parent.joinpath(target).exists(), f"{document}: {target}"


def test_every_dependency_has_its_reason() -> None:
    import tomllib

    project = tomllib.loads(_read("pyproject.toml"))["project"]
    names = {re.split(r"[<>=; \[]", line)[0] for line in project["dependencies"]}
    decisions = _read("coder", "DECISIONS.md")
    assert [name for name in sorted(names) if name not in decisions] == []
