"""A session's folder: its ``session.yaml``, its media, and the observations made of it."""

from pathlib import Path

from coder.errors import CoderError
from coder.model.media import Fingerprint
from coder.model.session import Medium, Session
from coder.store.atomic import make_folder, write_atomic
from coder.store.coder_id import KEPT_ORIGINAL, check_coder_id, check_id
from coder.store.references import check_relative, leaves, leaves_study
from coder.store.study_file import FORMAT, check_format, find_study_folder, read_study_file, whole_path
from coder.store.yaml_reading import Mapping, Place, Value, as_mapping, parse_yaml, read_yaml
from coder.store.yaml_writing import format_flow, format_scalar

__all__ = ["check_coder_id", "list_observations", "load_session", "observation_path", "save_session"]

SESSION_FILE = "session.yaml"
OBSERVATIONS = "observations"
SUFFIX = ".attune"


def load_session(path: Path) -> Session:
    """Load a session from its folder or its session.yaml; raise CoderError with file and line when it is wrong."""
    path = Path(path)
    file = path if path.name == SESSION_FILE and not path.is_dir() else path / SESSION_FILE
    if not file.is_file():
        raise CoderError(f"There is no session in {path.name or path}: it has no {SESSION_FILE}.", _MAKE_ONE)
    return _build_session(read_yaml(file), whole_path(file.parent))


_MAKE_ONE = "Name a session's folder, or make one with coder new."


def save_session(session: Session) -> None:
    """Write session.yaml whole or not at all; raise CoderError when it could not be loaded again or not be written."""
    text = _format_session(session)
    _build_session(parse_yaml(text, SESSION_FILE), whole_path(session.folder))
    make_folder(session.folder)
    write_atomic(session.folder / SESSION_FILE, text)


def observation_path(session: Session, coder: str, pass_id: str = "") -> Path:
    """Return where a coder's observation of a session lies; raise CoderError for ids that no file can be named by."""
    check_coder_id(coder)
    name = f"{coder}.{check_id(pass_id, 'pass id')}" if pass_id else coder
    return session.folder / OBSERVATIONS / f"{name}{SUFFIX}"


def list_observations(session: Session) -> list[Path]:
    """List the observation files of a session, by name; originals that a migration kept are not among them."""
    found = (session.folder / OBSERVATIONS).glob(f"*{SUFFIX}")
    return sorted(path for path in found if not path.name.startswith(".") and not KEPT_ORIGINAL.search(path.stem))


def _build_session(root: Mapping, folder: Path) -> Session:
    root.refuse_unknown(("format", "session", "scheme", "media"))
    check_format(root)
    about = root.mapping("session")
    about.refuse_unknown(("id", "dyad", "visit"))
    study_folder = find_study_folder(folder)
    return Session(
        id=_session_id(about),
        folder=folder,
        media=_media(root),
        scheme=_scheme(root, folder, study_folder),
        dyad=about.text("dyad", ""),
        visit=about.text("visit", ""),
        study=read_study_file(study_folder)[0] if study_folder else "",
    )


def _session_id(about: Mapping) -> str:
    text = about.text("id")
    if len(text) > 100 or not text.isprintable() or text != text.strip():
        raise about.keys["id"].error("the session's id cannot be used.", "Write up to 100 visible characters.")
    return text


def _media(root: Mapping) -> tuple[Medium, ...]:
    items = root.sequence("media")
    if not items:
        raise root.keys["media"].error("a session needs at least one medium.", "Write - {file: video.mp4} below it.")
    return tuple(_medium(item) for item in items)


def _medium(item: Value) -> Medium:
    entry = as_mapping(item, "media")
    entry.refuse_unknown(("file", "offset_s", "outside", "fingerprint"))
    text = entry.text("file")
    place = entry.keys["file"]
    outside = entry.flag("outside")
    _refuse_outside(check_relative(text, place), outside=outside, place=place)
    return Medium(text, entry.number("offset_s", 0.0), outside, _find_fingerprint(entry))


def _refuse_outside(relative: str, *, outside: bool, place: Place) -> None:
    if leaves(relative) and not outside:
        raise place.error(
            f"“{relative}” lies outside the session's folder.", "Move it in, or say so with outside: true."
        )


def _find_fingerprint(entry: Mapping) -> Fingerprint | None:
    if "fingerprint" not in entry.values:
        return None
    found = entry.mapping("fingerprint")
    found.refuse_unknown(("size_bytes", "duration_ms", "frames", "digest"))
    whole = (found.whole("size_bytes"), found.whole("duration_ms"), found.whole("frames"))
    return Fingerprint(*whole, found.text("digest"))


def _scheme(root: Mapping, folder: Path, study_folder: Path | None) -> str:
    text = root.text("scheme")
    place = root.keys["scheme"]
    if "/" not in text and "\\" not in text and not text.endswith((".yaml", ".yml")):
        return check_relative(text, place)
    if leaves_study(check_relative(text, place), folder, study_folder):
        raise place.error(f"the scheme “{text}” lies outside the study.", "Copy the scheme into the study's folder.")
    return text


def _format_session(session: Session) -> str:
    about = {"id": session.id, "dyad": session.dyad, "visit": session.visit}
    lines = [
        f"format: {FORMAT}",
        f"session: {format_flow({key: format_scalar(text) for key, text in about.items() if text})}",
        f"scheme: {format_scalar(session.scheme)}",
        "media:",
        *(f"  - {_format_medium(medium)}" for medium in session.media),
    ]
    return "\n".join(lines) + "\n"


def _format_medium(medium: Medium) -> str:
    found = medium.fingerprint
    fingerprint = (
        ""
        if found is None
        else format_flow(
            {
                "size_bytes": str(found.size_bytes),
                "duration_ms": str(found.duration_ms),
                "frames": str(found.frames),
                "digest": format_scalar(found.digest),
            }
        )
    )
    return format_flow(
        {
            "file": format_scalar(medium.file),
            "offset_s": repr(float(medium.offset_s)),
            "outside": "true" if medium.outside else "",
            "fingerprint": fingerprint,
        }
    )
