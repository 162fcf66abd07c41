"""Reading and writing whole files, never halves.

A writer goes to a temporary name in the same folder first and then renames, so that a
run killed at any moment leaves the old file or the new one.
"""

import csv
import hashlib
import io
import os
import shutil
import tempfile
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

import yaml

from rapor.errors import DataRejected, MissingInput, Problem

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""Plain values only; the loader in C reads the catalogue ten times as fast."""


def write_bytes(path: Path, content: bytes) -> None:
    """Write ``content`` to ``path`` as a whole, making its folder."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


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

    Raises ``MissingInput`` when it is not there, ``DataRejected`` when it is not UTF-8.
    """
    try:
        return path.read_text(encoding="utf-8-sig")
    except (FileNotFoundError, IsADirectoryError):
        raise MissingInput(
            Problem(shown, "no such file", "a file", "create it, or check the name")
        ) from None
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
    """Read a YAML file of plain values; raises as ``read_text``, and on bad YAML."""
    try:
        return yaml.load(read_text(path, shown), Loader=_LOADER)  # noqa: S506 a safe loader
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f" line {mark.line + 1}" if mark else ""
        raise DataRejected(
            Problem(
                f"{shown}{line}",
                str(getattr(error, "problem", None) or "cannot be read"),
                "valid YAML",
                "mend this line; values with ':' or '#' need quotes",
            )
        ) from None


def read_rows(
    path: Path, shown: str, needed: Collection[str] = ()
) -> tuple[list[str], list[dict[str, str]]]:
    """Read a CSV file as text, nothing guessed: header and rows.

    Raises ``DataRejected`` for a row with more or fewer cells than the header, a
    repeated column, one of the ``needed`` columns missing, or a file without a header;
    and as ``read_text``.
    """
    lines = list(csv.reader(io.StringIO(read_text(path, shown), newline="")))
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
