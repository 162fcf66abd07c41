"""Writing a report: everything is made in memory first, so that a failure writes nothing."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from rapor.catalogue import Catalogue
from rapor.catalogue.names import FirstMentions
from rapor.ground.files import alone_in, read_yaml, write_bytes
from rapor.ground.paths import Home
from rapor.ground.period import ANNUAL
from rapor.ground.tables import Tables, known
from rapor.report.branding import branded
from rapor.report.chapters import (
    achievement,
    appendix,
    conclusion,
    findings,
    followup,
    index,
    method,
    plan,
    requests,
    summary,
    trajectory,
    year_on_year,
)
from rapor.report.charts.style import without_rows
from rapor.report.dossier import Dossier
from rapor.report.front import front_page, running_head
from rapor.report.length import without_repeats
from rapor.report.manifest import MANIFEST, made_from, manifest, outputs
from rapor.report.near import STEMS, near
from rapor.report.notes import note_path, read_note, references, with_note
from rapor.report.sourced_edition import Decisions
from rapor.write.content import (
    Block,
    Cell,
    Chapter,
    Column,
    FrontPage,
    Heading,
    ListBlock,
    Paragraph,
    Report,
    Row,
    Run,
    Table,
    Text,
    plain,
)
from rapor.write.formats import WRITERS, Writers
from rapor.write.pdf.writer import material
from rapor.write.takeout import drop_others, files_beside

CHAPTERS: tuple[Callable[[Dossier], Chapter], ...] = (
    summary.chapter,
    method.chapter,
    achievement.chapter,
    plan.chapter,
    index.chapter,
    year_on_year.chapter,
    trajectory.chapter,
    followup.chapter,
    findings.chapter,
    requests.chapter,
    conclusion.chapter,
)
"""The numbered chapters, in the order of the evaluation duty; the appendix has no number.

A chapter keeps its code for good; its number is its place here.
"""


def warm_up() -> None:
    """Have writers and charts load what they need for every report: type, templates, styles.

    For a process that forks: the forks then begin with it. A PDF is measured and not made, for
    a process that has set one with typst cannot be forked.
    """
    cell = Cell((Run("-"), Run("-", "strong")))
    table = Table("warm", "-", (Column("-"), Column("-", "number")), (Row((cell, cell)),))
    chapters = (Chapter("warm", "-", (Heading("-", "-"), table)),)
    least = Report("id", "-", FrontPage("-", "-", 0, (), ()), chapters)
    for ending, write in WRITERS.items():
        if ending == "pdf":
            material(least)
        else:
            write(least)
    without_rows().svg()


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
    their formats. Figures and tables lie beside the report as files of their own. Nothing is
    written before all files are whole, so an earlier report stands until then.

    Raises as ``Dossier.of``, and ``DataRejected`` for the consultant's note.
    """
    dossier = dossier_of(home, slug, year, language, stage_tables, catalogue, period)
    folder, stem = home.report(slug, year, period), STEMS[language]
    content = replace(
        _with_note(assemble(dossier), dossier, home),
        stem=stem,
        near=near(dossier, home),
        in_full=achievement.in_full(dossier),
    )
    files = {f"{stem}.{ending}": write(content) for ending, write in writers.items()}
    files |= files_beside(content)
    for name, whole in files.items():
        write_bytes(folder / name, whole)
    drop_others(folder, stem, files)
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
    Raises as ``Dossier.of``.
    """
    return Dossier.of(
        home,
        slug,
        year,
        language,
        known(stage_tables, year, period),
        catalogue,
        period=period,
        decisions=_decisions(home, slug),
        manifest=made_from(home, slug),
    )


def assemble(dossier: Dossier) -> Report:
    """The content of the report of a dossier."""
    numbered = tuple(
        replace(build(dossier), number=number) for number, build in enumerate(CHAPTERS, start=1)
    )
    chapters = (*_spelled_out(dossier, numbered), appendix.chapter(dossier))
    report = Report(
        language=dossier.language.code,
        running=running_head(dossier),
        front=front_page(dossier),
        chapters=tuple(without_repeats(dossier, chapter) for chapter in chapters),
    )
    return branded(report, dossier.brand, dossier.language)


def _spelled_out(dossier: Dossier, chapters: tuple[Chapter, ...]) -> Iterator[Chapter]:
    """The chapters, whose first mention of a short form says what it stands for.

    Tables, titles, links and names of indicators keep the form.
    """
    known, code = dossier.catalogue.abbreviations, dossier.language.code
    names = {name for line in dossier.lines for name in (line.printed_name, line.official_name)}
    first = FirstMentions({short: full[code] for short, full in known.items()}, names)

    def told(text: Text) -> Text:
        first.said(plain(text))
        return tuple(
            replace(run, text=first.write(run.text))
            if run.style == "plain" and not run.link
            else run
            for run in text
        )

    def block_told(block: Block) -> Block:
        if isinstance(block, Paragraph):
            return replace(block, text=told(block.text))
        if isinstance(block, ListBlock):
            return replace(block, items=tuple(map(told, block.items)))
        return block

    for chapter in chapters:
        yield replace(chapter, blocks=tuple(map(block_told, chapter.blocks)))


def check_note(home: Home, dossier: Dossier) -> None:
    """Raise ``DataRejected`` for what is wrong with the consultant's note on a dossier's year."""
    _with_note(assemble(dossier), dossier, home)


def _with_note(report: Report, dossier: Dossier, home: Home) -> Report:
    """The report with the consultant's note of the year, where there is one."""
    path = note_path(home, dossier.city.slug, dossier.year, dossier.language.code, dossier.period)
    chapters = {chapter.code: chapter.title for chapter in report.chapters}
    note = read_note(path, home.relative(path), chapters, references(dossier))
    return with_note(report, note, dossier.text("Remarks of the evaluator"))


def _decisions(home: Home, slug: str) -> Decisions:
    """Entries of corrections.yaml by finding; their evidence and who decided is shown."""
    path = home.raw(slug) / "corrections.yaml"
    entries = read_yaml(path, home.relative(path)) if path.is_file() else None
    return {finding: entry for entry in entries or () for finding in entry["findings"]}
