"""The table of faulty schemes, ``faulty/faults.txt``: how it is read. Its head says how it is written."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

FOLDER = Path(__file__).with_name("faulty")
MAIN = "lab.yaml"
_EDITOR = " [editor]"
_SIGNS = {"⇥": b"\t", "␁": b"\x01", "␦": b"\xe4"}


@dataclass
class FaultyScheme:
    """A scheme with a fault, and exactly what is to be said; ``in_editor``: the JSON Schema finds it as well."""

    title: str
    line: int
    in_editor: bool
    files: dict[str, str]
    said: list[str] = field(default_factory=list)

    def write(self, folder: Path) -> Path:
        """Write all files and return the faulty one."""
        for name, text in self.files.items():
            (folder / name).write_bytes(as_bytes(text))
        return folder / MAIN


def read_table() -> list[FaultyScheme]:
    """Return every scheme of the table."""
    lines = (FOLDER / "faults.txt").read_text(encoding="utf-8").splitlines()
    return list(_cases([(number, line) for number, line in enumerate(lines, 1) if not line.startswith("#")]))


def right_files() -> dict[str, str]:
    """Return the files without a fault, by name."""
    return {path.name: path.read_text(encoding="utf-8") for path in FOLDER.glob("*.yaml")}


def as_bytes(text: str) -> bytes:
    """Return a text in UTF-8, with the bytes that its signs stand for."""
    content = text.encode("utf-8")
    for sign, byte in _SIGNS.items():
        content = content.replace(sign.encode("utf-8"), byte)
    return content


def _cases(lines: list[tuple[int, str]]) -> Iterator[FaultyScheme]:
    block: list[tuple[int, str]] = []
    for number, line in [*lines, (0, "")]:
        if line:
            block.append((number, line))
        elif block:
            yield _case(block)
            block = []


def _case(block: list[tuple[int, str]]) -> FaultyScheme:
    (number, title), *rest = block
    case = FaultyScheme(title.removesuffix(_EDITOR), number, title.endswith(_EDITOR), right_files())
    name, old, new = MAIN, list[str](), list[str]()
    for _, line in rest:
        if line.startswith(("+", "-")):
            (new if line.startswith("+") else old).append(line[1:])
        elif line.startswith("@ "):
            _change(case, name, old, new)
            name, old, new = line[2:], [], []
        else:
            case.said.append(line)
    _change(case, name, old, new)
    return case


def _change(case: FaultyScheme, name: str, old: list[str], new: list[str]) -> None:
    before, after = "".join(f"{line}\n" for line in old), "".join(map(_written, new))
    text = case.files.get(name, "")
    if old == ["…"]:
        case.files[name] = after
    elif old:
        assert text.count(before) == 1, f"line {case.line}: these lines stand in {name} {text.count(before)} times"
        case.files[name] = text.replace(before, after)
    else:
        case.files[name] = text + after


def _written(line: str) -> str:
    if line.startswith("×"):
        times, _, words = line[1:].partition(" ")
        return f"{words}\n" * int(times)
    return f"{line}\n"
