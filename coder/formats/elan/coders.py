"""Several coders in one document, each with tiers of their own: ``gaze@ana`` and ``gaze@ben`` are one tier."""

from collections.abc import Sequence
from dataclasses import replace

from coder.formats.elan.tiers import ElanTier
from coder.model.foreign_log import ForeignEvent, ForeignObservation
from coder.model.foreign_scheme import ForeignScheme, ForeignTier


def has_own_tiers(tiers: Sequence[ElanTier]) -> bool:
    """Tell whether every tier with times names its coder behind an @."""
    timed = [tier for tier in tiers if not tier.symbolic]
    return bool(timed) and all(tier.coder and tier.name.endswith(f"@{tier.coder}") for tier in timed)


def part_by_coder(
    tiers: Sequence[ElanTier], scheme: ForeignScheme, events: Sequence[ForeignEvent]
) -> tuple[ForeignScheme, list[ForeignObservation]]:
    """Return the scheme that all coders share, and an observation each."""
    names = {tier.name: tier.name.removesuffix(f"@{tier.coder}") for tier in tiers}
    coder_of = {tier.name: tier.coder for tier in tiers}
    shared: dict[str, ForeignTier] = {}
    for tier in scheme.tiers:
        name = names[tier.name]
        held = shared.get(name)
        known = {code.name for code in held.codes} if held is not None else set()
        codes = (*(held.codes if held is not None else ()), *(code for code in tier.codes if code.name not in known))
        shared[name] = replace(held or tier, name=name, codes=codes)
    observations = []
    for coder in dict.fromkeys(coder_of.values()):
        own = tuple(replace(one, tier=names[one.tier]) for one in events if coder_of[one.tier] == coder)
        if own or any(coder_of[tier.name] == coder for tier in scheme.tiers):
            observations.append(ForeignObservation(own, coder, counted=len(own)))
    return replace(scheme, tiers=tuple(shared.values())), observations
