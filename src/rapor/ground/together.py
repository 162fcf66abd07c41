"""Several files of a folder that are written all or none, also by a run that is killed.

The new files are written beside the others first, with copies of those that they replace. One
rename then says that all is there: until it, nothing has changed; after it, whoever reads or writes
the folder next finishes what a killed run left. It is the same with taking it all back.
"""

import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from rapor.ground.errors import MissingInput, cannot
from rapor.ground.files import alone_in

_UNFINISHED = ".together.part"
"""Folder that counts for nothing: it is being filled, or no more needed."""
_WHOLE = ".together.whole"
"""Folder of files that are to be moved to their places."""
_BACK = ".together.back"
"""Folder from which the former files are to be put back."""

_NEW, _OLD, _ADDED, _REMOVED = "new", "old", "added.txt", "removed.txt"


@contextmanager
def changing(folder: Path) -> Iterator[None]:
    """Nobody else writes to the folder from what is read in the block to what is written.

    The folder is made, and goes again when nothing is written to it; what a run that was killed had
    begun is finished first. Raises ``MissingInput`` when the machine refuses, and as ``alone_in``.
    """
    made = not folder.exists()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise MissingInput(cannot(error, folder, "written")) from None
    try:
        with alone_in(folder):
            finish_together(folder)
            _drop(folder / _UNFINISHED)  # of a run that was killed: nobody else fills it now
            yield
    finally:
        if made:
            with suppress(OSError):  # something was written
                folder.rmdir()


def write_together(folder: Path, texts: Mapping[str, str | bytes | None]) -> list[Path]:
    """Write several files of a folder, all or none; names may lead into folders below it.

    A text is written in UTF-8, bytes as they are; a file whose text is None is removed. Returns the
    paths of those that were written.

    When a file cannot be put in its place, those that were are put back as they were. Raises
    ``MissingInput`` when the machine refuses, and as ``alone_in``.
    """
    with changing(folder):
        try:
            _prepare(folder, texts)
            _put_in_place(folder)
        except OSError as error:
            raise MissingInput(cannot(error, folder, "written")) from None
    return [folder / name for name, text in texts.items() if text is not None]


def finish_together(folder: Path) -> None:
    """Finish what a run that was killed had begun to put in its place, or to take back.

    Raises ``MissingInput`` when the machine refuses, and as ``alone_in``.
    """
    if not any((folder / name).is_dir() for name in (_WHOLE, _BACK)):
        return
    with alone_in(folder):
        try:
            _finish(folder)
        except OSError as error:
            raise MissingInput(cannot(error, folder, "written")) from None


def _finish(folder: Path) -> None:
    if (folder / _BACK).is_dir():
        _take_back(folder)
    elif (folder / _WHOLE).is_dir():
        _move(folder)


def _prepare(folder: Path, texts: Mapping[str, str | bytes | None]) -> None:
    beside = folder / _UNFINISHED
    try:
        for name, text in texts.items():
            content = text.encode("utf-8") if isinstance(text, str) else text
            if content is not None:
                _room(beside / _NEW / name).write_bytes(content)
            if (folder / name).is_file():
                shutil.copyfile(folder / name, _room(beside / _OLD / name))
        removed = [name for name, text in texts.items() if text is None]
        added = [name for name in texts if not (folder / name).is_file() and name not in removed]
        (beside / _REMOVED).write_text("\n".join(removed), encoding="utf-8")
        (beside / _ADDED).write_text("\n".join(added), encoding="utf-8")
    except BaseException:
        _drop(beside)
        raise
    beside.replace(folder / _WHOLE)


def _put_in_place(folder: Path) -> None:
    try:
        _move(folder)
    except BaseException:
        (folder / _WHOLE).replace(folder / _BACK)
        _take_back(folder)
        raise


def _move(folder: Path) -> None:
    """Move the new files; those that a killed run has moved are in their places already."""
    for name, path in _files(folder / _WHOLE / _NEW).items():
        path.replace(_room(folder / name))
    for name in _listed(folder / _WHOLE / _REMOVED):
        (folder / name).unlink(missing_ok=True)
    (folder / _WHOLE).replace(folder / _UNFINISHED)
    _drop(folder / _UNFINISHED)


def _take_back(folder: Path) -> None:
    for name, path in _files(folder / _BACK / _OLD).items():
        path.replace(folder / name)
    for name in _listed(folder / _BACK / _ADDED):
        with suppress(FileNotFoundError, NotADirectoryError):  # it never came to its place
            (folder / name).unlink()
    (folder / _BACK).replace(folder / _UNFINISHED)
    _drop(folder / _UNFINISHED)


def _listed(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines() if path.is_file() else []


def _files(below: Path) -> dict[str, Path]:
    """Files below a folder by their names there, in order."""
    paths = sorted(path for path in below.rglob("*") if path.is_file())
    return {path.relative_to(below).as_posix(): path for path in paths}


def _drop(beside: Path) -> None:
    """Remove a folder that counts for nothing; what cannot be removed now goes the next time."""
    shutil.rmtree(beside, ignore_errors=True)


def _room(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    return path
