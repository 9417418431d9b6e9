"""What is asked of the losses in the tests of every format."""

from coder.model.foreign_scheme import ForeignCode, ForeignScheme, ForeignTier, LossKind


def said(scheme: ForeignScheme, kind: LossKind) -> list[str]:
    """Return the sentences of one kind."""
    return [loss.what for loss in scheme.losses if loss.kind is kind]


def tier_of(scheme: ForeignScheme, name: str) -> ForeignTier:
    """Return the tier of a name."""
    return next(tier for tier in scheme.tiers if tier.name == name)


def code_of(scheme: ForeignScheme, tier: str, name: str) -> ForeignCode:
    """Return the code of a name."""
    return next(code for code in tier_of(scheme, tier).codes if code.name == name)
