"""The text of a file that people edit: a plain file of this project, in UTF-8, resolved.

Another kind of file is told by its kind, in one line with advice that fits, and without its
content: a spreadsheet that was renamed, another encoding, an unresolved merge, cells that another
program separates otherwise. A pipe would be waited for without end, and a link may lead out of
the project to what nobody meant to show.
"""

import os
import re
import stat
from pathlib import Path

from rapor.ground.errors import DataRejected, MissingInput, Problem
from rapor.ground.paths import MARKER

_KINDS = (
    (b"\xff\xfe", "UTF-16 text"),
    (b"\xfe\xff", "UTF-16 text"),
    (b"PK\x03\x04", "a workbook or another packed file"),
    (b"\xd0\xcf\x11\xe0", "a workbook or document of an old Office"),
    (b"%PDF", "a PDF"),
)
_CONFLICT = re.compile(r"^(?:<{7}|>{7})(?: .*)?$", re.MULTILINE)
_SEPARATORS = ((";", "semicolons"), ("\t", "tabs"))


def refuse_no_plain_file(path: Path, shown: str) -> None:
    """Raise ``MissingInput`` for a pipe, a device or a folder, and for a link out of the project.

    Outside a project, as for a document that is read in, a link may lead anywhere.
    """
    status = path.stat()
    if stat.S_ISDIR(status.st_mode):
        raise MissingInput(
            Problem(shown, "no such file, but a folder", "a file", "put the file in its place")
        )
    if not stat.S_ISREG(status.st_mode):
        raise MissingInput(
            Problem(shown, "a pipe or a device", "a file", "put the file itself in its place")
        )
    home = next((above for above in path.absolute().parents if (above / MARKER).is_file()), None)
    if home and not Path(os.path.realpath(path)).is_relative_to(os.path.realpath(home)):
        raise MissingInput(
            Problem(
                shown,
                "a link out of the project's folder",
                "a file in it",
                "put the file itself in its place",
            )
        )


def decoded(content: bytes, shown: str) -> str:
    """UTF-8 text without a byte order mark, as it is written.

    Raises ``DataRejected`` for another kind of file, and for what a merge of git has left.
    """
    kind = next((kind for beginning, kind in _KINDS if content.startswith(beginning)), "")
    if not kind and content[:40].count(0) > len(content[:40]) / 3:
        kind = "UTF-16 text"
    if kind:
        step = "save it again as plain text in UTF-8 (for tables: CSV UTF-8)"
        raise DataRejected(Problem(shown, f"this is {kind}", "UTF-8 text", step))
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise DataRejected(
            Problem(
                shown,
                f"byte {error.start} is not UTF-8",
                "UTF-8 text",
                "save the file again as UTF-8",
            )
        ) from None
    if "\0" in text:
        line = text[: text.index("\0")].count("\n") + 1
        step = "restore the file, or remove the sign"
        raise DataRejected(Problem(f"{shown} line {line}", "a NUL sign", "text", step))
    _refuse_conflict(text, shown)
    return text


def _refuse_conflict(text: str, shown: str) -> None:
    if "<<<<<<<" not in text and ">>>>>>>" not in text:
        return
    if mark := _CONFLICT.search(text):
        line = text[: mark.start()].count("\n") + 1
        raise DataRejected(
            Problem(
                f"{shown} line {line}",
                "two versions of the file, which git could not merge",
                "one of them",
                "choose between the lines <<<<<<<, ======= and >>>>>>>, and remove these three",
            )
        )


def refuse_other_separators(text: str, shown: str) -> None:
    """Raise ``DataRejected`` for a table whose cells another sign than the comma separates."""
    first = text.partition("\n")[0].strip('\r" ')
    if re.fullmatch(r"sep=.?", first, re.IGNORECASE):
        step = "remove the line; if the cells below are separated by ';', save as CSV with commas"
        raise DataRejected(Problem(shown, f"begins with {first!r}", "the header", step))
    for sign, name in _SEPARATORS:
        if first.count(sign) > first.count(","):
            raise DataRejected(
                Problem(
                    shown,
                    f"its cells are separated by {name}",
                    "commas, in UTF-8",
                    "save it as CSV with commas: in LibreOffice choose ',' as field delimiter;"
                    " Excel takes the list separator of Windows, set it to ','",
                )
            )
