"""The page of all reports, in the first language of the pipeline and in the others, and its search.

For the search, a text that many lines share stands once, and a line is a place in each of a few
lists: sixty thousand lines of five hundred cities take about a megabyte and a half.
"""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby
from pathlib import Path
from typing import Any, Generic, TypeVar

from jinja2.utils import htmlsafe_json_dumps

from rapor.ground.files import write_bytes
from rapor.ground.language import LANGUAGES, Language
from rapor.ground.language import language as language_of
from rapor.ground.paths import COMPARISON, Home
from rapor.ground.period import HALVES, half_name
from rapor.report.branding import letterhead_of
from rapor.report.chapters.achievement import LINE, UNPLANNED_ANCHOR
from rapor.report.chapters.followup import CODE as FOLLOW_UP
from rapor.report.front import COUNTED
from rapor.report.near import COMPARISON_STEMS, OWN_NAMES, STEMS
from rapor.report.site.listed import ON_REQUEST, UNPLANNED, ListedLine, ListedReport
from rapor.report.status import STATUSES, Status, word
from rapor.write.brand import HOUSE, Brand, read_brand
from rapor.write.formats import WRITERS
from rapor.write.html import in_brand, inserted, part, rendered

FIRST = 50
"""Cities that stand in the page itself, as many as it shows at first."""
_A_PART = 100
"""Cities in a file beside the page."""
Value = TypeVar("Value", bound=Hashable)


def page_name(code: str, languages: Sequence[str]) -> str:
    """Name of the page in a language: ``index.html`` in the first of the pipeline."""
    return "index.html" if code == languages[0] else f"index.{code}.html"


def write_site(
    home: Home, reports: Mapping[str, Sequence[ListedReport]], compared: Sequence[int]
) -> list[Path]:
    """Write the page in every language of ``reports``, the first one first; returns the pages.

    ``reports`` are those of the pipeline by language, ``compared`` the years that have
    a page between cities. Pages of languages that are no longer made are removed.
    Raises ``DataRejected`` for the project's brand.
    """
    languages = list(reports)
    brand = replace(read_brand(home), state="")  # a report is a draft, the list of them is none
    sites = [Site(code, languages, listed, compared, brand) for code, listed in reports.items()]
    pages = {home.reports / page_name(site.code, languages): html(site) for site in sites}
    beside = {home.reports / name: whole for site in sites for name, whole in site.parts.items()}
    for path, whole in (beside | pages).items():
        write_bytes(path, whole)
    for old in home.reports.glob("index*.part-*.js"):
        if old not in beside:
            old.unlink()
    for code in LANGUAGES:
        old = home.reports / f"index.{code}.html"
        if old not in pages:
            old.unlink(missing_ok=True)
    return list(pages)


@dataclass(frozen=True)
class Site:
    """All reports of the pipeline in one language."""

    code: str
    languages: Sequence[str]
    listed: Sequence[ListedReport]
    compared: Sequence[int]
    brand: Brand = HOUSE

    @cached_property
    def language(self) -> Language:
        """The language of the page."""
        return language_of(self.code)

    @cached_property
    def reports(self) -> list[ListedReport]:
        """The reports by name of the city, then by year."""
        return sorted(
            self.listed, key=lambda report: (report.name.casefold(), report.city, report.year)
        )

    @property
    def cities(self) -> list[tuple[ListedReport, list[ListedReport]]]:
        """The reports of each city, and the first of them for its name."""
        groups = [list(group) for _, group in groupby(self.reports, key=lambda report: report.city)]
        return [(group[0], group) for group in groups]

    @property
    def first(self) -> list[tuple[ListedReport, list[ListedReport]]]:
        """The cities that stand in the page itself."""
        return self.cities[:FIRST]

    @cached_property
    def parts(self) -> dict[str, bytes]:
        """Files that the page loads once it is shown, by name; none where there are few cities."""
        return _parts(self)

    @cached_property
    def undecided(self) -> bool:
        """Whether any report has an error that nobody has decided."""
        return any(report.undecided for report in self.reports)

    @cached_property
    def is_followed(self) -> bool:
        """Whether any report has something that somebody has still to act on."""
        return any(report.followed for report in self.reports)

    @property
    def years(self) -> list[int]:
        """Years of which there are reports."""
        return sorted({report.year for report in self.reports})

    @property
    def statuses(self) -> dict[str, Status]:
        """The statuses that first pages count, and the others where any report has them."""
        return {
            code: status
            for code, status in STATUSES.items()
            if code in COUNTED or any(report.status[code] for report in self.reports)
        }

    @property
    def others(self) -> dict[str, str]:
        """The page in the other languages, by code."""
        return {
            code: page_name(code, self.languages) for code in self.languages if code != self.code
        }

    def formats(self, report: ListedReport) -> dict[str, str]:
        """Where a report stands in each format, by the name of the format."""
        return {
            ending.upper(): f"{report.city}/{report.year}/{STEMS[self.code]}.{ending}"
            for ending in WRITERS
        }

    def follow_up(self, report: ListedReport) -> str:
        """Where the chapter on follow-up of a report stands."""
        return f"{self.formats(report)['HTML']}#chapter-{FOLLOW_UP}"

    def comparison(self, year: int) -> str:
        """Where the page between cities of a year stands."""
        return f"{COMPARISON}/{year}/{COMPARISON_STEMS[self.code]}.html"


