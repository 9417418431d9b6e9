"""Constructs with their evidence: which codes and links of a scheme speak to each, and what was observed of those.

No figure is ever made of a construct itself: what is observed may speak to it, and does not measure it.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from coder.app.agreement_values import two
from coder.app.regulation_charts import flag_words, method_words, pair_words
from coder.app.regulation_notes import NOT_SECURITY
from coder.app.regulation_pairs import Asked
from coder.app.report_words import plural
from coder.editing.construct_evidence import Tagged, tagged_constructs
from coder.editing.reckoning import Reckoning
from coder.model.construct import CodeEvidence, ConstructSeen, LinkEvidence
from coder.model.contingency import Pair
from coder.model.scheme import Edge

if TYPE_CHECKING:
    from coder.model.contingency import ContingencyRow

NO_SCORE = f"What stands here {NOT_SECURITY}; of a construct itself no score is made."
NO_EVIDENCE = "no code or link that was analysed here is evidence for it"
HOW_DIRECT = {
    "direct": "direct: the behaviour is itself what is meant",
    "proxy": "proxy: the behaviour goes along with it",
    "theory": "theory: a theory says so",
}


# ---------------------------------------------------------------------------- of a session


def constructs_of_session(reckoning: Reckoning, links: Sequence[Asked]) -> list[ConstructSeen]:
    """Return the constructs of a session's scheme with their evidence: codes of its tiers, and the links asked for."""
    tagged = list(tagged_constructs(reckoning.scheme))
    if not tagged:
        return []
    from coder.analysis.summary import summarise_together

    wanted = {code for one in tagged for code, _ in one.codes}
    found = {
        (one.tier, one.code): CodeEvidence(
            f"{one.actor}.{one.code}", one.tier, "", one.count, one.judged.codable_ms, one.total_ms
        )
        for one in summarise_together(reckoning)
        if not one.place.phase and (one.tier, one.code) in wanted
    }
    return [
        ConstructSeen(
            one.id,
            one.label,
            one.definition,
            tuple(replace(found[code], evidence=evidence) for code, evidence in one.codes if code in found),
            tuple(_links(one, links, {code: seen.name for code, seen in found.items()})),
        )
        for one in tagged
    ]


def _links(tagged: Tagged, links: Iterable[Asked], names: dict[tuple[str, str], str]) -> Iterator[LinkEvidence]:
    evidence = dict(tagged.codes)

    def side(edge: Edge) -> tuple[tuple[str, str], ...]:
        parts = (code.partition(".") for code in edge.codes)
        codes = [(tier, code) for tier, _, code in parts]
        return tuple((names[code], evidence[code]) for code in codes if code in evidence and code in names)

    for asked in links:
        cues, responses = side(asked.link.cue), side(asked.link.response)
        if cues or responses:
            yield LinkEvidence(asked.pair, cues, responses)


# ---------------------------------------------------------------------------- over sessions


@dataclass(frozen=True, slots=True)
class Constructs:
    """Constructs in the order of their schemes, each with its evidence of some sessions put together."""

    seen: tuple[ConstructSeen, ...] = ()
    sessions: int = 0


def put_together(sessions: Iterable[Sequence[ConstructSeen]]) -> Constructs:
    """Add up counts and times of each code of each construct; of links each once."""
    every = [one for one in sessions if one]
    known: dict[str, ConstructSeen] = {}
    for one in (one for own in every for one in own):
        before = known.get(one.id)
        known[one.id] = one if before is None else _add(before, one)
    return Constructs(tuple(known.values()), len(every))


def _add(one: ConstructSeen, other: ConstructSeen) -> ConstructSeen:
    codes: dict[tuple[str, str, str], CodeEvidence] = {}
    for code in (*one.codes, *other.codes):
        key = (code.name, code.tier, code.evidence)
        codes[key] = code if key not in codes else _sum(codes[key], code)
    return replace(one, codes=tuple(codes.values()), links=tuple(dict.fromkeys((*one.links, *other.links))))


