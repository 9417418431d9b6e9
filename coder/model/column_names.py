"""Names of columns that are put together from ids: short enough for SPSS, and never two alike."""

from collections import Counter
from collections.abc import Iterable
from hashlib import sha256

MOST_BYTES = 64
_HASH = 8


def make_names(wanted: Iterable[tuple[str, ...]], taken: Iterable[str] = ()) -> dict[tuple[str, ...], str]:
    """Return a name for each tuple of ids, in order: the ids joined by ``_``, empty ones left out.

    A name that is longer than 64 bytes, that two would have, or that is taken, is cut and gets eight hex digits of the
    hash of its ids before the last one. It depends on its own ids and on whether another has the name, on nothing else.
    """
    keys = list(dict.fromkeys(wanted))
    plain = {key: "_".join(filter(None, key)) for key in keys}
    used = Counter([*plain.values(), *taken])
    return {key: name if len(name) <= MOST_BYTES and used[name] == 1 else _hashed(key) for key, name in plain.items()}


def _hashed(key: tuple[str, ...]) -> str:
    *stem, last = filter(None, key)
    digits = sha256(".".join(key).encode()).hexdigest()[:_HASH]
    room = MOST_BYTES - len(last) - _HASH - 2
    if not stem or room < 1:
        return f"{last[: MOST_BYTES - _HASH - 1]}_{digits}"
    return f"{'_'.join(stem)[:room].rstrip('_')}_{digits}_{last}"
