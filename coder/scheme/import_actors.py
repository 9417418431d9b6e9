"""Who behaves on a tier, where another program does not say it in our words."""

import re

from coder.model.scheme import Role

UNNAMED = "unnamed"
_WORDS: dict[Role, tuple[str, ...]] = {
    Role.DYAD: ("dyad", "both", "mutual", "joint", "pair", "shared"),
    Role.INFANT: ("infant", "baby", "child", "newborn", "toddler"),
    Role.CAREGIVER: ("caregiver", "parent", "mother", "father", "adult"),
}
"""The words that say which side of the dyad a name means, also at the beginning of a longer word."""
_SHORT: dict[Role, tuple[str, ...]] = {
    Role.INFANT: ("in", "inf", "bb", "chi", "kid"),
    Role.CAREGIVER: ("cg", "mom", "mum", "mot", "mo", "dad", "fat", "fa", "ma"),
}
"""Short forms, which count only as the first word of a name, or as the one after an @."""


def role_of(name: str) -> Role:
    """Return the role that the words of a name say, ``other`` when none does."""
    words = re.findall(r"[a-z]+|@", re.sub(r"([a-z])([A-Z])", r"\1 \2", name).lower())
    firsts = [word for before, word in zip(["@", *words], words, strict=False) if before == "@"]
    for role, known in _WORDS.items():
        if any(word == start or (len(start) > 4 and word.startswith(start)) for word in words for start in known):
            return role
    for role, known in _SHORT.items():
        if any(word in known for word in firsts):
            return role
    return Role.OTHER


def actor_of(tier: str) -> str:
    """Return the actor that the name of a tier speaks of, in our words; ``unnamed`` when it speaks of none."""
    role = role_of(tier)
    return UNNAMED if role is Role.OTHER else str(role.value)
