"""The data request of a city and year, written for its agencies."""

from pathlib import Path

from rapor.catalogue import load_catalogue, load_city
from rapor.ground.errors import DataRejected, Problem, UsageError
from rapor.ground.files import write_bytes
from rapor.ground.paths import Home
from rapor.ground.period import folder_of
from rapor.run import stages
from rapor.run.params import check_language

NAMES = {"id": "permintaan-data.xlsx", "en": "data-request.xlsx"}
FOLDER = "requests"
"""Beside ``reports`` and not in it: what stands there is the pipeline's to replace and remove,
and a form that an agency has filled must not be lost so."""


def request(
    home: Home, city: str, year: int, period: str, language: str, output: Path | None = None
) -> Path:
    """Write the form of a city and year; return where it stands.

    Raises as ``stages.evaluation``, ``UsageError`` for an output that is no .xlsx, and
    ``DataRejected`` when another file stands there: it may be a form that was filled.
    """
    check_language(language)
    if output is not None and output.suffix.lower() != ".xlsx":
        raise UsageError(
            Problem("--output", output.name, "a file name that ends in .xlsx", "correct it")
        )
    tables = stages.everything(home, city, year, period)
    from rapor.request.asking import form_of
    from rapor.request.workbook import workbook

    form = form_of(load_city(home, city), load_catalogue(home), tables, year, period, language)
    path = output or home.root / FOLDER / city / folder_of(year, period) / NAMES[language]
    content = workbook(form)
    if path.exists() and path.read_bytes() != content:
        raise DataRejected(
            Problem(
                home.relative(path),
                "another file stands there; it may have been filled",
                "no file, or the same one",
                "move it away, or name another with --output",
            )
        )
    write_bytes(path, content)
    return path
