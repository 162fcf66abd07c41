"""The signs that a report can draw: those of the two pinned families that all machines share.

A page that asked the machine for another font would look different on each. A sign that
neither family has becomes a box in PDF and charts; pages, Word and workbooks keep it.
"""

from functools import cache
from importlib.util import find_spec
from pathlib import Path

import fontpkg_fira_sans
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

from rapor.ground.text import for_type

_MISSING = "\ufffd"


@cache
def drawn() -> frozenset[int]:
    """The codes of the signs that either family has."""
    matplotlib = find_spec("matplotlib")  # only where it lies: importing it takes a second
    lies = next(iter(matplotlib.submodule_search_locations or ())) if matplotlib else ""
    faces = (
        fontpkg_fira_sans.ROOT / "files" / "FiraSans-Regular.ttf",
        Path(lies) / "mpl-data" / "fonts" / "ttf" / "DejaVuSans.ttf",
    )
    return frozenset(code for face in faces for code in TTFont(face, lazy=True).getBestCmap())


def not_drawn(text: str) -> str:
    """The signs of a text that become boxes, each once, with their codes; mostly empty."""
    if text.isascii():
        return ""
    signs = [sign for sign in dict.fromkeys(text) if ord(sign) > 127]
    lost = [sign for sign in signs if for_type(sign, drawn(), _MISSING) == _MISSING]
    return ", ".join(f"{sign} (U+{ord(sign):04X})" for sign in lost)
