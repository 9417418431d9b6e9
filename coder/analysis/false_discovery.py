"""Many tests at once: the share of false discoveries among what is called found (Benjamini & Hochberg 1995).

With p sorted upwards, q_(i) = min over j ≥ i of p_(j) m / j, m the number of tests that have a p.
"""

from collections.abc import Sequence


def false_discovery(p_values: Sequence[float | None]) -> list[float | None]:
    """Return for each p the smallest false discovery rate at which it is found; None stays None and is not counted."""
    order = sorted((p, at) for at, p in enumerate(p_values) if p is not None)
    found: list[float | None] = [None] * len(p_values)
    least = 1.0
    for rank in range(len(order), 0, -1):
        p, at = order[rank - 1]
        least = min(least, p * len(order) / rank)
        found[at] = least
    return found
