"""What an observation file is told by: two numbers in its first hundred bytes."""

APPLICATION_ID = 0x4174756E
"""``Atun``: SQLite's application id of an Attune observation."""
VERSION = 1
"""The layout this program writes, SQLite's ``user_version``."""
SQLITE_MAGIC = b"SQLite format 3\x00"
HEADER_BYTES = 100
NEEDED = frozenset(
    {"meta", "media", "events", "change_log", "change_log_no_update", "change_log_no_delete", "change_log_no_replace"}
)
"""The tables and triggers without which a file is no whole observation."""
