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
        if coded.issuperset((*edge_tiers(link.cue), *edge_tiers(link.response))):
            yield link_train(reckoning, link)


def link_rule(link: Link) -> LinkRule:
    """Return the rule of a link, in whole milliseconds."""
    first, last = (round(bound * 1000) for bound in link.window_s)
    return LinkRule(first, last, Pairing(link.pairing), link.new_onset_only, frozenset(link.censor_at))


def link_train(reckoning: Reckoning, link: Link) -> LinkTrain:
    """Return what one link is computed from, whether or not it is one of the scheme's."""
    stretches = tuple(Counted(one.phase, one.onset_ms, one.offset_ms) for one in reckoning.phases)
    watched = Watched(stretches, tuple(reckoning.spells(_judged_on(reckoning, link.response))))
    return LinkTrain(link.id, _marks(reckoning, link.cue), _marks(reckoning, link.response), link_rule(link), watched)


def edge_tiers(edge: Edge) -> tuple[str, ...]:
    """Return the tiers that the codes of an edge are on, each once."""
    return tuple(dict.fromkeys(code.partition(".")[0] for code in edge.codes))


def _judged_on(reckoning: Reckoning, edge: Edge) -> tuple[str, ...]:
    """Return the tiers on which an edge's codes are judged: of a derived code those that it is computed from."""
    lanes = {lane.tier.id: lane.rests_on for lane in reckoning.lanes}
    return tuple(dict.fromkeys(base for tier in edge_tiers(edge) for base in lanes.get(tier, (tier,))))


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
