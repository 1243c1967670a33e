"""Writes hostile files: `python -m tests.ingest.hostile FOLDER COUNT`."""

import os
import random
import sys
from collections.abc import Callable
from pathlib import Path

LONG_LINE = 4_000_000  # bytes; still under what an article's file may be
_WORDS = "Vela Robotics opened a plant on Monday, said Ana Petrov. “We raised $40 million,” she said.\n\n"


def _random(chance: random.Random) -> bytes:
    return chance.randbytes(chance.randrange(1, 20_000))


def _printable(chance: random.Random) -> bytes:
    return bytes(chance.randrange(32, 127) for _ in range(chance.randrange(1, 3000)))


def _truncated(chance: random.Random) -> bytes:
    text = (f"Ünïcödé {chance.random()} — 電気\n\n" * 40).encode()
    return text[: chance.randrange(1, len(text))]


def _utf16(chance: random.Random) -> bytes:
    text = f"Plant {chance.random()}\n\n{_WORDS * 5}"
    data = text.encode(chance.choice(["utf-16", "utf-16-le", "utf-16-be", "utf-32"]))
    return data[: len(data) - chance.randrange(3)]


def _controls(chance: random.Random) -> bytes:
    marks = "\0\x01\x07\x08\x0b\x0c\x1b\x7f\x85\u200b\u202e\ufeff\u2028\ufffd"
    return "".join(chance.choice(marks) + chance.choice(_WORDS) for _ in range(2000)).encode()


def _surrogates(chance: random.Random) -> bytes:
    return b"Plant\n\n" + b"\xed\xa0\x80\xed\xb0\x80 words" * chance.randrange(1, 200)


def _quotes(chance: random.Random) -> bytes:
    return ("“" * chance.randrange(1, 1000) + ' "said" ' * chance.randrange(1, 1000) + "’" * 999).encode()


def _markup(chance: random.Random) -> bytes:
    return f"<html><body>{'<div>' * chance.randrange(1, 5000)}{_WORDS}".encode()


def _spaces(chance: random.Random) -> bytes:
    return chance.choice([b" ", b"\n", b"\r", b"\t", b"\xc2\xa0"]) * chance.randrange(0, 50_000)


def _names(chance: random.Random) -> bytes:
    return " ".join(
        f"Xq{chance.randrange(10**6)} Zw{chance.randrange(10**6)}, CEO," for _ in range(500)
    ).encode()


def _article(chance: random.Random) -> bytes:
    return f"Plant {chance.random()}\n\n{_WORDS * chance.randrange(1, 30)}".encode()


def _empty(chance: random.Random) -> bytes:
    return b""


def _long_line(chance: random.Random, length: int) -> bytes:
    line = f"{chance.random()} {_WORDS}".replace("\n", " ") * (length // 90)
    return line.encode()[:length]


_KINDS: tuple[Callable[[random.Random], bytes], ...] = (
    _random, _printable, _truncated, _utf16, _controls, _surrogates, _quotes, _markup, _spaces, _names, _article, _empty,
)  # fmt: skip
_NAMES = (
    b"%d.txt",
    b"%d\xff\xfe.txt",
    b"%d new\nline.txt",
    b"%d \xe2\x80\xae.txt",
    b"%d'; DROP TABLE--.txt",
    b"%d%%s.txt",
    b"%d",
)


def make_files(folder: Path, count: int, seed: int = 1, long_line: int = LONG_LINE) -> int:
    """Writes about `count` files below the folder, and says how many; one is a single long line, one is of 50 MB."""
    chance = random.Random(seed)  # noqa: S311 - files that can be made again
    for number in range(count):
        below = folder / f"source-{number % 7}" / str(number % 3)
        below.mkdir(parents=True, exist_ok=True)
        name = _NAMES[number % len(_NAMES)] % number
        Path(os.fsdecode(os.fsencode(below) + b"/" + name)).write_bytes(_KINDS[number % len(_KINDS)](chance))
    (folder / "long-line.txt").write_bytes(_long_line(chance, long_line))
    with (folder / "fifty-megabytes.txt").open("wb") as file:
        file.truncate(50_000_000)
    return count + 2


if __name__ == "__main__":
    make_files(Path(sys.argv[1]), int(sys.argv[2]))
