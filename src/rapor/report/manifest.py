"""What a report was made from, and what was made: versions and hashes, no time and no machine."""

import json
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.metadata import version
from pathlib import Path
from types import MappingProxyType
from typing import Any

from rapor.catalogue.catalogue import read_data_version
from rapor.catalogue.used import used_reference
from rapor.ground.digests import code_digest, file_digest
from rapor.ground.files import sha256
from rapor.ground.paths import Home
from rapor.ground.project_files import data_files
from rapor.report.dossier import Dossier
from rapor.report.status import STATUSES

MANIFEST = "manifest.json"
PACKAGES = (
    "babel",
    "fontpkg-fira-sans",
    "great-expectations",
    "jinja2",
    "matplotlib",
    "numpy",
    "pandas",
    "pandera",
    "papermill",
    "python-docx",
    "python-pptx",
    "pyyaml",
    "seaborn",
    "typst",
    "xlsxwriter",
)
"""Packages whose version can move a figure, a picture or a page."""


@cache
def _version(name: str) -> str:
    """The version of a package, for which its whole description is read, once a process."""
    return version(name)


def made_from(home: Home, slug: str) -> dict[str, Any]:
    """Versions, and the SHA-256 of the package's code and of every input by path below the home.

    Of the catalogue's lists it is that of the entries which the city uses.
    """
    return {
        "rapor": _version("rapor-rb"),
        "data": read_data_version(home),
        "code": code_digest(),
        "packages": {name: _version(name) for name in PACKAGES},
        "inputs": {**_of_files(home, home.raw(slug)), **used_reference(home, slug)},
    }


def reference_inputs(home: Home) -> dict[str, str]:
    """SHA-256 of every file of the catalogue, for what is made of several cities."""
    return {name: of for place in home.rests_on for name, of in _of_files(home, place).items()}


def _of_files(home: Home, place: Path) -> dict[str, str]:
    return {home.relative(path): file_digest(path) for path in data_files(place)}


def outputs(folder: Path, made_from: Mapping[str, Any], names: Iterable[str]) -> dict[str, str]:
    """SHA-256 of files that were written into a folder, by name.

    Beside them those of other languages and formats, if they stand as the folder's manifest has
    them and were made from the same.
    """
    path = folder / MANIFEST
    try:
        earlier = json.loads(path.read_bytes())
        same = all(earlier[name] == made_from[name] for name in made_from)
        written = dict(earlier["outputs"]) if same else {}
    except (OSError, ValueError, KeyError, TypeError):  # none, or one of another version
        written = {}
    new = {name: sha256(folder / name) for name in names}
    unchanged = {
        name: digest
        for name, digest in written.items()
        if (folder / name).is_file() and sha256(folder / name) == digest
    }
    return unchanged | new


def manifest(dossier: Dossier, made: Mapping[str, str] = MappingProxyType({})) -> bytes:
    """The content of manifest.json: the same for every language of the report.

    ``made`` are its ``outputs``.
    """
    severities = ("error", "warning", "note")
    content = {
        "city": dossier.city.slug,
        "year": dossier.year,
        "period": dossier.period,
        **dossier.manifest,
        "outputs": dict(made),
        "counts": {
            "indicators": len(dossier.planned),
            "realised": len(dossier.realised),
            "official": len(dossier.official),
            "status": {status: dossier.counts[status] for status in STATUSES},
            "findings": {severity: len(dossier.of_severity(severity)) for severity in severities},
            "decided": len(dossier.decided("correct", "keep", "ask")),
        },
    }
    text = json.dumps(content, ensure_ascii=False, indent=2, sort_keys=True)
    return f"{text}\n".encode()
