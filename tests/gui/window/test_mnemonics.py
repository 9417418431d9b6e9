"""The letters that open menus, beside the player's keys."""

from coder.app.commands import COMMANDS, MENUS
from coder.gui.menus import MNEMONICS


def test_no_letter_that_opens_a_menu_takes_a_key_of_a_command() -> None:
    titles = [MNEMONICS.get(name, f"&{name}") for name in MENUS]
    letters = [f"alt+{title[title.index('&') + 1].lower()}" for title in titles]
    taken = {key for command in COMMANDS for key in command.keys}
    assert len(set(letters)) == len(MENUS)
    assert not taken & set(letters)
