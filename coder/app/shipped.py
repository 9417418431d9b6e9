"""Where the starter schemes and sample sessions lie: in the installed package, or beside it in a checkout."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parents[1]


def shipped_folder(name: str) -> Path:
    """Return the folder of ``schemes`` or ``sample_sessions`` that came with the program."""
    installed = _PACKAGE / "shipped" / name
    return installed if installed.is_dir() else _PACKAGE.parent / name


def shipped_schemes() -> list[Path]:
    """Return the starter schemes, in order of name."""
    return sorted(shipped_folder("schemes").glob("*.yaml"))
