"""``rapor brief``, ``rapor extract``, ``rapor slides``: for the mayor, each agency, a meeting.

They are made from the same content as the report and stand beside ``reports``, so that no run of
the pipeline takes them away.
"""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from rapor.catalogue import load_catalogue
from rapor.catalogue.names import nearest
from rapor.ground.errors import Problem, UsageError
from rapor.ground.files import write_bytes
from rapor.ground.language import LANGUAGES
from rapor.ground.paths import Home
from rapor.ground.period import ANNUAL, folder_of
from rapor.run import stages
from rapor.write.content import Report

if TYPE_CHECKING:
    from rapor.report.dossier import Dossier

FOLDER = "short-reports"
_BRIEF = {"id": "ringkas", "en": "brief"}
_SLIDES = {"id": "paparan", "en": "slides"}
_INDEX = {"id": "daftar.csv", "en": "list.csv"}


def brief(home: Home, city: str, year: int, language: str, period: str = ANNUAL) -> list[Path]:
    """Write the brief as PDF and Word; raises as ``stages.evaluation``."""
    from rapor.report.short_forms import brief as content_of

    dossier = _dossier(home, city, year, language, period)
    return _write(_folder(home, city, year, period), _BRIEF[language], content_of(dossier))


def extracts(
    home: Home,
    city: str,
    year: int,
    language: str,
    agencies: Sequence[str] = (),
    period: str = ANNUAL,
) -> list[Path]:
    """Write an extract for each agency, or for those of ``agencies``, and a list of them.

    Raises ``UsageError`` for an agency that has nothing to report on, and as
    ``stages.evaluation``.
    """
    from rapor.ground.files import csv_text
    from rapor.report.recommendations import recommended
    from rapor.report.short_forms import agencies_of, extract

    dossier = _dossier(home, city, year, language, period)
    known = agencies_of(dossier)
    _refuse_unknown(agencies, known)
    advice, folder = recommended(dossier), _folder(home, city, year, period)
    written, rows = [], []
    for agency in agencies or known:
        content = extract(dossier, agency, advice)
        paths = _write(folder / "agencies", agency.replace("_", "-"), content)
        written += paths
        rows.append({"agency": content.front.city, "files": " ".join(path.name for path in paths)})
    listed = folder / "agencies" / _INDEX[language]
    write_bytes(listed, csv_text(["agency", "files"], rows).encode("utf-8"))
    return [listed, *written]


def levels(home: Home, city: str, year: int, language: str, period: str = ANNUAL) -> list[Path]:
    """Write two pages for each level above the agencies; raises as ``stages.evaluation``."""
    from rapor.report.levels import level_pages, levels_of

    dossier = _dossier(home, city, year, language, period)
    folder, written = _folder(home, city, year, period) / "levels", []
    for level, area in levels_of(dossier):
        stem = "-".join(filter(None, (level.code, area))).replace("_", "-")
        ending = "" if language == LANGUAGES[0] else f".{language}"
        written += _write(folder, f"{stem}{ending}", level_pages(dossier, level, area))
    return written


def slides(
    home: Home, city: str, year: int, language: str, period: str = ANNUAL, base: Path | None = None
) -> list[Path]:
    """Write eight slides, on a firm's deck (``base``) where one is given.

    Raises as ``stages.evaluation``, and as ``check_slides_base``, before anything is made.
    """
    from rapor.report.slides import slides as content_of
    from rapor.write.slides import check_slides_base, pptx

    if base is not None:
        check_slides_base(base)
    content = content_of(_dossier(home, city, year, language, period))
    path = _folder(home, city, year, period) / f"{_SLIDES[language]}.pptx"
    write_bytes(path, pptx(content, base))
    return [path]


def _dossier(home: Home, city: str, year: int, language: str, period: str) -> "Dossier":
    from rapor.report import dossier_of

    catalogue = load_catalogue(home, city)
    tables = stages.in_words(home, city, year, language, period, catalogue)
    return dossier_of(home, city, year, language, tables, catalogue, period)


def _refuse_unknown(asked: Sequence[str], known: Sequence[str]) -> None:
    problems = [
        Problem(
            "--agency",
            repr(agency[:60]),
            "a code of an agency that carries an indicator or an activity of the year",
            f"nearest: {', '.join(nearest(agency, known)) or ', '.join(known)}",
        )
        for agency in asked
        if agency not in known
    ]
    if problems:
        raise UsageError(problems)


def _folder(home: Home, city: str, year: int, period: str) -> Path:
    return home.root / FOLDER / city / folder_of(year, period)


def _write(folder: Path, stem: str, content: Report) -> list[Path]:
    """Both formats of a short report, written when both are whole."""
    from rapor.write.pdf import pdf
    from rapor.write.word import docx

    writers: Mapping[str, Callable[[Report], bytes]] = {"pdf": pdf, "docx": docx}
    whole = {folder / f"{stem}.{ending}": write(content) for ending, write in writers.items()}
    for path, made in whole.items():
        write_bytes(path, made)
    return list(whole)
