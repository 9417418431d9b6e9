"""Write observations as sequential data for GSEQ (SDIS): timed events, a session each, a stream each tier."""

import re
from collections.abc import Iterator, Sequence

from coder.editing.occurrences import Occurrence
from coder.editing.outgoing import Outgoing, modifiers_of
from coder.editing.outgoing_losses import tell_common, tell_definitions, tell_keys, tell_media
from coder.model.foreign_file import ForeignFile, Handover
from coder.model.foreign_scheme import Losses, listed
from coder.model.scheme import Kind
from coder.model.time import format_seconds

LONGEST_CODE = 16
_FORBIDDEN = re.compile(r"[^A-Za-z0-9_]+")
_LABEL = re.compile(r"[<>%/;&\s]+")
_Key = tuple[str, str]


def write_gseq(logs: Sequence[Outgoing], stem: str) -> Handover:
    """Write any number of observations into one file, computed defaults and derived codes included."""
    losses = Losses()
    codes = _code_names(logs, losses)
    scheme = logs[0].scheme
    lines = [f"% Made by Attune: scheme {scheme.id} {scheme.version} %", "Timed <seconds>;"]
    for log in logs:
        lines += ["", *_session(log, codes)]
    _tell(logs, losses)
    return Handover((ForeignFile(f"{stem}.sds", ("\n".join(lines) + "\n").encode("utf-8")),), tuple(losses.found))


def _session(log: Outgoing, codes: dict[_Key, str]) -> Iterator[str]:
    yield f"<{_LABEL.sub('_', log.name)}> ,{format_seconds(0)}"
    streams: dict[str, list[Occurrence]] = {}
    for row in log.rows:
        if row.tier.kind is not Kind.RATING and row.code.id:
            streams.setdefault(row.tier.id, []).append(row)
    written = [" ".join(_said(row, codes) for row in rows) for rows in streams.values()]
    yield "\n&\n".join(written)
    end_ms = max([log.end_ms, *(row.offset_ms or row.onset_ms for row in log.rows)])
    yield f",{format_seconds(end_ms)} /"


def _said(row: Occurrence, codes: dict[_Key, str]) -> str:
    code, onset = codes[row.tier.id, row.code.id], format_seconds(row.onset_ms)
    return f"{code},{onset}" if row.offset_ms is None else f"{code},{onset}-{format_seconds(row.offset_ms)}"


def _code_names(logs: Sequence[Outgoing], losses: Losses) -> dict[_Key, str]:
    """Return a name for every code that is used: letters, digits and ``_``, short enough, each once."""
    lanes = [(tier.id, code.id) for log in logs for tier in log.lanes for code in tier.codes]
    used = [
        (row.tier.id, row.code.id)
        for log in logs
        for row in log.rows
        if row.tier.kind is not Kind.RATING and row.code.id
    ]
    names: dict[_Key, str] = {}
    for tier, code in dict.fromkeys((*lanes, *used)):
        wanted = _wish(tier, code)
        name, number = wanted[:LONGEST_CODE], 1
        while name.lower() in {given.lower() for given in names.values()}:
            number += 1
            name = f"{wanted[: LONGEST_CODE - len(str(number))]}{number}"
        names[tier, code] = name
        if name != f"{tier}_{code}" and tier != code and (tier, code) in used:
            losses.changed(f"Code {tier}.{code} is called {name}: GSEQ’s codes have {LONGEST_CODE} signs at most.")
    return names


def _wish(tier: str, code: str) -> str:
    whole = code if tier == code else f"{tier}_{code}"
    plain = _FORBIDDEN.sub("_", whole)
    return plain if plain[:1].isalpha() else f"c_{plain}"


def _tell(logs: Sequence[Outgoing], losses: Losses) -> None:
    tell_common(logs, losses, computed=True)
    tell_keys(logs, losses)
    tell_definitions(logs, losses)
    tell_media(logs, losses)
    tiers = [tier for log in logs for tier in log.lanes]
    modifiers = dict.fromkeys(f"{tier.id}.{name}" for tier in tiers for name in modifiers_of(tier))
    if modifiers:
        losses.dropped(f"The modifiers {listed(modifiers)}, and to whom events were directed.")
    if any(tier.kind is Kind.RATING for tier in tiers):
        losses.dropped("Ratings, which are no sequence.")
    losses.dropped("Codes that were never used, and which codes exclude each other.")
    losses.guessed("The layout follows what other programs write for GSEQ; it was not tried in GSEQ itself.")
