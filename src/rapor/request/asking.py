"""What is asked of each agency, from the evaluation and the catalogue."""

import re
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

import pandas as pd

from rapor.catalogue import Catalogue, City
from rapor.catalogue.english import in_english
from rapor.catalogue.names import name_beside
from rapor.catalogue.permitted import of_report
from rapor.catalogue.registers import Register
from rapor.ground.cells import read_cell
from rapor.ground.figures import decimals, needed, short_source
from rapor.ground.language import Language, language
from rapor.ground.ref import Ref
from rapor.ground.tables import Tables
from rapor.request.asking_rounds import round_rows, with_units
from rapor.request.form import LEVELS_SHEET, AgencySheet, Asked, Form

_Line = Mapping[Hashable, Any]

LONGEST_TITLE = 31
"""Characters that a spreadsheet takes in the title of a sheet."""

_FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f]")


def form_of(
    city: City, catalogue: Catalogue, tables: Tables, year: int, period: str, code: str
) -> Form:
    """The form of a city, year and period in the language ``code``.

    ``tables`` are the accepted tables and the evaluation of that time. Asked are the
    indicators of the road map and the activities with a target of the year. A row that
    several agencies carry stands on the sheet of each.
    """
    # names of agencies go from the form into the city's data, and stay as they are there
    register = catalogue.agencies
    words, shown = language(code), in_english(catalogue) if code == "en" else catalogue
    questions = _Questions(city, shown, tables, year, words, shown.agencies.names)
    rows = [*questions.indicators(), *questions.activities()]
    rows += round_rows(catalogue, tables["follow_up"], words)
    return Form(
        city=city.slug,
        city_name=catalogue.city(city.slug).name,
        year=year,
        period=period,
        language=code,
        sheets=_sheets(rows, register, words),
        agencies=_answering(register, tables, rows),
        collective=frozenset(register.collective),
        round=catalogue.round,
    )


def _sheets(rows: list[Asked], register: Register, words: Language) -> tuple[AgencySheet, ...]:
    """A sheet for each agency that carries a row, in the register's order; the others behind."""
    carriers = {agency for row in rows for agency in row.agencies or ("",)}
    last = [agency for agency in ("", LEVELS_SHEET) if agency in carriers]
    order = [*(agency for agency in register.names if agency in carriers), *sorted(carriers)]
    codes = [*(agency for agency in dict.fromkeys(order) if agency not in last), *last]
    others = {"": words.text("Agency not named"), LEVELS_SHEET: words.text("Groups and teams")}
    names = {agency: others.get(agency) or register.names.get(agency, agency) for agency in codes}
    titles = sheet_titles(names.values(), [explanation_title(words)])
    sheets = (
        AgencySheet(
            agency,
            names[agency],
            title,
            tuple(row for row in rows if agency in (row.agencies or ("",))),
            agency in register.collective,
        )
        for agency, title in zip(codes, titles, strict=True)
    )
    return tuple(
        with_units(sheet, words) if sheet.agency in register.names else sheet for sheet in sheets
    )


def _answering(register: Register, tables: Tables, rows: Iterable[Asked]) -> dict[str, str]:
    """Names of the agencies that can answer: the city's own, those of its papers, those asked."""
    cells = (cell for frame in tables.values() if "agencies" in frame for cell in frame["agencies"])
    codes = register.own.union(*(str(cell).split(";") for cell in cells))
    codes = codes.union(*(row.agencies for row in rows))
    return {code: name for code, name in register.names.items() if code in codes}


def explanation_title(language: Language) -> str:
    """Title of the sheet that explains the form."""
    return language.text("Instructions")


