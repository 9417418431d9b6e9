"""Whom an act is directed to: asked as a modifier is where a code names several actors, and kept as the target."""

from dataclasses import replace

from coder.errors import CoderError
from coder.model.event import Event
from coder.model.scheme import ANSWER_KEYS, Code, Modifier, Option, Scheme, Text, plain

TARGET = "@target"
"""What the question is called; no modifier of a scheme can be."""


def target_question(scheme: Scheme, code: Code | None) -> Modifier | None:
    """Return the question whom a code is directed to; None where there is nothing to choose."""
    if code is None or len(code.target) < 2:
        return None
    options = tuple(
        Option(actor_id, key, _label(scheme, actor_id)) for actor_id, key in zip(code.target, ANSWER_KEYS, strict=False)
    )
    return Modifier(TARGET, label=plain("to whom"), options=options)


def directed(scheme: Scheme, event: Event, actor_id: str | None) -> Event:
    """Return an event directed to an actor, or to nobody; raise CoderError when its code cannot be directed to them."""
    code = scheme.code(event.tier, event.code)
    targets = code.target if code else ()
    if actor_id and actor_id not in targets:
        raise CoderError(f"{event.words} cannot be directed to {actor_id}.", f"Choose from {', '.join(targets)}.")
    return replace(event, target=actor_id or "")


def _label(scheme: Scheme, actor_id: str) -> Text:
    actor = scheme.actor(actor_id)
    return actor.label if actor is not None else Text()
