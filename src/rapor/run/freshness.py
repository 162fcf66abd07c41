"""Whether a stage's folder was made, as a whole, from the data and by the code as they are now.

Beside its tables a stage leaves ``inputs.sha256``, the fingerprint of all that its record says it
reads and rests on: data, tables of the stage before it, the code of its rooms, and the year. The
mark goes first and comes last, so that a folder left half-way, or made before somebody corrected
a cell or added a rule, is made again instead of being read. A change that an earlier stage's
tables do not show makes no later stage again.
"""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from rapor.catalogue.used import used_reference
from rapor.ground.digests import code_digest, combined, data_digest
from rapor.ground.files import remove, write_text
from rapor.ground.paths import REFERENCE, Home
from rapor.run.pipeline import Stage

MARK = "inputs.sha256"

code_digest()  # now, with the code that is loaded: a kernel may live on while it is changed


class Fingerprints:
    """Fingerprints of one city's stages, from what there is: every place is read once.

    To be asked for a stage when the ones before it are as they should be.
    """

    def __init__(self, home: Home, city: str) -> None:
        self._digest = cache(lambda place: _of_place(home, place, city))

    def take(self, place: str) -> None:
        """Read a place now, before what is in it is used: what is saved from here on is newer."""
        self._digest(place)

    def of(self, stage: Stage, run: str = "") -> str:
        """The fingerprint of a stage; ``run`` tells apart what it makes in several folders."""
        read = (f"{place} {self._digest(place)}" for place in stage.reads)
        return combined([stage.name, run, code_digest(stage.code), *read])


def _of_place(home: Home, place: str, city: str) -> str:
    """The fingerprint of a place; of the catalogue that of what the city uses of it."""
    if place != REFERENCE:
        return data_digest(home.of_city(place, city))
    return combined(f"{name} {of}" for name, of in sorted(used_reference(home, city).items()))


def is_fresh(folder: Path, made_from: str, tables: Collection[str] = ()) -> bool:
    """Whether ``folder`` holds ``tables`` and was made from what has this fingerprint.

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
