"""What the stages of a city were made from, kept so that what is up to date is not made again.

A file a city, below ``data/processed``. Of a city's own files size and time of change count, for
to read them all would take longer than many a step; of what all cities share it is the content.
"""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from rapor.ground.digests import code_digest, combined, data_digest, file_digest
from rapor.ground.errors import RaporError
from rapor.ground.files import alone_in, write_text
from rapor.ground.paths import Home, slug
from rapor.ground.project_files import is_left_behind
from rapor.run.pipeline import LOCK, Stage
from rapor.run.settings import Params

_KEPT = "data/processed/.batch"
_PATIENCE = 2.0
"""Seconds to wait for another batch: it takes minutes."""


class Kept:
    """What the stages of cities were made from and what they made, as it was kept."""

    def __init__(self, home: Home) -> None:
        self._home = home
        self._folder = home.root / _KEPT

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Let no other batch of this project run meanwhile; raises as ``alone_in``."""
        self._folder.mkdir(parents=True, exist_ok=True)
        with alone_in(self._folder, _PATIENCE):
            yield

    def is_fresh(self, city: str, stage: Stage, read_from: str) -> bool:
        """Whether what a stage makes stands as it was made from what would be read now."""
        return self._of(city).get(stage.name) == [read_from, self._standing(city, stage)]

    def keep(self, city: str, stage: Stage, read_from: str) -> None:
        """Note that a stage of a city has been made."""
        entries = self._of(city) | {stage.name: [read_from, self._standing(city, stage)]}
        write_text(self._path(city), json.dumps(entries, indent=1, sort_keys=True))

    def _of(self, city: str) -> dict[str, list[str]]:
        with suppress(OSError, ValueError, RaporError):
            entries = json.loads(self._path(city).read_bytes())
            if isinstance(entries, dict):
                return entries
        return {}

    def _standing(self, city: str, stage: Stage) -> str:
        places = (self._home.of_city(place, city) for place in stage.writes)
        return combined(_signature(place) for place in places)

    def _path(self, city: str) -> Path:
        return self._folder / f"{slug(city)}.json"


def what_is_read(home: Home, city: str, stage: Stage, params: Params) -> str:
    """SHA-256 of what a stage of a city is made from."""
    own = [place for place in stage.reads if "{city}" in place]
    shared = [place for place in stage.reads if "{city}" not in place]
    lists = (params.years, params.languages) if stage.each else ()
    notebook = home.notebooks / f"{stage.notebook}.ipynb"
    return combined(
        [
            *(_signature(home.of_city(place, city)) for place in own),
            *(_content(home.root / place) for place in [*shared, LOCK]),
            *(_content(place) for place in home.of_program),
            _content(notebook),
            code_digest(stage.code),
            str(lists),
        ]
    )


_READ: dict[Path, tuple[str, str]] = {}
"""Digests by place, each with the signature of the files that it was taken of."""


def _content(place: Path) -> str:
    signature = _signature(place)
    if _READ.get(place, ("",))[0] != signature:
        digest = data_digest(place) if place.is_dir() else _digest_of_file(place)
        _READ[place] = (signature, digest)
    return _READ[place][1]


def _digest_of_file(path: Path) -> str:
    return file_digest(path) if path.is_file() else ""


def _signature(place: Path) -> str:
    """SHA-256 of names, sizes and times of change of the files of a place."""
    return combined(_stated(str(place)))


def _stated(place: str) -> Iterator[str]:
    with suppress(FileNotFoundError):
        state = os.stat(place)  # noqa: PTH116 - a hundred thousand of them
        if os.path.isdir(place):  # noqa: PTH112
            for name in sorted(os.listdir(place)):  # noqa: PTH208
                if not is_left_behind(name):
                    yield name
                    yield from _stated(f"{place}/{name}")
        else:
            yield f"{state.st_size} {state.st_mtime_ns}"
