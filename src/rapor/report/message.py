"""Marks messages that stand in tables of words, so that the catalogue finds them."""


def message(english: str) -> str:
    """The message itself; it is translated where it is shown."""
    return english
