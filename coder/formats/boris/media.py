"""The media of a BORIS observation: players, files one after the other, offsets, and what its times count from."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from coder.model.foreign_log import ForeignMedium, told_shift

_LIVE = "LIVE"


@dataclass
class Film:
    """The media, and how a stored time becomes a time on them: ``shift_ms`` is taken off."""

    media: tuple[ForeignMedium, ...] = ()
    length_ms: int = 0
    frames_per_s: float = 0.0
    shift_ms: int = 0
    clock_offset_ms: int = 0
    told: list[str] = field(default_factory=list)

    def media_ms(self, seconds: float) -> int:
        """Return a stored time as a time on the media."""
        return round(seconds * 1000) - self.shift_ms


def read_film(entry: Mapping[str, Any]) -> Film:
    """Read the media of an observation and the offsets of its times."""
    files = _files(entry)
    film = Film(tuple(_media(entry, files)))
    first = film.media[: len(files[0][1])] if files else ()
    if first and all(medium.length_ms for medium in first):
        film.length_ms = sum(medium.length_ms or 0 for medium in first)
    film.frames_per_s = next((medium.frames_per_s for medium in first if medium.frames_per_s), 0.0)
    _shift(entry, film, files)
    if not film.media and entry.get("type") not in (_LIVE, None):
        film.told.append("The observation is of media or pictures and names no media file; it has a clock.")
    return film


def _shift(entry: Mapping[str, Any], film: Film, files: list[tuple[str, list[str]]]) -> None:
    """Find what BORIS added to every time: an offset, the time of day, or when the medium was made."""
    offset_ms = round(_number(entry.get("time offset")) * 1000)
    if entry.get("media_creation_date_as_offset") is True:
        made = _info(entry, "media_creation_time")
        offset_ms += round(_number(made.get(files[0][1][0]) if files else 0) * 1000)
    elif entry.get("start_from_current_time") or entry.get("start_from_current_epoch_time"):
        offset_ms += _first_ms(entry) - offset_ms
    film.shift_ms = offset_ms
    if film.media:
        if offset_ms:
            film.told.append(f"{told_shift(-offset_ms)}: BORIS counted from another instant than the media do.")
    else:
        film.clock_offset_ms = offset_ms


def _first_ms(entry: Mapping[str, Any]) -> int:
    """Return the whole second that the first event lies in."""
    events = entry.get("events")
    times = [_number(line[0]) for line in events if isinstance(line, list) and line] if isinstance(events, list) else []
    return int(min(times)) * 1000 if times else 0


def _files(entry: Mapping[str, Any]) -> list[tuple[str, list[str]]]:
    """Return the files of each player that has any, by its number; the first versions had a plain list."""
    part = entry.get("file")
    if isinstance(part, list):
        part = {str(number): [file] for number, file in enumerate(part, 1)}
    if not isinstance(part, dict):
        return []
    named = {
        str(player): [file for file in files if isinstance(file, str) and file.strip()]
        for player, files in part.items()
        if isinstance(files, list)
    }
    order = sorted(named, key=lambda player: (not player.isdecimal(), int(player) if player.isdecimal() else 0, player))
    return [(player, named[player]) for player in order if named[player]]


def _media(entry: Mapping[str, Any], files: list[tuple[str, list[str]]]) -> Iterator[ForeignMedium]:
    offsets, lengths, rates = _info(entry, "offset"), _info(entry, "length"), _info(entry, "fps")
    offsets = offsets or {"2": entry.get("time offset second player")}
    first_ms = round(_number(offsets.get(files[0][0])) * 1000) if files else 0
    for player, names in files:
        offset_ms = round(_number(offsets.get(player)) * 1000) - first_ms
        for number, name in enumerate(names):
            length_s, rate = _number(lengths.get(name)) or _old_length(entry), _number(rates.get(name))
            yield ForeignMedium(
                (name,),
                0 if number else offset_ms,
                number > 0,
                round(length_s * 1000) or None,
                rate if 1 <= rate <= 1000 else None,
            )


def _old_length(entry: Mapping[str, Any]) -> float:
    """Return the length in seconds that old versions kept, for a single file."""
    part = entry.get("media_file_info")
    found = list(part.values()) if isinstance(part, dict) else []
    return _number(found[0].get("video_length")) / 1000 if len(found) == 1 and isinstance(found[0], dict) else 0.0


def _info(entry: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    info = entry.get("media_info")
    part = info.get(name) if isinstance(info, dict) else None
    return part if isinstance(part, dict) else {}


def _number(value: object) -> float:
    try:
        number = float(value)  # type: ignore[arg-type]
    except (TypeError, ValueError):
        return 0.0
    return number if abs(number) < 1e11 else 0.0
