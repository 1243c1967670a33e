"""What ends an import before it has begun."""


class ListingError(Exception):
    """What was asked for cannot be imported at all; the message says why."""
