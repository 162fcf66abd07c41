"""What a report was made from: versions and hashes, no time and no machine."""

import json
from importlib.metadata import version
from pathlib import Path
from typing import Any

from rapor.ground.files import sha256
from rapor.ground.paths import Home
from rapor.report.dossier import Dossier
from rapor.report.status import STATUSES

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
    "pyyaml",
    "seaborn",
    "typst",
    "xlsxwriter",
)
"""Packages whose version can move a figure, a picture or a page."""


def made_from(home: Home, slug: str) -> dict[str, Any]:
    """Versions and the SHA-256 of every input, by path below the home."""
    return {
        "rapor": version("rapor-rb"),
        "packages": {name: version(name) for name in PACKAGES},
        "inputs": {home.relative(path): sha256(path) for path in _inputs(home, slug)},
    }


def _inputs(home: Home, slug: str) -> list[Path]:
    """Raw tables and settings of the city, and the whole catalogue."""
    folders = (home.raw(slug), home.reference)
    found = (path for folder in folders for path in folder.rglob("*"))
    return sorted(path for path in found if path.is_file() and not path.name.startswith("."))


def manifest(dossier: Dossier) -> bytes:
    """The content of manifest.json: the same for every language of the report."""
    severities = ("error", "warning", "note")
    content = {
        "city": dossier.city.slug,
        "year": dossier.year,
        "period": dossier.period,
        **dossier.manifest,
        "counts": {
            "indicators": len(dossier.planned),
            "realised": len(dossier.realised),
            "official": len(dossier.official),
            "status": {status: dossier.counts[status] for status in STATUSES},
            "findings": {one: len(dossier.of_severity(one)) for one in severities},
            "decided": len(dossier.decided("correct", "keep", "ask")),
        },
    }
    text = json.dumps(content, ensure_ascii=False, indent=2, sort_keys=True)
    return f"{text}\n".encode()
