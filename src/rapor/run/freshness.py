"""Whether a stage's folder was made, as a whole, from the data as it is now.

Beside its tables a stage leaves ``inputs.sha256``, the fingerprint of the data that it was
made from. The mark goes first and comes last, so that a folder left half-way, or made
before somebody corrected a cell, is made again instead of being read. Changes of our own
code are not watched here: DVC does that.
"""

import hashlib
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path

from rapor.ground.files import remove, write_text
from rapor.ground.paths import Home

MARK = "inputs.sha256"
_DATA = (".csv", ".yaml", ".md")


def fingerprint(home: Home, city: str) -> str:
    r"""SHA-256 over the catalogue and a city's raw data, with ``\\n`` line ends."""
    digest = hashlib.sha256()
    for folder in (home.reference, home.raw(city)):
        files = (path for path in folder.rglob("*") if path.suffix in _DATA and path.is_file())
        for name, path in sorted((path.relative_to(folder).as_posix(), path) for path in files):
            content = path.read_bytes().replace(b"\r\n", b"\n")
            digest.update(f"{name}\n{len(content)}\n".encode(errors="surrogateescape"))
            digest.update(content)
    return digest.hexdigest()


def is_fresh(folder: Path, made_from: str, tables: Collection[str] = ()) -> bool:
    """Whether ``folder`` holds ``tables`` and was made from the data of this fingerprint.

    A folder that was made before a table existed is not complete.
    """
    mark = folder / MARK
    if not all((folder / f"{name}.csv").is_file() for name in tables):
        return False
    return mark.is_file() and mark.read_text(encoding="utf-8").strip() == made_from


@contextmanager
def renewed(folder: Path, made_from: str, tables: Collection[str]) -> Iterator[Path]:
    """A folder to write ``tables`` into; its tables of an earlier run that are not among them go.

    The mark is written only when the block ends without an error.
    """
    remove(folder / MARK)
    yield folder
    for path in folder.glob("*.csv"):
        if path.stem not in tables:
            remove(path)
    write_text(folder / MARK, f"{made_from}\n")
