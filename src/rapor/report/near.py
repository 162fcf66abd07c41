"""Where a report leads to: its other formats, the city's other years, the comparison, the site.

What is linked to is what the pipeline makes by ``params.yaml``, not what happens to stand: the same
inputs give the same page.
"""

from collections.abc import Sequence
from typing import Any

from rapor.ground.files import read_yaml
from rapor.ground.paths import COMPARISON, MARKER, Home
from rapor.ground.period import ANNUAL, folder_of
from rapor.report.compare.between import MOST_EACH, Between
from rapor.report.dossier import Dossier

STEMS = {"id": "evaluasi", "en": "evaluation"}
"""The report's file name follows its language."""
COMPARISON_STEMS = {"id": "perbandingan", "en": "comparison"}
"""That of the page between cities too."""
OWN_NAMES = {"id": "Bahasa Indonesia", "en": "English"}
"""Each language in its own words, so that who reads it finds it."""
_FORMATS = {"pdf": "PDF", "docx": "Word", "xlsx": "Excel"}


def near(dossier: Dossier, home: Home) -> tuple[tuple[str, str], ...]:
    """Words and relative addresses; of a project without settings only the formats."""
    language, year = dossier.language.code, dossier.year
    stem = STEMS[language]
    links, params = _formats(stem), _settings(home)
    years = [own for own in params.get("years") or () if own in dossier.city.years]
    languages = tuple(params.get("languages") or ())
    if dossier.is_annual:
        links += [
            (OWN_NAMES[code], f"{STEMS[code]}.html")
            for code in languages
            if code in STEMS and code != language and year in years
        ]
    if dossier.city.slug not in (params.get("cities") or ()) or language not in languages:
        return tuple(links)
    links += [
        (str(other), f"../{folder_of(other, ANNUAL)}/{stem}.html")
        for other in years
        if other != year or not dossier.is_annual
    ]
    if year in years:
        page = f"{COMPARISON}/{year}/{COMPARISON_STEMS[language]}.html"
        if len(params["cities"]) > MOST_EACH:
            page += f"#city={dossier.city.slug}"  # which the page of many marks
        links.append((dossier.text("Local governments side by side"), f"../../{page}"))
    links.append((dossier.text("All reports"), _index(language, languages)))
    return tuple(links)


def near_comparison(between: Between, home: Home) -> tuple[tuple[str, str], ...]:
    """Those of a comparison: formats, languages, the other years, each city's report, the site."""
    language, year, params = between.language.code, between.year, _settings(home)
    links = _formats(COMPARISON_STEMS[language])
    languages = tuple(params.get("languages") or ())
    years, cities = params.get("years") or (), params.get("cities") or ()
    if year not in years or language not in languages:
        return tuple(links)
    links += [
        (OWN_NAMES[code], f"{COMPARISON_STEMS[code]}.html")
        for code in languages
        if code in COMPARISON_STEMS and code != language
    ]
    reached = {own for dossier in between.dossiers.values() for own in dossier.city.years}
    links += [
        (str(other), f"../{other}/{COMPARISON_STEMS[language]}.html")
        for other in years
        if other != year and other in reached
    ]
    if len(between.dossiers) <= MOST_EACH:
        links += [
            (name, f"../../{slug}/{folder_of(year, ANNUAL)}/{STEMS[language]}.html")
            for slug, name in between.names.items()
            if slug in cities
        ]
    links.append((between.text("All reports"), _index(language, languages)))
    return tuple(links)


def _formats(stem: str) -> list[tuple[str, str]]:
    return [(name, f"{stem}.{ending}") for ending, name in _FORMATS.items()]


def _settings(home: Home) -> dict[str, Any]:
    return read_yaml(home.params, MARKER) if home.params.is_file() else {}


def _index(language: str, languages: Sequence[str]) -> str:
    return "../../index.html" if language == languages[0] else f"../../index.{language}.html"
