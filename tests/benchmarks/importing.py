"""What importing 100,000 events takes, from each program's file to an observation on the disk."""

import io
import json
import os
import tempfile
import time
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from coder.app.import_log import ImportWish, import_log
from tests.benchmarks.figures import Figure

MANY = 100_000
APART_MS = 240
GOAL_S = 10.0


def measure() -> Sequence[Figure]:
    """Import a file of each program; wall time of the whole, the disk included."""
    figures = []
    with _folder() as folder:
        for format_name, content in _files():
            path = folder / f"log.{format_name}"
            path.write_bytes(content)
            began = time.perf_counter()
            plan, _ = import_log(ImportWish(format_name, (path,), folder / f"study {format_name}", "ana"))
            wall = time.perf_counter() - began
            assert plan.events == MANY, f"{plan.events} events of {format_name} arrived"
            figures.append(Figure(f"import {MANY:,} events of {format_name}, wall", wall, "s", GOAL_S))
    return figures


@contextmanager
def _folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as name:
        held = {key: os.environ.get(key) for key in ("ATTUNE_SETTINGS", "ATTUNE_CACHE")}
        os.environ.update(dict.fromkeys(held, str(Path(name) / "own")))
        yield Path(name)
        for key, value in held.items():
            os.environ.pop(key) if value is None else os.environ.update({key: value})


def _files() -> Iterator[tuple[str, bytes]]:
    """Give a file of each format, with states of ten codes one after the other."""
    yield "boris", _boris()
    yield "elan", _elan()
    yield "datavyu", _datavyu()
    yield "csv", _table()
    yield "textgrid", _textgrid()


def _spans() -> Iterator[tuple[int, int, str]]:
    for number in range(MANY):
        yield number * APART_MS, number * APART_MS + APART_MS - 1, f"code {number % 10}"


def _boris() -> bytes:
    behaviours = {str(n): {"code": f"code {n}", "type": "State event", "key": ""} for n in range(10)}
    events = [[ms / 1000, "infant", code, "", ""] for onset, offset, code in _spans() for ms in (onset, offset)]
    observation = {"type": "LIVE", "file": [], "events": events}
    return json.dumps({"behaviors_conf": behaviours, "observations": {"visit": observation}}).encode()


def _elan() -> bytes:
    slots, spans = [], []
    for number, (onset, offset, code) in enumerate(_spans()):
        for place, ms in enumerate((onset, offset)):
            slots.append(f'<TIME_SLOT TIME_SLOT_ID="ts{number}_{place}" TIME_VALUE="{ms}"/>')
        refs = f'ANNOTATION_ID="a{number}" TIME_SLOT_REF1="ts{number}_0" TIME_SLOT_REF2="ts{number}_1"'
        value = f"<ANNOTATION_VALUE>{code}</ANNOTATION_VALUE>"
        spans.append(f"<ANNOTATION><ALIGNABLE_ANNOTATION {refs}>{value}</ALIGNABLE_ANNOTATION></ANNOTATION>")
    tier = f'<TIER TIER_ID="gaze" LINGUISTIC_TYPE_REF="free">{"".join(spans)}</TIER>'
    type_ = '<LINGUISTIC_TYPE LINGUISTIC_TYPE_ID="free" TIME_ALIGNABLE="true"/>'
    return f"<ANNOTATION_DOCUMENT><TIME_ORDER>{''.join(slots)}</TIME_ORDER>{tier}{type_}</ANNOTATION_DOCUMENT>".encode()


def _datavyu() -> bytes:
    cells = "".join(f"{_clock(onset + 1)},{_clock(offset + 1)},({code},)\n" for onset, offset, code in _spans())
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("db", f"#4\ngaze (MATRIX,true,)-at|NOMINAL,note|TEXT\n{cells}")
    return out.getvalue()


def _clock(ms: int) -> str:
    return f"{ms // 3_600_000:02}:{ms // 60_000 % 60:02}:{ms // 1000 % 60:02}:{ms % 1000:03}"


def _table() -> bytes:
    rows = "".join(f"{onset / 1000:.3f},{offset / 1000:.3f},infant,{code}\n" for onset, offset, code in _spans())
    return f"onset,offset,actor,code\n{rows}".encode()


def _textgrid() -> bytes:
    end_s = MANY * APART_MS / 1000
    marks = "\n".join(f'{onset / 1000} {offset / 1000} "{code}"' for onset, offset, code in _spans())
    head = f'"ooTextFile" "TextGrid" 0 {end_s} <exists> 1 "IntervalTier" "gaze" 0 {end_s} {MANY}'
    return f"{head}\n{marks}\n".encode()
