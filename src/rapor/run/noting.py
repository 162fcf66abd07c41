"""``rapor note``: the file of a consultant's note on a year, with all that it may refer to."""

from pathlib import Path

from rapor.catalogue import load_catalogue
from rapor.ground.files import write_bytes
from rapor.ground.paths import Home
from rapor.ground.period import ANNUAL
from rapor.run import stages


def note(
    home: Home, city: str, year: int, language: str = "id", period: str = ANNUAL
) -> tuple[Path, str]:
    """Make the file where there is none, with a section a chapter; and what can be written in it.

    The second is a text for the terminal: the chapters by code, and every reference with the
    figure that it stands for today. Raises as ``stages.evaluation``.
    """
    tables = stages.in_words(home, city, year, language, period, load_catalogue(home))
    from rapor.report import dossier_of
    from rapor.report.notes import SECTION, note_path, references
    from rapor.report.writing import assemble

    dossier = dossier_of(home, city, year, language, tables, load_catalogue(home), period)
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
