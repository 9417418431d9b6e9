"""How much of what counts could be judged on a tier so far, in words."""

from coder.app.workspace import Workspace
from coder.editing.codable import Codable, codable_time, judged_tiers, phase_stretches
from coder.gui.timeline.rows import Row
from coder.model.scheme import Tier


def codable_of(workspace: Workspace, tier: Tier) -> Codable | None:
    """Return what is codable of a tier, uncodable time that still runs left out; None where nothing is counted."""
    if all(tier.id != other.id for other in judged_tiers(workspace.scheme, workspace.pass_id)):
        return None
    stretches = phase_stretches(workspace.scheme, workspace.observation, workspace.end_ms)
    return codable_time(workspace.scheme, workspace.observation, tier, stretches, running=False)


def codable_words(workspace: Workspace, tier: Tier | None) -> str:
    """Return how many seconds of a tier are codable: "92.0 s of 120.0 s codable"."""
    found = codable_of(workspace, tier) if tier is not None else None
    return f"{found.codable_ms / 1000:.1f} s of {found.whole_ms / 1000:.1f} s codable" if found is not None else ""


def codable_short(workspace: Workspace, row: Row) -> str:
    """Return the share that is codable, "76%", for a row that has uncodable time; else nothing."""
    if row.tier is None or not row.label:
        return ""
    found = codable_of(workspace, row.tier)
    if found is None or not found.uncodable_ms:
        return ""
    return f"{100 * found.codable_ms // max(1, found.whole_ms)}%"
