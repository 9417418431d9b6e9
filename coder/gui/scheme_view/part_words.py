"""Links, derived codes, passes and ratings of a scheme, as rich text with ways to their codes."""

from html import escape

from coder.gui.pass_words import pass_words, whose_tier
from coder.gui.scheme_view.code_words import code_link, item_words
from coder.gui.words import actor_words, plain_words
from coder.model.scheme import Derived, Edge, Link, Scheme, Tier

_CENSORED = {"phase_end": "the phase ends", "uncodable": "it cannot be judged", "next_cue": "the next cue comes"}


def link_lines(scheme: Scheme) -> list[str]:
    """Return every link, those of one direction (whose cue, whose response) below one heading."""
    directions: dict[str, list[str]] = {}
    for link in scheme.links:
        directions.setdefault(_direction(scheme, link), []).append(_link(scheme, link))
    return [line for title, links in directions.items() for line in (f"<b>{escape(title)}</b>", *links)]


def _direction(scheme: Scheme, link: Link) -> str:
    cue, response = (_actors(scheme, edge) for edge in (link.cue, link.response))
    return f"{cue} → {response}" if cue != response else f"within {cue.lower()}"


def _actors(scheme: Scheme, edge: Edge) -> str:
    tiers = [scheme.tier(name.partition(".")[0]) for name in edge.codes]
    names = dict.fromkeys(actor_words(scheme, tier.actor) for tier in tiers if tier is not None)
    return " or ".join(names)


def _link(scheme: Scheme, link: Link) -> str:
    least, most = link.window_s
    name = str(link.label) or plain_words(link.id)
    told = [f"within {least:g} to {most:g} s", f"pairing {link.pairing.replace('_', ' ')}"]
    told += ["only what begins anew counts"] if link.new_onset_only else []
    if link.censor_at:
        told.append("censored where " + " or ".join(_CENSORED.get(one, plain_words(one)) for one in link.censor_at))
    return f"{escape(name)}: {_edge(scheme, link.cue)} → {_edge(scheme, link.response)}<br>{escape('; '.join(told))}"


def _edge(scheme: Scheme, edge: Edge) -> str:
    codes = " or ".join(code_link(scheme, name) for name in edge.codes)
    return codes if edge.edge == "onset" else f"end of {codes}"


def derived_lines(scheme: Scheme) -> list[str]:
    """Return every derived code with what it is computed from."""
    return [_derived(scheme, one) for one in scheme.derived]


def _derived(scheme: Scheme, one: Derived) -> str:
    name = f"{str(one.label) or plain_words(one.id)} ({actor_words(scheme, one.actor).lower()})"
    if one.match:
        tiers = " and ".join(escape(whose_tier(scheme, tier_id)) for tier_id in one.match)
        return f"{escape(name)}: {tiers} are at the same value"
    parts = [_joined(scheme, one.all_of, " and "), _joined(scheme, one.any_of, " or ")]
    parts += [f"not {_joined(scheme, one.none_of, ' nor ')}"] if one.none_of else []
    return f"{escape(name)}: {', '.join(part for part in parts if part)}"


def _joined(scheme: Scheme, names: tuple[str, ...], word: str) -> str:
    return word.join(code_link(scheme, name) for name in names)


def pass_lines(scheme: Scheme) -> list[str]:
    """Return every pass with its tiers, its sound and its rate."""
    return [escape(f"{plain_words(one.id)}: {pass_words(scheme, one)}") for one in scheme.passes]


def rating_lines(scheme: Scheme) -> list[str]:
    """Return every rating tier with its items and composites."""
    return [line for tier in scheme.tiers if tier.rating is not None for line in _rating(scheme, tier)]


def _rating(scheme: Scheme, tier: Tier) -> list[str]:
    rating = tier.rating
    if rating is None:
        return []
    lines = [f"<b>{escape(whose_tier(scheme, tier.id))}</b>, once a {rating.scope}"]
    lines += [f"{code_link(scheme, f'{tier.id}.{item.id}')}: {escape(item_words(item))}" for item in rating.items]
    lines += [
        escape(
            f"{plain_words(one.id)}: {one.rule} of {', '.join(map(plain_words, one.of))}, if {one.min_valid} are rated"
        )
        for one in rating.composites
    ]
    return lines
