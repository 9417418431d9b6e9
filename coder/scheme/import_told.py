"""What is told of ids, actors and keys that were guessed or had to change."""

from collections.abc import Mapping, Sequence

from coder.model.foreign_scheme import Losses, listed
from coder.model.scheme import Role
from coder.scheme.import_actors import UNNAMED, role_of
from coder.scheme.import_keys import Laid
from coder.scheme.import_names import is_same_word


def tell_actors(ids: Mapping[str, str], guessed: Mapping[str, Sequence[str]], losses: Losses) -> None:
    """Say which tiers were given to whom, and which side of the dyad each actor was taken for."""
    for name, tiers in guessed.items():
        named = listed(tiers, most=len(tiers))
        if name == UNNAMED:
            losses.guessed(f"Nobody is named for {named}: their actor is “{UNNAMED}”.")
        else:
            losses.guessed(f"The actor of {named} is {name}, by what the name says.")
    for name, given in ids.items():
        role = role_of(name)
        if name == UNNAMED:
            continue
        if role is Role.OTHER:
            losses.guessed(f"Actor {given} is “other”, since “{name}” says neither caregiver nor infant.")
        else:
            losses.guessed(f"Actor {given} has the role {role.value}, by its name “{name}”.")


def tell_ids(tiers: Sequence[tuple[str, str, Mapping[str, str]]], losses: Losses) -> None:
    """Say which ids are another word than the name; ``tiers`` are name, id, and the codes' names by id."""
    for name, given, codes in tiers:
        if not is_same_word(name, given):
            losses.changed(f"Tier “{name}” has the id {given}.")
        for code_id, code in codes.items():
            if not is_same_word(code, code_id):
                losses.changed(f"Code “{code}” of tier {given} has the id {code_id}.")


def tell_keys(laid: Laid, losses: Losses) -> None:
    """Say which keys were moved, given and not to be had, and which passes were made for them."""
    for wish, why in laid.moved:
        key = laid.keys.get(wish.place)
        losses.changed(f"{wish.tier}.{wish.code} has {f'the key {key}' if key else 'no key'}: {why}.")
    if laid.given:
        losses.guessed(f"The keys of {_count(len(laid.given))}, which had none: the first that were free.")
    if laid.passes:
        names = listed(name for name, _ in laid.passes)
        losses.guessed(f"Passes, since all codes do not fit on one keyboard: {names}. Code one pass at a time.")
    if laid.left_out:
        left = listed(f"{wish.tier}.{wish.code}" for wish in laid.left_out)
        losses.changed(f"No key is left for {_count(len(laid.left_out))}: {left}.")


def _count(number: int) -> str:
    return "one code" if number == 1 else f"{number} codes"
