"""The addresses of the browse page: what was asked for, with something added, replaced or taken away."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Self

from django.urls import reverse
from django.utils.http import urlencode


@dataclass(frozen=True, slots=True)
class Address:
    """The parameters of a search, but the page: whatever changes the search goes to its first page."""

    params: tuple[tuple[str, str], ...] = ()

    @property
    def url(self) -> str:
        return self._at("browse")

    @property
    def feed(self) -> str:
        """The address of its feed."""
        return self._at("feed")

    @property
    def query(self) -> str:
        """The query string, without its question mark."""
        return "&".join(_encoded(*it) for it in self.params)

    def _at(self, name: str) -> str:
        return f"{_path(name)}?{self.query}" if self.params else _path(name)

    def with_(self, name: str, value: str) -> Self:
        """One value more of a parameter that can have several."""
        return type(self)((*self.without(name, value).params, (name, value)))

    def without(self, name: str, value: str | None = None) -> Self:
        """Without this value of the parameter, or without any."""
        return type(self)(
            tuple((it, given) for it, given in self.params if it != name or value not in (None, given))
        )

    def replaced(self, changes: Iterable[tuple[str, str | None]]) -> Self:
        """With these parameters in place of those of the same names; None takes one away."""
        address = self
        for name, value in changes:
            address = address.without(name) if value is None else address.without(name).with_(name, value)
        return address


@cache
def _path(name: str) -> str:
    return reverse(name)


@lru_cache(maxsize=10_000)
def _encoded(name: str, value: str) -> str:
    """A page has a hundred addresses of the same few parts."""
    return urlencode({name: value})
