"""What the program stands on here, and one line per problem with its mend."""

import platform
import sqlite3
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version

from coder import __version__
from coder.app.settings import cache_folder, settings_folder

LIBRARIES = (
    "PySide6-Essentials",
    "av",
    "numpy",
    "pandas",
    "opencv-python-headless",
    "SQLAlchemy",
    "ruamel.yaml",
    "pydantic",
)
DECODERS = ("h264", "hevc", "vp9", "av1", "mpeg2video", "mpeg4", "mjpeg", "dvvideo", "aac", "mp3", "opus", "pcm_s16le")


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at: its name, what was found, and what to do when that is a problem.

    ``harmless``: coding goes on without it, as on a lab's server without sound.
    """

    name: str
    value: str
    problem: str = ""
    mend: str = ""
    harmless: bool = False


def examine() -> list[Finding]:
    """Look at everything that can be looked at without a window."""
    return [*_versions(), *_codecs(), *_sqlite(), *_folders()]


def _versions() -> Iterator[Finding]:
    yield Finding("Attune", __version__)
    python = platform.python_version()
    old = "" if sys.version_info >= (3, 11) else f"Python {python} is too old."
    yield Finding("Python", f"{python} ({platform.system()} {platform.machine()})", old, "Install Python 3.11 to 3.13.")
    for name in LIBRARIES:
        yield _library(name)


def _library(name: str) -> Finding:
    try:
        found = version(name)
    except PackageNotFoundError:
        return Finding(name, "missing", f"{name} is not installed.", f'Run: python -m pip install "{name}"')
    if name == "PySide6-Essentials" and found.startswith("6.12.0") and sys.version_info < (3, 12):
        problem = "PySide6 6.12.0 aborts under Python 3.10 and 3.11."
        return Finding(
            name, found, problem, 'Run: python -m pip install "PySide6-Essentials<6.12" "PySide6-Addons<6.12"'
        )
    return Finding(name, found)


def _codecs() -> Iterator[Finding]:
    try:
        import av
    except ImportError as error:
        yield Finding(
            "codecs", "none", f"PyAV cannot be loaded: {error}.", "Run: python -m pip install --force-reinstall av"
        )
        return
    there = [name for name in DECODERS if _decodes(name)]
    lacking = [name for name in DECODERS if name not in there]
    problem = f"These cannot be decoded: {', '.join(lacking)}." if lacking else ""
    yield Finding("FFmpeg", ", ".join(f"{name} {'.'.join(map(str, number))}" for name, number in _libraries(av)))
    yield Finding("codecs", ", ".join(there), problem, "Run: python -m pip install --upgrade av")


def _libraries(av: object) -> list[tuple[str, tuple[int, ...]]]:
    found: dict[str, tuple[int, ...]] = getattr(av, "library_versions", {})
    return [(name, found[name]) for name in ("libavcodec", "libavformat") if name in found]


def _decodes(name: str) -> bool:
    from av.codec import Codec
    from av.codec.codec import UnknownCodecError

    try:
        Codec(name, "r")
    except UnknownCodecError:
        return False
    return True


def _sqlite() -> Iterator[Finding]:
    old = sqlite3.sqlite_version_info < (3, 31)
    problem = f"SQLite {sqlite3.sqlite_version} is too old to keep observations safe." if old else ""
    yield Finding("SQLite", sqlite3.sqlite_version, problem, "Install a newer Python, which brings its own SQLite.")


def _folders() -> Iterator[Finding]:
    for name, folder in (("settings", settings_folder()), ("cache", cache_folder())):
        try:
            folder.mkdir(parents=True, exist_ok=True)
            probe = folder / ".attune-write-test"
            probe.write_text("", encoding="utf-8")
            probe.unlink()
        except OSError as error:
            yield Finding(name, str(folder), f"Nothing can be written there: {error.strerror}.", "Free it for writing.")
        else:
            yield Finding(name, str(folder))
