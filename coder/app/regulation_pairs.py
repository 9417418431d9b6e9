"""Which pairs are asked of a session: the links of its scheme, or a cue and a response that are named, or both ways."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from coder.app.regulation_wish import RegulationWish
from coder.editing.link_trains import edge_tiers
from coder.editing.reckoning import Reckoning
from coder.model.contingency import Pair
from coder.model.cue_answer import NEXT_CUE, OFFSET, PHASE_END, UNCODABLE_TIME
from coder.model.scheme import Edge, Link

_JUST_AFTER_S = 0.001
NOT_HERE = "{name} is no code of {scheme} that was coded here."


@dataclass(frozen=True, slots=True)
class Asked:
    """A pair with the rule by which it is answered, and the tiers that it is judged on."""

    pair: Pair
    link: Link
    tiers: tuple[str, ...]

    @property
    def itself(self) -> bool:
        """Tell whether some code is cue and response at once."""
        return self.link.cue.edge == self.link.response.edge and not set(self.link.cue.codes).isdisjoint(
            self.link.response.codes
        )

    @property
    def words(self) -> str:
        """Say the rule in one line."""
        link = self.link
        first, last = link.window_s
        new = "new ones only" if link.new_onset_only else "those in progress as well"
        cuts = ", ".join(link.censor_at) or "nothing but the end"
        return (
            f"{link.response.edge} of {', '.join(link.response.codes)} in [{first:g} s, {last:g} s] "
            f"after {link.cue.edge} of {', '.join(link.cue.codes)}, {new}; pairing {link.pairing}; cut short by {cuts}"
        )


def asked_links(reckoning: Reckoning, wish: RegulationWish) -> tuple[list[Asked], list[str]]:
    """Return what is asked of a session, in the scheme's order, and what a person should know."""
    lanes = {lane.tier.id: lane for lane in reckoning.lanes}
    links, notes = _named_links(reckoning, wish) if wish.named else (list(_links(reckoning, wish)), [])
    found = []
    for link, back in links:
        judged = {tier for edge in (link.cue, link.response) for tier in edge_tiers(edge)}
        if judged <= lanes.keys():
            tiers = dict.fromkeys(base for tier in judged for base in lanes[tier].rests_on)
            found.append(Asked(_pair(reckoning, link, wish, back=back), link, tuple(sorted(tiers))))
    return found, notes


def link_names(reckoning: Reckoning) -> Iterator[str]:
    """Give the links of the scheme whose tiers were all coded."""
    coded = {lane.tier.id for lane in reckoning.lanes}
    for link in reckoning.scheme.links:
        if coded.issuperset((*edge_tiers(link.cue), *edge_tiers(link.response))):
            yield link.id


def code_names(reckoning: Reckoning) -> dict[str, list[str]]:
    """Return ACTOR.CODE of all that was coded, with the tiers' own names of it: TIER.CODE."""
    names: dict[str, list[str]] = {}
    for lane in reckoning.lanes:
        for code in reckoning.codes(lane):
            names.setdefault(f"{lane.tier.actor}.{code.id}", []).append(f"{lane.tier.id}.{code.id}")
    return names


def _links(reckoning: Reckoning, wish: RegulationWish) -> Iterator[tuple[Link, bool]]:
    """Give the links asked for, each with its other direction where the scheme has no link for that."""
    links = reckoning.scheme.links
    for link in links:
        if wish.links and link.id not in wish.links:
            continue
        yield link, False
        if wish.both_ways and not _is_within(reckoning, link) and not any(_is_mirror(link, one) for one in links):
            yield replace(link, cue=link.response, response=link.cue), True


def _is_mirror(link: Link, other: Link) -> bool:
    return (set(link.cue.codes), set(link.response.codes)) == (set(other.response.codes), set(other.cue.codes))


def _is_within(reckoning: Reckoning, link: Link) -> bool:
    return set(_actors(reckoning, link.cue)) == set(_actors(reckoning, link.response))


def _actors(reckoning: Reckoning, edge: Edge) -> list[str]:
    actors = {lane.tier.id: lane.tier.actor for lane in reckoning.lanes}
    return [actors.get(tier, "") for tier in edge_tiers(edge)]


def _named_links(reckoning: Reckoning, wish: RegulationWish) -> tuple[list[tuple[Link, bool]], list[str]]:
    known = code_names(reckoning)
    scheme = f"{reckoning.scheme.id} {reckoning.scheme.version}"
    notes = [NOT_HERE.format(name=name, scheme=scheme) for name in (wish.cue, wish.response) if name not in known]
    if notes:
        return [], notes
    cue, response = (Edge(tuple(known[name])) for name in (wish.cue, wish.response))
    cuts = (PHASE_END, UNCODABLE_TIME, *((NEXT_CUE,) if wish.until_next_cue else ()))
    link = Link("", cue, response, (_JUST_AFTER_S, wish.windows[0] / 1000), censor_at=cuts)
    back = [(replace(link, cue=response, response=cue), True)] if wish.both_ways and cue != response else []
    return [(link, False), *back], []


def _pair(reckoning: Reckoning, link: Link, wish: RegulationWish, *, back: bool) -> Pair:
    if wish.named:
        return wish.pairs[back]
    return Pair(_name(reckoning, link.cue), _name(reckoning, link.response), link.id, back)


def _name(reckoning: Reckoning, edge: Edge) -> str:
    actors = {lane.tier.id: lane.tier.actor for lane in reckoning.lanes}
    parts: Sequence[tuple[str, str, str]] = [code.partition(".") for code in edge.codes]
    ending = f"@{OFFSET}" if edge.edge == OFFSET else ""
    return "|".join(dict.fromkeys(f"{actors.get(tier, tier)}.{code}{ending}" for tier, _, code in parts))
