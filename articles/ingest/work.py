"""What worker processes do: from bytes to articles with links. No Django and no database; all of it can be pickled."""

import hashlib
import multiprocessing
import os
import posixpath
import signal
import sys
import threading
import traceback
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

from articles.extraction.findings import FoundTopic
from articles.extraction.topic_list import TOPICS
from articles.reading import Reader
from articles.resolution.knowledge import Knowledge
from articles.resolution.links import Links
from articles.text.article import NotAnArticleError, ParsedArticle
from articles.text.given import NOTHING, Given
from articles.text.parse import parse, parse_text

CHUNK_SECONDS = 900  # after which a worker takes a chunk's reading for stuck, and ends itself


@dataclass(frozen=True, slots=True)
class Job:
    """A file's bytes, or a stored text, to be read.

    `given` is what was told of the article at import; `known` are the folded lines that are furniture in its source. A text with `text_hash` is in
    the archive, and nothing is looked for in it.
    """

    origin: str
    data: bytes | str
    given: Given = NOTHING
    known: frozenset[str] = frozenset()
    text_hash: str = ""


@dataclass(frozen=True, slots=True)
class Read:
    """An article and what is in it; `parsed_only` says that nothing was looked for, since the archive has it."""

    article: ParsedArticle
    links: Links
    parsed_only: bool = False


@dataclass(frozen=True, slots=True)
class Refused:
    """A file that is no article, or that the machine failed on; `code` is a slug, `message` for the receipt."""

    code: str
    message: str


NO_LINKS = Links((), (), (), (), (), ())
_TOPICS = {topic.name.casefold(): FoundTopic(topic.slug, 1.0) for topic in TOPICS}

type Reading = Read | Refused


class MachineError(Exception):
    """The machine cannot start at all; the message says why."""


class Machine:
    """Parses and reads, or without a model only parses; the Reader is made at the first article."""

    def __init__(self, model: str | None, knowledge: Knowledge) -> None:
        self._model = model
        self._knowledge = knowledge
        self._reader: Reader | None = None

    def read(self, jobs: Sequence[Job]) -> list[Reading]:
        """A reading of each job, in order. One bad file never spoils the others. Raises MachineError."""
        made: list[Reading | ParsedArticle] = [self._begun(job) for job in jobs]
        articles = [it for it in made if isinstance(it, ParsedArticle)]
        links = iter(self._links(articles))
        return [_reading(it, next(links)) if isinstance(it, ParsedArticle) else it for it in made]

    def get_ready(self) -> None:
        """Loads what reading takes, sooner than the first article has to wait for it. Raises MachineError."""
        if self._model is not None:
            self._started(self._model)

    def _begun(self, job: Job) -> Reading | ParsedArticle:
        """The article that is to be read, or what there is to say already."""
        parsed = _parsed(job)
        if not isinstance(parsed, ParsedArticle):
            return parsed
        known = bool(job.text_hash) and hash_of(parsed) == job.text_hash
        return Read(parsed, NO_LINKS, parsed_only=known) if known or self._model is None else parsed

    def _links(self, articles: list[ParsedArticle]) -> list[Links | Refused]:
        if not articles or self._model is None:
            return []
        reader = self._started(self._model)
        try:
            return list(reader.read_many(articles))
        except Exception:  # noqa: BLE001 - whatever one article did, the others are read without it
            return [_links_of_one(reader, article) for article in articles]

    def _started(self, model: str) -> Reader:
        if self._reader is None:
            try:
                self._reader = Reader(model, self._knowledge)
            except OSError as error:
                raise MachineError(f"The language model {model} cannot be loaded: {error}") from error
        return self._reader


def start(model: str | None, knowledge: Knowledge) -> None:
    """Makes this process a worker. Ctrl-C is the parent's to answer; without the parent there is nothing to do."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    globals()["_machine"] = Machine(model, knowledge)


def read(jobs: Sequence[Job]) -> list[Reading]:
    """In a worker: its machine's readings. A stuck worker is killed by the alarm, which the parent survives."""
    signal.alarm(CHUNK_SECONDS)
    try:
        machine: Machine = globals()["_machine"]
        return machine.read(jobs)
    finally:
        signal.alarm(0)


def get_ready() -> None:
    """In a worker: what takes long is loaded. Where that fails, whoever reads first is told."""
    machine: Machine = globals()["_machine"]
    with suppress(MachineError):
        machine.get_ready()


def nothing() -> None:
    """In a worker: no work."""


def _end_with_parent() -> None:
    """A killed parent leaves its workers waiting for ever, each with a language model in memory."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _parsed(job: Job) -> ParsedArticle | Refused:
    name = posixpath.basename(job.origin)
    try:
        if isinstance(job.data, str):
            return parse_text(job.data, name=name, given=job.given, known=job.known)
        return parse(job.data, name=name, given=job.given, known=job.known)
    except NotAnArticleError as error:
        return Refused(error.code, error.message)
    except Exception:  # noqa: BLE001 - one bad file never stops the rest
        return _failed()


def _links_of_one(reader: Reader, article: ParsedArticle) -> Links | Refused:
    try:
        return reader.read(article)
    except Exception:  # noqa: BLE001 - one bad file never stops the rest
        return _failed()


def _reading(article: ParsedArticle, links: Links | Refused) -> Reading:
    return links if isinstance(links, Refused) else Read(article, _with_given_topics(article, links))


def hash_of(article: ParsedArticle) -> str:
    """By which the same text is known again."""
    return hashlib.sha256(article.text.encode("utf-8", "surrogatepass")).hexdigest()


def given_topics(tags: Iterable[str]) -> set[str]:
    """The slugs of the topics that go by the tags."""
    return {topic.slug for tag in tags if (topic := _TOPICS.get(tag.casefold()))}


def _with_given_topics(article: ParsedArticle, links: Links) -> Links:
    """The topics of the list that the article was given as tags are among its topics, for certain."""
    given = [topic for tag in article.given.tags if (topic := _TOPICS.get(tag.casefold()))]
    known = {topic.slug for topic in given}
    found = (topic for topic in links.topics if topic.slug not in known)
    return replace(links, topics=(*given, *found)) if given else links


def _failed() -> Refused:
    kind, error, trace = sys.exc_info()
    place = traceback.extract_tb(trace)[-1]
    name = kind.__name__ if kind else "Error"
    return Refused(
        "failed",
        f"Reading the file failed: {name}: {str(error)[:200]} ({posixpath.basename(place.filename)}, "
        f"line {place.lineno}). This is a fault of the program: please report it.",
    )
