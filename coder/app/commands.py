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
    toggle_intervals,
)
from coder.app.desk import Desk
from coder.media.cameras import MOST_CAMERAS
from coder.model.session import Session

PLAYER_MENU = "Play"


@dataclass(frozen=True, slots=True)
class Command:
    """One action: its id, its words, its menu, its keys in the Editor preset.

    ``clock_only``: it makes sense only where there is a clock and no media.
    """

    id: str
    title: str
    menu: str
    keys: tuple[str, ...]
    run: Callable[[Desk], object]
    clock_only: bool = False

    def suits(self, session: Session) -> bool:
        """Tell whether there is anything for it to do in a session."""
        return session.clock is not None or not self.clock_only


def _show(name: str) -> Callable[[Desk], object]:
    return lambda desk: desk.view.show(name)


def _panel(name: str) -> Callable[[Desk], object]:
    return lambda desk: desk.view.toggle_panel(name)


def _ask(name: str) -> Callable[[Desk], object]:
    return lambda desk: desk.view.ask(name)


def _step(frames: int) -> Callable[[Desk], object]:
    return lambda desk: desk.player.step(frames)


def _seconds(seconds: float) -> Callable[[Desk], object]:
    return lambda desk: desk.player.step_seconds(seconds)


def _shuttle(direction: int, *, slow: bool = False) -> Callable[[Desk], object]:
    return lambda desk: desk.player.shuttle(direction, slow=slow)


def _jump(direction: int) -> Callable[[Desk], object]:
    return lambda desk: desk.player.step_seconds(direction * desk.jump_ms / 1000)


def _picture(act: str) -> Callable[[Desk], object]:
    return _ask(f"picture {act}")


