"""``rapor deliver``: the report of a year as it was handed over, kept where no later run comes.

An archive holds the formats, the slides, the data package, the manifest and a list of digests. Its
name says city, year and state, and a number when the same was delivered before in another state:
nothing that was delivered is ever written over.
"""

import hashlib
import zipfile
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

from rapor.ground.errors import DataRejected, Problem, UsageError
from rapor.ground.files import write_bytes
from rapor.ground.paths import Home
from rapor.ground.period import ANNUAL, folder_of
from rapor.ground.project_files import files_below, stored
from rapor.run import data_package, short_reports, stages
from rapor.write.brand import FILE, read_brand
from rapor.write.takeout import FOLDERS

FOLDER = "deliveries"
DIGESTS = "SHA256SUMS"
STATES = ("draft", "final")
_DAY = (1980, 1, 1, 0, 0, 0)
"""The only date in the archive: the same contents are the same bytes."""


def deliver(
    home: Home, slug: str, year: int, state: str, language: str = "id", period: str = ANNUAL
) -> tuple[Path, bool]:
    """Make the report and keep it; the archive, and whether it is new.

    A delivery with the same contents is that delivery; without a ``state`` it has that of the
    brand, or is a draft. Raises ``UsageError`` for a state that does not exist,
    ``DataRejected`` for one that the pages do not say, and as ``stages.report`` and
    ``data_package.export``.
    """
    state = _state(home, slug, folder_of(year, period), state)
    page = stages.report(home, slug, year, language, period)
    folder = page.parent
    data_package.export(home, slug)
    exported = home.root / data_package.FOLDER / slug
    files = {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in _of_report(folder, page.stem)
    }
    for path in short_reports.slides(home, slug, year, language, period):
        files[path.name] = path.read_bytes()
    files |= {
        f"data-package/{path.relative_to(exported).as_posix()}": path.read_bytes()
        for path in files_below(exported)
    }
    whole = _archive(files)
    place = home.root / FOLDER / slug
    stem = f"{slug}-{folder_of(year, period)}-{page.stem}-{state}"
    number, path = 1, place / f"{stem}.zip"
    while path.exists() and path.read_bytes() != whole:
        number += 1
        path = place / f"{stem}-{number}.zip"
    if path.exists():
        return path, False
    write_bytes(path, whole)
    path.chmod(0o444)
    return path, True


def _state(home: Home, slug: str, year: str, state: str) -> str:
    """The state asked for, or else that of the brand in the ``year``, or else a draft."""
    of_brand = read_brand(home, slug, year).state
    state = state or of_brand or STATES[0]
    if state in STATES and of_brand and of_brand != state:
        raise DataRejected(
            Problem(
                "--state",
                f"{state}, while {FILE} says {of_brand}, as every page does",
                "the same in both",
                f"change the state in {FILE}, or leave --state away",
            )
        )
    if state not in STATES:
        raise UsageError(
            Problem("--state", repr(state[:40]), f"one of {', '.join(STATES)}", "choose one")
        )
    return state


def _of_report(folder: Path, stem: str) -> list[Path]:
    """The formats of one language, its figures and tables, and the manifest."""
    named = stored(folder, f"{stem}.*")
    beside = (path for name in FOLDERS for path in stored(folder / name, f"{stem}-*"))
    return [*named, *beside, *(path for path in stored(folder, "manifest*.json"))]


def _archive(files: Mapping[str, bytes]) -> bytes:
    """The files and their digests in an archive that says nothing of its machine or its day."""
    sums = "".join(f"{hashlib.sha256(files[name]).hexdigest()}  {name}\n" for name in sorted(files))
    held = BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in sorted({**files, DIGESTS: sums.encode("utf-8")}.items()):
            entry = zipfile.ZipInfo(name, _DAY)
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, content, zipfile.ZIP_DEFLATED)
    return held.getvalue()
