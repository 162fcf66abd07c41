"""A consultant's notes: the file of a year with all that it may refer to, and their check."""

from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING

from rapor.catalogue import load_catalogue, load_city
from rapor.ground.errors import Problems
from rapor.ground.files import write_bytes
from rapor.ground.language import LANGUAGES
from rapor.ground.paths import Home
from rapor.ground.period import ANNUAL, PERIODS
from rapor.run import stages

if TYPE_CHECKING:
    from rapor.validate import Validated


def note(
    home: Home, city: str, year: int, language: str = "id", period: str = ANNUAL
) -> tuple[Path, str]:
    """Make the file where there is none, with a section a chapter; and what can be written in it.

    The second is a text for the terminal: the chapters by code, and every reference with the
    figure that it stands for today. Raises as ``stages.evaluation``.
    """
    tables = stages.in_words(home, city, year, language, period, load_catalogue(home, city))
    from rapor.report import dossier_of
    from rapor.report.notes import SECTION, note_path, references
    from rapor.report.writing import assemble

    dossier = dossier_of(home, city, year, language, tables, load_catalogue(home, city), period)
    titles = {chapter.code: chapter.title for chapter in assemble(dossier).chapters}
    path = note_path(home, city, year, language, period)
    if not path.exists():
        sections = "\n\n".join(f"{SECTION}{code}" for code in titles)
        write_bytes(path, f"{sections}\n".encode())
    lines = ["Sections (the code after '## '; leave out what you do not need):"]
    lines += [f"  {code:<16}{title}" for code, title in titles.items()]
    lines += ["", "References, and what they stand for today:"]
    lines += [f"  {{{name}}}  {text}" for name, text in references(dossier).items()]
    return path, "\n".join(lines)


def check_notes(home: Home, validated: "Validated", problems: Problems) -> None:
    """Read every note of a city as its report will, and add what is wrong with one.

    Each is held against the evaluation of its year, made in memory from ``validated``.
    """
    if not (home.raw(validated.slug) / "notes").is_dir():
        return
    from rapor.evaluate import evaluate_year
    from rapor.report import check_note, dossier_of
    from rapor.report.notes import note_path

    slug = validated.slug
    city, catalogue = load_city(home, slug), load_catalogue(home, slug)
    known = {"findings": validated.findings, "checks": validated.checks, **validated.accepted}
    for year, period in product(city.years, PERIODS):
        in_languages = [
            language
            for language in LANGUAGES
            if note_path(home, slug, year, language, period).is_file()
        ]
        if in_languages:
            made = evaluate_year(
                city, year, validated.accepted, validated.findings, catalogue, period=period
            )
        for language in in_languages:
            with problems.gathering():
                of_year = {**known, **made}
                check_note(home, dossier_of(home, slug, year, language, of_year, catalogue, period))
