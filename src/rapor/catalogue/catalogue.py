"""The whole catalogue of a home, read once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations, pairwise
from pathlib import Path

from rapor.catalogue.cities import Cities, CityFacts
from rapor.catalogue.city import no_such_city
from rapor.catalogue.comparators import CityGroup, PublishedResult, read_groups, read_published
from rapor.catalogue.entries import LABELS, NATIONAL_LABELS
from rapor.catalogue.indicators import (
    Indicator,
    Labels,
    labels_of_names,
    read_indicators,
    read_labels,
)
from rapor.catalogue.instruments import Instrument, read_instrument
from rapor.catalogue.names import read_abbreviations
from rapor.catalogue.ranking import Benchmark, Ranking, read_benchmarks, read_ranking
from rapor.catalogue.registers import (
    Register,
    check_own_codes,
    read_agencies,
    read_register,
    with_own,
)
from rapor.catalogue.reporting_round import NO_ROUND, ReportingRound, read_round
from rapor.catalogue.result_lists import ResultYears, read_result_years
from rapor.catalogue.rules import EvidenceRule, read_rules
from rapor.catalogue.scales import Achievement, Scale, read_achievement, read_scales
from rapor.catalogue.series import Series, TrajectoryRules, read_series, read_trajectory
from rapor.catalogue.wording import Wordings, read_wordings
from rapor.ground.digests import read_once
from rapor.ground.errors import Problems
from rapor.ground.files import read_yaml
from rapor.ground.paths import REFERENCE, Home, slug
from rapor.ground.project_files import stored
from rapor.ground.shape import Fields, Text

INDICATORS, LABELS_FILE, AGENCIES_FILE = "indicators.yaml", "labels.csv", "agencies.csv"
"""Lists that stand once for all cities, and may stand with a city for what is its own."""
INSTRUMENT = "instrument.yaml"
"""The instrument that a city was scored with, where its weights are not those of the national."""

_MOST_CATALOGUES = 16
"""National catalogues that are remembered: a project, and those in which changes were tried."""
_VERSION_FILE = "version.yaml"
VERSION_SHAPE = Fields(
    fields={
        "version": Text(
            pattern=r"20[0-9]{2}\.[0-9]+",
            form="a year and a number within it, such as 2026.1",
            meaning="of the catalogue and the cities' data together",
        )
    },
    needed=("version",),
)


@dataclass(frozen=True)
class Catalogue:
    """Everything under ``data/reference``; see the modules of this room for each part.

    With a city it also has that city's own agencies, labels and indicators, and the instrument of
    its own sheet where it has one. ``cities`` reads each city only when it is asked for.
    """

    cities: Mapping[str, CityFacts]
    indicators: dict[str, Indicator]
    labels: Labels
    agencies: Register
    goals: Register
    areas: Register
    themes: Register
    instruments: tuple[Instrument, ...]
    scales: tuple[Scale, ...]
    achievement: Achievement
    trajectory: TrajectoryRules
    series: Series
    rules: Mapping[str, EvidenceRule]
    wordings: Wordings
    result_years: ResultYears
    ranking: Ranking = field(default_factory=Ranking)
    benchmarks: tuple[Benchmark, ...] = ()
    groups: tuple[CityGroup, ...] = ()
    published: tuple[PublishedResult, ...] = ()
    round: ReportingRound = NO_ROUND
    own_instrument: Instrument | None = None
    own: frozenset[str] = frozenset()
    """Codes of the indicators that a city's own list has."""
    units: Mapping[str, str] = field(default_factory=dict)
    """Units as a report in another language calls them, by the word of the documents."""
    abbreviations: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """What each short form stands for, by language."""

    def city(self, name: str) -> CityFacts:
        """Facts of a city; raises ``UsageError`` for one that the catalogue does not have."""
        facts = self.cities.get(slug(name))
        if facts is None:
            raise no_such_city(name, self.cities)
        return facts

    def instrument(self, year: int) -> Instrument | None:
        """The instrument in force for an evaluation year; None where there is none yet.

        That of the city's own sheet goes before a national one.
        """
        if self.own_instrument and self.own_instrument.holds_in(year):
            return self.own_instrument
        return next((known for known in self.instruments if known.holds_in(year)), None)

    def benchmark(self, indicator: str, year: int) -> Benchmark | None:
        """The published mean of an indicator in a year; None where none is known."""
        of_year = (mean for mean in self.benchmarks if mean.year == year)
        return next((mean for mean in of_year if mean.indicator == indicator), None)

    def scale(self, family: str, year: int) -> Scale | None:
        """Categories or ranks of a family in a year; None where there are none."""
        for scale in self.scales:
            if scale.family == family and scale.first_year <= year <= scale.last_year:
                return scale
        return None


def load_catalogue(home: Home, city: str = "") -> Catalogue:
    """Read the catalogue of a home, with what is a city's own where one is named.

    Raises ``MissingInput`` or ``DataRejected``, and ``UsageError`` for a city that there is not.
    """
    national = replace(_national(home), cities=Cities(home))
    return with_city(national, home, city) if city else national


