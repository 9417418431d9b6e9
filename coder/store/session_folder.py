"""A session's folder: its ``session.yaml``, its media, and the observations made of it."""

from pathlib import Path

from coder.errors import CoderError
from coder.model.session import Session
from coder.store.atomic import make_folder, write_atomic
from coder.store.coder_id import KEPT_ORIGINAL, check_coder_id, check_id
from coder.store.references import check_relative, leaves_study
from coder.store.session_media import build_clock, build_media, format_clock, format_medium
from coder.store.study_file import FORMAT, check_format, find_study_folder, read_study_file, whole_path
from coder.store.yaml_reading import Mapping, parse_yaml, read_yaml
from coder.store.yaml_writing import format_flow, format_scalar

__all__ = ["check_coder_id", "list_observations", "load_session", "observation_path", "save_session"]

SESSION_FILE = "session.yaml"
OBSERVATIONS = "observations"
SUFFIX = ".attune"


def load_session(path: Path, studies: dict[Path, str] | None = None) -> Session:
    """Load a session from its folder or its session.yaml; raise CoderError with file and line when it is wrong.

    ``studies`` keeps the ids of the studies by their folders, so that many sessions are loaded with one look at each.
    """
    path = Path(path)
    file = path if path.name == SESSION_FILE and not path.is_dir() else path / SESSION_FILE
    if not file.is_file():
        raise CoderError(f"There is no session in {path.name or path}: it has no {SESSION_FILE}.", _MAKE_ONE)
    return _build_session(read_yaml(file), whole_path(file.parent), {} if studies is None else studies)


_MAKE_ONE = "Name a session's folder, or make one with coder new."


def save_session(session: Session) -> None:
    """Write session.yaml whole or not at all; raise CoderError when it could not be loaded again or not be written."""
    text = format_session(session)
    _build_session(parse_yaml(text, SESSION_FILE), whole_path(session.folder), {})
    make_folder(session.folder)
    write_atomic(session.folder / SESSION_FILE, text)


def is_as_written(session: Session) -> bool:
    """Tell whether session.yaml is word for word what ``save_session`` writes: no comment of a person's is lost."""
    try:
        return (session.folder / SESSION_FILE).read_text(encoding="utf-8") == format_session(session)
    except (OSError, ValueError):
        return False


def observation_path(session: Session, coder: str, pass_id: str = "") -> Path:
    """Return where a coder's observation of a session lies; raise CoderError for ids that no file can be named by."""
    check_coder_id(coder)
    name = f"{coder}.{check_id(pass_id, 'pass id')}" if pass_id else coder
    return session.folder / OBSERVATIONS / f"{name}{SUFFIX}"


def list_observations(session: Session) -> list[Path]:
    """List the observation files of a session, by name; originals that a migration kept are not among them."""
    found = (session.folder / OBSERVATIONS).glob(f"*{SUFFIX}")
    return sorted(path for path in found if not path.name.startswith(".") and not KEPT_ORIGINAL.search(path.stem))


def _build_session(root: Mapping, folder: Path, studies: dict[Path, str]) -> Session:
    root.refuse_unknown(("format", "session", "scheme", "media", "clock"))
    check_format(root)
    about = root.mapping("session")
    about.refuse_unknown(("id", "dyad", "visit", "age_days"))
    study_folder = find_study_folder(folder)
    if study_folder is not None and study_folder not in studies:
        studies[study_folder] = read_study_file(study_folder)[0]
    return Session(
        id=_session_id(about),
        folder=folder,
        media=build_media(root),
        scheme=_scheme(root, folder, study_folder),
        dyad=about.text("dyad", ""),
        visit=about.text("visit", ""),
        study="" if study_folder is None else studies[study_folder],
        clock=build_clock(root),
        age_days=about.whole("age_days") if about.text("age_days", "") else None,
    )


def _session_id(about: Mapping) -> str:
    text = about.text("id")
    if len(text) > 100 or not text.isprintable() or text != text.strip():
        raise about.keys["id"].error("the session's id cannot be used.", "Write up to 100 visible characters.")
    return text


def _scheme(root: Mapping, folder: Path, study_folder: Path | None) -> str:
    text = root.text("scheme")
    place = root.keys["scheme"]
    if "/" not in text and "\\" not in text and not text.endswith((".yaml", ".yml")):
        return check_relative(text, place)
    if leaves_study(check_relative(text, place), folder, study_folder):
        raise place.error(f"the scheme “{text}” lies outside the study.", "Copy the scheme into the study's folder.")
    return text


def format_session(session: Session) -> str:
    """Return session.yaml as ``save_session`` writes it."""
    said = {"id": session.id, "dyad": session.dyad, "visit": session.visit}
    about = {key: format_scalar(text) for key, text in said.items() if text}
    if session.age_days is not None:
        about["age_days"] = str(session.age_days)
    lines = [
        f"format: {FORMAT}",
        f"session: {format_flow(about)}",
        f"scheme: {format_scalar(session.scheme)}",
    ]
    if session.clock is not None:
        lines.append(f"clock: {format_clock(session.clock)}")
    if session.media or session.clock is None:
        lines += ["media:", *(f"  - {format_medium(medium)}" for medium in session.media)]
    return "\n".join(lines) + "\n"
