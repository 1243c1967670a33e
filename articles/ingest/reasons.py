"""Why files are rejected, in the few words that a receipt counts them under; the file's own line says it in a sentence."""

_WORDS = {
    "archive": "archives inside others",
    "archive-limit": "beyond what an archive may unpack to",
    "binary": "not text",
    "bomb": "packed beyond what is allowed",
    "busy": "changed in the archive meanwhile",
    "columns": "tables without a column for the text",
    "changed-since": "changed since the preview",
    "damaged": "damaged",
    "deep": "in folders that lie too deep",
    "empty": "empty",
    "encoding": "in an encoding that is not read",
    "encrypted": "encrypted",
    "failed": "failed on a fault of the program",
    "gone": "no longer there",
    "html": "without an article in the page",
    "link": "links",
    "no-letters": "without letters",
    "no-records": "without records",
    "no-text": "without text",
    "not-a-file": "no regular files",
    "packing": "packed in a way that is not supported",
    "path": "with names that lead out of the archive",
    "record": "records that cannot be read",
    "too-large": "too large",
    "twice": "of a name that the archive has twice",
    "unreadable": "unreadable",
}


def in_words(code: str) -> str:
    """What follows the number of files rejected with this code; a code without words speaks for itself."""
    return _WORDS.get(code, code.replace("-", " "))
