"""What files of other programs cannot say of an observation, whichever program it is."""

from collections.abc import Sequence

from coder.editing.outgoing import Outgoing
from coder.model.foreign_scheme import Losses, listed
from coder.model.scheme import Text


def tell_common(logs: Sequence[Outgoing], losses: Losses, *, computed: bool, marked: bool = False) -> None:
    """Tell what is lost in every format.

    ``computed`` says that defaults and derived codes are written, ``marked`` that they can be told from coded events.
    """
    for log in logs:
        _tell_running(log, losses)
        _tell_left_out(log, losses)
    if not marked:
        _tell_computed(logs, losses, computed=computed)
    _tell_rules(logs, losses)
    losses.dropped("The numbers of the events, and who changed what when: they stay in the observation.")


def tell_keys(logs: Sequence[Outgoing], losses: Losses) -> None:
    """Tell that keys and colours are not written."""
    codes = [code for log in logs for tier in log.lanes for code in tier.codes]
    if any(code.key or code.color for code in codes):
        losses.dropped("The keys and colours of the codes.")


def tell_languages(logs: Sequence[Outgoing], losses: Losses) -> None:
    """Tell that labels and definitions are written in one language."""
    codes = [code for log in logs for tier in log.lanes for code in tier.codes]
    if any(_several(text) for code in codes for text in (code.label, code.definition)):
        losses.dropped("Labels and definitions in other languages.")


def tell_definitions(logs: Sequence[Outgoing], losses: Losses) -> None:
    """Tell that labels and definitions are not written at all."""
    codes = [code for log in logs for tier in log.lanes for code in tier.codes]
    if any(str(code.label) or str(code.definition) for code in codes):
        losses.dropped("The labels and definitions of the codes.")


def tell_media(logs: Sequence[Outgoing], losses: Losses) -> None:
    """Tell that the media are not named."""
    if any(log.session.media for log in logs):
        losses.dropped("Which media were coded.")


def _several(text: Text) -> bool:
    return len(text.by_language) > 1


def count(number: int, word: str) -> str:
    """Return a number with a word for what is counted."""
    return f"{number} {word}{'' if number == 1 else 's'}"


def _tell_running(log: Outgoing, losses: Losses) -> None:
    running = [row for rows in log.coded.values() for row in rows if row.event is not None and row.event.running]
    if running:
        names = listed(dict.fromkeys(f"{row.tier.id}.{row.code.id}" for row in running))
        losses.changed(f"{log.name}: {count(len(running), 'state')} that nobody ended, with the session: {names}.")


def _tell_left_out(log: Outgoing, losses: Losses) -> None:
    if log.stray:
        tiers = listed(dict.fromkeys(event.tier for event in log.stray))
        losses.dropped(f"{log.name}: {count(len(log.stray), 'event')} on tiers that were not to be coded: {tiers}.")
    comments = sum(1 for event in log.observation if event.comment)
    if comments and not log.comments:
        losses.dropped(f"{log.name}: {count(comments, 'comment')}. They may name people; ask for them to have them.")


def _tell_computed(logs: Sequence[Outgoing], losses: Losses, *, computed: bool) -> None:
    defaults = dict.fromkeys(f"{tier.id}.{tier.default}" for log in logs for tier in log.lanes if tier.exhaustive)
    derived = dict.fromkeys(derived.id for log in logs for derived in log.scheme.derived)
    if computed:
        if any(row.event is None for log in logs for row in log.rows):
            losses.changed("Computed defaults and derived codes look as if they had been coded.")
        return
    if defaults:
        losses.dropped(f"Time without a code on tiers that have a default: {listed(defaults)} is computed, not stored.")
    if derived:
        losses.dropped(f"The derived codes {listed(derived)}: they are computed from others.")


def _tell_rules(logs: Sequence[Outgoing], losses: Losses) -> None:
    links = dict.fromkeys(link.id for log in logs for link in log.scheme.links)
    if links:
        losses.dropped(f"The links {listed(links)}: which response answers which cue is a rule of the scheme.")
    if any(log.scheme.procedure.windows for log in logs):
        losses.dropped("The windows of the procedure.")
    rest = ("constructs", "examples", "planned lengths", "thresholds")
    losses.dropped(f"What else the scheme says: {', '.join(rest[:-1])} and {rest[-1]}.")
