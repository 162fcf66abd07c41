"""Text without the signs that no file of ours may hold."""

import re

_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")

DIRECTION = re.compile("[\u202a-\u202e\u2066-\u2069\u200e\u200f]")
"""Signs that turn the direction of writing, also of what stands beside them."""


def printable(text: str) -> str:
    """The text without control characters and halves of characters; line breaks stay."""
    return _UNPRINTABLE.sub("", text)
