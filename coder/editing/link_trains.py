"""What a scheme's links are computed from in an observation: cues, responses, and the time that counts."""

from collections.abc import Iterable, Iterator

from coder.editing.occurrences import Occurrence
from coder.editing.reckoning import Reckoning
from coder.model.cue_answer import OFFSET, Counted, LinkRule, LinkTrain, Mark, Pairing, Watched
from coder.model.scheme import Edge, Kind, Link


def link_trains(reckoning: Reckoning) -> Iterator[LinkTrain]:
    """Give a train for each link of the scheme whose tiers are all coded in the pass, in the scheme's order."""
    coded = {lane.tier.id for lane in reckoning.lanes}
    for link in reckoning.scheme.links:
        if coded.issuperset((*_tiers(link.cue), *_tiers(link.response))):
            yield _train(reckoning, link)


def link_rule(link: Link) -> LinkRule:
    """Return the rule of a link, in whole milliseconds."""
    first, last = (round(bound * 1000) for bound in link.window_s)
    return LinkRule(first, last, Pairing(link.pairing), link.new_onset_only, frozenset(link.censor_at))


def _train(reckoning: Reckoning, link: Link) -> LinkTrain:
    stretches = tuple(Counted(one.phase, one.onset_ms, one.offset_ms) for one in reckoning.phases)
    watched = Watched(stretches, tuple(reckoning.spells(_tiers(link.response))))
    return LinkTrain(link.id, _marks(reckoning, link.cue), _marks(reckoning, link.response), link_rule(link), watched)


def _tiers(edge: Edge) -> tuple[str, ...]:
    return tuple(dict.fromkeys(code.partition(".")[0] for code in edge.codes))


def _marks(reckoning: Reckoning, edge: Edge) -> tuple[Mark, ...]:
    pairs = {tuple(code.split(".", 1)): None for code in edge.codes}
    found = [what for tier, code in pairs for what in reckoning.by_code.get((tier, code), ())]
    marks = _edges(found, edge.edge)
    return tuple(sorted(marks, key=lambda mark: (mark.ms, mark.onset_ms, mark.tier, mark.id, mark.code)))


def _edges(found: Iterable[Occurrence], edge: str) -> Iterator[Mark]:
    for what in found:
        if what.tier.kind is Kind.RATING or (edge == OFFSET and what.offset_ms is None):
            continue
        ms = what.offset_ms if edge == OFFSET and what.offset_ms is not None else what.onset_ms
        name = "" if what.event is None else str(what.event.id)
        seen = not what.censored[edge == OFFSET]
        yield Mark(ms, what.onset_ms, what.offset_ms, what.tier.id, what.code.id, what.tier.actor, name, edge, seen)
