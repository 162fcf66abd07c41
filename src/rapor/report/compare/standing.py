"""The whole index of the cities, official and self-assessed."""

from rapor.ground.figures import apart
from rapor.report.compare.between import Between, CityIndex
from rapor.report.compare.citing import cited
from rapor.report.status import STATUSES, word
from rapor.write.content import (
    Block,
    Cell,
    Column,
    ListBlock,
    Paragraph,
    Row,
    Table,
    Text,
    cell,
    words,
)


def official_indices(between: Between) -> tuple[Block, ...]:
    """The official index of each city that has one, and for whom none is known."""
    language = between.language
    known = [one for one in between.indices if one.official is not None]
    if not known:
        said = language.text(
            "No official result of {year} is known for any of the cities.", year=between.year
        )
        return (Paragraph(words(said)),)
    blocks: list[Block] = [ListBlock(tuple(_official(between, one) for one in _by_score(known)))]
    missing = [one.city for one in between.indices if one.official is None]
    if missing:
        said = language.text(
            "No official result of {year} is known for {cities}.",
            year=between.year,
            cities=between.joined(missing),
        )
        blocks.append(Paragraph(words(said)))
    return tuple(blocks)


def _by_score(known: list[CityIndex]) -> list[CityIndex]:
    return sorted(known, key=lambda one: (-(one.official or 0.0), one.city))


def _official(between: Between, one: CityIndex) -> Text:
    language = between.language
    named = {
        "city": between.names[one.city],
        "score": between.score(one.city, one.official or 0.0, one.official_ref),
    }
    said = (
        language.text("{city}: official index {score}, grade {grade}", grade=one.grade, **named)
        if one.grade
        else language.text("{city}: official index {score}", **named)
    )
    links = (" (", cited(between, one.city, one.official_ref), ")") if one.official_ref else ()
    return words(said, *links, _self(between, one), ".")


def _self(between: Between, one: CityIndex) -> str:
    if one.self_ is None or one.self_basis == "partial" or one.self_difference is None:
        return ""
    printed = between.dossiers[one.city].printed
    sides = (printed(one.official_ref), one.official), (printed(one.self_ref), one.self_)
    return between.language.text(
        "; self-assessment {score}, {gap} away",
        score=between.score(one.city, one.self_, one.self_ref),
        gap=apart(between.language, one.self_difference, *sides),
    )


def standings(between: Between) -> Table:
    """Index and counts of statuses, a row a city."""
    language = between.language
    statuses = list(STATUSES)
    rows = []
    for one in between.indices:
        counts = between.counts[one.city]
        cells = [
            cell(between.names[one.city]),
            cell(language.number(sum(counts.values()), 0), value=sum(counts.values())),
            *(_count(between, counts.get(status, 0)) for status in statuses),
            _score(between, one.city, one.official, one.official_ref),
            cell(one.grade),
            _score(between, one.city, _whole(one), one.self_ref),
        ]
        rows.append(Row(tuple(cells)))
    return Table(
        anchor="table-cities",
        caption=language.text(
            "Indicators of each city's own road map by status, and its index, {year}",
            year=between.year,
        ),
        columns=(
            Column(language.text("City")),
            Column(language.text("Indicators"), "number"),
            *(
                Column(f"{STATUSES[status].symbol}\u00a0{word(language, status)}", "number")
                for status in statuses
            ),
            Column(language.text("Official index"), "number"),
            Column(language.text("Grade"), "short"),
            Column(language.text("Self-assessment"), "number"),
        ),
        rows=tuple(rows),
        source=words("; ".join(_documents(between))),
    ).without_empty_columns()


def _whole(one: CityIndex) -> float | None:
    """The self-assessed total; a sum with parts missing is none."""
    return None if one.self_basis == "partial" else one.self_


def _count(between: Between, count: int) -> Cell:
    return cell(between.language.number(count, 0), value=count)


def _score(between: Between, city: str, value: float | None, ref: str) -> Cell:
    return Cell(()) if value is None else cell(between.score(city, value, ref), value=value)


def _documents(between: Between) -> list[str]:
    """The regulations that the road maps stand in, each once."""
    return list(
        dict.fromkeys(
            dossier.document(target.source)
            for _, dossier in sorted(between.dossiers.items())
            for target in dossier.targets
        )
    )
