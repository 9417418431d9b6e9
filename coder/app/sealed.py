"""What is said of an observation that is submitted."""

from coder.app.notices import Notice, Severity
from coder.model.seal import Seal

REOPEN = "Reopen…"
"""The button that opens a submitted observation again."""


def sealed_refusal(seal: Seal | None) -> str:
    """Return why a submitted observation is view-only; empty where it is not submitted."""
    return f"it was submitted on {seal.day}." if seal is not None else ""


def sealed_notice(seal: Seal | None) -> Notice | None:
    """Return what to say when a submitted observation is opened."""
    if seal is None:
        return None
    hint = "Reopen it with a reason to code on: Code › Reopen…, or coder reopen."
    return Notice(f"This observation was submitted on {seal.day}: it is view-only.", hint, Severity.NEWS, REOPEN)
