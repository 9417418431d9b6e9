"""How a computed code looks: exact where its events can be told apart, else one look at every cell of pixels."""

from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QPainter

from coder.editing.derived import Span, derived_spans, derived_test, joined
from coder.gui.timeline.marks import CELL_PX, count_between
from coder.gui.timeline.paint_bars import fill_bar
from coder.gui.timeline.paint_states import RUNNING_ALPHA, Piece
from coder.gui.timeline.rows import Row
from coder.gui.timeline.scale import Range, TimeScale
from coder.gui.timeline.scene import Scene, blended
from coder.model.scheme import Derived

_EXACT_UP_TO = 400
_OVER_PX = 8


def paint_derived(painter: QPainter, scene: Scene, piece: Piece) -> int:
    """Paint the stretches in which a derived code holds; return how many there are."""
    row = piece.placed.row
    if row.derived is None:
        return 0
    spans = spans_seen(scene, row.derived, piece.window)
    open_ms = open_since(scene, row.derived)
    for span in spans:
        _paint_span(painter, scene, piece, span, open_ms)
    return len(spans)


def _paint_span(painter: QPainter, scene: Scene, piece: Piece, span: Span, open_ms: int | None) -> None:
    """Paint one stretch, paler from where all that it is made of still runs; cut edges lie outside what is seen."""
    onset_ms, offset_ms = span
    runs = open_ms is not None and open_ms < offset_ms and offset_ms >= min(piece.window[1], scene.end_ms)
    solid_ms = max(onset_ms, open_ms) if runs and open_ms is not None else offset_ms
    left, middle, right = (round(scene.scale.x(ms)) for ms in (onset_ms, solid_ms, offset_ms))
    left -= _OVER_PX if onset_ms <= piece.window[0] else 0
    right += _OVER_PX if offset_ms >= piece.window[1] else 0
    middle = right if not runs else middle
    box, fill = piece.box, derived_fill(scene, piece.placed.row)
    if middle > left:
        fill_bar(painter, QRect(left, box.top(), max(1, middle - left - 1), box.height()), fill)
    if right > middle:
        fill_bar(painter, QRect(middle, box.top(), right - middle, box.height()), blended(fill, RUNNING_ALPHA))


def derived_fill(scene: Scene, row: Row) -> QColor:
    """Return the colour of a computed code: its actor's."""
    return scene.paints.actor_fill(row.actor.id if row.actor else "")


def spans_seen(scene: Scene, derived: Derived, window: Range) -> list[Span]:
    """Return the stretches of a window (ms) in which a derived code holds, as fine as the pixels show."""
    workspace = scene.workspace
    from_ms, to_ms = max(0, window[0]), min(window[1], scene.end_ms)
    if from_ms >= to_ms:
        return []
    tiers = {
        source.partition(".")[0] for source in (*derived.all_of, *derived.any_of, *derived.none_of, *derived.match)
    }
    events = sum(count_between(workspace.observation.lane(tier), (from_ms, to_ms)) for tier in tiers)
    if events <= _EXACT_UP_TO:
        return derived_spans(workspace.scheme, workspace.observation, derived, from_ms, to_ms)
    return _sampled(scene, derived, (from_ms, to_ms))


def _sampled(scene: Scene, derived: Derived, window: Range) -> list[Span]:
    workspace, cell_ms = scene.workspace, _cell_ms(scene.scale)
    origin = scene.scale.from_ms
    first, last = int((window[0] - origin) // cell_ms), int((window[1] - origin) / cell_ms)
    holds = derived_test(workspace.scheme, workspace.observation, derived)
    spans = []
    for cell in range(first, last + 1):
        middle_ms = int(origin + (cell + 0.5) * cell_ms)
        if holds(middle_ms):
            onset_ms, offset_ms = origin + cell * cell_ms, origin + (cell + 1) * cell_ms
            spans.append((max(window[0], int(onset_ms)), min(window[1], int(offset_ms) + 1)))
    return joined(spans)


def _cell_ms(scale: TimeScale) -> float:
    return CELL_PX / scale.px_per_ms


def open_since(scene: Scene, derived: Derived) -> int | None:
    """Return since when a derived code holds that still runs: the last of its states that have no offset began then."""
    workspace = scene.workspace
    sources = {source.partition(".")[0] for source in (*derived.all_of, *derived.any_of, *derived.match)}
    running = [event.onset_ms for tier in sources for event in workspace.observation.lane(tier).running]
    last_ms = scene.end_ms - 1
    if running and derived_test(workspace.scheme, workspace.observation, derived)(last_ms):
        return max(running)
    return None
