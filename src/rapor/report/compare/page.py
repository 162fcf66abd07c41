"""Writing the page between cities: made in memory first, so that a failure writes nothing."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from rapor.catalogue import Catalogue, with_city
from rapor.ground.files import alone_in, write_bytes
from rapor.ground.language import language as language_of
from rapor.ground.paths import Home
from rapor.ground.tables import COMPARISON, Tables, write_table
from rapor.report.compare import chapters, citing
from rapor.report.compare.between import Between
from rapor.report.compare.first_page import front_page, running_head
from rapor.report.dossier import Dossier
from rapor.report.manifest import MANIFEST, made_from, outputs
from rapor.write.content import Report
from rapor.write.html import html

FILES = {"id": "perbandingan.html", "en": "comparison.html"}
"""The page's file name follows its language."""

_NUMBERED = (chapters.side_by_side, chapters.unranked, chapters.each_city, chapters.method)


def write_comparison(
    home: Home,
    year: int,
    language: str,
    comparison: Tables,
    stage_tables: Mapping[str, Tables],
    catalogue: Catalogue,
    absent: Sequence[str] = (),
) -> Path:
    """Write the page of a year in a language, its tables and its manifest; returns the page.

    ``comparison`` are the tables of ``tables.COMPARISON``, ``stage_tables`` for each city
    those that its own report is made from. ``absent`` are names of cities whose road map
    does not reach the year.

    Raises as ``Dossier.of``.
    """
    between = Between(
        year=year,
        language=language_of(language),
        catalogue=catalogue,
        dossiers={
            slug: _dossier(home, slug, year, language, tables, catalogue)
            for slug, tables in stage_tables.items()
        },
        tables=comparison,
        absent=tuple(absent),
    )
    page = html(assemble(between))
    folder = home.comparison(year)
    for name, model in COMPARISON.items():
        write_table(model, comparison[name], folder)
    write_bytes(folder / FILES[language], page)
    with alone_in(folder):
        names = [FILES[language], *(f"{name}.csv" for name in COMPARISON)]
        made = outputs(folder, all_made_from(between), names)
        write_bytes(folder / MANIFEST, manifest(between, made))
    return folder / FILES[language]


def _dossier(
    home: Home, slug: str, year: int, language: str, tables: Tables, catalogue: Catalogue
) -> Dossier:
    """What a city's own report says, with the names that are its own."""
    own, made = with_city(catalogue, home, slug), made_from(home, slug)
    return Dossier.of(home, slug, year, language, tables, own, manifest=made)


def assemble(between: Between) -> Report:
    """The content of the page."""
    numbered = tuple(
        replace(build(between), number=number) for number, build in enumerate(_NUMBERED, start=1)
    )
    return Report(
        language=between.language.code,
        running=running_head(between),
        front=front_page(between),
        chapters=(*numbered, citing.chapter(between)),
    )


def all_made_from(between: Between) -> dict[str, Any]:
    """Versions, code, and the inputs of every city."""
    manifests = [dossier.manifest for _, dossier in sorted(between.dossiers.items())]
    inputs: dict[str, Any] = {}
    for made in manifests:
        inputs |= made["inputs"]
    return {**manifests[0], "inputs": inputs}


def manifest(between: Between, made: Mapping[str, str]) -> bytes:
    """The content of manifest.json: inputs of every city, what was made and could be compared."""
    content = {
        "year": between.year,
        "cities": list(between.names),
        **all_made_from(between),
        "outputs": dict(made),
        "counts": {
            "shared": len(between.shared),
            "realised": sum(len(shared.known) > 1 for shared in between.shared),
            "ranked": len(between.compared),
        },
    }
    return f"{json.dumps(content, ensure_ascii=False, indent=2, sort_keys=True)}\n".encode()
