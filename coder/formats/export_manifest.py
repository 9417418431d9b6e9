"""``export_manifest.json``: what an export was made from, by which program, with which options, and what it holds.

Nothing in it depends on the day, the computer or the person: no date, no path, no name.
"""

import json
from collections.abc import Mapping, Sequence

from coder.model.exported import Exported

FORMAT = 1


def format_manifest(
    observations: Sequence[Exported],
    schemes: Mapping[str, tuple[str, str, str]],
    *,
    options: Mapping[str, object],
    software: Mapping[str, str],
    rows: Mapping[str, int],
    files: Mapping[str, Mapping[str, object]],
) -> str:
    """Return the manifest as JSON.

    ``schemes`` are id, version and sha-256 by the name of the copy; ``rows`` counts each table's; ``files`` has
    ``sha256`` and ``bytes`` of every other file.
    """
    said = {
        "export": {"format": FORMAT, "software": dict(sorted(software.items()))},
        "options": dict(options),
        "schemes": {
            file: {"scheme_id": scheme, "scheme_version": version, "scheme_sha256": sha256}
            for file, (scheme, version, sha256) in schemes.items()
        },
        "observations": [_describe(one) for one in observations],
        "rows": dict(rows),
        "files": {name: dict(files[name]) for name in sorted(files)},
    }
    return json.dumps(said, ensure_ascii=False, indent=2) + "\n"


def _describe(one: Exported) -> dict[str, object]:
    return {
        "study": one.study,
        "session_id": one.session,
        "coder_id": one.coder,
        "record": one.record,
        "pass": one.pass_id,
        "scheme_sha256": one.scheme_sha256,
        "log_sha256": one.log_sha256,
        "media_sha256": list(one.media_sha256),
        "media_digests": list(one.media_digests),
        "open_recodes": one.open_recodes,
    }
