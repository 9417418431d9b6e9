"""Two states at once: how long, and how much longer than if they were independent.

With d1, d2 the time each holds in codable time T and d12 that of both: shares d12/d1 and d12/d2, Jaccard
d12/(d1 + d2 − d12) (Jaccard 1912), expected by independence d1 d2/T. Mutual gaze is the co-occurrence of two gazes.
"""

from collections.abc import Iterable

from coder.model.dyad import CoOccurrence
from coder.model.spans import Span, intersection, length_of, union


def co_occurrence(first: Iterable[Span], second: Iterable[Span], codable: Iterable[Span]) -> CoOccurrence:
    """Return how two states go together; spans in ms, in any order, overlapping or not."""
    whole = union(codable)
    one, other = intersection(first, whole), intersection(second, whole)
    codable_ms, d1, d2 = length_of(whole), length_of(one), length_of(other)
    both = length_of(intersection(one, other))
    if not codable_ms:
        return CoOccurrence(
            0, 0, 0, 0, None, None, None, None, "there is no codable time in which both could be judged"
        )
    either = d1 + d2 - both
    never = [name for name, ms in (("the first state", d1), ("the second state", d2)) if not ms]
    return CoOccurrence(
        codable_ms,
        d1,
        d2,
        both,
        both / d1 if d1 else None,
        both / d2 if d2 else None,
        both / either if either else None,
        d1 * d2 / codable_ms,
        f"{' and '.join(never)} never held" if never else "",
    )
