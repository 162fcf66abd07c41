"""Seconds, memory and size of each format, of one report and of every city and year."""

import json
import subprocess
import sys
from pathlib import Path

import yaml
from project_copy import COPY, run

from rapor.catalogue import load_city
from rapor.ground.paths import Home

AIMS = {
    "all": "aim: under 1.5 s after start-up, on one core",
    "pdf": "aim: under 0.2 s",
    "html": "aim: under 400 kB",
}
ONE = Path(__file__).with_name("one_report.py")


def formats() -> None:
    """Each format in a process of its own, all in one, then the sizes of every report."""
    params = yaml.safe_load((COPY / "params.yaml").read_text(encoding="utf-8"))
    city, language = params["cities"][0], params["languages"][0]
    year = max(set(params["years"]) & set(load_city(Home(COPY), city).years))
    run("rapor", "report", city, str(year))
    print(f"\n{f'one report ({city} {year} {language})':<30}"
          f"{'cold s':>8}{'warm s':>8}{'MB':>8}{'of it':>8}{'kB':>8}")  # fmt: skip
    endings = list(_measured(city, year, language)["formats"])
    for ending in endings:
        cost = _measured(city, year, language, ending)
        cold, warm = cost["formats"][ending]
        _row(ending, cold, warm, cost, cost["sizes"][ending])
    cost = _measured(city, year, language)
    _row("all", *cost["all"], cost, sum(cost["sizes"].values()))
    _sizes(params, endings)


def _measured(city: str, year: int, language: str, *endings: str) -> dict:
    done = subprocess.run(
        [sys.executable, ONE, COPY, city, str(year), language, *endings],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        sys.exit(done.stderr)
    return json.loads(done.stdout)


def _row(name: str, cold: float, warm: float, cost: dict, size: int) -> None:
    added = cost["mb"] - cost["before"]
    print(f"{name:<30}{cold:>8.2f}{warm:>8.2f}{cost['mb']:>8.0f}{added:>8.0f}{size / 1000:>8.0f}"
          f"  {AIMS.get(name, '')}".rstrip(), flush=True)  # fmt: skip


def _sizes(params: dict, endings: list[str]) -> None:
    """kB of each file of each city's year, in the first language, and seconds to make them."""
    language = params["languages"][0]
    print(
        f"\n{'kB of each report':<30}{'warm s':>8}" + "".join(f"{ending:>8}" for ending in endings)
    )
    for city in params["cities"]:
        for year in sorted(set(params["years"]) & set(load_city(Home(COPY), city).years)):
            cost = _measured(city, year, language)
            sizes = "".join(f"{size / 1000:>8.0f}" for size in cost["sizes"].values())
            print(f"{f'{city} {year}':<30}{cost['all'][1]:>8.2f}{sizes}", flush=True)
    reports = COPY / "reports"
    others = [
        *reports.glob("compare/*/*.html"),
        *(path for path in reports.glob("*") if path.is_file()),
    ]
    for path in sorted(others):
        print(f"{path.relative_to(reports)!s:<38}{path.stat().st_size / 1000:>8.0f}")
