"""The whole catalogue of a home, read once."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from rapor.catalogue.indicators import Indicator, Labels, read_indicators, read_labels
from rapor.catalogue.instruments import Instrument, read_instrument
from rapor.catalogue.ranking import Benchmark, Ranking, read_benchmarks, read_ranking
from rapor.catalogue.registers import (
    CityFacts,
    Register,
    read_agencies,
    read_cities,
    read_register,
)
from rapor.catalogue.rules import EvidenceRule, read_rules
from rapor.catalogue.scales import Achievement, Scale, read_achievement, read_scales
from rapor.catalogue.series import Series, read_series
from rapor.catalogue.trajectory_rules import TrajectoryRules, read_trajectory
from rapor.ground.errors import DataRejected, Problem, Problems, UsageError
from rapor.ground.paths import Home, slug
from rapor.ground.project_files import stored


@dataclass(frozen=True)
class Catalogue:
    """Everything under ``data/reference``; see the modules of this room for each part."""

    cities: dict[str, CityFacts]
    indicators: dict[str, Indicator]
    labels: Labels
    agencies: dict[str, Register]
    goals: Register
    areas: Register
    instruments: tuple[Instrument, ...]
    scales: tuple[Scale, ...]
    achievement: Achievement
    trajectory: TrajectoryRules
    series: Series
    rules: Mapping[str, EvidenceRule]
    ranking: Ranking = field(default_factory=Ranking)
    benchmarks: tuple[Benchmark, ...] = ()

    def city(self, name: str) -> CityFacts:
        """Facts of a city; raises ``UsageError`` for one that the catalogue does not have."""
        if slug(name) not in self.cities:
            raise UsageError(
                Problem(
                    "city",
                    f"{name!r} is not in cities.csv",
                    f"one of {', '.join(sorted(self.cities))}",
                    "run 'rapor list'",
                )
            )
        return self.cities[name]

    def instrument(self, year: int) -> Instrument | None:
        """The instrument in force for an evaluation year; None where there is none yet.

        Raises ``DataRejected`` when two claim the year.
        """
        in_force = [
            instrument
            for instrument in self.instruments
            if instrument.first_year <= year <= (instrument.last_year or year)
        ]
        if len(in_force) > 1:
            codes = " and ".join(instrument.code for instrument in in_force)
            raise DataRejected(
                Problem(
                    "data/reference/instruments",
                    f"{codes} are both in force in {year}",
                    "one instrument a year",
                    "correct first_year or last_year",
                )
            )
        return in_force[0] if in_force else None

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


def load_catalogue(home: Home) -> Catalogue:
    """Read the catalogue of a home; raises ``MissingInput`` or ``DataRejected``."""
    folder = home.reference

    def shown(name: str) -> str:
        return home.relative(folder / name)

    indicators = read_indicators(folder / "indicators.yaml", shown("indicators.yaml"))
    catalogue = Catalogue(
        cities=read_cities(folder / "cities.csv", shown("cities.csv")),
        indicators=indicators,
        labels=read_labels(folder / "labels.csv", shown("labels.csv"), indicators),
        agencies=read_agencies(folder / "agencies.csv", shown("agencies.csv")),
        goals=read_register(folder / "goals.yaml", shown("goals.yaml")),
        areas=read_register(folder / "areas.yaml", shown("areas.yaml")),
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
    )
    _check_codes(catalogue, home.relative(folder))
    return catalogue


def _check_codes(catalogue: Catalogue, shown: str) -> None:
    """Raise ``DataRejected`` for every code of one file that another does not have."""
    problems = Problems()
    families = {scale.family for scale in catalogue.scales} | {""}
    for indicator in catalogue.indicators.values():
        for name, code, known, file in (
            ("area", indicator.area, {*catalogue.areas.names, ""}, "areas.yaml"),
            ("goal", indicator.goal, {*catalogue.goals.names, ""}, "goals.yaml"),
            ("bands", indicator.bands, families, "scales.yaml"),
            ("order", indicator.order, families, "scales.yaml"),
        ):
            if code not in known:
                where = f"{shown}/indicators.yaml {indicator.code}"
                problems.add(where, f"{name} {code!r}", f"a code of {file}")
    for new in catalogue.series.breaks:
        if new.indicator not in catalogue.indicators:
            where = f"{shown}/series.yaml {new.code}"
            problems.add(where, f"indicator {new.indicator!r}", "a code of indicators.yaml")
    for instrument in catalogue.instruments:
        for part in instrument.components.values():
            named = {part.share_of_scale, part.conversion.indicator if part.conversion else ""}
            for code in sorted(named - {""} - set(catalogue.indicators)):
                problems.add(
                    f"{shown}/instruments {instrument.code} {part.path}",
                    f"indicator {code!r}",
                    "a code of indicators.yaml",
                )
    problems.raise_if_any()
