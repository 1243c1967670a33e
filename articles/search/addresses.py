"""The addresses of the browse page: what was asked for, with something added, replaced or taken away."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

from django.urls import reverse
from django.utils.http import urlencode


@dataclass(frozen=True, slots=True)
class Address:
    """The parameters of a search, but the page: whatever changes the search goes to its first page."""

    params: tuple[tuple[str, str], ...] = ()

    @property
    def url(self) -> str:
        return f"{reverse('browse')}?{urlencode(self.params)}" if self.params else reverse("browse")

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
