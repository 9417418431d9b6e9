"""The menus, made from the one list of commands. Keys are only named here: every key press goes one way."""

from collections.abc import Callable
from functools import partial

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QMenuBar

from coder.app.commands import COMMANDS, MENUS, Command
from coder.app.keymap import Keymap
from coder.gui.command_keys import first_key

_NEW_GROUP = frozenset(
    {
        "file.export",
        "file.open_scheme",
        "file.locate",
        "file.migrate",
        "file.close",
        "edit.delete",
        "edit.code",
        "edit.filter",
        "code.onset_back",
        "code.modifiers",
        "code.recode",
        "code.ratings",
        "play.next_frame",
        "play.jump_back",
        "play.clock",
        "picture.left",
        "picture.brighter",
        "picture.turn",
        "picture.magnifier",
        "view.thumbnails",
        "motion.draw",
        "sound.mute",
        "camera.next",
        "camera.align",
        "camera.offsets",
        "play.shuttle_back",
        "play.slower",
        "play.previous_event",
        "play.start",
        "view.palette",
        "view.scheme",
        "help.rule",
        "help.about",
    }
)
MNEMONICS = {"Picture": "P&icture", "Cameras": "Camera&s", "Analyse": "Anal&yse"}
PANELS = {
    "code.ratings": "ratings",
    "view.palette": "palette",
    "view.events": "events",
    "view.timeline": "timeline",
    "view.sound": "sound",
    "view.full_screen": "full_screen",
    "view.thumbnails": "thumbnails",
    "play.proxies": "proxies",
    "play.intervals": "intervals",
    "picture.one_field": "picture one_field",
    "picture.magnifier": "picture magnifier",
    "picture.read_out": "picture read_out",
    "picture.own_window": "picture own_window",
    "camera.small": "small views",
    "camera.align": "align",
    "sound.mute": "mute",
    "sound.scrub": "scrub sound",
    "view.spectrogram": "spectrogram",
    "view.motion": "motion",
}


class Menus:
    """Fills a menu bar; ``actions`` holds what was made, by the command's id."""

    def __init__(self, bar: QMenuBar, keymap: Keymap, run: Callable[[str], object]) -> None:
        self.actions: dict[str, QAction] = {}
        self.menus: dict[str, QMenu] = {}
        self._run = run
        for name in MENUS:
            menu = bar.addMenu(MNEMONICS.get(name, f"&{name}"))
            self.menus[name] = menu
            for command in (command for command in COMMANDS if command.menu == name):
                self._add(menu, command)
        self.name_keys(keymap)

    def _add(self, menu: QMenu, command: Command) -> None:
        if command.id in _NEW_GROUP:
            menu.addSeparator()
        action = menu.addAction(command.title)
        action.setObjectName(command.id)
        action.setCheckable(command.id in PANELS)
        action.triggered.connect(partial(_run_it, self._run, command.id))
        self.actions[command.id] = action

    def name_keys(self, keymap: Keymap) -> None:
        """Write the keys beside the titles."""
        for command in COMMANDS:
            self.say(command.id, command.title, keymap)

    def allow(self, allowed: Callable[[str], bool]) -> None:
        """Grey out what cannot be done now."""
        for command_id, action in self.actions.items():
            action.setEnabled(allowed(command_id))

    def check(self, shown: Callable[[str], bool]) -> None:
        """Tick the panels that are shown."""
        for command_id, panel in PANELS.items():
            self.actions[command_id].setChecked(shown(panel))

    def say(self, command_id: str, title: str, keymap: Keymap) -> None:
        """Give an action other words, as “Undo Begin smile”."""
        words = first_key(keymap, command_id)
        self.actions[command_id].setText(f"{title}\t{words}" if words else title)


def _run_it(run: Callable[[str], object], command_id: str, _checked: bool = False) -> None:
    run(command_id)
