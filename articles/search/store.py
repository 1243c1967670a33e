"""Where the index is kept: generations in folders, one of them current, each with its place in the change feed."""

import fcntl
import json
import os
import shutil
import uuid
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import IO

import tantivy

from articles.search.engine import IndexUnavailableError
from articles.search.schema import ANALYSER, PLAIN_ANALYSER, VERSION, analyser, plain_analyser, schema

CURRENT = "current"  # a symbolic link, so that a new generation takes over in one step
STATE_FILE = "newsroom.json"
LOCK_FILE = "newsroom.lock"
QUOTES = "quotes"  # the part of a generation that has an entry for each quote
SUSPECT_FILE = "suspect"  # there once a search has failed over the generation: the indexer looks it through
TANTIVY_FILE = "meta.json"  # replaced by Tantivy with each commit

TRY_AGAIN = "The search index is being built. Try again in a moment."


@dataclass(frozen=True, slots=True)
class State:
    """How far into the feed of which database a generation has come, and the version of its schema.

    `ahead` are transactions behind that place which are done though older ones were under way.
    """

    database: str
    transaction: int
    article_id: int = 0
    ahead: tuple[int, ...] = ()
    version: int = VERSION


class Store:
    """The folder of the index. Its parts are generations: whole indexes, older ones on their way out."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def current(self) -> Path | None:
        """The generation that answers searches, or None."""
        try:
            return self.root / (self.root / CURRENT).readlink().name
        except OSError:
            return None

    def new(self) -> Path:
        """An empty folder for a generation."""
        made = self.root / uuid.uuid4().hex
        made.mkdir(parents=True)
        return made

    def take_over(self, generation: Path) -> None:
        """Make this the generation that answers searches, and remove the others."""
        link = self.root / f"{CURRENT}.{generation.name}"
        link.symlink_to(generation.name, target_is_directory=True)
        link.replace(self.root / CURRENT)
        self.sweep()

    def sweep(self) -> None:
        """Remove the generations that are neither current nor being written."""
        for folder in self.root.iterdir():
            if folder.is_dir() and not folder.is_symlink() and folder != self.current():
                lock = Lock(folder / LOCK_FILE)
                if lock.take():
                    shutil.rmtree(folder, ignore_errors=True)
                    lock.release()


def read_state(generation: Path) -> State:
    """Raises IndexUnavailableError where the file is lost, damaged or of another version."""
    try:
        state = State(**json.loads((generation / STATE_FILE).read_bytes()))
        state = replace(state, ahead=tuple(state.ahead))  # JSON has lists
    except (OSError, ValueError, TypeError) as error:
        raise IndexUnavailableError(TRY_AGAIN) from error
    if state.version != VERSION:
        raise IndexUnavailableError(TRY_AGAIN)
    return state


def write_state(generation: Path, state: State) -> None:
    """Written after each commit of the index: a crash in between makes the indexer repeat work, never leave it out."""
    fresh = generation / f"{STATE_FILE}.new"
    with fresh.open("w") as file:
        json.dump(asdict(state), file)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(generation / STATE_FILE)


def open_index(generation: Path, *, new: bool = False) -> tantivy.Index:
    """Raises IndexUnavailableError where Tantivy cannot read it."""
    try:
        index = tantivy.Index(schema(), str(generation)) if new else tantivy.Index.open(str(generation))
    except (ValueError, OSError) as error:
        raise IndexUnavailableError(TRY_AGAIN) from error
    index.register_tokenizer(ANALYSER, analyser())
    index.register_tokenizer(PLAIN_ANALYSER, plain_analyser())
    index.config_reader("manual")
    return index


class Lock:
    """A file that one process at a time has. It is free again when the process ends, however that is."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._file: IO[str] | None = None

    def take(self) -> bool:
        """Whether it was free, and is now ours."""
        file = self.path.open("w")
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.close()
            return False
        self._file = file
        return True

    def release(self) -> None:
        if self._file:
            self._file.close()
            self._file = None
