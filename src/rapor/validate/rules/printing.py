"""How the document is printed: numbers and heads of its tables, decimal marks, lost signs.

A finding about a table as a whole stands at its row 0. A report is set in two pinned families
that all machines share, for a page that asked the machine for another font would look different
on each. A sign that neither has becomes a box in PDF and charts; pages, Word and workbooks keep it.
"""

import re
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from typing import Any

import pandas as pd

from rapor.catalogue import Catalogue, TableSpec
from rapor.catalogue.names import fold
from rapor.ground.text import not_drawn
from rapor.validate.evidence import Evidence, Row, records, reference
from rapor.validate.rule import Rule, about, view_of, within

_NUMBERED = re.compile(r"([0-9]+)\.([0-9]+)")
_AGAIN = re.compile(r"(.+)-[b-z]")
_COMMA = re.compile(r"[0-9],[0-9]")
_ANSWERED = {
    "recommendations": ("topic",),
    "review_findings": ("topic",),
    "progress": ("obstacle_text", "adjustment", "evidence"),
    "follow_up_answers": ("answer", "reason", "evidence"),
    "adopted": ("printed",),
}
"""Texts that people write beside what is printed: topics, and answers of the round."""
_NOWHERE: Row = {"row": 0, "printed": "", "year": None, "label": ""}
"""A place that nothing is said of yet."""
_TOLD = ("printed", "label", "publisher", "assessor", "address", "note")
"""What a result says that a report may show."""
_DEPTH = 2
"""Levels of the index below the whole: its halves, and their parts."""
_POINT = re.compile(r"[0-9]\.[0-9]{1,2}(?![0-9])")


def whole_table(spec: TableSpec) -> Row:
    """A table as the place of a finding about all of it."""
    return {
        "source": spec.source,
        "table": spec.table,
        "row": 0,
        "column": "tabel",
        "printed": spec.table,
        "year": None,
        "label": spec.title,
    }


def used_numbers(evidence: Evidence) -> pd.DataFrame:
    """One row a printed table: how many tables before it, with its own, have its number."""
    rows, uses = [], dict[str, int]()
    for table, raw in evidence.raw.items():
        again = _AGAIN.fullmatch(table)
        number = again[1] if again and again[1] in evidence.raw else table
        uses[number] = uses.get(number, 0) + 1
        place = {**whole_table(raw.spec), "printed": number}
        rows.append(about(evidence, place, expected=number, uses=uses[number]))
    return view_of(rows, "uses")


def skipped_numbers(evidence: Evidence) -> pd.DataFrame:
    """One row a table numbered by chapter: how many numbers are ``skipped`` before it."""
    rows, last = [], dict[int, int]()
    numbered = [
        (int(parts[1]), int(parts[2]), table)
        for table in evidence.raw
        if (parts := _NUMBERED.fullmatch(table))
    ]
    for chapter, number, table in sorted(numbered):
        before = last.get(chapter, number - 1)
        missing = [f"{chapter}.{left_out}" for left_out in range(before + 1, number)]
        place = whole_table(evidence.raw[table].spec)
        rows.append(about(evidence, place, expected="; ".join(missing), skipped=len(missing)))
        last[chapter] = number
    return view_of(rows, "skipped")


def _figures(evidence: Evidence) -> Iterator[tuple[Row, str]]:
    """Every cell that holds a figure, with what it prints."""
    for frame in (evidence.planned, evidence.realised, evidence.activities):
        for row in records(frame):
            yield row, row["shown"]
    for row in records(evidence.scores):
        for part, column in (("value", "column"), ("weight", "weight_column")):
            yield {**row, "column": row[column]}, row[f"{part}_shown"]


