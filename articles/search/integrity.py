"""Whether the files of an index are as they were written: each ends with the checksum of what stands before.

The form of the end is Tantivy's (`footer.rs` of its directory module): JSON with a CRC-32, its length, and a number that says what this is.
"""

import json
import re
import struct
from collections.abc import Iterator
from pathlib import Path
from zlib import crc32

from articles.search.store import QUOTES, TANTIVY_FILE

END = struct.Struct("<II")  # the length of the JSON, and
SEGMENT = re.compile(r"[0-9a-f]{32}\.")  # the name of a segment, and of what of it
MAGIC = 1337
CHUNK = 1 << 20  # bytes


def damaged(generation: Path) -> str | None:
    """The name of a file of the index that is not as it was written, or None. Reads every file once.

    A file that a merge removes meanwhile is passed over.
    """
    for part in (generation, generation / QUOTES):
        try:
            json.loads((part / TANTIVY_FILE).read_bytes())
        except (OSError, ValueError):
            return TANTIVY_FILE
        if file := next((path.name for path in _segment_files(part) if not _is_sound(path)), None):
            return file
    return None


def _segment_files(generation: Path) -> Iterator[Path]:
    return (it for it in sorted(generation.iterdir()) if SEGMENT.match(it.name))


def _is_sound(path: Path) -> bool:
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            file.seek(-END.size, 2)
            length, magic = END.unpack(file.read(END.size))
            body = size - END.size - length
            if magic != MAGIC or body < 0:
                return False
            file.seek(body)
            expected = json.loads(file.read(length))["crc"]
            file.seek(0)
            told, left = 0, body
            while left and (chunk := file.read(min(CHUNK, left))):
                told, left = crc32(chunk, told), left - len(chunk)
            return not left and told == expected
    except FileNotFoundError:
        return True
    except (OSError, ValueError, KeyError, struct.error):
        return False
