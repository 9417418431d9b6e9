"""The ``phases.yaml`` of a session's folder: where its phases really lie, for all who code it."""

import contextlib
import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from coder.errors import CoderError
from coder.model.phase_mark import Marks, PhaseMark
from coder.model.time import format_seconds
from coder.store.atomic import write_atomic
from coder.store.plain_words import explain_os_error
from coder.store.study_file import FORMAT, check_format
from coder.store.yaml_reading import Mapping, Value, as_mapping, read_yaml
from coder.store.yaml_writing import format_flow, format_scalar

PHASE_FILE = "phases.yaml"
_TURN_S = 2.0
_STALE_S = 10.0
_PAUSE_S = 0.02


def load_phases(folder: Path) -> Marks:
    """Load the phases of a session, none where nobody marked any; raise CoderError with the line that is wrong."""
    file = folder / PHASE_FILE
    if not file.is_file():
        return ()
    root = read_yaml(file)
    root.refuse_unknown(("format", "phases"))
    check_format(root)
    return tuple(_mark(item) for item in root.sequence("phases"))


def change_phases(folder: Path, change: Callable[[Marks], Marks]) -> Marks:
    """Write what ``change`` makes of the phases as they are now, whole or not at all, and return it.

    Nobody else writes meanwhile. Raises CoderError when they cannot be read or written; nothing is changed then.
    """
    with _turn(folder / f"{PHASE_FILE}.lock"):
        before = load_phases(folder)
        after = change(before)
        if after != before:
            lines = [f"format: {FORMAT}", "phases:" if after else "phases: []"]
            write_atomic(folder / PHASE_FILE, "\n".join([*lines, *(f"  - {_format(mark)}" for mark in after)]) + "\n")
    return after


def pack_marks(marks: Marks) -> str:
    """Write marks as JSON, for the facts of an observation."""
    rows = [[mark.phase, mark.onset_ms, mark.offset_ms, mark.reason, mark.coder, mark.time] for mark in marks]
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":"))


def unpack_marks(text: str) -> Marks | None:
    """Read what ``pack_marks`` wrote; None for anything else: then nothing is known."""
    try:
        rows = [(str(row[0]), *row[1:3], *(str(word) for word in row[3:])) for row in json.loads(text)]
        sensible = all(len(row) == 6 and all(ms is None or type(ms) is int for ms in row[1:3]) for row in rows)
        return tuple(PhaseMark(*row) for row in rows) if sensible else None
    except (ValueError, TypeError, KeyError, IndexError):
        return None


def _mark(item: Value) -> PhaseMark:
    entry = as_mapping(item, "phases")
    entry.refuse_unknown(("phase", "onset_s", "offset_s", "took_place", "early_end", "coder", "time"))
    phase, coder, when = entry.text("phase"), entry.text("coder", ""), entry.text("time", "")
    if "took_place" in entry.values and not entry.flag("took_place"):
        return PhaseMark(phase, coder=coder, time=when)
    entry.text("onset_s")
    onset_ms, offset_ms = _ms(entry, "onset_s"), _ms(entry, "offset_s") if "offset_s" in entry.values else None
    if offset_ms is not None and offset_ms <= onset_ms:
        raise entry.keys["offset_s"].error(f"{phase} ends before it begins.", "Write a later offset_s.")
    return PhaseMark(phase, onset_ms, offset_ms, entry.text("early_end", ""), coder, when)


def _ms(entry: Mapping, key: str) -> int:
    seconds = entry.number(key, 0.0)
    if seconds < 0:
        raise entry.keys[key].error(f"“{key}” is before the video begins.", "Write seconds from its first frame.")
    return round(seconds * 1000)


def _format(mark: PhaseMark) -> str:
    return format_flow(
        {
            "phase": format_scalar(mark.phase),
            "took_place": "" if mark.took_place else "false",
            "onset_s": "" if mark.onset_ms is None else format_seconds(mark.onset_ms),
            "offset_s": "" if mark.offset_ms is None else format_seconds(mark.offset_ms),
            "early_end": format_scalar(mark.reason) if mark.reason else "",
            "coder": format_scalar(mark.coder) if mark.coder else "",
            "time": format_scalar(mark.time) if mark.time else "",
        }
    )


@contextmanager
def _turn(lock: Path) -> Iterator[None]:
    """Wait until nobody else writes; what a program left behind that was killed is taken away."""
    end_s = time.monotonic() + _TURN_S
    while not _taken(lock):
        if time.monotonic() > end_s:
            raise CoderError(
                f"{PHASE_FILE} is being written by somebody else.", "It is tried again with the next phase."
            )
        time.sleep(_PAUSE_S)
    try:
        yield
    finally:
        with contextlib.suppress(OSError):
            lock.unlink(missing_ok=True)


def _taken(lock: Path) -> bool:
    try:
        with lock.open("x"):
            return True
    except FileExistsError:
        with contextlib.suppress(OSError):
            if time.time() - lock.stat().st_mtime > _STALE_S:
                lock.unlink(missing_ok=True)
        return False
    except OSError as error:
        raise explain_os_error(error, lock.with_name(PHASE_FILE)) from error
