"""What an action says when it cannot be done."""


class ActionError(Exception):
    """Nothing was changed; the message tells the editor why and what to do."""
