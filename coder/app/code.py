"""Code a session from timed key presses and ratings: the window's own path, without the window."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from coder.app.desk import Desk
from coder.app.instants import parse_instant
from coder.app.keymap import build_keymap
from coder.app.notices import Notice, Severity
from coder.app.open_session import Opened
from coder.app.ports import NoView
from coder.app.rating_lines import parse_rating
from coder.app.scripted_player import ScriptedPlayer
from coder.editing.intervals import Counted
from coder.errors import CoderError


@dataclass
class Coded:
    """What came of the lines: how many keys and ratings, how many events are on disk, and what was noticed.

    ``intervals``: of each interval tier of the pass, how many are coded.
    """

    presses: int = 0
    ratings: int = 0
    events: int = 0
    notices: list[Notice] = field(default_factory=list)
    intervals: dict[str, Counted] = field(default_factory=dict)


def code_keys(opened: Opened, lines: Iterable[str], *, on_saved: Callable[[int], None] | None = None) -> Coded:
    """Apply ``time_s,key`` lines; ``on_saved`` gets the number of events on disk once each line is safe.

    ``rate ITEM VALUE [PHASE]`` rates an item (``item`` or ``tier.item``) of the session or of a phase; ``-`` as the
    value takes the rating back. Raises CoderError at the first line that cannot be read, with what came before it
    saved, and when the observation can only be looked at.
    """
    if opened.workspace.view_only:
        reason, sealed = opened.workspace.view_only, opened.file.facts.seal is not None
        hint = "Reopen it with a reason first: coder reopen." if sealed else opened.video.hint
        raise CoderError(f"Nothing can be coded here: {reason}", hint)
    frames = opened.workspace.frames
    player = ScriptedPlayer(frames)
    desk = Desk(opened.workspace, player, NoView(), build_keymap())
    coded = Coded()
    opened.workspace.noticed.add(lambda notice: _keep(coded, notice))
    for number, line in enumerate(lines, 1):
        rating = parse_rating(line, number, opened.workspace.lanes)
        press = None if rating is not None else _parse_press(line, number)
        if rating is not None:
            desk.ratings.set_rating(rating.tier, rating.item, rating.value, rating.phase)
            coded.ratings += 1
        elif press is not None:
            player.seek_ms(press[0])
            desk.press(press[1], player.now_ms())
            coded.presses += 1
        else:
            continue
        if on_saved is not None:
            on_saved(opened.flush())
    coded.events = opened.flush()
    if opened.phases is not None:
        opened.phases.take_news()
        coded.events = opened.flush()
    coded.intervals = desk.sampling.counts()
    return coded


def _keep(coded: Coded, notice: Notice) -> None:
    if notice.severity is not Severity.DONE:
        coded.notices.append(notice)


def _parse_press(line: str, number: int) -> tuple[int, str] | None:
    text = line.strip().removeprefix("\ufeff")
    if not text or text.startswith("#") or text.replace(" ", "") == "time_s,key":
        return None
    time_s, comma, key = text.partition(",")
    chord = key.strip().lower()
    if not comma or not chord:
        raise CoderError(f"Line {number}, {text!r}, is no key press.", "Write time_s,key, such as 12.480,g.")
    try:
        return parse_instant(time_s), chord
    except CoderError as error:
        raise CoderError(f"Line {number}: {error.message}", error.hint) from error