COMMANDS: tuple[Command, ...] = (
    Command("file.new", "New session…", "File", ("ctrl+n",), _show("new")),
    Command("file.open", "Open…", "File", ("ctrl+o",), _show("open")),
    Command("file.start", "Start page", "File", (), _show("start")),
    Command("file.export", "Export tables…", "File", ("ctrl+e",), _show("export")),
    Command("file.export_foreign", "Export for another program…", "File", (), _show("export_foreign")),
    Command("file.snapshot", "Snapshot of this frame", "File", ("ctrl+shift+i",), _show("snapshot")),
    Command("file.save_copy", "Save a copy to…", "File", ("ctrl+shift+s",), _show("save_copy")),
    Command("file.open_scheme", "Open scheme…", "File", (), _show("open_scheme")),
    Command("file.import", "Import observations…", "File", (), _show("import")),
    Command("file.import_scheme", "Import scheme…", "File", (), _show("import_scheme")),
    Command("file.editor", "Editor for schemes…", "File", (), _show("editor")),
    Command("file.locate", "Locate video…", "File", (), _show("locate")),
    Command("file.migrate", "Migrate to the session's scheme…", "File", (), _show("migrate")),
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
    Command("code.pass", "Code another pass…", "Code", ("ctrl+shift+a",), _show("passes")),
    Command("code.phases", "Phases…", "Code", ("ctrl+p",), _show("phases")),
    Command("code.submit", "Submit…", "Code", ("ctrl+shift+enter",), _show("submit")),
    Command("code.reopen", "Reopen…", "Code", (), _show("reopen")),
    Command("code.anyway", "Code anyway", "Code", ("enter",), lambda desk: desk.workspace.code_anyway()),
    Command("code.ratings", "Ratings", "Code", ("ctrl+6",), lambda desk: desk.rate()),
    Command("code.recode", "Events to look at again", "Code", ("ctrl+shift+l",), lambda desk: desk.recode.toggle()),
    Command("code.recode_keep", "Keep it as it stands", "Code", ("ctrl+enter",), lambda desk: desk.recode.keep()),
    Command("code.recode_next", "Next to look at again", "Code", ("ctrl+j",), lambda desk: desk.recode.go(1)),
    Command(
        "code.recode_previous", "Previous to look at again", "Code", ("ctrl+shift+j",), lambda desk: desk.recode.go(-1)
    ),
    Command("code.skip", "Leave the question open", "Code", ("escape",), lambda desk: desk.workspace.skip_question()),
    Command("play.toggle", "Play or pause", "Play", ("space",), lambda desk: desk.player.toggle()),
    Command("play.next_frame", "Next frame", "Play", ("right", "."), _step(1)),
    Command("play.previous_frame", "Previous frame", "Play", ("left", ","), _step(-1)),
    Command("play.next_second", "A second on", "Play", ("shift+right",), _seconds(1.0)),
    Command("play.previous_second", "A second back", "Play", ("shift+left",), _seconds(-1.0)),
    Command("play.jump_back", "Jump back", "Play", ("pageup",), _jump(-1)),
    Command("play.jump_on", "Jump on", "Play", ("pagedown",), _jump(1)),
    Command("play.shuttle_back", "Shuttle back", "Play", ("j",), _shuttle(-1)),
    Command("play.shuttle_stop", "Shuttle stop", "Play", ("k",), _shuttle(0)),
    Command("play.shuttle_on", "Shuttle on", "Play", ("l",), _shuttle(1)),
    Command("play.shuttle_back_slower", "Shuttle back, slower", "Play", ("shift+j",), _shuttle(-1, slow=True)),
    Command("play.shuttle_on_slower", "Shuttle on, slower", "Play", ("shift+l",), _shuttle(1, slow=True)),
    Command("play.slower", "Slower", "Play", ("[",), partial(change_rate, steps=-1)),
    Command("play.faster", "Faster", "Play", ("]",), partial(change_rate, steps=1)),
    Command("play.normal", "Normal rate", "Play", ("\\",), reset_rate),
    Command("play.previous_event", "Previous event", "Play", ("up",), partial(go_to_event, direction=-1)),
    Command("play.next_event", "Next event", "Play", ("down",), partial(go_to_event, direction=1)),
    Command("play.loop", "Loop the selected event", "Play", ("ctrl+l",), loop_selected),
    Command(
        "play.around",
        "Play around this frame",
        "Play",
        ("shift+space",),
        lambda desk: desk.player.play_around(desk.around_ms),
    ),
    Command("play.intervals", "Pause at intervals", "Play", ("ctrl+i",), toggle_intervals),
    Command("play.start", "First frame", "Play", ("home",), seek_start),
    Command("play.end", "Last frame", "Play", ("end",), seek_end),
    Command("play.clock", "Correct the clock…", "Play", ("ctrl+shift+k",), _show("clock"), clock_only=True),
    Command("play.proxies", "Quick pictures (proxy)", "Play", (), _ask("proxies")),
    Command("play.settings", "Player settings…", "Play", ("ctrl+,",), _show("player_settings")),
    Command("sound.mute", "Sound on or off", "Play", ("alt+m",), _ask("mute")),
    Command("sound.louder", "Louder", "Play", ("alt+up",), _ask("louder")),
    Command("sound.softer", "Softer", "Play", ("alt+down",), _ask("softer")),
    Command("sound.choose", "Choose the sound…", "Play", (), _show("sounds")),
    Command("sound.scrub", "Hear snippets while scrubbing", "Play", (), _ask("scrub sound")),
    Command("view.zoom_in", "Zoom in", "View", ("ctrl+=",), lambda desk: desk.view.zoom_timeline(1.5)),
    Command("view.zoom_out", "Zoom out", "View", ("ctrl+-",), lambda desk: desk.view.zoom_timeline(1 / 1.5)),
    Command("view.zoom_all", "Show the whole session", "View", ("ctrl+0",), lambda desk: desk.view.show_all()),
    Command("view.pan_left", "Timeline left", "View", ("ctrl+left",), lambda desk: desk.view.pan_timeline(-0.25)),
    Command("view.pan_right", "Timeline right", "View", ("ctrl+right",), lambda desk: desk.view.pan_timeline(0.25)),
    Command("view.palette", "Codes", "View", ("ctrl+1",), _panel("palette")),
    Command("view.events", "Events", "View", ("ctrl+2",), _panel("events")),
    Command("view.timeline", "Timeline", "View", ("ctrl+3",), _panel("timeline")),
    Command("view.sound", "Sound lane", "View", ("ctrl+4",), _panel("sound")),
    Command("view.thumbnails", "Small pictures under the timeline", "View", ("ctrl+5",), _ask("thumbnails")),
    Command("view.spectrogram", "Spectrogram lane", "View", ("ctrl+shift+4",), _ask("spectrogram")),
    Command("view.motion", "Motion lanes", "View", ("ctrl+shift+5",), _ask("motion")),
    Command("motion.draw", "Draw a region for motion", "View", ("alt+r",), _ask("draw region")),
    Command("motion.remove", "Remove the regions for motion", "View", (), _ask("remove regions")),
    Command("motion.measure", "Measure motion", "View", (), _ask("measure motion")),
    Command("motion.stop", "Stop measuring motion", "View", (), _ask("stop motion")),
    Command("view.scheme", "Scheme", "View", ("ctrl+7",), _show("scheme")),
    Command("view.full_screen", "Full screen", "View", ("f11",), _panel("full_screen")),
    Command("picture.larger", "Picture larger", "Picture", ("ctrl+up",), _picture("larger")),
    Command("picture.smaller", "Picture smaller", "Picture", ("ctrl+down",), _picture("smaller")),
    Command("picture.left", "Look further left", "Picture", ("ctrl+shift+left",), _picture("left")),
    Command("picture.right", "Look further right", "Picture", ("ctrl+shift+right",), _picture("right")),
    Command("picture.up", "Look further up", "Picture", ("ctrl+shift+up",), _picture("up")),
    Command("picture.down", "Look further down", "Picture", ("ctrl+shift+down",), _picture("down")),
    Command("picture.whole", "Whole picture", "Picture", ("ctrl+shift+home",), _picture("whole")),
    Command("picture.brighter", "Brighter", "Picture", ("ctrl+b",), _picture("brighter")),
    Command("picture.darker", "Darker", "Picture", ("ctrl+shift+b",), _picture("darker")),
    Command("picture.more_contrast", "More contrast", "Picture", ("ctrl+t",), _picture("more_contrast")),
    Command("picture.less_contrast", "Less contrast", "Picture", ("ctrl+shift+t",), _picture("less_contrast")),
    Command("picture.lift", "Lift the shadows", "Picture", ("ctrl+g",), _picture("lift")),
    Command("picture.deepen", "Deepen the shadows", "Picture", ("ctrl+shift+g",), _picture("deepen")),
    Command("picture.turn", "Turn by a quarter", "Picture", ("ctrl+shift+r",), _picture("turn")),
    Command("picture.plain", "Picture as it came", "Picture", ("ctrl+backspace",), _picture("plain")),
    Command("picture.one_field", "Deinterlace", "Picture", ("ctrl+shift+d",), _picture("one_field")),
    Command("picture.magnifier", "Magnifier", "Picture", ("ctrl+shift+m",), _picture("magnifier")),
    Command("picture.read_out", "Time on the picture", "Picture", ("ctrl+shift+o",), _picture("read_out")),
    Command("picture.own_window", "Picture in its own window", "Picture", ("shift+f11",), _picture("own_window")),
    *(
        Command(f"camera.{number}", f"Camera {number} large", "Cameras", (f"alt+{number}",), _ask(f"camera {number}"))
        for number in range(1, MOST_CAMERAS + 1)
    ),
    Command("camera.next", "Next camera large", "Cameras", ("f8",), _ask("next camera")),
    Command("camera.small", "Small views", "Cameras", ("shift+f8",), _ask("small views")),
    Command("camera.align", "Align a camera by eye", "Cameras", ("alt+a",), _ask("align")),
    Command("camera.held_back", "Held camera a frame back", "Cameras", ("alt+,",), _ask("held frame back")),
    Command("camera.held_on", "Held camera a frame on", "Cameras", ("alt+.",), _ask("held frame on")),
    Command(
        "camera.held_second_back", "Held camera a second back", "Cameras", ("alt+pageup",), _ask("held second back")
    ),
    Command("camera.held_second_on", "Held camera a second on", "Cameras", ("alt+pagedown",), _ask("held second on")),
    Command("camera.same", "This frame here = that frame there", "Cameras", ("alt+enter",), _ask("same moment")),
    Command("camera.offsets", "Offsets of the cameras…", "Cameras", ("alt+o",), _show("offsets")),
    Command("analyse.regulation", "Regulation…", "Analyse", ("ctrl+9",), _show("regulation")),
    Command("analyse.review", "Review disagreements…", "Analyse", ("ctrl+f9",), _show("review")),
    Command("analyse.agreement", "Agreement…", "Analyse", ("ctrl+8",), _show("agreement")),
    Command("analyse.training", "Training…", "Analyse", ("ctrl+shift+f9",), _show("training")),
    Command("help.keys", "Keys of this session", "Help", ("?",), _show("keys")),
    Command("help.commands", "Find an action…", "Help", ("ctrl+shift+p",), _show("commands")),
    Command("help.rule", "What a press does", "Help", (), _show("rule")),
    Command("help.player_keys", "Player keys…", "Help", (), _show("player_keys")),
    Command("help.about", "About Attune", "Help", (), _show("about")),
)

MENUS = ("File", "Edit", "Play", "Code", "View", "Picture", "Cameras", "Analyse", "Help")
BY_ID = {command.id: command for command in COMMANDS}
