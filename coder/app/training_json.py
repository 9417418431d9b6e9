"""What training comes to, as values for JSON."""

from typing import Any

from coder.app.training import Trained
from coder.model.training import Attempt, Standing


def training_to_json(found: Trained) -> dict[str, Any]:
    """Return statuses, scores and feedback."""
    waiting = [{"coder_id": one.coder, "pass": one.pass_id, "session_id": one.session} for one in found.waiting]
    return {"coders": [_standing(one) for one in found.standings], "not_submitted": waiting}


def _standing(one: Standing) -> dict[str, Any]:
    return {
        "coder_id": one.coder,
        "pass": one.pass_id,
        "status": one.status.value,
        "since": one.since or None,
        "rules": [
            {"rule": rule.words, "in_a_row": row, "asked": rule.in_a_row}
            for rule, row in zip(one.rules, one.rows, strict=True)
        ],
        "retest_due": one.due.isoformat() if one.due else None,
        "attempts": [_attempt(attempt) for attempt in one.attempts],
    }


def _attempt(one: Attempt) -> dict[str, Any]:
    return {
        "session_id": one.session,
        "submitted": one.submitted,
        "coded": one.coded,
        "met": one.met,
        "reason": one.reason,
        "made_gold": one.made_gold,
        "figures": [
            {
                "tier": figure.tier,
                "code": figure.code,
                "time_kappa": figure.time_kappa.value,
                "event_kappa": figure.event_kappa.value,
                "event_agreement": figure.positive,
            }
            for figure in one.figures
        ],
        "feedback": [
            {
                "tier": tier,
                "onset_s": each.onset_ms / 1000,
                "offset_s": None if each.offset_ms is None else each.offset_ms / 1000,
                "type": each.type.value,
                "code": each.code_a,
                "gold_code": each.code_b,
            }
            for tier, each in one.disagreements
        ],
    }
