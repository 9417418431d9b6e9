"""``coder consensus``: what two coders agree on, and what was decided where they do not."""

from pathlib import Path
from typing import Annotated

import typer

from coder.cli.open import PassId
from coder.cli.printing import say, say_json
from coder.model.agreement import DisagreementType

_TYPES = {kind.value.replace(" ", "_").lower(): kind for kind in DisagreementType}


def consensus(
    path: Annotated[Path, typer.Argument(metavar="STUDY", help="A session, a study, or a folder of studies.")],
    pair: Annotated[tuple[str, str], typer.Option("--pair", metavar="A B", help="The two coders.")],
    pass_id: PassId = "",
    listed: Annotated[bool, typer.Option("--list", help="List the disagreements, with what was decided.")] = False,
    tier: Annotated[str, typer.Option(help="Only those of this tier.")] = "",
    kinds: Annotated[
        list[str] | None, typer.Option("--type", metavar="TYPE", help=f"Only those of a type: {', '.join(_TYPES)}.")
    ] = None,
    accept: Annotated[
        str, typer.Option(metavar="CODER", help="Let this coder stand wherever nothing is decided yet.")
    ] = "",
    reason: Annotated[str, typer.Option(help="With --accept: why; it is logged.")] = "",
    person: Annotated[str, typer.Option("--by", metavar="ID", help="With --accept: who decides; it is logged.")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Tell how far two coders' consensus is, with agreement before and after, or accept one of them.

    The window decides one disagreement after the other: Analyse › Review disagreements…

    Example: coder consensus my_study --pair ana ben --list
    """
    from coder.app.consensus_opening import ReviewWish
    from coder.app.consensus_status import (
        accept_everywhere,
        describe_dispute,
        describe_ratings,
        describe_review,
        read_reviews,
        review_to_json,
    )
    from coder.model.consensus import Wanted

    wanted = Wanted(tier, types=frozenset(_type_of(kind) for kind in kinds or ()))
    wish = ReviewWish(path, pair, pass_id, person, wanted)
    done = dict(accept_everywhere(wish, accept, reason)) if accept else {}
    found = read_reviews(path, pair, pass_id)
    if as_json:
        say_json([{**review_to_json(one, wanted, listed=listed), "decided": done.get(one.session, 0)} for one in found])
        return
    for one in found:
        if accept:
            say(f"{one.session}: accepted {accept} in {done.get(one.session, 0)} disagreements.")
        for line in describe_review(one):
            say(line)
        for dispute in wanted.of(one.disputes) if listed else ():
            say(describe_dispute(dispute, one.pair))
    for line in describe_ratings(found):
        say(line)


def _type_of(text: str) -> DisagreementType:
    known = _TYPES.get(text.replace(" ", "_").lower())
    if known is None:
        raise typer.BadParameter(f"{text} is none of {', '.join(_TYPES)}.")
    return known
