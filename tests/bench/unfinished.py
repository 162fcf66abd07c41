"""Projects in which a command is killed: as they are before it, with one run's work or none."""

import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import openpyxl
from copies import MADE, REPOSITORY, copy_of_sample
from killing import REPORTS, start

from rapor.ground.paths import Home

CITY, SMALL = "kota-contoh", "kota-uji"
FORM, DOCUMENT = "isian.xlsx", "peraturan.txt"
RAW = ("data/raw",)
_TEXT = """PERATURAN WALI KOTA BARU
NOMOR 5 TAHUN 2022
ROAD MAP REFORMASI BIROKRASI
TAHUN 2023-2025
pada tanggal 7 Maret 2022
"""
_TABLE = """
Tabel {number}. Sasaran, Indikator dan Target Penguatan Pengawasan

No|Sasaran|Indikator|Tahapan|||Target 2025
|||2023|2024|2025|
1|Terawasi|Nilai SPIP|2|3|{value}|{value}

Sumber : olahan
"""
_TABLES = 20


@dataclass(frozen=True)
class Project:
    """A command, how the projects for it are made, the folders that it writes to.

    ``writes`` is about how often something appears in them.
    """

    command: tuple[str, ...]
    starts: Callable[[Path], Sequence[Path]]
    folders: Sequence[str] = MADE
    writes: int = 60


def _reported(folder: Path, *command: str) -> Sequence[Path]:
    """A project where nothing is made, and one that was made from other data."""
    fresh, older = folder / "fresh", Home(folder / "older")
    _years(copy_of_sample(fresh))
    shutil.copytree(fresh, older.root)
    _made_of_other_data(older, CITY, "51,53", "50,00", command)
    return fresh, older.root


def _made_of_other_data(
    home: Home, city: str, value: str, other: str, command: tuple[str, ...]
) -> None:
    realised = home.raw(city) / "realisation.csv"
    now = realised.read_text(encoding="utf-8")
    realised.write_text(now.replace(value, other), encoding="utf-8")
    _run(home, *command)
    realised.write_text(now, encoding="utf-8")


def _years(home: Home) -> None:
    text = home.params.read_text(encoding="utf-8")
    text = text.replace("  - id\n", "  - id\n  - en\n").replace("  - 2023\n", "")
    home.params.write_text(text, encoding="utf-8")


def _with_dvc(folder: Path) -> Sequence[Path]:
    """The smaller city and a year, with all that DVC runs."""
    fresh, older = Home(folder / "fresh"), Home(folder / "older")
    copy_of_sample(fresh.root)
    lists = f"cities:\n  - {SMALL}\nyears:\n  - 2022\nlanguages:\n  - id\n"
    fresh.params.write_text(lists, encoding="utf-8")
    for name in ("dvc.yaml", ".dvcignore", ".dvc/config", "requirements.lock"):
        (fresh.root / name).parent.mkdir(exist_ok=True)
        shutil.copy(REPOSITORY / name, fresh.root / name)
    for name in ("src", "notebooks"):
        without = shutil.ignore_patterns("__pycache__", ".*")
        shutil.copytree(REPOSITORY / name, fresh.root / name, ignore=without)
    for name in MADE:
        (fresh.root / name).mkdir()
        shutil.copy(REPOSITORY / name / ".gitignore", fresh.root / name)
    subprocess.run(["git", "init", "--quiet"], cwd=fresh.root, check=True)
    shutil.copytree(fresh.root, older.root)
    _made_of_other_data(older, SMALL, "2,05", "2,15", REPORTS)
    return fresh.root, older.root


def _ingested(folder: Path) -> Sequence[Path]:
    """A project without the city, and one with the tables of an earlier text of the document."""
    fresh, older = Home(folder / "fresh"), Home(folder / "older")
    for home, value in ((older, "3,5"), (fresh, "4")):
        copy_of_sample(home.root)
        tables = (_TABLE.format(number=f"1.{n}", value=value) for n in range(1, _TABLES))
        text = _TEXT + "".join(tables)
        (home.root / DOCUMENT).write_text(text.replace("|", "\t"), encoding="utf-8")
    _run(older, *INGEST)
    shutil.copy(fresh.root / DOCUMENT, older.root / DOCUMENT)
    (older.raw("kota-baru") / "sources.yaml").unlink()  # it has the earlier text's SHA-256
    return fresh.root, older.root


def _sent(folder: Path) -> Sequence[Path]:
    """A project whose tables are made, with a form that is filled."""
    home = copy_of_sample(folder / "sent")
    _run(home, "request", SMALL, "2023", "--output", str(home.root / FORM))
    book = openpyxl.load_workbook(home.root / FORM)
    for sheet in book:
        columns = {cell.value: cell.column for cell in sheet[1]}
        for row in sheet.iter_rows():
            if row[0].value == "indicator:spbe_index" and "realised" in columns:
                sheet.cell(row[0].row, columns["realised"]).value = "2,40"
    book.save(home.root / FORM)
    return (home.root,)


def _run(home: Home, *command: str) -> None:
    if code := start(home, command).wait():
        sys.exit(f"{' '.join(command)} ended with {code}")


REPORT = ("report", CITY, "2021")
RUN = ("run", "04_report", "-p", "city", CITY, "--each", "year", "--each", "language")
INGEST = ("ingest", DOCUMENT, "--city", "kota-baru")
BRIEF, SLIDES = ("brief", CITY, "2021"), ("slides", CITY, "2021")
EXTRACT, EXPORT = ("extract", CITY, "2021"), ("export", CITY)
SHORT, PACKAGE = ("data/processed", "short-reports"), ("data/processed", "exports")
RECEIVE = ("receive", FORM, "--apply", "--by", "Uji", "--on", "2024-02-01")

PROJECTS = {
    "report": Project(REPORT, lambda folder: _reported(folder, *REPORT)),
    "run": Project(RUN, lambda folder: _reported(folder, *RUN)),
    "reports": Project(REPORTS, _with_dvc),
    "ingest": Project(INGEST, _ingested, RAW, writes=25),
    "brief": Project(BRIEF, lambda folder: _reported(folder, *BRIEF), SHORT, writes=25),
    "extract": Project(EXTRACT, lambda folder: _reported(folder, *EXTRACT), SHORT, writes=25),
    "slides": Project(SLIDES, lambda folder: _reported(folder, *SLIDES), SHORT, writes=25),
    "export": Project(EXPORT, lambda folder: _reported(folder, *EXPORT), PACKAGE, writes=40),
    "receive": Project(RECEIVE, _sent, RAW, writes=7),
}
