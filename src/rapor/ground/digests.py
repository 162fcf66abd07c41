r"""What a result was made from, as SHA-256: files of data, and the package's own code.

The same on every machine: line ends are ``\n``, names are below their folder, and what editors,
operating systems and killed runs leave behind does not count.
"""

import hashlib
from collections.abc import Iterable, Iterator
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path

LEFT_BEHIND = (".*", "*~", "*.part", "*.swp", "*.bak", "*.tmp", "~$*", "Thumbs.db", "desktop.ini")
"""Names of files and folders that nobody has made on purpose."""

_DATA = (".csv", ".yaml", ".md")
_PACKAGE = Path(__file__).resolve().parents[1]
_COMPILED = "__pycache__"


def is_left_behind(name: str) -> bool:
    """Whether a file or folder of this name is what an editor or a killed run leaves behind."""
    return any(fnmatchcase(name, pattern) for pattern in LEFT_BEHIND)


def data_files(folder: Path) -> list[Path]:
    """Files of data in a folder and below it, in the order of their names; of a file, itself."""
    files = [folder] if folder.is_file() else _files(folder)
    return sorted(path for path in files if path.suffix in _DATA)


def file_digest(path: Path) -> str:
    r"""SHA-256 of one text file with ``\n`` line ends."""
    return hashlib.sha256(_content(path)).hexdigest()


def data_digest(folder: Path) -> str:
    """SHA-256 over the files of data in a folder, or over one file; of nothing where none is."""
    return _digest(folder, data_files(folder))


@cache
def code_digest(rooms: tuple[str, ...] = ()) -> str:
    """SHA-256 over the package, or over some folders of it: its modules, words and templates.

    Read once a process, for what a process has loaded stays as it is.
    """
    if not rooms:
        return _digest(_PACKAGE, _files(_PACKAGE))
    return _over((room, _digest(_PACKAGE / room, _files(_PACKAGE / room))) for room in rooms)


def combined(parts: Iterable[str]) -> str:
    """SHA-256 over texts in their order."""
    return _over((str(number), part) for number, part in enumerate(parts))


def _files(folder: Path) -> Iterator[Path]:
    for path in folder.iterdir() if folder.is_dir() else ():
        if path.name == _COMPILED or is_left_behind(path.name):
            continue
        if path.is_dir():
            yield from _files(path)
        elif path.is_file():
            yield path


def _digest(folder: Path, paths: Iterable[Path]) -> str:
    named = {path.relative_to(folder).as_posix(): path for path in paths}
    return _over((name, _content(named[name])) for name in sorted(named))


def _content(path: Path) -> bytes:
    return path.read_bytes().replace(b"\r\n", b"\n")


def _over(parts: Iterable[tuple[str, str | bytes]]) -> str:
    """Names and contents, each with its length, so that none can run into the next."""
    digest = hashlib.sha256()
    for name, part in parts:
        content = part if isinstance(part, bytes) else part.encode()
        digest.update(f"{name}\n{len(content)}\n".encode(errors="surrogateescape"))
        digest.update(content)
    return digest.hexdigest()
