"""Reading and writing whole files, never halves, by one run at a time in a folder.

A writer goes to a temporary name in the same folder first and then renames, so that a
run killed at any moment leaves the old file or the new one. What stands in a folder under a
temporary name while nobody else writes there was left by a run that was killed, and goes. A lock
is a file of the folder that nobody else counts (``project_files``). The system holds it for the
process, so that the lock of a run that was killed is free at once.
"""

import csv
import hashlib
import io
import os
import tempfile
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from rapor.ground.errors import DataRejected, MissingInput, Problem, cannot, ending
from rapor.ground.plaintext import (
    decoded,
    plain_yaml,
    refuse_no_plain_file,
    refuse_other_separators,
    refuse_stray_quotes,
)
from rapor.ground.text import unguarded

PART = ".rapor.part"
"""Ending of a file that is being written; its name also begins with a point."""
LOCK = ".lock"
PATIENCE = 60
"""Seconds to wait for another run: none holds a folder for more than moments, unless it stands."""

_LONGEST_CELL = 131_072
"""Signs of a CSV cell: more means that quotes were left open."""
_FOR_EVERY_USER = 0o666
_READ_BY_ALL = 0o644
_POLL = 0.01


def write_bytes(path: Path, content: bytes, mode: int = _READ_BY_ALL) -> None:
    """Write ``content`` to ``path`` as a whole, making its folder.

    The file has its ``mode`` before it has its name. Raises ``MissingInput`` when the place cannot
    be written: the old file then stays.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with alone_in(path.parent):
            for left in path.parent.glob(f".*{PART}"):
                left.unlink()
            _replace(path, content, mode)
    except OSError as error:
        raise MissingInput(cannot(error, path, "written")) from None


def _replace(path: Path, content: bytes, mode: int) -> None:
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:100]}.", suffix=PART)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        temporary.chmod(mode)
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def remove(path: Path) -> None:
    """Remove a file, if it is there; raises ``MissingInput`` when the machine refuses."""
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise MissingInput(cannot(error, path, "removed")) from None


def write_text(path: Path, text: str) -> None:
    r"""Write UTF-8 text with ``\\n`` line ends, whatever the machine."""
    write_bytes(path, text.encode("utf-8"))


def read_text(path: Path, shown: str) -> str:
    """Read UTF-8 text; ``shown`` is how errors name the file.

    Raises ``MissingInput`` when it is not there, no plain file or cannot be read,
    ``DataRejected`` when it is another kind of file than UTF-8 text.
    """
    try:
        refuse_no_plain_file(path, shown)
        content = path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        raise MissingInput(
            Problem(shown, "no such file", "a file", "create it, or check the name")
        ) from None
    except OSError as error:
        raise MissingInput(cannot(error, shown, "read")) from None
    text = decoded(content, shown)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def read_yaml(path: Path, shown: str) -> Any:
    """Read a YAML file of plain values; raises as ``read_text`` and ``plain_yaml``."""
    return plain_yaml(read_text(path, shown), shown)


def read_rows(
    path: Path, shown: str, needed: Collection[str] = ()
) -> tuple[list[str], list[dict[str, str]]]:
    """Read a CSV file as text, nothing guessed: header and rows.

    An apostrophe that keeps a spreadsheet from taking a text for a formula is no part of it.

    Raises ``DataRejected`` for a row with more or fewer cells than the header or the same, a
    repeated column, one of the ``needed`` columns missing, or a file without a header;
    and as ``read_text``.
    """
    return rows_of(read_text(path, shown), shown, needed)


def rows_of(
    text: str, shown: str, needed: Collection[str] = ()
) -> tuple[list[str], list[dict[str, str]]]:
    """The header and rows of a CSV file from its text; raises as ``read_rows``."""
    refuse_other_separators(text, shown)
    refuse_stray_quotes(text, shown)
    lines = _lines(text, shown)
    if not lines:
        raise DataRejected(Problem(shown, "the file is empty", "a header line", "restore the file"))
    header, problems = lines[0], []
    for name in sorted({name for name in header if header.count(name) > 1}):
        problems.append(Problem(shown, f"column {name!r} twice", "each column once", "rename one"))
    for name in needed:
        if name not in header:
            problems.append(
                Problem(shown, f"no column {name!r}", f"columns {', '.join(needed)}", "add it")
            )
    problems += _wrong_lines(lines, shown)
    if problems:
        raise DataRejected(problems)
    return header, [dict(zip(header, map(unguarded, cells), strict=True)) for cells in lines[1:]]


def _wrong_lines(lines: list[list[str]], shown: str) -> Iterator[Problem]:
    """Lines of another length than the header, and the header once more."""
    header = lines[0]
    for number, cells in enumerate(lines[1:], start=2):
        where = f"{shown} line {number}"
        if len(cells) != len(header):
            wanted = f"{len(header)} cells, as the header has"
            yield Problem(where, f"{len(cells)} cells", wanted, "quote cells that hold a comma")
        elif cells == header:
            yield Problem(where, "the header again", "cells", "remove the line")


def _lines(text: str, shown: str) -> list[list[str]]:
    csv.field_size_limit(_LONGEST_CELL)  # of the whole process: another library may raise it
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        return list(reader)
    except csv.Error as error:
        where = f"{shown} line {reader.line_num}"
        step = "close the quotes of the cells before this line, and double quotes inside a cell"
        raise DataRejected(Problem(where, str(error), "CSV with commas", step)) from None


def csv_text(header: list[str], rows: list[dict[str, str]]) -> str:
    r"""CSV as this project writes it: UTF-8, ``\\n``, quotes only where needed."""
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, header, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def sha256(path: Path) -> str:
    """The file's SHA-256 as hex digits."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


@contextmanager
def alone_in(folder: Path, seconds: float = PATIENCE) -> Iterator[None]:
    """Wait until no other run is in a block of the same folder, which has to exist.

    A run that is in a block may enter another of the same folder. Raises ``MissingInput`` when
    another run stays longer than ``seconds``, or when the folder cannot be written.
    """
    place = folder.resolve() / LOCK
    lock = FileLock(place, mode=_FOR_EVERY_USER, is_singleton=True, poll_interval=_POLL)
    try:
        lock.acquire(timeout=seconds)
    except Timeout:
        raise MissingInput(
            Problem(
                ending(folder),
                f"another run has been writing here for more than {seconds:.0f} seconds",
                "one run at a time",
                "wait until it has ended, or end it; then run this again",
            )
        ) from None
    except OSError as error:
        raise MissingInput(cannot(error, folder, "written")) from None
    try:
        yield
    finally:
        if lock.lock_counter == 1:
            with suppress(OSError):  # who waits sees that the file is gone, and makes another
                place.unlink()
        lock.release()
