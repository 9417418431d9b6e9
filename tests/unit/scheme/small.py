"""A small scheme that is right, and a way to put something wrong into it."""

from collections.abc import Mapping

from coder.model.scheme import Scheme
from coder.scheme.faults import SchemeError
from coder.scheme.loader import read_scheme

HEAD = """\
format: 1
scheme: {id: small, version: "1.0.0"}
actors:
  - {id: caregiver, role: caregiver}
  - {id: infant, role: infant}
"""
TIERS = """\
tiers:
  - id: face
    actor: infant
    kind: state
    exhaustive: true
    default: neutral
    codes:
      - {id: smile, key: s, value: 1}
      - {id: neutral, key: d, value: 0}
  - id: touch
    actor: caregiver
    kind: state
    codes:
      - {id: touch, key: t}
  - id: signal
    actor: infant
    kind: point
    codes:
      - {id: bid, key: b}
"""
SMALL = HEAD + TIERS


def faults_in(text: str, player_keys: Mapping[str, str] | None = None) -> list[str]:
    """Return everything that is wrong with a scheme, warnings too, without the file's name."""
    try:
        found = read_scheme(text, "s.yaml", player_keys=player_keys or {}).warnings
    except SchemeError as error:
        found = error.faults
    return [str(fault).removeprefix("s.yaml:") for fault in found]


def scheme_of(text: str) -> Scheme:
    """Return the scheme of a text that is right."""
    return read_scheme(text, "s.yaml").scheme


def tier_with(lines: str, codes: str = "[{id: one}]", kind: str = "state") -> str:
    """Return the small scheme with one more tier, whose own lines begin in line 28."""
    body = "".join(f"    {line}\n" for line in lines.split("\n") if line)
    return f"{SMALL}  - id: more\n    actor: infant\n    kind: {kind}\n{body}    codes: {codes}\n"


def modifiers_with(*modifiers: str, tier: str = "state") -> str:
    """Return the small scheme with a code that has these modifiers, the first in line 31."""
    body = "".join(f"          - {modifier}\n" for modifier in modifiers)
    code = f"    codes:\n      - id: one\n        modifiers:\n{body}"
    return f"{SMALL}  - id: more\n    actor: infant\n    kind: {tier}\n{code}"
