"""What a comparison of two coders comes to: figures, or in words why there is none."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Agreement:
    """One figure of agreement: what was tallied, and what can be said of it.

    ``n`` is what the tallies add up to: units, events, or seconds. What is None cannot be computed; ``reason`` says why
    there is no kappa, or what to know of the one there is.
    """

    n: float
    po: float | None = None
    pe: float | None = None
    kappa: float | None = None
    kappa_max: float | None = None
    alpha: float | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class CodeAgreement:
    """One code against all others: both ``a``, first alone ``b``, second alone ``c``, neither ``d``."""

    a: float
    b: float
    c: float
    d: float
    kappa: float | None
    kappa_max: float | None
    positive: float | None
    negative: float | None
    pabak: float | None
    prevalence: float | None
    bias: float | None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Estimate:
    """A value with its interval; ``reason`` says why what is None cannot be computed."""

    value: float | None
    low: float | None = None
    high: float | None = None
    reason: str = ""