def _sum(one: CodeEvidence, other: CodeEvidence) -> CodeEvidence:
    total = None if one.total_ms is None or other.total_ms is None else one.total_ms + other.total_ms
    return replace(one, count=one.count + other.count, codable_ms=one.codable_ms + other.codable_ms, total_ms=total)


# ---------------------------------------------------------------------------- in words


def evidence_words(found: Constructs, pair: Pair) -> tuple[str, ...]:
    """Say for which constructs a link is evidence, and how directly; a line a construct."""
    return tuple(
        f"Evidence for {one.label}: {link_sides(link)}; it {NOT_SECURITY}."
        for one in found.seen
        for link in one.links
        if link.pair == pair
    )


def link_sides(link: LinkEvidence) -> str:
    """Name what of a link is tagged, cue and response, each with how directly it speaks to the construct."""
    sides = (("cue", link.cues), ("response", link.responses))
    return ", ".join(f"{what} {_tags(codes)}" for what, codes in sides if codes)


def _tags(codes: Iterable[tuple[str, str]]) -> str:
    return " and ".join(f"{name} ({evidence})" for name, evidence in codes)


def code_figures(code: CodeEvidence) -> tuple[str, str, str]:
    """Return how often, how often a minute, and for which share of codable time a code was there; "" where blank."""
    minutes = code.codable_ms / 60_000
    rate = f"{code.count / minutes:.2f}" if minutes else ""
    share = f"{100 * code.total_ms / code.codable_ms:.1f} %" if minutes and code.total_ms is not None else ""
    return (f"{code.count:,}" if minutes else "", rate, share)


def link_figures(link: LinkEvidence, rows: "Sequence[ContingencyRow]") -> "ContingencyRow | None":
    """Return a link's table by its first window over all dyads, or of the one session there is."""
    own = [row for row in rows if row.pair == link.pair and not row.phase]
    first = [row for row in own if row.method == own[0].method]
    pooled = [row for row in first if row.dyad_id == "pooled" and not row.session_id]
    return pooled[0] if pooled else first[-1] if first else None


def construct_words(found: Constructs, rows: "Sequence[ContingencyRow]") -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return each construct as a heading and lines: what it is, its evidence with figures, and what that is not."""
    return tuple((one.label, (*_said(one, rows), NO_SCORE)) for one in found.seen)


def _said(one: ConstructSeen, rows: "Sequence[ContingencyRow]") -> Iterator[str]:
    if one.definition:
        yield one.definition
    for code in one.codes:
        count, rate, share = code_figures(code)
        how = f"{plural(code.count, 'time')}, {rate} per codable minute" if count else "no codable time"
        held = f", {share} of {code.codable_ms / 60_000:.1f} codable min" if share else ""
        yield f"{code.name} on {code.tier} ({code.evidence}): {how}{held}."
    for link in one.links:
        row = link_figures(link, rows)
        figures = "." if row is None else f"; {chance_words(row)}"
        yield f"{pair_words(link.pair)}: {link_sides(link)}{figures}"
    if not one.codes and not one.links:
        yield f"{NO_EVIDENCE[:1].upper()}{NO_EVIDENCE[1:]}."


def chance_words(row: "ContingencyRow") -> str:
    """Say how often cues were answered, by which window, on how many it rests, and what to be careful with."""
    found, how = row.found, method_words(row.method)
    usable = f"{row.tally.usable:,} of {plural(row.tally.cues, 'cue')} usable"
    if found.p_given is None or found.p_not_given is None:
        return f"{how}: {usable}; {found.reason}."
    few = f"; ⚑ {flag_words(found.flag)}" if found.flag else ""
    chance = f"answered {two(found.p_given)}, without a cue {two(found.p_not_given)}, difference {two(found.delta_p)}"
    return f"{how}: {chance}; {usable}{few}."
