"""The report's typeface, inside the report: the one that matplotlib carries for the charts.

A page that asked for a font of the reader's machine would look different on each, and one
that fetched it would need a network. Only the letters that reports use are taken, so that
a face costs about twenty kilobytes; other letters fall back to the reader's own fonts.
"""

import base64
import io
from functools import cache
from pathlib import Path

import matplotlib as mpl
from fontTools import subset  # type: ignore[import-untyped]
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

LETTERS = "".join(map(chr, (*range(0x20, 0x7F), *range(0xA0, 0x180)))) + "–—‘’“”…·•≥≤≠±×−→●▲○◇◆✓□"
"""Basic and extended Latin, and the signs of the report."""

FACES = {400: "DejaVuSans.ttf", 700: "DejaVuSans-Bold.ttf"}
"""File of matplotlib's font folder by weight."""


@cache
def face(weight: int) -> str:
    """A face as a data address, the same bytes on every machine."""
    path = Path(mpl.get_data_path()) / "fonts" / "ttf" / FACES[weight]
    options = subset.Options(layout_features=["kern", "tnum", "mark"], hinting=False)
    options.name_IDs = [1, 2]
    options.drop_tables += ["FFTM"]
    font = TTFont(path, recalcTimestamp=False, lazy=False)
    cutter = subset.Subsetter(options)
    cutter.populate(text=LETTERS)
    cutter.subset(font)
    font.flavor = "woff"
    out = io.BytesIO()
    font.save(out)
    return f"data:font/woff;base64,{base64.b64encode(out.getvalue()).decode('ascii')}"
