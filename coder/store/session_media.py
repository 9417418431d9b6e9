"""What a session.yaml says of its media: files, cameras, continued files, or a clock alone."""

from coder.model.media import Fingerprint
from coder.model.session import Medium, SessionClock
from coder.store.references import check_relative, leaves
from coder.store.yaml_reading import Mapping, Place, Value, as_mapping
from coder.store.yaml_writing import format_flow, format_scalar

LONGEST_S = 7 * 24 * 3600
FINEST = 1000.0


def build_media(root: Mapping) -> tuple[Medium, ...]:
    """Return the media that a session.yaml lists; none where it has a clock instead."""
    if "clock" in root.values and "media" not in root.values:
        return ()
    items = root.sequence("media")
    if not items and "clock" not in root.values:
        raise root.keys["media"].error("a session needs at least one medium.", "Write - {file: video.mp4} below it.")
    if items and "clock" in root.values:
        raise root.keys["clock"].error("a session has media or a clock, not both.", "Remove one of them.")
    return tuple(_medium(item, first=number == 0) for number, item in enumerate(items))


def _medium(item: Value, *, first: bool) -> Medium:
    entry = as_mapping(item, "media")
    entry.refuse_unknown(("file", "offset_s", "outside", "fingerprint", "continues", "sha256"))
    text = entry.text("file")
    place = entry.keys["file"]
    outside = entry.flag("outside")
    _refuse_outside(check_relative(text, place), outside=outside, place=place)
    continues = entry.flag("continues")
    if continues and first:
        raise entry.keys["continues"].error("the first medium has none before it.", "Remove continues here.")
    if continues and entry.number("offset_s", 0.0):
        raise entry.keys["offset_s"].error("a medium that continues another begins at its end.", "Remove offset_s.")
    return Medium(
        text, entry.number("offset_s", 0.0), outside, _find_fingerprint(entry), continues, entry.text("sha256", "")
    )


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


def build_clock(root: Mapping) -> SessionClock | None:
    """Return the clock of a session without media, or None."""
    if "clock" not in root.values:
        return None
    entry = root.mapping("clock")
    entry.refuse_unknown(("length_s", "frames_per_s", "offset_s"))
    entry.text("length_s")
    usual = SessionClock(0.0)
    clock = SessionClock(
        entry.number("length_s", 0.0),
        entry.number("frames_per_s", usual.frames_per_s),
        entry.number("offset_s", usual.offset_s),
    )
    if not 0 < clock.length_s <= LONGEST_S:
        raise entry.keys["length_s"].error("a clock runs for more than 0 s and at most a week.", "Write seconds.")
    if not 1 <= clock.frames_per_s <= FINEST:
        raise entry.keys["frames_per_s"].error("a clock counts 1 to 1000 times a second.", "Write 25, or 1000.")
    return clock


def format_clock(clock: SessionClock) -> str:
    """Return a clock as it is written into session.yaml."""
    values = {"length_s": clock.length_s, "frames_per_s": clock.frames_per_s, "offset_s": clock.offset_s}
    return format_flow({key: repr(float(value)) for key, value in values.items()})


def format_medium(medium: Medium) -> str:
    """Return a medium as it is written into session.yaml."""
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
            "offset_s": "" if medium.continues else repr(float(medium.offset_s)),
            "continues": "true" if medium.continues else "",
            "outside": "true" if medium.outside else "",
            "fingerprint": fingerprint,
            "sha256": format_scalar(medium.sha256) if medium.sha256 else "",
        }
    )