@dataclass(frozen=True)
class _Questions:
    """What the rows are made from."""

    city: City
    catalogue: Catalogue
    tables: Tables
    year: int
    language: Language
    names: dict[str, str]

    def indicators(self) -> list[Asked]:
        """The indicators that the road map plans, by area and then as printed."""
        planned = set(self.tables["targets"]["indicator"]) - {""}
        known = {line["indicator"]: line for line in _lines(self.tables["trajectory"])}
        lines = [line for line in _lines(self.tables["indicators"]) if line["indicator"] in planned]
        lines.sort(key=lambda line: self._order(line, line["target_ref"] or line["end_target_ref"]))
        return [self._indicator(line, known.get(line["indicator"], {})) for line in lines]

    def _indicator(self, line: _Line, known: _Line) -> Asked:
        indicator = self.catalogue.indicators[line["indicator"]]
        low, high = (
            _either(_figure(line[name]), end)
            for name, end in zip(
                ("scale_min", "scale_max"), indicator.scale or (None, None), strict=True
            )
        )
        order = self.catalogue.scale(indicator.order, self.year) if indicator.order else None
        done = indicator.measure == "milestone" and self.catalogue.scale("milestone", self.year)
        words = order.ranks if order else done.ranks if done else ()
        agencies = tuple(code for code in line["agencies"].split(";") if code)
        target = self._amount(line["target"], line["target_printed"], line["target_text"])
        return Asked(
            key=f"indicator:{indicator.code}",
            kind="indicator",
            code=indicator.code,
            name=name_beside(self.language, line["printed_label"], indicator.name),
            about=self._about(self.language.cited(indicator.note), agencies),
            unit=indicator.unit,
            measure=indicator.measure,
            low=low,
            high=high,
            words=tuple(words),
            scale=self._scale(low, high, tuple(words)),
            target=target or self.language.text("none printed"),
            place=self._place(line["target_ref"]),
            baseline=self._printed(line["baseline_ref"], line["baseline"], line["baseline_text"]),
            known=self._known(known),
            agencies=agencies,
            below_zero=indicator.below_zero,
        )

    def activities(self) -> list[Asked]:
        """The activities with a target of the year, by area and then as printed.

        Some plans print no activity but the indicator itself: that row is asked already.
        """
        plan = _lines(self.tables["plan"])
        lines = [
            line for line in plan if not line["indicator"] or line["activity"] != line["label"]
        ]
        lines.sort(key=lambda line: self._order(line, line["target_ref"]))
        return [self._activity(line) for line in lines]

    def _activity(self, line: _Line) -> Asked:
        agencies = tuple(code for code in line["agencies"].split(";") if code)
        indicator = self.catalogue.indicators.get(line["indicator"])
        area = self.catalogue.areas.names.get(line["area"], "")
        through = name_beside(self.language, line["label"], indicator.name) if indicator else ""
        measured = self.language.text("Measured by: {name}", name=through) if through else ""
        about = self._about(area, agencies)
        counts, word = not pd.isna(line["target"]), line["target_text"]
        of = of_report(word, line["unit"], self.catalogue, self.year, counts=counts)
        return Asked(
            key=activity_key(line["target_ref"], line["activity"]),
            kind="activity",
            code=line["target_ref"],
            name=line["activity"],
            about="\n".join(part for part in (about, measured) if part),
            unit=line["unit"],
            measure=of.measure,
            low=of.scale[0] if of.scale else None,
            high=of.scale[1] if of.scale else None,
            words=(),
            scale="",
            target=self._amount(line["target"], line["target_printed"], line["target_text"]),
            place=self._place(line["target_ref"]),
            baseline="",
            known=line["realised_printed"],
            agencies=agencies,
            through=through,
            done=of.words,
        )

    def _order(self, line: _Line, ref: str) -> tuple[int, int, int]:
        areas, tables = list(self.catalogue.areas.names), list(self.city.tables)
        table, row = Ref.read(ref).line if ref else ("", 0)
        return (
            areas.index(line["area"]) if line["area"] in areas else len(areas),
            tables.index(table) if table in tables else len(tables),
            row,
        )

    def _about(self, first: str, agencies: tuple[str, ...]) -> str:
        """An explanation, and who else is asked where several carry the row."""
        shared = ""
        if len(agencies) > 1:
            listed = "; ".join(self.names.get(code, code) for code in agencies)
            shared = self.language.text("Asked of: {agencies}", agencies=listed)
        return "\n".join(part for part in (first, shared) if part)

    def _scale(self, low: float | None, high: float | None, words: tuple[str, ...]) -> str:
        if words:
            return " / ".join(words)
        if low is None or high is None:
            return ""
        return f"{self.language.number(low)}–{self.language.number(high)}"

    def _amount(self, value: Any, printed: str, text: str) -> str:
        """A figure as printed; beside it what is used in its place after a decision."""
        used, read = _figure(value), read_cell(printed)
        # a point that only the cells around it could decide is no decision
        readings = (read.value, read_cell(printed, "comma").value)
        if read.value is not None and used is not None and used not in readings:
            places = max(needed(used), decimals(printed, read.value))
            shown = self.language.number(used, places)
            return self.language.text("{used} (printed: {printed})", used=shown, printed=printed)
        return printed or text or ("" if used is None else self.language.number(used))

    def _place(self, ref: str) -> str:
        return short_source(self.language, Ref.read(ref), self.city.rows) if ref else ""

    def _printed(self, ref: str, value: Any, text: str) -> str:
        if not ref:
            return ""
        for name in ("targets", "realisations"):
            for row in _lines(self.tables[name]):
                if str(Ref.of(row)) == ref:
                    return self._amount(value, row["printed"], text)
        return self._amount(value, "", text)

    def _known(self, line: _Line) -> str:
        ref = line.get("known_ref", "")
        if not ref:
            return ""
        value = self._printed(ref, line["known"], line["known_text"])
        place = self._place(ref)
        return self.language.text(
            "{value} in {year} ({place})", value=value, year=line["known_year"], place=place
        )


def activity_key(ref: str, activity: str) -> str:
    """What names an activity: one cell of a plan may print several."""
    return f"activity:{ref}:{sha256(activity.encode()).hexdigest()[:8]}"


def _lines(frame: pd.DataFrame) -> Iterator[_Line]:
    yield from frame.to_dict("records")


def _figure(value: Any) -> float | None:
    return None if pd.isna(value) else float(value)


def _either(preferred: float | None, other: float | None) -> float | None:
    return other if preferred is None else preferred


def sheet_titles(names: Iterable[str], taken: Iterable[str]) -> list[str]:
    """A title for each name: at most 31 characters, unlike every other in any case."""
    used = {title.casefold() for title in taken} | {"history"}  # Excel keeps 'History' to itself
    titles = []
    for name in names:
        plain = " ".join(_FORBIDDEN.sub(" ", name).split()).strip("' ") or "-"
        title, count = _cut(plain, LONGEST_TITLE), 1
        while title.casefold() in used:
            count += 1
            end = f" ({count})"
            title = _cut(plain, LONGEST_TITLE - len(end)) + end
        used.add(title.casefold())
        titles.append(title)
    return titles


def _cut(name: str, longest: int) -> str:
    return name if len(name) <= longest else f"{name[: longest - 1].rstrip(chr(39) + ' ')}…"
