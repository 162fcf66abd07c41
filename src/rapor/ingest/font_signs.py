"""Signs of fonts that number them by themselves: which tick or bullet stands at a place."""

_SIGNS = {
    "wingdings": {0xFC: "✓", 0xFB: "✗", 0xFE: "✓", 0xA8: "☐", 0xA7: "▪", 0xD8: "➢", 0xB7: "•"},
    "symbol": {0xD6: "√", 0xB7: "•", 0xB1: "±", 0xA3: "≤", 0xB3: "≥", 0x2D: "-"},
}
"""Signs of fonts that number them by themselves, by the places that Microsoft gave them."""
_UNKNOWN = "▪"


def sign_of(font: str, place: int) -> str:
    """The sign at a place of a font of signs; a bullet for one that is not known."""
    own = next((signs for name, signs in _SIGNS.items() if name in font.casefold()), {})
    either = _SIGNS["wingdings"] | _SIGNS["symbol"]
    return own.get(place & 0xFF) or either.get(place & 0xFF) or _UNKNOWN
