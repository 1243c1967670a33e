"""The files of an import in their order: hundreds of thousands in some megabytes."""

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby, pairwise
from pathlib import Path

from articles.ingest.folders import File
from articles.ingest.items import Item


@dataclass(frozen=True, slots=True)
class _Folder:
    """What plain files have in common; the item of one is made of this and its path."""

    root: Path
    source: str
    fixed: bool

    def item(self, path: str) -> Item:
        return Item(path, self.source, File(path, self.root), fixed=self.fixed)


class Listed:
    """The items in the order of their origins, each origin once: of those with the same one the first.

    Of a plain file only the path is kept, and its item made whenever it is asked for.
    """

    def __init__(self, items: Iterable[Item]) -> None:
        self._folders: list[_Folder] = []
        self._kept: list[Item | str] = []
        self._folder_of = array("L")  # for each that is kept, the place of its folder, if it is a path
        places: dict[_Folder, int] = {}
        for item in items:
            folder = _folder(item)
            self._kept.append(item if folder is None else item.origin)
            self._folder_of.append(0 if folder is None else places.setdefault(folder, len(places)))
        self._folders = list(places)
        self._sort()

    def __len__(self) -> int:
        return len(self._kept)

    def __getitem__(self, at: int) -> Item:
        it = self._kept[at]
        return it if isinstance(it, Item) else self._folders[self._folder_of[at]].item(it)

    def __iter__(self) -> Iterator[Item]:
        return map(self.__getitem__, range(len(self)))

    def _origin(self, at: int) -> str:
        it = self._kept[at]
        return it.origin if isinstance(it, Item) else it

    def _sort(self) -> None:
        if all(it < after for it, after in pairwise(map(self._origin, range(len(self))))):
            return  # as folders are listed, mostly
        places = sorted(range(len(self)), key=self._origin)
        once = [next(same) for _, same in groupby(places, self._origin)]
        self._kept = [self._kept[at] for at in once]
        self._folder_of = array("L", (self._folder_of[at] for at in once))


class Origins:
    """The origins of listed items, to be asked whether one is among them."""

    def __init__(self, items: Listed) -> None:
        self._items = items

    def __contains__(self, origin: object) -> bool:
        at = bisect_left(self._items, str(origin), key=lambda item: item.origin)
        return at < len(self._items) and self._items[at].origin == origin


def _folder(item: Item) -> _Folder | None:
    """That of a plain file, from which its item can be made; None for any other."""
    if not isinstance(item.read, File):
        return None
    folder = _Folder(item.read.root, item.source, item.fixed)
    return folder if folder.item(item.origin) == item else None