def with_city(national: Catalogue, home: Home, city: str) -> Catalogue:
    """A national catalogue with the agencies, labels, indicators and instrument of a city's own.

    Each of the city's files may be absent. Raises as ``load_catalogue``.
    """
    national.city(city)
    folder = home.raw(city)
    own = _own_indicators(national, folder / INDICATORS, home.relative(folder / INDICATORS))
    indicators = {**national.indicators, **own}
    labels, agencies = labels_of_names(own), Register({})
    if (path := folder / LABELS_FILE).is_file():
        labels = labels.under(read_labels(path, home.relative(path), indicators, LABELS))
    if (path := folder / AGENCIES_FILE).is_file():
        agencies = read_agencies(path, home.relative(path))
        check_own_codes(national.agencies, agencies, home.relative(path))
    return replace(
        national,
        indicators=indicators,
        labels=national.labels.with_own(labels),
        agencies=with_own(national.agencies, agencies),
        own_instrument=_own_instrument(indicators, folder / INSTRUMENT, home),
        own=frozenset(own),
    )


def _own_instrument(
    indicators: Mapping[str, Indicator], path: Path, home: Home
) -> Instrument | None:
    """The instrument of a city's own sheet; None of no file."""
    if not path.is_file():
        return None
    shown, problems = home.relative(path), Problems()
    instrument = read_instrument(path, shown)
    _check_instrument(instrument, indicators, shown, problems)
    _check_years([_span(instrument)], shown, problems)
    problems.raise_if_any()
    return instrument


def _own_indicators(national: Catalogue, path: Path, shown: str) -> dict[str, Indicator]:
    """A city's own indicators; none of no file. A national code is a problem."""
    if not path.is_file():
        return {}
    indicators, problems = read_indicators(path, shown, own=True), Problems()
    _check_indicators(national, indicators, shown, problems)
    for code in sorted(set(indicators) & set(national.indicators)):
        step = "remove the entry, or give what is measured otherwise another code"
        problems.add(f"{shown} {code}", "a national indicator", "a code of its own", step)
    problems.raise_if_any()
    return indicators


def _read_for(home: Home) -> tuple[Path, ...]:
    """What the national catalogue is read from."""
    return home.reference, *home.of_program


@read_once(
    _read_for, alike=lambda home: tuple(map(home.relative, _read_for(home))), most=_MOST_CATALOGUES
)
def _national(home: Home) -> Catalogue:
    """What is national, read once in a process as long as no file of it changes.

    Its cities are those of the home that it was read for.
    """
    folder = home.reference

    def shown(name: str) -> str:
        return home.relative(folder / name)

    indicators = read_indicators(folder / INDICATORS, shown(INDICATORS))
    catalogue = Catalogue(
        cities=Cities(home),
        indicators=indicators,
        labels=_labels(folder / LABELS_FILE, shown(LABELS_FILE), indicators),
        agencies=read_agencies(folder / AGENCIES_FILE, shown(AGENCIES_FILE)),
        goals=read_register(folder / "goals.yaml", shown("goals.yaml")),
        areas=read_register(folder / "areas.yaml", shown("areas.yaml")),
        themes=_themes(folder / "themes.yaml", shown("themes.yaml")),
        instruments=tuple(
            read_instrument(path, home.relative(path))
            for path in stored(folder / "instruments", "*.yaml")
        ),
        scales=read_scales(folder / "scales.yaml", shown("scales.yaml")),
        achievement=read_achievement(folder / "achievement.yaml", shown("achievement.yaml")),
        trajectory=read_trajectory(folder / "trajectory.yaml", shown("trajectory.yaml")),
        series=read_series(folder / "series.yaml", shown("series.yaml")),
        rules=read_rules(home.rules, home.relative(home.rules)),
        ranking=read_ranking(home.ranking, home.relative(home.ranking)),
        benchmarks=read_benchmarks(home.benchmarks, home.relative(home.benchmarks)),
        result_years=read_result_years(home.result_years, home.relative(home.result_years)),
        groups=read_groups(home.groups, home.relative(home.groups)),
        abbreviations=read_abbreviations(home.abbreviations, home.relative(home.abbreviations)),
        published=read_published(home.published, home.relative(home.published)),
        wordings=read_wordings(home.matching, home.relative(home.matching)),
        round=read_round(*home.reporting_round, REFERENCE),
    )
    _check_codes(catalogue, home)
    return catalogue


def _labels(path: Path, shown: str, indicators: Mapping[str, Indicator]) -> Labels:
    """The national labels, above the names of the indicators themselves."""
    listed = read_labels(path, shown, indicators, NATIONAL_LABELS)
    return labels_of_names(indicators).under(listed)


def _themes(path: Path, shown: str) -> Register:
    """The themes of RB Tematik; none of no file, for the rules before 2023 have none."""
    return read_register(path, shown) if path.is_file() else Register({})


