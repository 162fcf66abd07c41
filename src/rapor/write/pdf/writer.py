"""The PDF writer: a report set by typst with our template and our two families.

No clock and no font of the machine: the same bytes everywhere.
"""

import json
from functools import cache
from importlib.resources import files
from typing import Final

import typst

from rapor.write.content import Report
from rapor.write.fonts import FOLDERS
from rapor.write.pdf.material import material

STANDARD: Final = "ua-1"
"""PDF/UA-1: tagged, titled, with a language and a description of each picture."""


def pdf(report: Report) -> bytes:
    """The report as one PDF file, the same bytes on every machine."""
    data = json.dumps(material(report), ensure_ascii=False, separators=(",", ":"))
    content = _compiler().compile(
        _template(),
        format="pdf",
        sys_inputs={"report": data},
        pdf_standards=[STANDARD],
        timestamp=0,
    )
    if not isinstance(content, bytes):
        raise TypeError(f"typst gave {type(content).__name__}, expected the bytes of one PDF")
    return content


@cache
def _template() -> bytes:
    return files("rapor.write").joinpath("templates", "report.typ").read_bytes()


@cache
def _compiler() -> typst.Compiler:
    """The compiler with the fonts of our folders, searched once, and with no other."""
    fonts = typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[str(folder) for folder in FOLDERS],
    )
    return typst.Compiler(font_paths=fonts, ignore_system_fonts=True)