def html(site: Site) -> bytes:
    """The page as one file, but for the list of reports on request that it asks for."""
    beside = list(site.parts)
    return rendered(
        "site/page.html.j2",
        site=site,
        text=site.language.text,
        own_names=OWN_NAMES,
        in_brand=in_brand(site.brand, ""),
        letterhead=list(letterhead_of(site.brand, site.language)),
        counted=COUNTED,
        on_request=ON_REQUEST,
        index="null" if beside else _data(_index(site)),
        parts=beside,
        words=_data(for_script(site.language)),
        site_style=inserted("site/page.css"),
        script=inserted("site/page.js"),
    )


def _parts(site: Site) -> dict[str, bytes]:
    """The index of a long page and the cities that are further down, as files of their own.

    Scripts, for a page of the file system may load nothing else: first the index of all
    lines, then the cities that are not in the page itself, as they are shown.
    """
    later = site.cities[FIRST:]
    if not later:
        return {}
    stem = page_name(site.code, site.languages).removesuffix(".html")
    shown = {"site": site, "text": site.language.text, "counted": COUNTED}
    bodies = {
        first.city: part("site/city.html.j2", city=first, reports=reports, **shown)
        for first, reports in later
    }
    texts = [f"window.raporIndex = {_data(_index(site))};\n"]
    slugs = list(bodies)
    for begin in range(0, len(slugs), _A_PART):
        some = {slug: bodies[slug] for slug in slugs[begin : begin + _A_PART]}
        texts.append(
            f"window.raporCities = Object.assign(window.raporCities ?? {{}}, {_data(some)});\n"
        )
    return {f"{stem}.part-{place}.js": text.encode() for place, text in enumerate(texts, start=1)}


def _index(site: Site) -> dict[str, Any]:
    return packed(site.language, site.reports, f"{STEMS[site.code]}.html")


def _data(content: dict[str, Any]) -> str:
    """JSON that may stand in a script element, whatever the texts in it are."""
    return htmlsafe_json_dumps(content, sort_keys=True, separators=(",", ":"))


def for_script(language: Language) -> dict[str, object]:
    """Messages by the names that the script knows them by; it fills in ``{count}`` itself."""
    return {
        "language": language.code,
        "languages": OWN_NAMES,
        "halves": {half: half_name(half) for half in HALVES},
        "between": language.text("Between local governments"),
        "reports": forms(language, "{count} report", "{count} reports"),
        "lines": forms(language, "{count} line", "{count} lines"),
        "cities": forms(language, "{count} local government", "{count} local governments"),
        "shown": language.text("{reports} of {cities}.", reports="{reports}", cities="{cities}"),
        "found": language.text("{lines} found in {reports} of {cities}.", **_BRACES),
        "missing": language.text(
            "{name} is missing beside this page, so that it shows the first local governments"
            " only; 'rapor site' makes it again.",
            name="{name}",
        ),
        "nothing": language.text("Nothing found. Fewer letters or fewer filters find more."),
        "first": language.text("The first {count} are shown.", count="{count}"),
        "more": language.text("Show {count} more", count="{count}"),
    }


_BRACES = {name: f"{{{name}}}" for name in ("lines", "reports", "cities")}


def forms(language: Language, one: str, many: str) -> list[str]:
    """The forms of a message with its count left open."""
    return [language.messages.ngettext(one, many, count) for count in (1, 2)]


class Places(Generic[Value]):
    """Different values in the order in which they first come, and the place of each."""

    def __init__(self, values: Iterable[Value] = ()) -> None:
        self._places: dict[Value, int] = {}
        for value in values:
            self.of(value)

    def of(self, value: Value) -> int:
        """The place of a value, a new one if it is new."""
        return self._places.setdefault(value, len(self._places))

    @property
    def values(self) -> list[Value]:
        """The values by place."""
        return list(self._places)


class _Packing:
    """The texts that lines share, gathered while reports are packed one after another."""

    def __init__(self, statuses: Iterable[str]) -> None:
        self.cities: Places[tuple[str, str]] = Places()
        self.areas: Places[tuple[str, str]] = Places()
        self.agencies: Places[str] = Places()
        self.teams: Places[tuple[int, ...]] = Places()
        self.subjects: Places[tuple[str, str, int, str]] = Places()
        self.figures: Places[str] = Places([""])
        self.statuses = Places(statuses)

    def report(self, report: ListedReport) -> list[Any]:
        """A report: its city, its year, and a list of places for each part of its lines."""
        parts = zip(*map(self._line, report.lines), strict=True) if report.lines else [()] * 5
        return [self.cities.of((report.city, report.name)), report.year, *parts]

    def _line(self, line: ListedLine) -> tuple[int, ...]:
        area = self.areas.of((line.area, line.area_name))
        return (
            self.subjects.of((line.indicator, line.name, area, line.unit)),
            self.teams.of(tuple(self.agencies.of(name) for name in line.agencies)),
            self.figures.of(line.target),
            self.figures.of(line.realised),
            self.statuses.of(line.status),
        )


def packed(language: Language, reports: Iterable[ListedReport], page: str) -> dict[str, Any]:
    """The index of some reports in their order; ``page`` is the name of a report's file.

    ``reports`` holds for each report the places of its city, year, and of each line's
    subject, agencies, target, realisation and status.
    """
    statuses = [[code, status.symbol, word(language, code)] for code, status in STATUSES.items()]
    statuses.append([UNPLANNED, "", language.text("outside the road map")])
    packing = _Packing(code for code, _, _ in statuses)
    packed_reports = [packing.report(report) for report in reports]
    return {
        "page": page,
        "anchors": {"line": LINE, UNPLANNED: UNPLANNED_ANCHOR},
        "statuses": statuses,
        "cities": packing.cities.values,
        "areas": packing.areas.values,
        "agencies": packing.agencies.values,
        "teams": packing.teams.values,
        "subjects": packing.subjects.values,
        "figures": packing.figures.values,
        "reports": packed_reports,
    }
