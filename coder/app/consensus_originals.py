"""Two coders' observations as they are now: what is decided about. It knows nothing of how they are read."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from coder.editing.disputing import Ground
from coder.model.agreement import Method
from coder.model.consensus import Made
from coder.model.observation import Observation
from coder.model.scheme import Scheme

if TYPE_CHECKING:
    from coder.store.facts import Facts


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of two coders on a tier, or on one code of it; ``reason`` says why there is no kappa."""

    tier: str
    code: str
    method: Method
    kappa: float | None
    po: float | None
    reason: str


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
