"""Write observations as files of other programs, each with a report of what its format cannot say."""

import secrets
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from coder.app.blinding import NOT_YET, Blinding
from coder.app.export_formats import FORMATS
from coder.app.export_view import end_of, read_view
from coder.app.foreign_file import read_bytes
from coder.app.records import Records
from coder.errors import CoderError
from coder.media.stopping import Progress
from coder.model.foreign_file import Handover
from coder.model.foreign_scheme import Loss, LossKind
from coder.model.session import Session

if TYPE_CHECKING:
    from coder.app.export_view import View
    from coder.editing.outgoing import Outgoing
    from coder.store.observation_file import ObservationFile

_HEADS = {
    LossKind.DROPPED: "Dropped: what is not in the file",
    LossKind.GUESSED: "Guessed: what nobody told us; check it",
    LossKind.CHANGED: "Changed: what had to become something else",
}
_RESERVED = {"con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(10))}
_Logs = Sequence["Outgoing"]


@dataclass(frozen=True, slots=True)
class Written:
    """One file with those that belong to it, the report beside it, and the losses in it."""

    files: tuple[Path, ...]
    report: Path
    losses: tuple[Loss, ...]

    def words(self, most: int | None = None) -> str:
        """Return the report, the first ``most`` losses of each kind."""
        return describe_losses(self.files[0].name, self.losses, most)


def export_foreign(
    path: Path,
    folder: Path,
    format_name: str,
    *,
    comments: bool = False,
    base: Path | None = None,
    progress: Progress | None = None,
    viewer: str = "",
) -> list[Written]:
    """Write every observation found at ``path`` to ``folder`` in another program's format.

    With ``base`` what it holds is written into a copy of that file, whose other parts are kept. The same coding gives
    the same bytes each time; ``viewer`` as in an export of tables. Raises CoderError, having written nothing, when an
    observation cannot be read.
    """
    if format_name not in FORMATS:
        raise CoderError(f"There is no format {format_name!r}.", f"Choose one of {', '.join(FORMATS)}.")
    content = None if base is None else _read_base(base, format_name)
    told = progress or (lambda share: None)
    logs = list(_read(path, viewer, comments=comments, progress=lambda share: told(0.6 * share)))
    groups = _group(logs, format_name)
    if content is not None and len(groups) > 1:
        what = FORMATS[format_name].holds
        raise CoderError(f"{base} holds one {what}, and there are {len(groups)}.", f"Export one {what} at a time.")
    with _workplace(folder) as work:
        made = []
        for done, (stem, group) in enumerate(groups.items()):
            made.append(_write(work, folder, _handover(format_name, group, stem, content)))
            told(0.6 + 0.4 * (done + 1) / len(groups))
        _move_all(work, folder)
    return made


def describe_losses(name: str, losses: Sequence[Loss], most: int | None = None) -> str:
    """Return the report of a file, kind by kind; at most so many of each."""
    lines = [f"What {name} does not say as the observations do"]
    for kind, head in _HEADS.items():
        found = [loss.what for loss in losses if loss.kind is kind]
        if found:
            lines += ["", f"{head} ({len(found)})", *(f"- {what}" for what in found[:most])]
        if most is not None and len(found) > most:
            lines.append(f"- … and {len(found) - most} more")
    return "\n".join(lines) + "\n"


def _read_base(base: Path, format_name: str) -> bytes:
    known = FORMATS[format_name]
    if not known.takes_base:
        raise CoderError(f"Nothing can be written into a file of {known.program}.", "Leave --base out.")
    return read_bytes(base)


def _read(path: Path, viewer: str, *, comments: bool, progress: Progress) -> "Iterator[Outgoing]":
    from coder.store.observation_file import open_observation
    from coder.store.session_folder import list_observations
    from coder.store.study_folder import find_sessions

    every = [(session, file) for session in find_sessions(path) for file in list_observations(session)]
    if not every:
        raise CoderError(f"There is nothing coded in {path}.", "Code a session first, or name another folder.")
    blinding = Blinding(viewer)
    found = [(session, file) for session, file in every if not blinding.hides(session, file)]
    if not found:
        raise CoderError(*NOT_YET)
    views: dict[Path, View] = {}
    records = Records()
    for done, (session, place) in enumerate(found, 1):
        if session.folder not in views:
            views[session.folder] = read_view(session)
        with open_observation(place, read_only=True) as file:
            log = _outgoing(session, file, views[session.folder], comments=comments)
            log.observation.identity = records.identify(session, file.identity)
            yield log
        progress(done / len(found))


def _outgoing(session: Session, file: "ObservationFile", view: "View", *, comments: bool) -> "Outgoing":
    from coder.editing.outgoing import USUAL_FRAME_MS, Outgoing
    from coder.scheme.loader import read_scheme
    from coder.store.audit import last_change

    scheme = read_scheme(file.scheme_text, name=f"the scheme in {file.path.name}").scheme
    prints = [medium.fingerprint for medium in file.media] or [medium.fingerprint for medium in session.media]
    main = prints[0] if prints else None
    frame_ms = round(main.duration_ms / main.frames) if main is not None and main.frames else USUAL_FRAME_MS
    return Outgoing(
        session,
        scheme,
        file.load(),
        end_of(session, prints, view.frames),
        last_change(file),
        max(1, frame_ms),
        tuple(0 if found is None else found.duration_ms for found in prints),
        view.frames,
        comments=comments,
    )


def _group(logs: _Logs, format_name: str) -> "dict[str, list[Outgoing]]":
    """Return what is in one file together, by the file's name without its ending."""
    holds = FORMATS[format_name].holds
    groups: dict[tuple[str, ...], list[Outgoing]] = {}
    for log in logs:
        place = {"study": (), "session": (log.session.id,), "observation": (log.session.id, log.coder)}[holds]
        groups.setdefault((log.session.study, *place), []).append(log)
    several = len({log.session.study for log in logs}) > 1
    named: dict[str, list[Outgoing]] = {}
    for group in groups.values():
        stem = _stem(format_name, group, several=several)
        taken = {name.lower() for name in named}
        names = (stem if number == 1 else _numbered(format_name, stem, number) for number in range(1, len(named) + 2))
        named[next(name for name in names if name.lower() not in taken)] = group
    return named


def _stem(format_name: str, group: _Logs, *, several: bool) -> str:
    from coder.formats.bids.events_writing import bids_stem

    first = group[0]
    if format_name == "bids":
        return bids_stem(first)
    study = first.session.study
    place = {"study": "", "session": first.session.id, "observation": first.name}[FORMATS[format_name].holds]
    parts = (study if several or not place else "", place)
    return safe_name(".".join(filter(None, parts)) or first.session.id)


def _numbered(format_name: str, stem: str, number: int) -> str:
    return f"{stem}_run-{number}" if format_name == "bids" else f"{stem}-{number}"


def safe_name(words: str) -> str:
    """Return words as a file name on every computer."""
    plain = "".join("_" if sign in '/\\:*?"<>|' or not sign.isprintable() else sign for sign in words)
    plain = plain.strip(" .")[:120].strip(" .") or "_"
    return f"_{plain}" if plain.partition(".")[0].lower() in _RESERVED else plain


def _handover(format_name: str, logs: _Logs, stem: str, base: bytes | None) -> Handover:
    from coder.formats.bids.events_writing import write_bids
    from coder.formats.boris.project_writing import write_boris
    from coder.formats.datavyu.opf_writing import write_datavyu
    from coder.formats.elan.eaf_writing import write_elan
    from coder.formats.gridware.trj_writing import write_gridware
    from coder.formats.gseq.sds_writing import write_gseq
    from coder.formats.textgrid.textgrid_writing import write_textgrid

    writers: dict[str, Callable[[], Handover]] = {
        "elan": lambda: write_elan(logs, stem, base),
        "datavyu": lambda: write_datavyu(logs, stem, base),
        "boris": lambda: write_boris(logs, stem, base),
        "gseq": lambda: write_gseq(logs, stem),
        "gridware": lambda: write_gridware(logs, stem),
        "textgrid": lambda: write_textgrid(logs, stem, base),
        "bids": lambda: write_bids(logs, stem),
    }
    return writers[format_name]()


@contextmanager
def _workplace(folder: Path) -> Iterator[Path]:
    """Give a hidden folder in the one that is written to; it is gone afterwards."""
    work = folder / f".export-{secrets.token_hex(4)}"
    try:
        work.mkdir(parents=True)
        yield work
    except OSError as error:
        raise CoderError(f"{folder} cannot be written: {error.strerror}.", "Choose another folder.") from error
    finally:
        shutil.rmtree(work, ignore_errors=True)
        with suppress(OSError):
            folder.rmdir()  # It is empty only when it was made for nothing.


def _write(work: Path, folder: Path, made: Handover) -> Written:
    for file in made.files:
        path = work / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.content)
    first = made.files[0].path
    report = f"{first}.losses.txt"
    (work / report).write_bytes(describe_losses(Path(first).name, made.losses).encode("utf-8"))
    return Written(tuple(folder / file.path for file in made.files), folder / report, made.losses)


def _move_all(work: Path, folder: Path) -> None:
    """Move everything to its place, over what an earlier export left there."""
    for path in sorted(work.rglob("*")):
        target = folder / path.relative_to(work)
        if path.is_dir():
            target.mkdir(exist_ok=True)
        else:
            path.replace(target)
