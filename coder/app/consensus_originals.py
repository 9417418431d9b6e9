"""Two coders' observations as they are now: what is decided about. It knows nothing of how they are read."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from coder.editing.disputing import Ground
from coder.model.agreement import Method
from coder.model.consensus import Made
from coder.model.observation import Observation
from coder.model.scheme import Scheme

if TYPE_CHECKING:
    from coder.store.facts import Facts


class Rated(StrEnum):
    """How far two coders' ratings agree: how many are alike, or over sessions and phases what an item comes to."""

    ALIKE = "alike"
    KAPPA = "kappa"
    WEIGHTED = "weighted_kappa"
    ICC = "icc"


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of two coders on a tier, or on one code or item of it; ``reason`` says why there is none.

    ``kappa`` is an intraclass correlation where the method is ``ICC``, and None where it is ``ALIKE``; ``n`` is how
    many ratings are compared.
    """

    tier: str
    code: str
    method: Method | Rated
    kappa: float | None
    po: float | None
    reason: str = ""
    n: int = 0

    @property
    def key(self) -> tuple[str, str, Method | Rated]:
        """What it is a figure of."""
        return self.tier, self.code, self.method


Figures = tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Originals:
    """Two coders' observations as they are now, and what they come to; ``reckon`` compares each with a consensus."""

    scheme: Scheme
    pair: tuple[Observation, Observation]
    facts: "Facts"
    made: Made
    ground: Ground
    before: Figures
    reckon: Callable[[Observation], tuple[Figures, Figures]]

    def after(self, consensus: Observation) -> tuple[Figures, Figures]:
        """Return each coder's figures with the consensus as it is now; what is not decided counts as not coded."""
        return self.reckon(consensus)
