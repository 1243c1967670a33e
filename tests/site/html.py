"""Pages of the site, read as strictly as their authors should have written them."""

from collections.abc import Iterator
from html.parser import HTMLParser
from xml.etree.ElementTree import Element, TreeBuilder, fromstring

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


def parse(html: str) -> Element:
    """The tree of a document or of a fragment with one root. Raises AssertionError where tags do not nest."""
    parser = _Parser()
    parser.feed(html)
    parser.close()
    assert not parser.open, f"never closed: {parser.open}"
    return parser.builder.close()


def parse_feed(content: bytes) -> Element:
    """The tree of a feed."""
    return fromstring(content)  # noqa: S314 -- which the site itself has written


def text(element: Element) -> str:
    """All text inside, with single spaces."""
    return " ".join("".join(element.itertext()).split())


def having(root: Element, tag: str, name: str) -> Iterator[Element]:
    """The elements of a tag with a class."""
    return (it for it in root.iter(tag) if name in it.get("class", "").split())


class _Parser(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.builder = TreeBuilder()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        assert len(names) == len(set(names)), f"an attribute twice: {self.get_starttag_text()}"
        self.builder.start(tag, {name: value or "" for name, value in attrs})
        if tag in VOID:
            self.builder.end(tag)
        else:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open, f"</{tag}> closes nothing"
        assert self.open[-1] == tag, f"</{tag}> closes <{self.open[-1]}> on line {self.getpos()[0]}"
        self.builder.end(self.open.pop())

    def handle_data(self, data: str) -> None:
        if self.open:
            self.builder.data(data)
