"""Writing the comparison of cities: made in memory first, so that a failure writes nothing."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from rapor.catalogue import Catalogue, with_city
from rapor.catalogue.english import in_english
from rapor.ground.files import alone_in, write_bytes
from rapor.ground.language import language as language_of
from rapor.ground.paths import Home
from rapor.ground.period import ANNUAL, folder_of
from rapor.ground.tables import COMPARISON, Tables, write_table
from rapor.report.branding import branded
from rapor.report.compare import chapters, citing
from rapor.report.compare.between import Between
from rapor.report.compare.first_page import front_page, running_head
from rapor.report.compare.many import of_each
from rapor.report.dossier import Dossier
from rapor.report.manifest import MANIFEST, made_from, outputs, reference_inputs
from rapor.report.near import COMPARISON_STEMS, STEMS, near_comparison
from rapor.write.brand import HOUSE, Brand, read_brand
from rapor.write.content import Report
from rapor.write.formats import WRITERS, Writers
from rapor.write.takeout import drop_others, files_beside

_NUMBERED = (chapters.side_by_side, chapters.unranked, chapters.each_city, chapters.method)


def write_comparison(
    home: Home,
    year: int,
    language: str,
    comparison: Tables,
    stage_tables: Mapping[str, Tables],
    catalogue: Catalogue,
    absent: Sequence[str] = (),
    writers: Writers = WRITERS,
) -> Path:
    """Write a year's comparison in every format, its tables and manifest; returns the page.

    Figures and tables lie beside it too. ``comparison`` are the tables of ``tables.COMPARISON``,
    ``stage_tables`` for each city those that its own report is made from. ``absent`` are names of
    cities whose road map does not reach the year. Other ``writers`` write only their formats.

    Raises as ``Dossier.of``, and ``DataRejected`` for the project's brand.
    """
    between = Between(
        year=year,
        language=language_of(language),
        catalogue=in_english(catalogue) if language == "en" else catalogue,
        dossiers={
            slug: _dossier(home, slug, year, language, tables, catalogue)
            for slug, tables in stage_tables.items()
        },
        tables=comparison,
        absent=tuple(absent),
        reference=reference_inputs(home),
    )
    stem, content = COMPARISON_STEMS[language], _content(between, home)
    files = {f"{stem}.{ending}": write(content) for ending, write in writers.items()}
    files |= files_beside(content)
    _write(home.comparison(year), between, files)
    return home.comparison(year) / f"{stem}.html"


def _content(between: Between, home: Home) -> Report:
    """The comparison in the project's brand, with what lies beside it and where it leads to."""
    code = between.language.code
    return replace(
        assemble(between, read_brand(home, year=folder_of(between.year, ANNUAL))),
        stem=COMPARISON_STEMS[code],
        near=near_comparison(between, home),
        of_each=of_each(between, STEMS[code]) if between.many else None,
    )


def _write(folder: Path, between: Between, files: Mapping[str, bytes]) -> None:
    """The tables, the files, and the manifest that names both."""
    for name, model in COMPARISON.items():
        write_table(model, between.tables[name], folder)
    for name, whole in files.items():
        write_bytes(folder / name, whole)
    drop_others(folder, COMPARISON_STEMS[between.language.code], files)
    with alone_in(folder):
        names = [*files, *(f"{name}.csv" for name in COMPARISON)]
        made = outputs(folder, all_made_from(between), names)
        write_bytes(folder / MANIFEST, manifest(between, made))


def _dossier(
    home: Home, slug: str, year: int, language: str, tables: Tables, catalogue: Catalogue
) -> Dossier:
    """What a city's own report says, with the names that are its own."""
    own, made = with_city(catalogue, home, slug), made_from(home, slug)
    return Dossier.of(home, slug, year, language, tables, own, manifest=made)


def assemble(between: Between, brand: Brand = HOUSE) -> Report:
    """The content of the comparison, as a brand has it."""
    numbered = tuple(
        replace(build(between), number=number) for number, build in enumerate(_NUMBERED, start=1)
    )
    report = Report(
        language=between.language.code,
        running=running_head(between),
        front=front_page(between),
        chapters=(*numbered, citing.chapter(between)),
    )
    return branded(report, brand, between.language)


def all_made_from(between: Between) -> dict[str, Any]:
    """Versions, code, and the inputs of every city; of the catalogue whole files."""
    manifests = [dossier.manifest for _, dossier in sorted(between.dossiers.items())]
    inputs: dict[str, Any] = {}
    for made in manifests:
        inputs |= made["inputs"]
    return {**manifests[0], "inputs": {**inputs, **between.reference}}


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