def decimal_marks(evidence: Evidence) -> pd.DataFrame:
    """One row a table with decimals: how many cells use the mark that ``fewer`` of them use."""
    marks: dict[str, dict[str, list[tuple[Row, str]]]] = {}
    for row, printed in _figures(evidence):
        if row["table"] not in evidence.city.tables:
            continue
        for name, pattern in (("comma", _COMMA), ("point", _POINT)):
            if pattern.search(printed):
                of_table = marks.setdefault(row["table"], {"comma": [], "point": []})
                of_table[name].append((row, printed))
    rows = []
    for table, of_table in marks.items():
        fewer, more = sorted(of_table.values(), key=len)
        samples = [cells[0] for cells in (more, fewer) if cells]
        place = whole_table(evidence.city.tables[table])
        checked = about(evidence, place, expected=samples[0][1], fewer=len(fewer)) | {
            "compared_ref": ";".join(reference(cell) for cell, _ in samples),
            "compared_printed": "; ".join(printed for _, printed in samples),
        }
        rows.append(checked)
    return view_of(rows, "fewer")


def drawable_signs(evidence: Evidence) -> pd.DataFrame:
    """One row a text that a report may show: how many of its cells hold a sign no font has.

    Those are printed rows and titles, lines of our own lists, topics of sentences that are not
    carried, and the names that settings give.
    """
    rows = []
    for raw in evidence.raw.values():
        title = whole_table(raw.spec)
        heads = dict(zip(raw.spec.columns, raw.spec.columns, strict=True))
        rows.append(_signs(evidence, title, {str(title["column"]): raw.spec.title, **heads}))
        for line in raw.rows:
            place = {**whole_table(raw.spec), "row": line.number}
            rows.append(_signs(evidence, place, line.cells))
    for frame in (evidence.realised, evidence.reported):
        for row in records(frame):
            if row["table"] not in evidence.raw:
                told = {name: str(row.get(name) or "") for name in _TOLD}
                rows.append(_signs(evidence, row, told))
    for name, fields in _ANSWERED.items():
        for row in records(evidence.tables.get(name, pd.DataFrame())):
            place = {**_NOWHERE, **{key: row[key] for key in ("source", "table", "row", "column")}}
            answer = " ".join(str(row[field] or "") for field in fields)
            rows.append(_signs(evidence, place, {row["column"]: answer}))
    rows += [_signs(evidence, place, told) for place, told in _settings(evidence)]
    return view_of(rows, "lost")


def _settings(evidence: Evidence) -> Iterator[tuple[Row, dict[str, str]]]:
    """Names and titles that no table prints: statements, sources, indicators, agencies, the city.

    A finding about an entry of a settings file stands at row 0 of the file, under its key.
    """
    source = next(iter(evidence.city.sources), "")
    for statement in evidence.statements:
        place = {
            **_NOWHERE,
            "source": statement.source,
            "table": "statements",
            "row": statement.row,
        }
        yield (
            place | {"column": "printed"},
            {"printed": statement.printed, "subject": statement.subject},
        )
    for key, entry in evidence.city.sources.items():
        told = {str(name): str(text) for name, text in entry.items()}
        place = {**_NOWHERE, "source": key, "table": "sources", "column": key}
        yield place, {key: " ".join(told.values())}
    catalogue = evidence.catalogue
    used = {row["indicator"] for row in records(evidence.planned)}
    for code in sorted(used | {row["indicator"] for row in records(evidence.realised)}):
        if indicator := catalogue.indicators.get(code):
            place = {**_NOWHERE, "source": source, "table": "indicators", "column": code}
            yield (
                place,
                {code: f"{indicator.name} {indicator.short} {indicator.unit} {indicator.owner}"},
            )
    for file, names in _registers(catalogue).items():
        for code in sorted(names):
            place = {**_NOWHERE, "source": source, "table": file, "column": code}
            yield place, {code: names[code]}


def _registers(catalogue: Catalogue) -> dict[str, dict[str, str]]:
    """Names by their codes, of the registers that a report names things by."""
    agencies = catalogue.agencies
    return {
        "agencies": {code: agencies.names[code] for code in agencies.own},
        "goals": catalogue.goals.names,
        "areas": catalogue.areas.names,
        "themes": catalogue.themes.names,
    }


