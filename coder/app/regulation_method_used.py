"""What of the method of regulation follows from what was used: observations, the time that counted, rules of links."""

from collections.abc import Iterator, Sequence

from coder.app.regulation import Regulation
from coder.app.report_words import listed, plural
from coder.model.cue_answer import NEXT_CUE, PHASE_END, UNCODABLE_TIME, Pairing
from coder.model.scheme import Link

_RECORDS = {
    "consensus": "the consensus",
    "primary": "the primary observation",
    "gold": "the gold standard",
    "reliability": "a second coding",
}
_CUTS = {
    PHASE_END: "with the phase",
    UNCODABLE_TIME: "by uncodable time of the response",
    NEXT_CUE: "at the next cue",
}
_PAIRINGS = {
    Pairing.FIRST: "a cue was answered by the first response in its window",
    Pairing.NEAREST: "a response answered the last cue before it alone",
    Pairing.ALL: "a cue was answered by every response in its window",
    Pairing.ONE_TO_ONE: "each response answered one cue at most",
}
_IN_PROGRESS = {True: "one in progress was no answer", False: "one in progress answered as well"}


def used_words(found: Regulation) -> Iterator[str]:
    """Say whose coding the figures rest on, and what was left out of it."""
    used = [one for one in found.used if not one.unread]
    if found.wish.coder:
        yield f"The events were those coded by {found.wish.coder}."
    elif found.wish.events.is_dir():
        yield _records([one.records for one in used])
    several = sum(len(set(one.passes)) > 1 for one in used)
    if several:
        yield f"Passes of {plural(several, 'session')} were read together."
    unread = len(found.left_out)
    if unread:
        yield f"{plural(unread, 'observation')} that could not be read {'was' if unread == 1 else 'were'} left out."
    if found.withheld:
        yield "Observations that were not submitted were left out."


def _records(records: Sequence[tuple[str, ...]]) -> str:
    """Say of which sessions which observation was analysed."""
    kinds: dict[tuple[str, ...], int] = {}
    for one in records:
        kind = tuple(dict.fromkeys(one))
        kinds[kind] = kinds.get(kind, 0) + 1
    named = {kind: listed([_RECORDS.get(one, one) for one in kind]) for kind in kinds}
    if len(kinds) < 2:
        what = next(iter(named.values()), _RECORDS["primary"])
        return f"{what[:1].upper()}{what[1:]} of each session was analysed."
    (first, count), *rest = sorted(kinds.items(), key=lambda one: one[0])
    others = "".join(f", of {plural(number, 'session')} {named[kind]}" for kind, number in rest)
    return f"Of {plural(count, 'session')} {named[first]} was analysed{others}."


def counted_words(found: Regulation) -> Iterator[str]:
    """Say which time counted."""
    wish, sessions = found.wish, [one for one in found.used if not one.unread]
    phased = sum(one.phased for one in sessions)
    if phased:
        rest = len(sessions) - phased
        of = "each session" if not rest else plural(phased, "session")
        yield f"Of {of} only the phases that were marked counted{f', of {rest} all of the session' if rest else ''}."
    elif wish.events.is_dir():
        yield "All of a session counted."
    if wish.codable is not None:
        yield f"Windows and uncodable time were those in {wish.codable.name}."
    elif not wish.events.is_dir() and not phased:
        yield "As no windows were told, a session was taken to be codable from 0 to its last offset."
    yield "Time in which cue or response could not be judged was left out, and nothing reached across such gaps."


def waiting_words(found: Regulation) -> Iterator[str]:
    """Say by which rules cues were answered and waits ended, and of which links each holds."""
    links = list(dict.fromkeys(link for one in found.used for _, link in one.asked))
    cuts = _cuts(found, links)
    ends = f"; waits ended {cuts}" if cuts else "; waits ended with the time that counted"
    yield (
        "Latencies were estimated by the Kaplan–Meier method (Kaplan & Meier, 1958): a cue that was not answered was "
        f"censored at the end of its window, or where codable time ended{ends}; the median is the first time at which "
        "half or fewer of the cues were still waiting."
    )
    pairings = _each(links, {words: [one for one in links if one.pairing == way] for way, words in _PAIRINGS.items()})
    running = {words: [one for one in links if one.new_onset_only is new] for new, words in _IN_PROGRESS.items()}
    said = listed(pairings) or _PAIRINGS[Pairing.FIRST]
    yield f"For latencies {said}; {listed(_each(links, running)) or _IN_PROGRESS[True]}."


def _cuts(found: Regulation, links: Sequence[Link]) -> str:
    if not links:
        wish = found.wish
        named = ([_CUTS[PHASE_END]] if wish.by_phase else []) + ([_CUTS[NEXT_CUE]] if wish.until_next_cue else [])
        return listed(named)
    return listed(_each(links, {words: [one for one in links if cut in one.censor_at] for cut, words in _CUTS.items()}))


def _each(links: Sequence[Link], holds: dict[str, list[Link]]) -> list[str]:
    """Return what holds of some links: with their names where it does not hold of all."""
    return [
        words if len(own) == len(links) else f"{words} ({listed(list(dict.fromkeys(one.id for one in own)))})"
        for words, own in holds.items()
        if own
    ]


def margins_words(found: Regulation) -> Iterator[str]:
    """Say of how many tables a margin is below 5, and of how many a cell was empty."""
    tables = len(found.contingency)
    empty = sum(row.found.haldane for row in found.contingency)
    if empty:
        yield (
            f"In {empty:,} of {plural(tables, 'table')} a cell was 0: there ½ was added to all four for the log odds "
            "(Haldane, 1956)."
        )
    flagged = sum(bool(row.found.flag) for row in found.contingency)
    yield f"Margins below 5 were flagged: {flagged:,} of {plural(tables, 'table')}."
