"""Reading and writing whole files, never halves.

A writer goes to a temporary name in the same folder first and then renames, so that a
run killed at any moment leaves the old file or the new one. What such a run leaves under a
temporary name goes with the next file that is written beside it.
"""

import csv
import fcntl
import hashlib
import io
import os
import shutil
import tempfile
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from rapor.ground.errors import DataRejected, MissingInput, Problem
from rapor.ground.plainyaml import plain_yaml

PART = ".part"
"""Ending of a file that is being written; its name also begins with a point."""

_PARTS_SHOWN = 5
"""How much of a path an error names: ``data/processed/<city>/tidy/<file>``."""


def write_bytes(path: Path, content: bytes) -> None:
    """Write ``content`` to ``path`` as a whole, making its folder.

    Raises ``MissingInput`` when the place cannot be written: the old file then stays.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _drop_left_over(path.parent)
        temporary, handle = _locked(path)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
                file.flush()
                temporary.chmod(0o644)
                temporary.replace(path)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
    except OSError as error:
        raise MissingInput(cannot(error, _place(path), "written")) from None


@contextmanager
def alone_in(folder: Path) -> Iterator[None]:
    """Wait until no other run is in a block of the same folder, which has to exist."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        with suppress(OSError):  # a file system without locks
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def remove(path: Path) -> None:
    """Remove a file, if it is there; raises ``MissingInput`` when the machine refuses."""
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise MissingInput(cannot(error, _place(path), "removed")) from None


def _place(path: Path) -> str:
    return "/".join(path.parts[1:][-_PARTS_SHOWN:])


def _locked(path: Path) -> tuple[Path, int]:
    """A new file of a temporary name beside ``path``, locked for as long as it is open.

    Another run that looks for files left over may take it before the lock does: then anew.
    """
    while True:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:100]}.", suffix=PART)
        with suppress(OSError):  # a file system without locks has nobody who takes it away either
            fcntl.flock(handle, fcntl.LOCK_EX)
        if os.fstat(handle).st_nlink:
            return Path(name), handle
        os.close(handle)


def _drop_left_over(folder: Path) -> None:
    """Remove temporary files whose writer was killed: the lock of a living one holds."""
    for path in folder.glob(f".*{PART}"):
        with suppress(OSError), path.open("rb") as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            path.unlink()


def cannot(error: OSError, shown: str, done: str) -> Problem:
    """What a person is told when the machine refuses: permission, space, a loop of links."""
    return Problem(
        shown,
        f"cannot be {done}: {error.strerror or error}",
        "a place that can be used, with room on it",
        "see to the folder, its permissions and the space on the disk, then run this again",
    )


def write_text(path: Path, text: str) -> None:
    r"""Write UTF-8 text with ``\\n`` line ends, whatever the machine."""
    write_bytes(path, text.encode("utf-8"))


def write_together(folder: Path, texts: Mapping[str, str]) -> list[Path]:
    """Write several files of a folder, all or none; names may lead into folders below it.

    Everything is written beside them first and moved at the end. When a move fails, the
    files that were moved already are put back as they were.
    """
    folder.mkdir(parents=True, exist_ok=True)
    beside = Path(tempfile.mkdtemp(dir=folder, prefix=".together."))
    before = {name: _content(folder / name) for name in texts}
    moved: list[str] = []
    try:
        for name, text in texts.items():
            write_text(beside / name, text)
        for name in texts:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            moved.append(name)
            (beside / name).replace(folder / name)
    except BaseException:
        for name in moved:
            _put_back(folder / name, before[name])
        raise
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    return [folder / name for name in texts]


def _content(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None


def _put_back(path: Path, content: bytes | None) -> None:
    """Leave ``path`` as it was; one that was not moved yet is as it was."""
    if content is None:
        path.unlink(missing_ok=True)
    elif _content(path) != content:
        path.write_bytes(content)


def read_text(path: Path, shown: str) -> str:
    """Read UTF-8 text; ``shown`` is how errors name the file.

    Raises ``MissingInput`` when it is not there or cannot be read, ``DataRejected`` when it is
    not UTF-8.
    """
    try:
        return path.read_text(encoding="utf-8-sig")
    except (FileNotFoundError, IsADirectoryError, NotADirectoryError):
        raise MissingInput(
            Problem(shown, "no such file", "a file", "create it, or check the name")
        ) from None
    except OSError as error:
        raise MissingInput(cannot(error, shown, "read")) from None
    except UnicodeDecodeError as error:
        raise DataRejected(
            Problem(
                shown,
                f"byte {error.start} is not UTF-8",
                "UTF-8 text",
                "save the file again as UTF-8",
            )
        ) from None


def read_yaml(path: Path, shown: str) -> Any:
    """Read a YAML file of plain values; raises as ``read_text`` and ``plain_yaml``."""
    return plain_yaml(read_text(path, shown), shown)


def read_rows(
    path: Path, shown: str, needed: Collection[str] = ()
) -> tuple[list[str], list[dict[str, str]]]:
    """Read a CSV file as text, nothing guessed: header and rows.

    Raises ``DataRejected`` for a row with more or fewer cells than the header, a
    repeated column, one of the ``needed`` columns missing, or a file without a header;
    and as ``read_text``.
    """
    lines = _lines(read_text(path, shown), shown)
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
    for number, cells in enumerate(lines[1:], start=2):
        if len(cells) != len(header):
            problems.append(
                Problem(
                    f"{shown} line {number}",
                    f"{len(cells)} cells",
                    f"{len(header)} cells, as the header has",
                    "quote cells that hold a comma",
                )
            )
    if problems:
        raise DataRejected(problems)
    return header, [dict(zip(header, cells, strict=True)) for cells in lines[1:]]


def _lines(text: str, shown: str) -> list[list[str]]:
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
