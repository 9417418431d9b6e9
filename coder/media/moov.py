"""Read the tables of an MP4 or MOV file: which samples it lists, where they lie and by how much they are shown late.

Imports numpy: import this module lazily.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.int64]
MOST_BYTES = 256 << 20
MOST_SAMPLES = 1 << 26
EMPTY = -1
ONCE = 1 << 16  # a rate of 1 as a fixed-point number


class UnreadableTablesError(ValueError):
    """Say that the tables are missing, damaged, or of a kind that only reading the packets tells right."""


@dataclass(frozen=True, slots=True, eq=False)
class Samples:
    """The samples of a stream in the order stored: place and size in bytes, and ticks from decoding to showing."""

    places: Numbers
    sizes: Numbers
    delays: Numbers
    lengths: Numbers


def read_samples(path: Path, stream_id: int) -> Samples:
    """Return what the file's tables list for the stream; raise UnreadableTablesError when they do not tell all."""
    moov = _read_moov(path)
    if b"mvex" in dict(_boxes(moov)):
        raise UnreadableTablesError("fragments")
    for name, trak in _boxes(moov):
        if name == b"trak" and _stream_id(trak) == stream_id:
            _check_edits(trak)
            return _samples(_inside(_inside(_inside(trak, b"mdia"), b"minf"), b"stbl"))
    raise UnreadableTablesError("stream")


def _read_moov(path: Path) -> bytes:
    with path.open("rb") as file:
        size = file.seek(0, 2)
        place = 0
        while place + 8 <= size:
            file.seek(place)
            head = file.read(16)
            length, name, skip = int.from_bytes(head[:4], "big"), head[4:8], 8
            if length == 1:
                length, skip = int.from_bytes(head[8:16], "big"), 16
            if name == b"moov" and skip <= length <= min(MOST_BYTES, size - place):
                file.seek(place + skip)
                return file.read(length - skip)
            if length < skip:
                break
            place += length
    raise UnreadableTablesError("moov")


def _boxes(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    place = 0
    while place + 8 <= len(content):
        length, name, skip = int.from_bytes(content[place : place + 4], "big"), content[place + 4 : place + 8], 8
        if length == 1:
            length, skip = int.from_bytes(content[place + 8 : place + 16], "big"), 16
        if length < skip or place + length > len(content):
            raise UnreadableTablesError("box")
        yield name, content[place + skip : place + length]
        place += length


def _inside(content: bytes, wanted: bytes) -> bytes:
    found = _find(content, wanted)
    if found is None:
        raise UnreadableTablesError(wanted.decode())
    return found


def _find(content: bytes, wanted: bytes) -> bytes | None:
    return next((inner for name, inner in _boxes(content) if name == wanted), None)


def _stream_id(trak: bytes) -> int:
    header = _inside(trak, b"tkhd")
    place = 20 if header[:1] == b"\x01" else 12
    return int.from_bytes(header[place : place + 4], "big")


def _check_edits(trak: bytes) -> None:
    """Allow one edit at normal speed, after any wait: how several are joined is for the packets to tell."""
    edits = _find(trak, b"edts")
    listed = _find(edits, b"elst") if edits is not None else None
    if listed is None:
        return
    wide = listed[:1] == b"\x01"
    entry = np.dtype([("length", ">u8" if wide else ">u4"), ("begin", ">i8" if wide else ">i4"), ("rate", ">i4")])
    rows = np.frombuffer(listed, entry, _count(listed, 4, entry.itemsize), 8)
    if len(rows) > 2 or not (rows["begin"][:-1] == EMPTY).all() or not (rows["rate"] == ONCE).all():
        raise UnreadableTablesError("edits")


def _samples(table: bytes) -> Samples:
    sizes = _sizes(table)
    count = len(sizes)
    delays = _runs(_find(table, b"ctts"), count, signed=True)
    lengths = _runs(_inside(table, b"stts"), count, signed=False)
    return Samples(_places(table, sizes), sizes, delays, lengths)


def _count(box: bytes, place: int, each: int) -> int:
    count = int.from_bytes(box[place : place + 4], "big")
    if place + 4 + count * each > len(box):
        raise UnreadableTablesError("count")
    return count


def _sizes(table: bytes) -> Numbers:
    box = _inside(table, b"stsz")
    same, count = int.from_bytes(box[4:8], "big"), int.from_bytes(box[8:12], "big")
    if not 0 < count < MOST_SAMPLES:
        raise UnreadableTablesError("sizes")
    if same:
        return np.full(count, same, np.int64)
    return np.frombuffer(box, ">u4", _count(box, 8, 4), 12).astype(np.int64)


def _runs(box: bytes | None, count: int, *, signed: bool) -> Numbers:
    """Return one value a sample from a table of (how many, value)."""
    if box is None:
        return np.zeros(count, np.int64)
    rows = np.frombuffer(box, ">u4", 2 * _count(box, 4, 8), 8).reshape(-1, 2)
    many = rows[:, 0].astype(np.int64)
    if int(many.sum()) != count:
        raise UnreadableTablesError("runs")
    values = rows[:, 1].astype(np.uint32)
    return np.repeat(values.astype(np.int32) if signed else values, many).astype(np.int64)


def _places(table: bytes, sizes: Numbers) -> Numbers:
    """Return where each sample lies: chunks say where they begin, and samples follow on each other in a chunk."""
    wide = _find(table, b"co64")
    box = wide if wide is not None else _inside(table, b"stco")
    each = 8 if wide is not None else 4
    chunks = np.frombuffer(box, f">u{each}", _count(box, 4, each), 8).astype(np.int64)
    groups = _inside(table, b"stsc")
    rows = np.frombuffer(groups, ">u4", 3 * _count(groups, 4, 12), 8).reshape(-1, 3).astype(np.int64)
    if not len(rows) or rows[0, 0] != 1 or (np.diff(rows[:, 0]) <= 0).any() or rows[-1, 0] > len(chunks):
        raise UnreadableTablesError("chunks")
    in_chunk = np.repeat(rows[:, 1], np.diff(np.append(rows[:, 0], len(chunks) + 1)))
    if int(in_chunk.sum()) != len(sizes):
        raise UnreadableTablesError("chunks")
    ends = np.cumsum(sizes)
    begins = ends - sizes
    firsts = np.cumsum(in_chunk) - in_chunk
    used = in_chunk > 0
    offsets = chunks[used] - begins[firsts[used]]
    places: Numbers = begins + np.repeat(offsets, in_chunk[used])
    return places
