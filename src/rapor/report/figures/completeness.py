"""How complete the evidence is: indicator by year."""

import pandas as pd

from rapor.report.charts import completeness_map
from rapor.report.dossier import Dossier
from rapor.report.drawings import SIGNS
from rapor.report.rows import Line
from rapor.report.series import realisations_of, targets_of
from rapor.write.content import Block, Column, Figure, Paragraph, Row, Table, cell, words


def completeness(dossier: Dossier) -> list[Block]:
    """The heat map up to the year, or the sentence that no year has a realisation."""
    language = dossier.language
    years = [year for year in dossier.city.years if year <= dossier.year]
    states = {line.indicator: _states(dossier, line, years) for line in dossier.planned}
    held = sum(state in ("both", "realised") for row in states.values() for state in row)
    asked = len(states) * len(years)
    if len(years) == 1:
        return [Paragraph(words(_held(dossier, held, asked), "."))]
    if not held:
        said = language.text(
            "No indicator of the road map has a realisation of any year from {first} to {last}.",
            first=years[0],
            last=years[-1],
        )
        return [Paragraph(words(said))]
    frame = pd.DataFrame(
        list(states.values()), index=[line.label for line in dossier.planned], columns=years
    )
    return [
        Figure(
            anchor="figure-completeness",
            title=_held(dossier, held, asked),
            caption=language.text(
                "{both} target and realisation; {realised} realisation without a target;"
                " {target} target without a realisation; {neither} neither.",
                **SIGNS,
            ),
            source=words(language.text("Targets and realisations, as in the appendix")),
            alternative=_alternative(dossier, frame),
            svg=completeness_map(frame),
            data=_data(dossier, frame),
        )
    ]


def _held(dossier: Dossier, held: int, asked: int) -> str:
    return dossier.language.text(
        "{held} of {asked} realisations that the evaluation up to {year} needs are known",
        held=held,
        asked=asked,
        year=dossier.when,
    )


def _states(dossier: Dossier, line: Line, years: list[int]) -> list[str]:
    targets, realised = (
        targets_of(dossier, line.indicator),
        realisations_of(dossier, line.indicator),
    )
    return [
        {
            (True, True): "both",
            (False, True): "realised",
            (True, False): "target",
            (False, False): "neither",
        }[year in targets, year in realised]
        for year in years
    ]


def _alternative(dossier: Dossier, frame: pd.DataFrame) -> str:
    language = dossier.language
    parts = []
    for year in frame.columns:
        names = [str(name) for name, state in frame[year].items() if state in ("both", "realised")]
        parts.append(
            language.text("{year}: {names}", year=year, names=language.join(names))
            if names
            else language.text("{year}: none", year=year)
        )
    return language.text("Indicators with a realisation by year. {parts}.", parts="; ".join(parts))


def _data(dossier: Dossier, frame: pd.DataFrame) -> Table:
    language = dossier.language
    return Table(
        anchor="data-completeness",
        caption=language.text("Cells of the figure"),
        columns=(
            Column(language.text("Indicator")),
            *(Column(str(year), "status") for year in frame.columns),
        ),
        rows=tuple(
            Row((cell(str(name)), *(cell(SIGNS[state]) for state in row)))
            for name, row in zip(frame.index, frame.to_numpy().tolist(), strict=True)
        ),
    )
