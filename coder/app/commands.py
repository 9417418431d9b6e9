"""Every action there is, as data: menus, shortcuts, the palette and the help are made from this one list."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from coder.app.acts import (
    change_rate,
    delete,
    go_to_event,
    loop_selected,
    merge,
    nudge,
    reset_rate,
    seek_end,
    seek_start,
    set_edge,
    split,
)
from coder.app.desk import Desk

PLAYER_MENU = "Play"


@dataclass(frozen=True, slots=True)
class Command:
    """One action: its id, its words, its menu, its keys in the Editor preset."""

    id: str
    title: str
    menu: str
    keys: tuple[str, ...]
    run: Callable[[Desk], object]


def _show(name: str) -> Callable[[Desk], object]:
    return lambda desk: desk.view.show(name)


def _panel(name: str) -> Callable[[Desk], object]:
    return lambda desk: desk.view.toggle_panel(name)


def _step(frames: int) -> Callable[[Desk], object]:
    return lambda desk: desk.player.step(frames)


def _seconds(seconds: float) -> Callable[[Desk], object]:
    return lambda desk: desk.player.step_seconds(seconds)


def _shuttle(direction: int) -> Callable[[Desk], object]:
    return lambda desk: desk.player.shuttle(direction)


COMMANDS: tuple[Command, ...] = (
    Command("file.new", "New session…", "File", ("ctrl+n",), _show("new")),
    Command("file.open", "Open…", "File", ("ctrl+o",), _show("open")),
    Command("file.start", "Start page", "File", (), _show("start")),
    Command("file.export", "Export events…", "File", ("ctrl+e",), _show("export")),
    Command("file.save_copy", "Save a copy to…", "File", ("ctrl+shift+s",), _show("save_copy")),
    Command("file.locate", "Locate video…", "File", (), _show("locate")),
    Command("file.close", "Close window", "File", ("ctrl+w",), lambda desk: desk.view.close()),
    Command("edit.undo", "Undo", "Edit", ("ctrl+z",), lambda desk: desk.workspace.undo()),
    Command("edit.redo", "Redo", "Edit", ("ctrl+shift+z", "ctrl+y"), lambda desk: desk.workspace.redo()),
    Command("edit.delete", "Delete event", "Edit", ("delete",), delete),
    Command("edit.split", "Split event here", "Edit", ("ctrl+d",), split),
    Command("edit.merge", "Merge with next", "Edit", ("ctrl+m",), merge),
    Command("edit.code", "Change code…", "Edit", ("ctrl+r",), _show("code")),
    Command("edit.comment", "Comment…", "Edit", ("ctrl+k",), _show("comment")),
    Command("edit.filter", "Filter events", "Edit", ("ctrl+f",), _show("filter")),
    Command("code.onset_here", "Set onset to now", "Code", ("i",), partial(set_edge, edge="onset")),
    Command("code.offset_here", "Set offset to now", "Code", ("o",), partial(set_edge, edge="offset")),
    Command("code.onset_back", "Onset a frame earlier", "Code", ("alt+left",), partial(nudge, edge="onset", frames=-1)),
    Command("code.onset_on", "Onset a frame later", "Code", ("alt+right",), partial(nudge, edge="onset", frames=1)),
    Command(
        "code.offset_back",
        "Offset a frame earlier",
        "Code",
        ("alt+shift+left",),
        partial(nudge, edge="offset", frames=-1),
    ),
    Command(
        "code.offset_on", "Offset a frame later", "Code", ("alt+shift+right",), partial(nudge, edge="offset", frames=1)
    ),
    Command("code.modifiers", "Answer modifiers again", "Code", ("ctrl+h",), lambda desk: desk.workspace.ask_again()),
    Command("code.skip", "Leave the question open", "Code", ("escape",), lambda desk: desk.workspace.skip_question()),
    Command("play.toggle", "Play or pause", "Play", ("space",), lambda desk: desk.player.toggle()),
    Command("play.next_frame", "Next frame", "Play", ("right", "."), _step(1)),
    Command("play.previous_frame", "Previous frame", "Play", ("left", ","), _step(-1)),
    Command("play.next_second", "A second on", "Play", ("shift+right",), _seconds(1.0)),
    Command("play.previous_second", "A second back", "Play", ("shift+left",), _seconds(-1.0)),
    Command("play.shuttle_back", "Shuttle back", "Play", ("j",), _shuttle(-1)),
    Command("play.shuttle_stop", "Shuttle stop", "Play", ("k",), _shuttle(0)),
    Command("play.shuttle_on", "Shuttle on", "Play", ("l",), _shuttle(1)),
    Command("play.slower", "Slower", "Play", ("[",), partial(change_rate, steps=-1)),
    Command("play.faster", "Faster", "Play", ("]",), partial(change_rate, steps=1)),
    Command("play.normal", "Normal rate", "Play", ("\\",), reset_rate),
    Command("play.previous_event", "Previous event", "Play", ("up",), partial(go_to_event, direction=-1)),
    Command("play.next_event", "Next event", "Play", ("down",), partial(go_to_event, direction=1)),
    Command("play.loop", "Loop the selected event", "Play", ("ctrl+l",), loop_selected),
    Command("play.start", "First frame", "Play", ("home",), seek_start),
    Command("play.end", "Last frame", "Play", ("end",), seek_end),
    Command("view.zoom_in", "Zoom in", "View", ("ctrl+=",), lambda desk: desk.view.zoom_timeline(1.5)),
    Command("view.zoom_out", "Zoom out", "View", ("ctrl+-",), lambda desk: desk.view.zoom_timeline(1 / 1.5)),
    Command("view.zoom_all", "Show the whole session", "View", ("ctrl+0",), lambda desk: desk.view.show_all()),
    Command("view.pan_left", "Timeline left", "View", ("ctrl+left",), lambda desk: desk.view.pan_timeline(-0.25)),
    Command("view.pan_right", "Timeline right", "View", ("ctrl+right",), lambda desk: desk.view.pan_timeline(0.25)),
    Command("view.palette", "Codes", "View", ("ctrl+1",), _panel("palette")),
    Command("view.events", "Events", "View", ("ctrl+2",), _panel("events")),
    Command("view.timeline", "Timeline", "View", ("ctrl+3",), _panel("timeline")),
    Command("view.sound", "Sound lane", "View", ("ctrl+4",), _panel("sound")),
    Command("view.full_screen", "Full screen", "View", ("f11",), _panel("full_screen")),
    Command("help.keys", "Keys of this session", "Help", ("?",), _show("keys")),
    Command("help.commands", "Find an action…", "Help", ("ctrl+shift+p",), _show("commands")),
    Command("help.rule", "What a press does", "Help", (), _show("rule")),
    Command("help.player_keys", "Player keys…", "Help", (), _show("player_keys")),
    Command("help.about", "About Attune", "Help", (), _show("about")),
)

MENUS = ("File", "Edit", "Play", "Code", "View", "Help")
BY_ID = {command.id: command for command in COMMANDS}
