"""``rapor report``: the whole chain for one city and year."""

from pathlib import Path

from rapor.catalogue import load_catalogue
from rapor.ground.paths import Home
from rapor.ground.period import ANNUAL, folder_of
from rapor.run import stages
from rapor.run.batch import execute_all, tell
from rapor.run.notebook import prepare


def report(
    home: Home,
    city: str,
    year: int,
    language: str,
    period: str = ANNUAL,
    base: Path | None = None,
) -> Path:
    """Make every stage anew and write the report; return the report's folder.

    The report is written by its notebook, so that page and notebook always belong together;
    with ``base``, a firm's own Word document, its .docx is then written again on that.
    Everything is checked before the first stage starts. Raises as ``stages.report``, and
    ``MissingInput`` or ``DataRejected`` for a ``base`` that cannot be used.
    """
    if base is not None:
        from rapor.write.word import check_base

        check_base(base)
    given = [("city", city), ("year", str(year)), ("language", language), ("period", period)]
    run = prepare(home, "04_report", given)
    tell(f"clean {city} ...")
    stages.clean(home, city)
    tell(f"validate {city} ...")
    stages.validate(home, city)
    tell(f"evaluate {city} {folder_of(year, period)} ...")
    stages.evaluate(home, city, year, period)
    execute_all([run], jobs=1)
    if base is not None:
        tell(f"write on {base.name} ...")
        _write_on(base, home, city, year, language, period)
    return run.folder


def _write_on(base: Path, home: Home, city: str, year: int, language: str, period: str) -> None:
    """Write the Word document again, on a firm's own; the other formats stay as they are."""
    from rapor.report import write_report
    from rapor.write.word import docx

    writers = {"docx": lambda content: docx(content, base)}
    tables = stages.in_words(home, city, year, language, period)
    catalogue = load_catalogue(home)
    write_report(home, city, year, language, tables, catalogue, period, writers)
