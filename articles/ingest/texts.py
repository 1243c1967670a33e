"""A file that was read as an article."""

from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from articles.ingest.plan import Loaded
from articles.ingest.work import Read, hash_of

OF_THE_SITE = "The address is that of the whole site, and no article's."


@dataclass(frozen=True, slots=True)
class Text:
    """`source` is the publication's name."""

    file: Loaded
    read: Read
    text_hash: str
    source: str

    @classmethod
    def of(cls, file: Loaded, read: Read) -> "Text":
        source = file.item.source_of(read.article.given)
        text = cls(file, read, hash_of(read.article), source)
        return text.without_address(OF_THE_SITE) if _is_site(text.url) else text

    @property
    def origin(self) -> str:
        return self.file.item.origin

    @property
    def url(self) -> str:
        return self.read.article.given.url

    def without_address(self, why: str) -> "Text":
        """The same with no page that it appeared on, and a warning that says why."""
        given = self.read.article.given
        given = replace(given, url="", warnings=(*given.warnings, why))
        return replace(self, read=replace(self.read, article=replace(self.read.article, given=given)))


def _is_site(url: str) -> bool:
    parts = urlsplit(url)
    return bool(url) and parts.path in {"", "/"} and not parts.query
