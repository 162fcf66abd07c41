"""Colours of a document: how well one is read on another, and what lies between two."""

INK, PAPER, NIGHT = "#1b2226", "#ffffff", "#14191c"
"""Letters, paper, and the ground of a page in a dark scheme."""
TEXT_CONTRAST = 4.5
"""Least contrast of text: WCAG 2.2, success criterion 1.4.3."""
SHAPE_CONTRAST = 3.0
"""Least contrast of what is drawn: WCAG 2.2, success criterion 1.4.11."""
_STEPS = 20


def channels(colour: str) -> tuple[int, int, int]:
    """Red, green and blue of ``#0b5563``, each from 0 to 255."""
    red, green, blue = (int(colour[place : place + 2], 16) for place in (1, 3, 5))
    return red, green, blue


def mixed(colour: str, other: str, share: float) -> str:
    """The colour with a ``share`` of another, from none (0) to all (1)."""
    pairs = zip(channels(colour), channels(other), strict=True)
    parts = (round(own + (further - own) * share) for own, further in pairs)
    return "#" + "".join(f"{part:02x}" for part in parts)


def contrast(colour: str, ground: str) -> float:
    """The contrast ratio of WCAG 2.2, from 1 to 21."""
    low, high = sorted((_luminance(colour), _luminance(ground)))
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    shares = (channel / 255 for channel in channels(colour))
    linear = [
        share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def readable(colour: str, ground: str) -> str:
    """The colour, moved towards white or black only as far as text on the ground needs."""
    towards = PAPER if _luminance(ground) < 0.5 else "#000000"
    shades = (mixed(colour, towards, step / _STEPS) for step in range(_STEPS + 1))
    return next(shade for shade in shades if contrast(shade, ground) >= TEXT_CONTRAST)
