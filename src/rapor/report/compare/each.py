"""What the page of many cities says of the one that its reader chooses."""

from rapor.ground.period import ANNUAL, folder_of
from rapor.report.charts.side_by_side import places_of
from rapor.report.compare.between import Between, CityValue
from rapor.report.compare.distribution import row_anchor
from rapor.write.of_each import OfEach


def city_anchor(slug: str) -> str:
    """Where the row of a city stands."""
    return f"city-{slug}"


def of_each(between: Between, stem: str) -> OfEach:
    """Every city's values with their places, and its own report, the file ``stem``."""
    folder = folder_of(between.year, ANNUAL)
    return OfEach(
        names=between.names,
        reports={slug: f"../../{slug}/{folder}/{stem}.html" for slug in between.names},
        cells={
            row_anchor(shared): {value.row.city: _shown(value) for value in shared.known}
            for shared in between.shared
            if shared.known
        },
        places={shared.facts.code: places_of(shared) for shared in between.shared},
    )


def _shown(value: CityValue) -> str:
    rank = value.row.rank
    return f"{value.value}" if rank is None else f"{value.value} ({rank})"
