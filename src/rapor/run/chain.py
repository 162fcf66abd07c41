"""``rapor report``: the whole chain for one city and year."""

from pathlib import Path

from rapor.paths import Home
from rapor.period import ANNUAL, folder_of
from rapor.run import stages
from rapor.run.batch import execute_all, tell
from rapor.run.notebook import prepare


def report(home: Home, city: str, year: int, language: str, period: str = ANNUAL) -> Path:
    """Make every stage anew and write the report; return the report's folder.

    The report is written by its notebook, so that page and notebook always belong together.
    Everything is checked before the first stage starts. Raises as ``stages.report``.
    """
    given = [("city", city), ("year", str(year)), ("language", language), ("period", period)]
    run = prepare(home, "04_report", given)
    tell(f"clean {city} ...")
    stages.clean(home, city)
    tell(f"validate {city} ...")
    stages.validate(home, city)
    tell(f"evaluate {city} {folder_of(year, period)} ...")
    stages.evaluate(home, city, year, period)
    execute_all([run], jobs=1)
    return run.folder
