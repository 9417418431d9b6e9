"""The project's own files, read once."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CODER = ROOT / "coder"
_MADE = frozenset({"__pycache__", "build", "dist", "demo", "attune-demo"})
_TEXT = frozenset(
    {".py", ".md", ".toml", ".txt", ".yaml", ".yml", ".json", ".feature", ".csv", ".cfg", ".ini", ".svg", ""}
)


def python_files(*tops: str) -> list[Path]:
    """Return the Python files below some top folders."""
    return [path for top in tops for path in sorted((ROOT / top).rglob("*.py")) if _is_ours(path)]


def text_files() -> Iterator[Path]:
    """Return every text file of the project, documents and settings included."""
    for path in sorted(ROOT.rglob("*")):
        if path.is_file() and _is_ours(path) and path.suffix in _TEXT:
            yield path


def _is_ours(path: Path) -> bool:
    parts = path.relative_to(ROOT).parts
    hidden = any(part.startswith(".") for part in parts[:-1]) and parts[0] != ".ci"
    return not hidden and not _MADE.intersection(parts) and not any(part.endswith(".egg-info") for part in parts)


@cache
def tree_of(path: Path) -> ast.Module:
    """Return the syntax tree of a Python file."""
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def name_of(path: Path) -> str:
    """Return a file's place in the project, as tests show it."""
    return path.relative_to(ROOT).as_posix()


def imports_of(path: Path) -> Iterator[tuple[str, int]]:
    """Return every module a file imports anywhere, with its line."""
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module is not None:
            yield node.module, node.lineno
            yield from ((f"{node.module}.{alias.name}", node.lineno) for alias in node.names)
