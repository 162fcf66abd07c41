"""How wide letters are, in thousandths of their size.

The widths are those of Calibri, which LibreOffice's Carlito shares. They set columns and
align numbers; in another font a column has room to spare or breaks a line more.
"""

from functools import lru_cache

TWIPS_PER_POINT = 20
TWIPS_PER_MM = 1440 / 25.4

_FIRST = 0x20
_WIDTHS = [
    int(width)
    for width in (
        "226 326 401 498 507 715 682 221 303 303 498 498 250 306 252 386"
        " 507 507 507 507 507 507 507 507 507 507 268 268 498 498 498 463"
        " 894 579 544 533 615 488 459 631 623 252 319 520 420 855 646 662"
        " 517 673 543 459 487 642 567 890 519 487 468 307 386 307 498 498"
        " 291 479 525 423 525 498 305 471 525 229 239 455 229 799 525 527"
        " 525 525 349 391 335 525 452 715 433 453 395 314 460 314 498"
    ).split()
]
_OTHER = 560
"""A letter beyond ASCII."""
_SIGN = 900
"""A sign of a status or a letter of a script with full width."""

BOLD = 1.04
"""How much wider bold letters are."""
SUPERSCRIPT = 0.65
"""How much smaller a mark above the line is."""


@lru_cache(maxsize=20_000)
def width(text: str) -> int:
    """The width of a line of text, in thousandths of the size of its letters."""
    return sum(_letter(ord(letter)) for letter in text)


def _letter(code: int) -> int:
    place = code - _FIRST
    if 0 <= place < len(_WIDTHS):
        return _WIDTHS[place]
    if code == 0xA0:
        return _WIDTHS[0]
    return _OTHER if code < 0x2100 else _SIGN


def twips(text: str, size: float) -> int:
    """The width of a line of text in letters of ``size`` points, in twentieths of a point."""
    return round(width(text) * size * TWIPS_PER_POINT / 1000)
