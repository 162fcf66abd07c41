"""Keeping a survey: its index as a result of the city, with its figures beside it, or nothing."""

from typing import Any

import pandas as pd

from rapor.catalogue import load_catalogue
from rapor.catalogue.kept_surveys import kept_surveys
from rapor.ground.language import language
from rapor.ground.paths import QUESTIONNAIRES, Home
from rapor.ground.period import half_name
from rapor.ground.tables import table_of
from rapor.ground.tables.frames import text_of_table
from rapor.ground.tables.surveys import SURVEYS, KeptSurvey
from rapor.ground.together import changing, write_together
from rapor.request.survey_columns import columns_text
from rapor.run.entering import Publication, add
from rapor.run.surveying import Examined, columns_path
from rapor.run.writer import Writer
from rapor.validate.survey import answers_apart

PLACES = 2
"""Decimals with which an index is published."""


def keep(home: Home, examined: Examined, publisher: str, writer: Writer) -> tuple[str, list[str]]:
    """Try the survey's index as a result of the city; keep both where ``writer`` says so.

    Returns what it does and the files that were written. The publication's kind is that of an
    agency, never official. Where the questionnaire measures no indicator and none is named, only
    the survey is kept. Raises as ``entering.add``.
    """
    asked = examined.asked
    load_catalogue(home).city(asked.city)
    texts = _texts(home, examined, publisher, writer)
    if examined.indicator:
        publication = Publication(publisher, "agency", writer.on, letter=_reference(examined))
        return add(home, asked.city, _line(examined, publisher), publication, writer, texts)
    if writer.writes:
        with changing(home.raw(asked.city)):
            write_together(home.raw(asked.city), texts)
    told = "It is a result of no indicator: --indicator CODE makes it one."
    return told, list(texts) if writer.writes else []


def _texts(home: Home, examined: Examined, publisher: str, writer: Writer) -> dict[str, str]:
    """The files of the city's surveys with this one in them, below the city's folder."""
    asked = examined.asked
    kept = kept_surveys(home, asked.city)
    now = examined.tables | {"surveys": table_of(KeptSurvey, [_kept(examined, publisher, writer)])}
    texts = {}
    for name, model in SURVEYS.items():
        others = kept[name][kept[name]["survey"] != asked.name]
        rows = [*others.to_dict("records"), *now[name].to_dict("records")]
        rows = [{key: None if pd.isna(cell) else cell for key, cell in row.items()} for row in rows]
        texts[f"{QUESTIONNAIRES}/{name}.csv"] = text_of_table(model, table_of(model, rows))
    path = columns_path(home, asked.city, asked.name)
    if not path.is_file():
        name = f"{QUESTIONNAIRES}/{path.name}"
        texts[name] = columns_text(examined.columns, examined.questionnaire)
    return texts


def _kept(examined: Examined, publisher: str, writer: Writer) -> dict[str, Any]:
    asked, received, row = examined.asked, examined.received, examined.of_city()
    answers = received.answers
    given = answers.frame[list(answers.elements)]
    return {
        "survey": asked.name,
        "questionnaire": examined.questionnaire.code,
        "year": asked.year,
        "period": asked.period,
        "indicator": examined.indicator,
        "weighting": examined.weighting,
        **{name: row[name] for name in ("value", "respondents", "population", "needed")},
        "rows": received.rows,
        "repeated": received.repeated,
        "unanswered": received.unanswered,
        "incomplete": int(given.isna().any(axis=1).sum()),
        "straight_lined": int((answers_apart(answers) == 0).sum()),
        "digests": ";".join(sorted(examined.digests)),
        "publisher": publisher,
        "by": writer.name,
        "on": writer.on,
    }


def _line(examined: Examined, publisher: str) -> dict[str, str]:
    """The index as a line of the city's results."""
    questionnaire, asked = examined.questionnaire, examined.asked
    return {
        "indicator": examined.indicator,
        "year": str(asked.year),
        "period": asked.period,
        "printed": _figure(examined.of_city()["value"]),
        "assessor": publisher,
        "scale": "-".join(f"{float(end):g}" for end in questionnaire.ends),
        "note": _note(examined),
    }


def _figure(value: float) -> str:
    return language("id").number(value, PLACES)


def _note(examined: Examined) -> str:
    """What a report says beside the index: respondents, weighting, interval, the other ways."""
    words, row, weightings = language("id"), examined.of_city(), examined.questionnaire.weightings
    others = [
        f"{weighting.name['id']}: {_figure(examined.of_city(code)['value'])}"
        for code, weighting in weightings.items() if code != examined.weighting
    ]  # fmt: skip
    respondents = words.plural("{count} respondent", "{count} respondents", int(row["respondents"]))
    interval = words.text(
        "interval {low} to {high}", low=_figure(row["low"]), high=_figure(row["high"])
    )
    return "; ".join([respondents, weightings[examined.weighting].name["id"], interval, *others])


def _reference(examined: Examined) -> str:
    """How the city's sources name the survey: what it is, of when, and its exports' digests."""
    asked = examined.asked
    time = " ".join(filter(None, (str(asked.year), half_name(asked.period))))
    digests = ", ".join(digest[:12] for digest in sorted(examined.digests))
    return f"{examined.questionnaire.name['id']} {time}, SHA-256 {digests}"
