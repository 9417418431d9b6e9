"""What stands on the sheet of keys: the codes of the pass, the rule of pressing, the player's keys."""

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

from coder.app.commands import COMMANDS, MENUS
from coder.app.consensus_keys import INSTEAD, Deciding, kind_of
from coder.app.desk import Desk, Keys
from coder.app.rating_words import item_words
from coder.editing.rating_keys import COMMENT_KEY, NOT_RATABLE_KEY, PHASE_KEY
from coder.gui.interval_words import tier_note
from coder.gui.palette.definitions import definition_parts, modifier_line
from coder.gui.timeline.code_colors import actor_color
from coder.gui.words import actor_words, choice_words, code_words, tier_words
from coder.model.scheme import PHASE, UNCODABLE, Code, Kind, Repress, Scheme, Tier

RULE = (
    "A press codes at the frame on the screen, playing or paused.",
    "What it codes holds from there to the next change on its tier: the state it lands in is cut, "
    "the part before stays as it was.",
    "A press on the very first frame of a state replaces its code.",
    "Nothing else is touched, and one undo takes all of it back.",
    "Modifiers are asked on the picture and answered by the next keys; a key that answers nothing codes as ever.",
)


_RATING_KEYS = (
    (("up", "down"), "previous and next item"),
    ((NOT_RATABLE_KEY,), "not ratable"),
    ((COMMENT_KEY,), "comment"),
    (("backspace",), "take the rating back"),
    ((PHASE_KEY, f"shift+{PHASE_KEY}"), "next and previous phase"),
    (("escape",), "back to coding"),
)


@dataclass(frozen=True, slots=True)
class Entry:
    """Keys, a name, and more words about it as rich text."""

    keys: tuple[str, ...]
    name: str
    more: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with its entries; ``color`` is its actor's."""

    title: str
    note: str = ""
    color: str = ""
    entries: tuple[Entry, ...] = ()

    @property
    def lines(self) -> int:
        """About how many lines it takes, to fill columns evenly."""
        return 3 + sum(1 + len(entry.more) // 46 for entry in self.entries) + len(self.note) // 46


def build_sections(desk: Desk) -> list[Section]:
    """Build everything the sheet shows, codes first."""
    if desk.deciding is not None:
        return [*_deciding_sections(desk.deciding), *_command_sections(desk.keymap)]
    codes, rating = list(_code_sections(desk)), list(_rating_sections(desk))
    first = [*rating, *codes] if desk.ratings.is_open else [*codes, *rating]
    return [*first, _rule(), *_command_sections(desk.keymap)]


def _deciding_sections(deciding: Deciding) -> Iterator[Section]:
    first, second = deciding.review.pair
    decide = tuple(Entry((one.chord,), one.words.format(a=first, b=second)) for one in deciding.legend())
    yield Section("Deciding", "Keys of decisions come before all others.", "", decide)
    scheme, current = deciding.review.workspace.scheme, deciding.review.current
    choices = [(key, choice_words(scheme, current, choice)) for key, choice in deciding.choice_keys()]
    codes = tuple(Entry((key,), words) for key, words in choices if key)
    reasons = tuple(Entry((key,), f"uncodable: {reason.replace('_', ' ')}") for key, reason in deciding.reason_keys())
    if codes:
        yield Section(INSTEAD[kind_of(current)], "", "", (*codes, *reasons))


def build_player_sections(keymap: Keys) -> list[Section]:
    """Build what the sheet shows where nothing is coded."""
    return [_rule(), *_command_sections(keymap)]


def _code_sections(desk: Desk) -> Iterator[Section]:
    scheme = desk.workspace.scheme
    for tier in desk.workspace.lanes:
        special = tier.id in (PHASE, UNCODABLE)
        title = tier_words(tier).capitalize() if special else f"{actor_words(scheme, tier.actor)}: {tier_words(tier)}"
        entries = (*(_code_entry(code, tier) for code in tier.codes), *_beside_entry(scheme, tier))
        yield Section(title, _tier_note(scheme, tier), "" if special else actor_color(scheme, tier.actor), entries)


def _code_entry(code: Code, tier: Tier) -> Entry:
    parts = [*definition_parts(code), *(modifier_line(modifier) for modifier in code.modifiers)]
    name = code_words(code) if tier.rating is None else item_words(code, code.id)
    return Entry((code.key,) if code.key else (), name, "<br>".join(parts))


def _beside_entry(scheme: Scheme, tier: Tier) -> Iterator[Entry]:
    if tier.id == UNCODABLE and scheme.key_beside:
        more = "and its reason: begins beside what holds, or ends that reason where it holds already"
        yield Entry((scheme.key_beside,), "another reason", more)


def _tier_note(scheme: Scheme, tier: Tier) -> str:
    if tier.kind is Kind.POINT:
        return "points: one press, one event"
    if tier.rating is not None:
        return f"rated once a {tier.rating.scope.value}, in the form (Code › Ratings)"
    if tier.kind is Kind.INTERVAL:
        return f"{tier_note(tier)}; play pauses at the end of each"
    if tier.kind is Kind.RATING:
        return f"{tier.kind}s"
    again = {Repress.IGNORE: "changes nothing", Repress.END: "ends it", Repress.RESTART: "begins it anew"}
    default = scheme.code(tier.id, tier.default)
    gaps = f"; {code_words(default)} holds by itself" if default else ""
    if tier.id == UNCODABLE and scheme.key_beside:
        return f"different reasons may overlap; the same key again {again[tier.repress]}"
    return f"{'one at a time' if tier.exclusive else 'may overlap'}; the same key again {again[tier.repress]}{gaps}"


def _rating_sections(desk: Desk) -> Iterator[Section]:
    if desk.ratings.tiers:
        entries = tuple(Entry(keys, words) for keys, words in _RATING_KEYS)
        yield Section("Form for ratings", "each level has a key of its own; numbers are typed", entries=entries)


def _rule() -> Section:
    return Section("What a press does", entries=tuple(Entry((), "", escape(line)) for line in RULE))


def _command_sections(keymap: Keys) -> Iterator[Section]:
    order = ("Play", "Code", "Edit", "View", "File", "Help")
    for menu in sorted(MENUS, key=lambda name: order.index(name) if name in order else len(order)):
        entries = tuple(
            Entry(keys, command.title)
            for command in COMMANDS
            if command.menu == menu and (keys := keymap.keys_of(command.id))
        )
        if entries:
            yield Section(menu, entries=entries)
