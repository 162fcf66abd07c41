"""Targets and realisations over the years, for indicators with at least one realisation."""

from rapor.ground.figures import figure
from rapor.report.charts import paths
from rapor.report.dossier import Dossier
from rapor.report.drawings import Path
from rapor.report.rows import Line, Realisation, Target
from rapor.report.series import realisations_of, targets_of
from rapor.write.content import Block, Cell, Column, Figure, Paragraph, Row, Table, cell, words

Series = tuple[Line, dict[int, Target], dict[int, Realisation]]


def over_the_years(dossier: Dossier) -> list[Block]:
    """Small multiples up to the year, or the sentence that there is nothing to draw."""
    language = dossier.language
    found = [one for line in dossier.planned if (one := _series(dossier, line))]
    if not found:
        said = language.text(
            "No indicator measured in numbers has a realisation up to {year}; there is no course to"
            " draw.",
            year=dossier.when,
        )
        return [Paragraph(words(said))]
    return [
        Figure(
            anchor="figure-over-the-years",
            title=_title(dossier, found),
            caption=language.text(
                "Steps: targets of the road map; dots: realisations up to {year}; ring: end target;"
                " hollow square: target that a decision replaced. Each panel has its own scale."
                " Indicators without any realisation, measured in words, or planned off their scale"
                " are not drawn.",
                year=dossier.when,
            ),
            source=words(language.text("Road map and publications, as in the appendix")),
            alternative=_alternative(dossier, found),
            svg=paths([_path(dossier, *one) for one in found], _years(dossier, found)),
            data=_data(dossier, found),
        )
    ]


def _title(dossier: Dossier, found: list[Series]) -> str:
    several = sum(len(realised) > 1 for _, _, realised in found)
    if not several:
        return dossier.language.plural(
            "The indicator drawn has a realisation of one year only",
            "Each of the {count} indicators drawn has a realisation of one year only",
            len(found),
        )
    return dossier.language.plural(
        "{several} of {count} indicator drawn has realisations of more than one year",
        "{several} of {count} indicators drawn have realisations of more than one year",
        len(found),
        several=several,
    )


def _series(dossier: Dossier, line: Line) -> Series | None:
    """Targets and realisations in numbers on the indicator's scale; None if either lacks."""
    targets = {
        year: one
        for year, one in targets_of(dossier, line.indicator).items()
        if _on_scale(dossier, line, one.value)
    }
    realised = {
        year: one
        for year, one in realisations_of(dossier, line.indicator).items()
        if one.value is not None
    }
    aims = targets or _on_scale(dossier, line, line.end_target)
    return (line, targets, realised) if realised and aims else None


def _on_scale(dossier: Dossier, line: Line, value: float | None) -> bool:
    """A target off the scale would flatten everything else; the tables show it."""
    known = dossier.catalogue.indicators.get(line.indicator)
    if value is None or known is None:
        return False
    return known.scale is None or known.scale[0] <= value <= known.scale[1]


def _years(dossier: Dossier, found: list[Series]) -> range:
    first = min(min(realised) for _, _, realised in found)
    return range(min(first, dossier.city.years[0]), dossier.city.last_year + 1)


def _path(
    dossier: Dossier, line: Line, targets: dict[int, Target], realised: dict[int, Realisation]
) -> Path:
    language = dossier.language
    end = None
    if line.end_target is not None and _on_scale(dossier, line, line.end_target):
        said = figure(language, line.end_target, dossier.printed(line.end_target_ref))
        end = (dossier.city.last_year, line.end_target, said)
    return Path(
        name=line.label,
        targets={year: one.value or 0.0 for year, one in targets.items()},
        realised={
            year: (one.value or 0.0, figure(language, one.value or 0.0, one.printed))
            for year, one in realised.items()
        },
        end=end,
        hollow=frozenset(year for year, one in targets.items() if one.decision == "correct"),
    )


def _alternative(dossier: Dossier, found: list[Series]) -> str:
    language = dossier.language
    parts = [
        language.text(
            "{name}: realisations {realised}",
            name=line.label,
            realised=language.join(
                [f"{one.printed} ({year})" for year, one in sorted(realised.items())]
            ),
        )
        for line, _, realised in found
    ]
    return language.text("Courses of the indicators. {parts}.", parts="; ".join(parts))


def _data(dossier: Dossier, found: list[Series]) -> Table:
    language = dossier.language
    years = _years(dossier, found)

    def row(name: str, kind: str, values: dict[int, Cell]) -> Row:
        return Row((cell(name), cell(kind), *(values.get(year, Cell(())) for year in years)))

    rows = []
    for line, targets, realised in found:
        planned = {
            year: cell(figure(language, one.value or 0.0, one.printed), value=one.value)
            for year, one in targets.items()
        }
        known = {year: cell(one.printed, value=one.value) for year, one in realised.items()}
        rows += [
            row(line.label, language.text("target"), planned),
            row(line.label, language.text("realisation"), known),
        ]
    return Table(
        anchor="data-over-the-years",
        caption=language.text("Numbers of the figure"),
        columns=(
            Column(language.text("Indicator")),
            Column(language.text("Series")),
            *(Column(str(year), "number") for year in years),
        ),
        rows=tuple(rows),
    )
