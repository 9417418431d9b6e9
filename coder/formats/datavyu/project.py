"""The videos of a Datavyu file, as its ``project`` and the settings of its viewers name them."""

import re
from typing import TYPE_CHECKING, Any

from coder.formats.datavyu.archive import decode
from coder.model.foreign_log import ForeignMedium, told_shift
from coder.model.foreign_scheme import Losses

if TYPE_CHECKING:
    from ruamel.yaml.nodes import Node

MOST_BYTES = 1 << 20
MOST_VIEWERS = 100


def read_media(entries: dict[str, bytes], losses: Losses) -> tuple[tuple[ForeignMedium, ...], int]:
    """Return the media, the first one the main one, and what is to be added to the file's times (ms) for media time.

    A viewer's offset is where its first frame lies on the file's time line.
    """
    project = _read_project(entries.get("project", b""), losses)
    settings = project.get("viewerSettings")
    viewers = [viewer for viewer in settings if isinstance(viewer, dict)] if isinstance(settings, list) else []
    found = [(str(viewer.get("feed") or "").strip(), _offset_ms(viewer, entries)) for viewer in viewers]
    named = [(feed, offset_ms) for feed, offset_ms in found if feed]
    if any(_has_bookmarks(viewer) for viewer in viewers):
        losses.dropped("The bookmarks of the videos.")
    if not named:
        return (), 0
    main_ms = named[0][1]
    if main_ms:
        losses.changed(f"{told_shift(-main_ms)}: the first video does not begin at 0 there.")
    return tuple(ForeignMedium((feed,), offset_ms - main_ms) for feed, offset_ms in named[:MOST_VIEWERS]), -main_ms


def _has_bookmarks(viewer: dict[str, Any]) -> bool:
    settings = viewer.get("trackSettings")
    return isinstance(settings, dict) and bool(settings.get("bookmarks"))


def _offset_ms(viewer: dict[str, Any], entries: dict[str, bytes]) -> int:
    """Return the offset that old files keep in the project, newer ones in an entry of the viewer's."""
    own = entries.get(str(viewer.get("settingsId") or ""), b"")
    kept = re.search(r"(?m)^\s*offset\s*[=:]\s*(-?\d{1,15})\s*$", decode(own)[0][:MOST_BYTES])
    words = kept.group(1) if kept else str(viewer.get("offset") or "")
    return int(words) if re.fullmatch(r"-?\d{1,15}", words) else 0


def _read_project(content: bytes, losses: Losses) -> dict[str, Any]:
    """Read the project without making anything of its tags: maps, lists and words alone."""
    from ruamel.yaml import YAML
    from ruamel.yaml.error import YAMLError

    if not content:
        return {}
    try:
        root = None if len(content) > MOST_BYTES else YAML(typ="safe", pure=True).compose(decode(content)[0])
        found = None if root is None else _plain(root, set())
    except (YAMLError, RecursionError, ValueError):
        found = None
    if not isinstance(found, dict):
        losses.dropped("Which videos belong to the file: its project cannot be read.")
        return {}
    return found


def _plain(node: "Node", above: set[int]) -> Any:
    from ruamel.yaml.nodes import MappingNode, SequenceNode

    if id(node) in above:
        raise ValueError("an alias holds itself")
    inside = above | {id(node)}
    if isinstance(node, MappingNode):
        return {str(key.value): _plain(value, inside) for key, value in node.value}
    if isinstance(node, SequenceNode):
        return [_plain(item, inside) for item in node.value]
    return str(node.value)
