"""Ids for what other programs name freely: valid, unique, and as near to the name as they can be."""

import re
import unicodedata
from dataclasses import dataclass, field

from coder.scheme.checks import RESERVED

LONGEST = 40
_LETTERS = str.maketrans({"ß": "ss", "æ": "ae", "ø": "o", "œ": "oe", "đ": "d", "ł": "l"})


def to_id(name: str, fallback: str, joint: str = "_") -> str:
    """Return a name as an id; ``fallback`` begins the id of a name without a Latin letter in front."""
    plain = unicodedata.normalize("NFKD", name.lower().translate(_LETTERS))
    slug = re.sub(r"[^a-z0-9]+", joint, "".join(sign for sign in plain if not unicodedata.combining(sign)))
    slug = slug.strip(joint)
    if not slug[:1].isalpha():
        slug = f"{fallback}{joint}{slug}".strip(joint)
    return slug[:LONGEST].strip(joint)


@dataclass
class Ids:
    """The ids of one place, each given once."""

    fallback: str
    taken: set[str] = field(default_factory=lambda: set(RESERVED))

    def give(self, name: str) -> str:
        """Return an id for a name that no other name of this place has."""
        wanted = to_id(name, self.fallback)
        found, number = wanted, 0 if wanted == self.fallback else 1
        while found in self.taken or found == self.fallback:
            number += 1
            tail = f"_{number}"
            found = f"{wanted[: LONGEST - len(tail)]}{tail}"
        self.taken.add(found)
        return found


def is_same_word(name: str, given: str) -> bool:
    """Tell whether an id is its name but for case, accents and signs, so that nothing need be said of it."""
    return to_id(name, "") == given