def _check_indicators(
    catalogue: Catalogue, indicators: Mapping[str, Indicator], shown: str, problems: Problems
) -> None:
    """Note every code that an indicator names and the national files do not have."""
    families = {scale.family for scale in catalogue.scales} | {""}
    for indicator in indicators.values():
        for name, code, known, file in (
            ("area", indicator.area, {*catalogue.areas.names, ""}, "areas.yaml"),
            ("goal", indicator.goal, {*catalogue.goals.names, ""}, "goals.yaml"),
            ("theme", indicator.theme, {*catalogue.themes.names, ""}, "themes.yaml"),
            ("bands", indicator.bands, families, "scales.yaml"),
            ("order", indicator.order, families, "scales.yaml"),
        ):
            if code not in known:
                problems.add(f"{shown} {indicator.code}", f"{name} {code!r}", f"a code of {file}")
        for scale in catalogue.scales:
            if scale.family == indicator.bands and indicator.scale:
                scale.check_reach(indicator.scale, f"{shown} {indicator.code}", problems)


def _check_codes(catalogue: Catalogue, home: Home) -> None:
    """Raise ``DataRejected`` for every code of one file that another does not have."""
    problems, shown = Problems(), home.relative(home.reference)
    _check_indicators(catalogue, catalogue.indicators, f"{shown}/{INDICATORS}", problems)
    registers = {"goals": catalogue.goals, "areas": catalogue.areas, "themes": catalogue.themes}
    for name, other in combinations(registers, 2):
        for code in sorted(registers[name].names.keys() & registers[other].names.keys()):
            where = f"{shown}/{other}.yaml {code}"
            problems.add(where, f"also a code of {name}.yaml", "one code each", "choose another")
    for new in catalogue.series.breaks:
        if new.indicator not in catalogue.indicators:
            where = f"{shown}/series.yaml {new.code}"
            problems.add(where, f"indicator {new.indicator!r}", "a code of indicators.yaml")
    measured: list[tuple[str, str]] = []
    # a project without a list of its own takes the package's, which may name what it lacks
    if home.benchmarks.parent == home.reference:
        means = catalogue.benchmarks
        measured += [(f"benchmarks.yaml {mean.year}", mean.indicator) for mean in means]
    if home.published.parent == home.reference:
        rows = catalogue.published
        measured += [(f"published.csv {row.city} {row.year}", row.indicator) for row in rows]
    for place, indicator in measured:
        if indicator not in catalogue.indicators:
            where = f"{shown}/{place}"
            problems.add(where, f"indicator {indicator!r}", "a code of indicators.yaml")
    _check_times(catalogue, shown, problems)
    for instrument in catalogue.instruments:
        _check_instrument(
            instrument, catalogue.indicators, f"{shown}/instruments {instrument.code}", problems
        )
    problems.raise_if_any()


def _check_times(catalogue: Catalogue, shown: str, problems: Problems) -> None:
    """Hold the years of each family of scales, and of the instruments, to each other."""
    spans: dict[str, list[tuple[int, int, str]]] = {}
    for scale in catalogue.scales:
        of_family = spans.setdefault(f"scales.yaml {scale.family}", [])
        of_family.append((scale.first_year, scale.last_year, scale.code))
    spans["instruments"] = list(map(_span, catalogue.instruments))
    for place, years in spans.items():
        _check_years(sorted(years), f"{shown}/{place}", problems)


def _span(instrument: Instrument) -> tuple[int, int, str]:
    return instrument.first_year, instrument.last_year or 9999, instrument.code


def _check_years(years: Sequence[tuple[int, int, str]], where: str, problems: Problems) -> None:
    """Note years in which two hold, or between two none does, and an end before its beginning.

    ``years`` are the first and the last year of each, in order, and how it is called.
    """
    step = "correct first_year or last_year"
    for first, last, code in years:
        if first > last:
            problems.add(where, f"{code} from {first} to {last}", "years in order", step)
    for (_, last, code), (first, _, other) in pairwise(years):
        if first <= last:
            both = f"{code} and {other} both hold in {first}"
            problems.add(where, both, "one in each year", step)
        elif first > last + 1:
            gap = f"nothing from {last + 1} to {first - 1}"
            problems.add(where, gap, f"one in each year from {code} on", step)


def _check_instrument(
    instrument: Instrument, indicators: Mapping[str, Indicator], shown: str, problems: Problems
) -> None:
    """Note every indicator that a component names and nobody has."""
    for part in instrument.components.values():
        named = {part.share_of_scale, part.conversion.indicator if part.conversion else ""}
        for code in sorted(named - {""} - set(indicators)):
            where = f"{shown} {part.path}"
            problems.add(where, f"indicator {code!r}", "a code of indicators.yaml")


def read_data_version(home: Home) -> str:
    """The version of ``data/reference/version.yaml``; empty where the project has none.

    Raises ``DataRejected`` for a file that does not hold one.
    """
    path = home.reference / _VERSION_FILE
    if not path.is_file():
        return ""
    shown, problems = home.relative(path), Problems()
    content = read_yaml(path, shown)
    VERSION_SHAPE.check(content or {}, shown, problems)
    problems.raise_if_any()
    return str(content["version"])
