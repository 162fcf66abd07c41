"""Whether a stage's folder was made, as a whole, from the data and by the code as they are now.

Beside its tables a stage leaves ``inputs.sha256``, the fingerprint of all that its record says it
reads and rests on: data, tables of the stage before it, the code of its rooms, and the year. The
mark goes first and comes last, so that a folder left half-way, or made before somebody corrected
a cell or added a rule, is made again instead of being read. A change that an earlier stage's
tables do not show makes no later stage again.

The steps of many cities keep a file a city, below ``data/processed``. Of a city's own files size
and time of change count there, for to read them all would take longer than many a step; of what
all cities share it is the content, and of the national catalogue what the city uses of it.
"""

import json
import os
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from functools import cache, cached_property
from pathlib import Path

from rapor.catalogue.used import used_reference
from rapor.ground.digests import code_digest, combined, data_digest, file_digest
from rapor.ground.files import alone_in, remove, write_text
from rapor.ground.paths import COMPARISON, RAW, REFERENCE, Home, slug
from rapor.ground.project_files import is_left_behind
from rapor.run.pipeline import LOCK, Stage
from rapor.run.settings import Params

MARK = "inputs.sha256"

_KEPT = "data/processed/.batch"
_USES = "uses"
"""Beside the stages of a city: what it uses of the catalogue, and of what that was found out."""
_PATIENCE = 20.0
"""Seconds to wait for another batch, or for the last notebooks of one that was killed."""

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


@contextmanager
def alone(home: Home) -> Iterator[None]:
    """Let no other batch of a project run meanwhile; raises as ``alone_in``."""
    folder = home.root / _KEPT
    folder.mkdir(parents=True, exist_ok=True)
    with alone_in(folder, _PATIENCE):
        yield


class Shared:
    """What the stages of all cities are made from, taken down when a batch begins.

    What is saved meanwhile is newer than what is kept, and counts as changed the next time.
    """

    def __init__(self, home: Home, params: Params) -> None:
        self.home = home
        self._params = params
        self._of_stages: dict[Stage, str] = {}

    def of(self, stage: Stage) -> str:
        """SHA-256 of the code, notebook and lists that a stage rests on.

        Of a stage over all cities with the whole catalogue.
        """
        if stage not in self._of_stages:
            home = self.home
            notebook = home.notebooks / f"{stage.notebook}.ipynb"
            content = [_content(place) for place in (notebook, home.root / LOCK)]
            if not stage.of_city:
                content.append(self.reference)
            lists = {name: getattr(self._params, name) for name in stage.lists}
            self._of_stages[stage] = combined([*content, code_digest(stage.code), str(lists)])
        return self._of_stages[stage]

    @cached_property
    def reference(self) -> str:
        """SHA-256 of the whole catalogue."""
        return combined(_content(place) for place in self.home.rests_on)


class CityRecord:
    """What is kept of a city, and what is there now: every place is looked at once.

    Without a city, of the stages over all of them.
    """

    def __init__(self, shared: Shared, city: str) -> None:
        self._shared, self._city = shared, city
        self._path = shared.home.root / _KEPT / f"{slug(city) if city else COMPARISON}.json"
        self._seen: dict[str, str] = {}

    def what_is_read(self, stage: Stage) -> str:
        """SHA-256 of what a stage would be made from now."""
        own = [self._now(place) for place in stage.reads if place != REFERENCE]
        uses = [self._uses] if stage.of_city else []
        return combined([self._shared.of(stage), *uses, *own])

    @cached_property
    def _uses(self) -> str:
        """SHA-256 of what the city uses of the catalogue; looked through anew where either changed.

        It is kept at once: a change that concerns no stage of the city is looked at once only.
        """
        seen = [self._shared.reference, self._now(RAW)]
        kept = self._entries.get(_USES, [])
        if kept[:-1] != seen:
            used = used_reference(self._shared.home, self._city)
            kept = [*seen, combined(f"{name} {of}" for name, of in sorted(used.items()))]
            self._write({**self._entries, _USES: kept})
        return kept[-1]

    def is_fresh(self, stage: Stage) -> bool:
        """Whether what a stage makes stands as it was made from what would be read now."""
        return self._entries.get(stage.name) == [self.what_is_read(stage), self._made(stage)]

    def keep(self, stage: Stage, read_from: str) -> None:
        """Note that a stage has been made from ``read_from``, as it was before it began."""
        self._write({**self._entries, stage.name: [read_from, self._made(stage)]})

    def _write(self, entries: dict[str, list[str]]) -> None:
        self._entries = entries
        write_text(self._path, json.dumps(entries, indent=1, sort_keys=True))

    @cached_property
    def _entries(self) -> dict[str, list[str]]:
        with suppress(OSError, ValueError):
            entries = json.loads(self._path.read_bytes())
            if isinstance(entries, dict):
                return entries
        return {}

    def _made(self, stage: Stage) -> str:
        return combined(self._now(place) for place in (*stage.writes, *stage.metrics))

    def _now(self, place: str) -> str:
        if place not in self._seen:
            path = self._shared.home.of_city(place, self._city)
            self._seen[place] = combined(_stated(str(path)))
        return self._seen[place]


def _content(place: Path) -> str:
    if place.is_dir():
        return data_digest(place)
    return file_digest(place) if place.is_file() else ""


def _stated(place: str) -> Iterator[str]:
    """Names, sizes and times of change of the files of a place, whatever it is."""
    try:
        entries = sorted(os.scandir(place), key=lambda entry: entry.name)
    except FileNotFoundError:
        return
    except NotADirectoryError:
        yield _state(os.stat(place))  # noqa: PTH116 - a hundred thousand of them
        return
    for entry in entries:
        if not is_left_behind(entry.name):
            yield entry.name
            if entry.is_dir():
                yield from _stated(entry.path)
            else:
                yield _state(entry.stat())


def _state(state: os.stat_result) -> str:
    return f"{state.st_size} {state.st_mtime_ns}"
