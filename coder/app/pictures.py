"""Pictures of charts, for papers."""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from coder.model.report import Drawn


def draw_picture(chart: "Drawn", path: Path) -> None:
    """Write a picture whose kind is the file's suffix: .svg, .png or .pdf; the same bytes each time.

    Raises CoderError for another kind, and for what cannot be written.
    """
    from coder.formats.pictures.drawing import picture_bytes
    from coder.store.atomic import write_atomic

    write_atomic(path, picture_bytes(chart, path.suffix.lstrip(".").lower()))
