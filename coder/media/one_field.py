"""Take one of the two fields that an interlaced frame is woven of. Imports av: import this module lazily.

The upper field alone, by libavfilter's ``field``: no line of the picture comes from another frame, and none from
another instant. Filters that weave neighbours together (yadif, bwdif) would show what frame n does not hold.
"""

from fractions import Fraction

from av.filter import Graph
from av.video.format import VideoFormat
from av.video.frame import VideoFrame

Kind = tuple[int, int, str]


class OneField:
    """Keep one filter, set up anew when frames of another size or format come."""

    def __init__(self) -> None:
        self._kind: Kind | None = None
        self._graph: Graph | None = None

    def take(self, frame: VideoFrame) -> VideoFrame:
        """Return the upper field of ``frame``: as wide, half as high."""
        kind = (frame.width, frame.height, frame.format.name)
        if self._graph is None or self._kind != kind:
            self._kind, self._graph = kind, _build(kind)
        self._graph.push(frame)
        field = self._graph.pull()
        assert isinstance(field, VideoFrame)
        return field


def _build(kind: Kind) -> Graph:
    width, height, form = kind
    graph = Graph()
    source = graph.add_buffer(width=width, height=height, format=VideoFormat(form), time_base=Fraction(1, 1000))
    field, sink = graph.add("field", "type=top"), graph.add("buffersink")
    source.link_to(field)
    field.link_to(sink)
    graph.configure()
    return graph