def _signs(evidence: Evidence, place: Row, cells: Mapping[str, str]) -> dict[str, Any]:
    """The first cell of a row that holds such a sign stands for it; else any."""
    lost = {name: signs for name, text in cells.items() if (signs := not_drawn(text))}
    column = next(iter(lost), str(place["column"]))
    shown = {**place, "column": column, "printed": cells.get(column, str(place["printed"]))}
    return about(evidence, shown, expected="; ".join(lost.values()), lost=len(lost))


def heads(evidence: Evidence) -> pd.DataFrame:
    """One row a column of a table: whether its head is ``cut``, as other tables print it.

    Heads of columns that hold the same are compared word by word; a word that is the beginning
    of the other one's was cut, but for the abbreviations of rules.yaml.
    """
    rows = []
    printed: dict[str, list[tuple[TableSpec, str, list[str]]]] = {}
    for raw in evidence.raw.values():
        for name, column in raw.spec.columns.items():
            printed.setdefault(column.role, []).append((raw.spec, name, fold(name).split()))
    short = evidence.catalogue.rules["head_cut_off"].words
    prints = evidence.bound("head_cut_off", "prints")
    for columns in printed.values():
        times = Counter(" ".join(words) for _, _, words in columns)
        usual = {" ".join(words): name for _, name, words in columns}
        for spec, name, words in columns:
            full = next(
                (
                    usual[head]
                    for head in usual
                    if times[head] >= prints > times[" ".join(words)]
                    and _is_cut(words, head.split(), short)
                ),
                "",
            )
            place = {**whole_table(spec), "column": name, "printed": name}
            rows.append(about(evidence, place, expected=full, cut=int(bool(full))))
    return view_of(rows, "cut")


def _is_cut(words: Sequence[str], others: Sequence[str], short: Container[str]) -> bool:
    """Whether a head is another one of which words have lost their ends."""
    if len(words) != len(others) or words == others:
        return False
    return all(
        word == other or (other.startswith(word) and word not in short)
        for word, other in zip(words, others, strict=True)
    )


def heads_of_parts(evidence: Evidence) -> pd.DataFrame:
    """One row a head over scores: whether it names ``another`` part of the index than theirs.

    Parts are the index's halves and what these are made of; names of one word stand for much else.
    One head over tables of one part has one ``cause``.
    """
    rows = []
    for raw in evidence.raw.values():
        spec = raw.spec
        instrument = evidence.catalogue.instrument(spec.year) if spec.year else None
        if instrument is None or not spec.component:
            continue
        for name in spec.columns:
            head = f" {fold(name)} "
            named = [
                part
                for path, part in instrument.components.items()
                if path.count("/") < _DEPTH
                and any(f" {spoken} " in head for spoken in _names(part.label, part.spellings))
            ]
            strange = [part for part in named if not _one_line(part.path, spec.component)]
            expected = instrument.components[spec.component].label if strange else ""
            place = {**whole_table(spec), "column": name, "printed": name}
            cause = f"{fold(name)}: {spec.component}"
            checked = about(evidence, place, expected=expected, another=len(strange), cause=cause)
            rows.append(checked)
    return view_of(rows, "another", "cause")


def _names(*given: str | Iterable[str]) -> Iterator[str]:
    """Folded names of more than one word."""
    for names in given:
        for name in (names,) if isinstance(names, str) else names:
            if len(fold(name).split()) > 1:
                yield fold(name)


def _one_line(path: str, other: str) -> bool:
    """Whether one of two parts holds the other."""
    return f"{path}/".startswith(f"{other}/") or f"{other}/".startswith(f"{path}/")


RULES = (
    Rule("head_of_another_part", heads_of_parts, within("another", high=0), covers="cause"),
    Rule("head_cut_off", heads, within("cut", high=0), bounds=("prints",), words=True),
    Rule("sign_not_drawn", drawable_signs, within("lost", high=0)),
    Rule("table_number_twice", used_numbers, within("uses", high=1)),
    Rule("table_number_skipped", skipped_numbers, within("skipped", high=0)),
    Rule("decimal_marks_mixed", decimal_marks, within("fewer", high=0)),
)
