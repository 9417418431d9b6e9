"""How a computed code looks: exact where its events can be told apart, else one look at every cell of pixels."""

from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QPainter

from coder.editing.derived import derived_holds, derived_spans, derived_test, derived_tiers
from coder.gui.timeline.marks import CELL_PX, count_between
from coder.gui.timeline.paint_bars import fill_bar
from coder.gui.timeline.paint_states import RUNNING_ALPHA, Piece
from coder.gui.timeline.rows import Row
from coder.gui.timeline.scale import Range
from coder.gui.timeline.scene import Scene, blended
from coder.model.scheme import Derived
from coder.model.spans import Span

_EXACT_UP_TO = 400
_AROUND_PX = 24


def paint_derived(painter: QPainter, scene: Scene, piece: Piece) -> int:
    """Paint the stretches in which a derived code holds; return how many there are."""
    row = piece.placed.row
    if row.derived is None:
        return 0
    exact = _is_exact(scene, row.derived)
    spans = _exact(scene, row.derived) if exact else _sampled(scene, row.derived, piece.window)
    open_ms = open_since(scene, row.derived)
    for span in spans:
        _paint_span(painter, scene, piece, span, open_ms, gap=int(exact))
    return len(spans)


def _paint_span(painter: QPainter, scene: Scene, piece: Piece, span: Span, open_ms: int | None, *, gap: int) -> None:
    """Paint one stretch, paler from where all that it is made of still runs."""
    onset_ms, offset_ms = span
    solid_ms = offset_ms if open_ms is None else max(onset_ms, min(offset_ms, open_ms))
    left, middle, right = (round(scene.scale.x(ms)) for ms in (onset_ms, solid_ms, offset_ms))
    box, fill = piece.box, derived_fill(scene, piece.placed.row)
    if solid_ms > onset_ms:
        fill_bar(painter, QRect(left, box.top(), max(1, middle - left - gap), box.height()), fill)
    if right > middle:
        fill_bar(painter, QRect(middle, box.top(), right - middle, box.height()), blended(fill, RUNNING_ALPHA))


def derived_fill(scene: Scene, row: Row) -> QColor:
    """Return the colour of a computed code: its actor's."""
    return scene.paints.actor_fill(row.actor.id if row.actor else "")


def _is_exact(scene: Scene, derived: Derived) -> bool:
    """Tell whether the events shown are few enough to compute from each of them."""
    observation, shown = scene.workspace.observation, (scene.scale.from_ms, scene.scale.to_ms)
    return sum(count_between(observation.lane(tier), shown) for tier in derived_tiers(derived)) <= _EXACT_UP_TO


def _exact(scene: Scene, derived: Derived) -> list[Span]:
    """Return the stretches of all that is shown, and a little around it, so that no visible end is a cut."""
    workspace, scale, around_ms = scene.workspace, scene.scale, scene.scale.length_ms(_AROUND_PX)
    from_ms, to_ms = max(0, scale.from_ms - around_ms), min(scene.end_ms, scale.to_ms + around_ms)
    if from_ms >= to_ms:
        return []
    return derived_spans(workspace.scheme, workspace.observation, derived, from_ms, to_ms)


def _sampled(scene: Scene, derived: Derived, window: Range) -> list[Span]:
    """Return the cells of pixels in whose middle the code holds."""
    workspace, cell_ms, origin = scene.workspace, CELL_PX / scene.scale.px_per_ms, scene.scale.from_ms
    first, last = int((window[0] - origin) // cell_ms), int((window[1] - origin) // cell_ms)
    holds = derived_test(workspace.scheme, workspace.observation, derived)
    cells = [cell for cell in range(first, last + 1) if holds(int(origin + (cell + 0.5) * cell_ms))]
    return [(int(origin + cell * cell_ms), int(origin + (cell + 1) * cell_ms)) for cell in cells]


def open_spans(scene: Scene, derived: Derived, now_ms: int) -> list[Span]:
    """Return where a derived code that still runs has held up to the play head, as far as that is shown."""
    since_ms = open_since(scene, derived)
    if since_ms is None or now_ms <= since_ms:
        return []
    around_ms, scale = scene.scale.length_ms(_AROUND_PX), scene.scale
    from_ms, to_ms = max(since_ms, int(scale.from_ms - around_ms)), min(now_ms, int(scale.to_ms + around_ms))
    if from_ms >= to_ms:
        return []
    if not _is_exact(scene, derived):
        return [(from_ms, to_ms)]
    workspace = scene.workspace
    return derived_spans(workspace.scheme, workspace.observation, derived, from_ms, to_ms)


def open_since(scene: Scene, derived: Derived) -> int | None:
    """Return since when a derived code holds that still runs: the last of its states that have no offset began then."""
    workspace = scene.workspace
    sources = {source.partition(".")[0] for source in (*derived.all_of, *derived.any_of, *derived.match)}
    running = [event.onset_ms for tier in sources for event in workspace.observation.lane(tier).running]
    last_ms = scene.end_ms - 1
    if running and derived_holds(workspace.scheme, workspace.observation, derived, last_ms):
        return max(running)
    return None
