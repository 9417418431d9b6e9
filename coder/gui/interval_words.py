"""What is said of intervals: which one is asked for, what its code stands for, how many are coded."""

from coder.app.sampling import Prompt
from coder.editing.intervals import Counted
from coder.gui.words import actor_words, tier_words
from coder.model.scheme import Scheme, Tier
from coder.model.spans import Span
from coder.model.time import format_short_time

RULES = {
    "momentary": "what holds at its end",
    "partial": "what happens at any time in it",
    "whole": "what holds all through it",
    "predominant": "what holds most of the time",
}


def interval_title(scheme: Scheme, prompt: Prompt) -> str:
    """Return what is asked: "0:20–0:30 — infant state?"."""
    tier = prompt.asked.tier
    return f"{span_words(prompt.asked.span)} — {actor_words(scheme, tier.actor).lower()} {tier_words(tier)}?"


def span_words(span: Span) -> str:
    """Return an interval as people write it: whole seconds where they are whole."""
    return "–".join(format_short_time(ms).removesuffix(".000") for ms in span)


def hint_words(prompt: Prompt) -> str:
    """Return what a code stands for, how many intervals are coded, and how many more are asked for."""
    rule = RULES.get(prompt.asked.tier.rule, "")
    more = f"{prompt.more} more" if prompt.more else ""
    return " · ".join(words for words in (rule, counted_words(prompt.counted), more) if words)


def counted_words(counted: Counted) -> str:
    """Return how many intervals are coded: "7 of 12 intervals coded"."""
    return f"{counted.coded} of {counted.intervals} intervals coded"


def tier_note(tier: Tier) -> str:
    """Return how long the intervals of a tier are and what a code stands for: "intervals of 10 s: what holds …"."""
    rule = RULES.get(tier.rule)
    length = f"intervals of {tier.length_s or 1.0:g} s"
    return length if rule is None else f"{length}: {rule} ({tier.rule})"
