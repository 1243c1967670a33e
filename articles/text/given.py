"""What is known of an article beside its text: told by a record, front matter, a sidecar file, a page."""

import datetime as dt
from dataclasses import dataclass, fields, replace


@dataclass(frozen=True, slots=True)
class Given:
    """Checked metadata; what is empty is not known. `warnings` are sentences about values that could not be used."""

    title: str = ""
    published: dt.date | None = None
    authors: tuple[str, ...] = ()
    url: str = ""
    source: str = ""
    tags: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return any(getattr(self, it.name) for it in fields(self))

    def over(self, other: "Given") -> "Given":
        """These facts, with what they lack taken from `other`; the warnings of both."""
        if other is NOTHING:
            return self
        known = {it.name: getattr(self, it.name) for it in fields(self) if getattr(self, it.name)}
        return replace(other, **{**known, "warnings": (*self.warnings, *other.warnings)})


NOTHING = Given()
