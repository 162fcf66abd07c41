"""Writing a report: everything is made in memory first, so that a failure writes nothing."""

from collections.abc import Callable, Mapping
from pathlib import Path

from rapor.catalogue import Catalogue, load_city
from rapor.ground.files import alone_in, read_yaml, write_bytes
from rapor.ground.language import language as language_of
from rapor.ground.paths import Home
from rapor.ground.period import ANNUAL
from rapor.ground.tables import Tables, known
from rapor.report.assembly import assemble
from rapor.report.dossier import Decisions, Dossier
from rapor.report.manifest import MANIFEST, made_from, manifest, outputs
from rapor.report.notes import note_path, read_note, with_note
from rapor.report.references import references
from rapor.write.content import Report
from rapor.write.html import html
from rapor.write.pdf import pdf
from rapor.write.word import docx
from rapor.write.workbook import xlsx

STEMS = {"id": "evaluasi", "en": "evaluation"}
"""The report's file name follows its language."""
Writers = Mapping[str, Callable[[Report], bytes]]
WRITERS: Writers = {"html": html, "docx": docx, "pdf": pdf, "xlsx": xlsx}
"""Who writes each format, by the ending of its file; all from the same content."""


def write_report(
    home: Home,
    slug: str,
    year: int,
    language: str,
    stage_tables: Tables,
    catalogue: Catalogue,
    period: str = ANNUAL,
    writers: Writers = WRITERS,
) -> Path:
    """Write the report of a city's year in every format, and its manifest; returns the page.

    ``stage_tables`` are the accepted tables (``targets``, ``realisations``, ``scores``),
    ``findings``, and the evaluation of the year (``indicators``, ``index``). In a half year
    (``period``) the report knows no more than its evaluation. Other ``writers`` write only
    their formats. Nothing is written before all files are whole, so an earlier report stands
    until then.

    Raises ``UsageError`` for a city that the catalogue does not have, ``MissingInput`` and
    ``DataRejected`` for the city's settings, ``ValueError`` for an unknown language.
    """
    dossier = dossier_of(home, slug, year, language, stage_tables, catalogue, period)
    content = _with_note(assemble(dossier), dossier, home)
    folder, stem = home.report(slug, year, period), STEMS[language]
    files = {f"{stem}.{ending}": write(content) for ending, write in writers.items()}
    for name, whole in files.items():
        write_bytes(folder / name, whole)
    with alone_in(folder):
        made = outputs(folder, dossier.manifest, files)
        write_bytes(folder / MANIFEST, manifest(dossier, made))
    return folder / f"{stem}.html"


def dossier_of(
    home: Home,
    slug: str,
    year: int,
    language: str,
    stage_tables: Tables,
    catalogue: Catalogue,
    period: str = ANNUAL,
) -> Dossier:
    """What the report of a city's year is made from, as ``write_report`` takes it.

    Charts take their frames from it too, so that a notebook draws what the report draws.
    """
    return Dossier(
        city=load_city(home, slug),
        facts=catalogue.city(slug),
        year=year,
        language=language_of(language),
        tables=known(stage_tables, year, period),
        catalogue=catalogue,
        decisions=_decisions(home, slug),
        manifest=made_from(home, slug),
        period=period,
    )


def _with_note(report: Report, dossier: Dossier, home: Home) -> Report:
    """The report with the consultant's note of the year, where there is one."""
    path = note_path(home, dossier.city.slug, dossier.year, dossier.language.code, dossier.period)
    chapters = {chapter.code: chapter.title for chapter in report.chapters}
    note = read_note(path, home.relative(path), chapters, references(dossier))
    return with_note(report, note, dossier.language.text("Remarks of the evaluator"))


def _decisions(home: Home, slug: str) -> Decisions:
    """Entries of corrections.yaml by finding; their evidence and who decided is shown."""
    path = home.raw(slug) / "corrections.yaml"
    entries = read_yaml(path, home.relative(path)) if path.is_file() else None
    return {finding: entry for entry in entries or () for finding in entry["findings"]}
