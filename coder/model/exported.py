"""What an export was made from."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Exported:
    """One observation that was exported, and the hashes of what it rests on; empty where one is not known.

    ``media_sha256`` are those of whole files, ``media_digests`` those over size and sampled bytes, in the order of the
    session's media. ``log_sha256`` is the last hash of the change log's chain, which stands for all of it.
    ``open_recodes`` counts events that still wait to be coded anew under a new scheme.
    """

    study: str
    session: str
    coder: str
    record: str
    pass_id: str
    scheme_sha256: str
    log_sha256: str
    media_sha256: tuple[str, ...] = ()
    media_digests: tuple[str, ...] = ()
    open_recodes: int = 0
