"""What imported sessions and observations are called: by the names in the file, and never by one that is taken."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from coder.errors import CoderError
from coder.model.foreign_scheme import listed

_FORBIDDEN = re.compile(r'[/\\:*?"<>|\x00-\x1f\x7f]')
_LONGEST = 60
_OURS = ("schemes", "study.yaml", "session.yaml")
"""What a study's folder holds besides sessions."""
AGAIN = "Import again with --again to take the next free name, such as {name}."


def session_id(name: str) -> str:
    """Return a name as the id of a session."""
    visible = "".join(sign if sign.isprintable() else " " for sign in name)
    return " ".join(visible.split())[:100].strip() or "session"


def folder_name(name: str) -> str:
    """Return a name as that of a folder, on every computer."""
    from coder.store.coder_id import check_id

    plain = _FORBIDDEN.sub("_", name).strip(" .")[:_LONGEST].strip(" .").replace("..", "_")
    try:
        check_id(plain[:40], "name")
        if plain.lower() in _OURS:
            raise CoderError("The study keeps this name for itself.")
    except CoderError:
        plain = f"session_{plain}".strip(" .") if plain else "session"
    return plain


def coder_id(asked: str, named: str, suffix: str, usual: str) -> str:
    """Return who an observation is of: as asked, else as the file names them (as far as an id can), else usual."""
    from coder.store.coder_id import LONGEST, check_coder_id

    if asked:
        return check_coder_id(f"{asked}{suffix}" if suffix and not asked.endswith(suffix) else asked)
    plain = re.sub(r"[^\w.-]+", "_", named.strip()).strip("._-")[: LONGEST - len(suffix)]
    try:
        return check_coder_id(f"{plain or usual}{suffix}")
    except CoderError:
        return f"{usual}{suffix}"


@dataclass
class Taken:
    """Names that are taken, whatever their case; with ``again`` the next free one is given."""

    names: set[str] = field(default_factory=set)
    again: bool = False
    there: list[str] = field(default_factory=list)
    """Names asked for that were taken from the begin."""
    twice: list[str] = field(default_factory=list)
    """Names asked for a second time."""
    _given: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, names: Iterable[str], *, again: bool) -> "Taken":
        """Return names that are there."""
        return cls({name.lower() for name in names}, again)

    def give(self, name: str, build: Callable[[str], str] = str) -> str:
        """Return the name, or the next free one; what ``build`` makes of it must be free too."""
        wanted, number = name, 1
        while taken := {wanted.lower(), build(wanted).lower()} & (self.names | self._given):
            if not self.again:
                (self.there if taken & self.names else self.twice).append(name)
                break
            number += 1
            wanted = f"{name}-{number}"
        self._given |= {wanted.lower(), build(wanted).lower()}
        return wanted

    def check(self, study: Path) -> None:
        """Raise CoderError, naming them, when sessions were asked for that are there, or one of them twice."""
        refused = self.there or self.twice
        if not refused:
            return
        one = len(refused) == 1
        what = f"{'a session' if one else 'the sessions'} {listed(refused)}"
        told = f"{study.name} has {what} already" if self.there else f"The files hold {what} twice"
        raise CoderError(f"{told}; nothing was imported.", AGAIN.format(name=f"{refused[0]}-2"))
