from dataclasses import replace
from pathlib import Path

from articles.ingest.folders import File
from articles.ingest.items import Item, refusing
from articles.ingest.listed import Listed, Origins
from articles.ingest.readers import listing
from articles.text.given import Given
from tests.ingest.press import write

ROOT = Path("/press")


def plain(path: str, source: str = "The Ledger") -> Item:
    return Item(path, source, File(path, ROOT))


def test_items_come_as_they_were_in_the_order_of_their_origins() -> None:
    told = replace(plain("/press/c.txt"), given=lambda: Given(title="Vela hires forty"))
    items = [
        plain("/press/d.txt"),
        told,
        replace(plain("/press/a.txt", "Harbour Wire"), fixed=True),
        replace(plain("/press/e.txt"), expected="0" * 64),
        Item("/press/b.txt", "", refusing("gone", "The file is no longer there.")),
        Item("/press/caf\\xe9.txt", "", File("/press/caf\udce9.txt", ROOT)),
    ]
    assert list(Listed(items)) == sorted(items, key=lambda it: it.origin)


def test_of_two_with_one_origin_the_first_stays() -> None:
    items = Listed([plain("/press/b.txt"), plain("/press/a.txt", "One"), plain("/press/a.txt", "Two")])
    assert [(it.origin, it.source) for it in items] == [
        ("/press/a.txt", "One"),
        ("/press/b.txt", "The Ledger"),
    ]


def test_what_is_among_them_and_what_not() -> None:
    origins = Origins(Listed(plain(f"/press/{name}.txt") for name in "bdf"))
    assert [name for name in "abcdefg" if f"/press/{name}.txt" in origins] == ["b", "d", "f"]
    assert "/press/a.txt" not in Origins(Listed([]))


def test_files_of_a_folder_and_of_those_in_it_are_in_one_order(tmp_path: Path) -> None:
    for name in ("b/one.txt", "b.txt", "a/z.txt", "a.txt", "a-b/one.txt"):
        write(tmp_path, name, name)
    with listing([tmp_path, tmp_path / "a.txt"]) as items:
        assert [it.origin.removeprefix(f"{tmp_path}/") for it in items] == [
            *("a-b/one.txt", "a.txt", "a/z.txt", "b.txt", "b/one.txt")
        ]
        assert [it.read().decode() for it in items][1:3] == ["a.txt", "a/z.txt"]
