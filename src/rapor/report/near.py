"""Where a report leads to: its other formats, the city's other years, the comparison, the site.

What is linked to is what the pipeline makes by ``params.yaml``, not what happens to stand: the same
inputs give the same page.
"""

from collections.abc import Mapping

from rapor.ground.files import read_yaml
from rapor.ground.paths import COMPARISON, MARKER, Home
from rapor.ground.period import ANNUAL, folder_of
from rapor.report.compare.page import FILES
from rapor.report.dossier import Dossier

OWN_NAMES = {"id": "Bahasa Indonesia", "en": "English"}
"""Each language in its own words, so that who reads it finds it."""
_FORMATS = {"pdf": "PDF", "docx": "Word", "xlsx": "Excel"}


def near(dossier: Dossier, home: Home, stems: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """Words and relative addresses; of a project without settings only the formats."""
    language, year = dossier.language.code, dossier.year
    stem = stems[language]
    links = [(name, f"{stem}.{ending}") for ending, name in _FORMATS.items()]
    params = read_yaml(home.params, MARKER) if home.params.is_file() else {}
    years = [one for one in params.get("years") or () if one in dossier.city.years]
    languages = tuple(params.get("languages") or ())
    if dossier.is_annual:
        links += [
            (OWN_NAMES[code], f"{stems[code]}.html")
            for code in languages
            if code in stems and code != language and year in years
        ]
    if dossier.city.slug not in (params.get("cities") or ()) or language not in languages:
        return tuple(links)
    links += [
        (str(one), f"../{folder_of(one, ANNUAL)}/{stem}.html")
        for one in years
        if one != year or not dossier.is_annual
    ]
    if year in years:
        page = f"{COMPARISON}/{year}/{FILES[language]}"
        links.append((dossier.text("Cities side by side"), f"../../{page}"))
    index = "index.html" if language == languages[0] else f"index.{language}.html"
    links.append((dossier.text("All reports"), f"../../{index}"))
    return tuple(links)
