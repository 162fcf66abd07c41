"""Which signs a report can be set in: those of its two typefaces, which all machines share.

A sign that neither has becomes a box in PDF and charts; pages, Word and workbooks keep it.
"""

from functools import cache
from importlib.util import find_spec
from pathlib import Path

from rapor.ground.text import for_type

_MISSING = "\ufffd"
"""What stands for a sign that cannot be drawn."""


@cache
def drawn() -> frozenset[int]:
    """The codes of the signs that either family has."""
    # read only for a text with other signs than ASCII, which most settings are without
    import fontpkg_fira_sans  # noqa: PLC0415
    from fontTools.ttLib import TTFont  # type: ignore[import-untyped]  # noqa: PLC0415

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
