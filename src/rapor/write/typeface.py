"""A brand's own family of type: two font files, looked at before a word is set in them.

Whether a firm may use its fonts is between it and their foundry; a file whose own mark forbids to
put it into documents is refused (OpenType, table OS/2, fsType).
"""

from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from string import printable

from fontTools.ttLib import TTFont, TTLibError  # type: ignore[import-untyped]

from rapor.ground.errors import Problems
from rapor.write.fonts import LETTERS, Typeface

MOST_BYTES = 4_000_000
_RESTRICTED = 0x0002
"""Bit of fsType: must not be modified, embedded or exchanged without leave."""
_FAMILY, _TYPOGRAPHIC = 1, 16
"""Numbers of the family's names in a font; programs differ in which one they go by."""
_NEEDED = frozenset(printable[:94])
"""Without these no report can be set in it."""
_USED = "".join(sign for sign in LETTERS if ord(sign) > 0x17F)  # dashes, quotes, signs of measure
_TABLES = ("cmap", "head", "hmtx", "name", "OS/2")


def read_typeface(
    folder: Path, files: Mapping[str, str], where: str, problems: Problems
) -> Typeface | None:
    """The family of the files ``regular`` and ``bold``; what is wrong is noted with ``where``."""
    fonts = {
        weight: _opened(folder / name, f"{where} font_files {weight} {name}", problems)
        for weight, name in files.items()
    }
    regular, bold = fonts.get("regular"), fonts.get("bold")
    if regular is None or bold is None:
        return None
    names = {_name(font, _FAMILY) for font in (regular, bold)}
    if len(names) > 1:
        problems.add(
            f"{where} font_files",
            f"two families, {' and '.join(sorted(names))}",
            "the regular and the bold face of one family",
            "name the files of one family",
        )
        return None
    digest = sha256()
    for name in files.values():
        digest.update((folder / name).read_bytes())
    return Typeface(
        names.pop(),
        folder / files["regular"],
        folder / files["bold"],
        digest.hexdigest(),
        "".join(
            sign
            for sign in _USED
            if any(ord(sign) not in font.getBestCmap() for font in (regular, bold))
        ),
    )


def _opened(path: Path, wrong: str, problems: Problems) -> TTFont | None:
    """A font that a report can be set in; what keeps it from that is noted."""
    expected, remedy = "a font file beside it", "put it there"
    try:
        size = path.stat().st_size
        if size > MOST_BYTES:
            problems.add(
                wrong, f"{size / 1e6:.1f} MB", "at most 4 MB", "give one face without others"
            )
            return None
        font = TTFont(path, lazy=True)
        missing = [table for table in _TABLES if table not in font]
        found = f"a font without {', '.join(missing)}" if missing else _unfit(font)
    except OSError as error:
        found = f"cannot be read: {error.strerror or error}"
    except (TTLibError, ValueError, KeyError, AssertionError, ImportError) as error:
        found = f"no font: {error}"[:200]
    else:
        expected, remedy = "a font of one weight with all letters of ASCII", "give another file"
    if found:
        problems.add(wrong, found, expected, remedy)
        return None
    return font


def _unfit(font: TTFont) -> str:
    """Why a report cannot be set in a font; empty where it can."""
    if "fvar" in font:
        return "a variable font: its weights are no files of their own"
    if font["OS/2"].fsType & _RESTRICTED:
        return "its licence mark (fsType) forbids to put it into documents"
    other = _name(font, _TYPOGRAPHIC)
    if other and other != _name(font, _FAMILY):
        return f"{_name(font, _FAMILY)!r} is no regular or bold face of {other!r}"
    lacks = sorted(sign for sign in _NEEDED if ord(sign) not in font.getBestCmap())
    return f"it has no {' '.join(lacks)}" if lacks else ""


def _name(font: TTFont, number: int) -> str:
    return str(font["name"].getDebugName(number) or "")
