"""Keeping what a form says: in the lists of results, the sources and the history, or nowhere.

Also a command that keeps a single result adds its entries to ``sources.yaml`` here: their keys, and
the file's text with them.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from rapor.catalogue.names import fold
from rapor.catalogue.result_lists import ResultList
from rapor.ground.errors import DataRejected, Problem
from rapor.ground.files import csv_text, read_rows, read_text
from rapor.ground.language import language
from rapor.ground.paths import Home
from rapor.ground.text import guarded
from rapor.ground.together import write_together
from rapor.request.form import Form, time_of
from rapor.request.ledger import AGENCY, Change, Ledger, ResultLine
from rapor.request.reported import Log

HISTORY = "realisation-history.csv"
HISTORY_COLUMNS = (
    "on by form file row indicator activity year period publisher printed published address note"
    " source before_printed before_published before_address before_note before_source"
).split()
"""A line for each value that a form brought: when it was kept, by whom, from which file, in
which row of which list it stands, and what stood there before."""

SOURCES = "sources.yaml"
_UNNAMED = "source"


@dataclass(frozen=True)
class Kept:
    """By whom a form is kept and when (``2025-02-01``), its file's name and SHA-256."""

    by: str
    on: str
    name: str
    digest: str


def keep(home: Home, ledger: Ledger, log: Log, kept: Kept) -> list[Path]:
    """Write what is new or changed; all of the files or none. Nothing new writes nothing."""
    changes = [change for change in ledger.changes if change.state != "unchanged"]
    if not changes and not log.new:
        return []
    city = ledger.form.city
    folder = home.raw(city)
    shown = home.relative(folder)
    publishers = [change.answer.publisher for change in changes]
    publishers += [report.office.name for report in log.new]
    sources_text, keys = _sources(folder, shown, ledger.form, publishers, kept)
    texts = {SOURCES: sources_text} | _grown(log, keys)
    if not changes:
        return write_together(folder, texts)
    # history goes before the lists, so that no value is replaced that is not kept there
    texts[HISTORY] = ""
    history: list[ResultLine] = []
    for results in dict.fromkeys(change.results for change in changes):
        of_list = [change for change in changes if change.results == results]
        texts[results.file] = _results(ledger, results, of_list, keys, history, kept)
    texts[HISTORY] = _history(folder, shown, history)
    return write_together(folder, texts)


def _results(
    ledger: Ledger,
    results: ResultList,
    changes: list[Change],
    keys: dict[str, str],
    history: list[ResultLine],
    kept: Kept,
) -> str:
    """The list with its changes: a line keeps its row, for findings and decisions name it."""
    lines = [dict(line) for line in ledger.lines[results.file]]
    for change in changes:
        line = change.line | {"source": keys[change.answer.publisher]}
        if change.row is None:
            lines.append(line)
        else:
            lines[change.row] = line
        row = len(lines) if change.row is None else change.row + 1
        history.append(_history_line(change, line, row, kept))
    return _text(results.columns, lines)


def _grown(log: Log, keys: dict[str, str]) -> dict[str, str]:
    """The lists of the round with their new lines at the end, as texts by file."""
    texts = {}
    for results in dict.fromkeys(report.results for report in log.new):
        added = [
            report.line | {"source": keys[report.office.name]}
            for report in log.new
            if report.results is results
        ]
        texts[results.file] = _text(results.columns, [*log.lines.get(results.file, ()), *added])
    return texts


def _text(columns: Iterable[str], lines: list[ResultLine]) -> str:
    """Lines as CSV in which nothing that an agency typed can be a formula."""
    return csv_text(
        list(columns),
        [{name: guarded(cell) for name, cell in line.items()} for line in lines],
    )


def _history_line(change: Change, line: ResultLine, row: int, kept: Kept) -> ResultLine:
    before = change.before or {}
    about = {"on": kept.on, "by": kept.by, "form": kept.name}
    about |= {"file": change.results.file, "row": str(row)}
    earlier = {
        name: before.get(name.removeprefix("before_"), "")
        for name in HISTORY_COLUMNS
        if name.startswith("before_")
    }
    return {name: (about | earlier).get(name, line.get(name, "")) for name in HISTORY_COLUMNS}


def _history(folder: Path, shown: str, entries: list[ResultLine]) -> str:
    path = folder / HISTORY
    before: list[ResultLine] = []
    if path.exists():
        _, before = read_rows(path, f"{shown}/{HISTORY}", HISTORY_COLUMNS)
    known = [{name: line[name] for name in HISTORY_COLUMNS} for line in before]
    return _text(HISTORY_COLUMNS, known + [line for line in entries if line not in known])


def _sources(
    folder: Path, shown: str, form: Form, publishers: Iterable[str], kept: Kept
) -> tuple[str, dict[str, str]]:
    """``sources.yaml`` with an entry for each agency, as text; and the key of each agency.

    What stands there is not touched, with its comments and order. Raises ``DataRejected``
    when the file is not a list of entries, so that nothing can be added behind them.
    """
    before = read_text(folder / SOURCES, f"{shown}/{SOURCES}")
    known = yaml.safe_load(before) or {}
    added: dict[str, Any] = {}
    keys = {}
    for publisher in dict.fromkeys(publishers):
        keys[publisher] = _key(form, publisher, kept, known | added)
        if keys[publisher] not in known:
            added[keys[publisher]] = _entry(form, publisher, kept)
    return with_entries(before, added, f"{shown}/{SOURCES}"), keys


def _entry(form: Form, publisher: str, kept: Kept) -> dict[str, Any]:
    """What sources.yaml says of the answer of an agency."""
    words = language(form.language)
    return {
        "publisher": publisher,
        "kind": AGENCY,
        "published": kept.on,
        "file": kept.name,
        "sha256": kept.digest,
        "reference": words.text(
            "Answer to the data request, {time}, {agency}",
            time=time_of(form, words),
            agency=publisher,
        ),
    }


def _key(form: Form, publisher: str, kept: Kept, known: dict[str, Any]) -> str:
    """Agency and day; another file of the same agency and day gets a number."""
    codes = {name: code for code, name in form.agencies.items()}
    name = codes.get(publisher) or fold(publisher)
    return free_key(name, kept.on, known, kept.digest)


def free_key(name: str, day: str, known: Mapping[str, Any], digest: str | None = None) -> str:
    """A key from a publisher's name and a day; what is another source gets a number behind.

    With ``digest``, an entry of the same file (``sha256``) is the same source.
    """
    plain = re.sub(r"[^a-z0-9]+", "-", name.casefold()).strip("-") or _UNNAMED
    key, count = f"{plain}-{day}", 1
    while key in known and (digest is None or known[key].get("sha256") != digest):
        count += 1
        key = f"{plain}-{day}-{count}"
    return key


def with_entries(before: str, added: Mapping[str, Any], shown: str) -> str:
    """The text of ``sources.yaml`` with entries at its end; what stands there is not touched.

    Raises ``DataRejected`` when the file is not a list of entries, so that nothing can be added
    behind them; ``shown`` is how errors name it.
    """
    if not added:
        return before
    text = f"{before.rstrip()}\n" if before.strip() else ""
    for key, entry in added.items():
        lines = yaml.safe_dump({key: entry}, sort_keys=False, allow_unicode=True, width=10_000)
        text += f"\n{lines}"
    if yaml.safe_load(text) != (yaml.safe_load(before) or {}) | dict(added):
        raise DataRejected(
            Problem(
                shown,
                "an entry cannot be added at its end",
                "entries in block style, one below the other",
                "write the file as key: and indented fields",
            )
        )
    return text
