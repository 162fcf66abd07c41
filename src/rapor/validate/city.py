"""Validating a city: findings, decisions, accepted tables."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

import pandas as pd

from rapor.catalogue import Catalogue, City, load_city
from rapor.catalogue.names import nearest
from rapor.catalogue.raw import RawTable, read_raw
from rapor.catalogue.rules import EvidenceRule
from rapor.ground import vocabularies
from rapor.ground.errors import DataRejected, Problem, Problems
from rapor.ground.language import language
from rapor.ground.paths import Home
from rapor.ground.ref import AS_IN_FILE, FindingId, PrintedRows, Ref, refs_in
from rapor.ground.tables import Finding, Tables, conform
from rapor.validate.accept import accept, settle, tell_circular
from rapor.validate.checked import StageChecked, as_json, checks_table
from rapor.validate.decisions import Decision, read_decisions
from rapor.validate.evidence import Evidence, read_statements, records
from rapor.validate.examine import Examined, examine
from rapor.validate.suite_of_tables import check_tables, sentences
from rapor.validate.wording import DOCUMENT_DATA, wording

TIDY_STAGE, ACCEPTED_STAGE = vocabularies.CHECKED_STAGES


@dataclass(frozen=True)
class Validated:
    """Accepted tables and findings of a city.

    ``stages`` say of every expectation how many rows of the tidy and of the accepted tables it
    looked at and how many failed; ``rules`` are what the findings are said with, ``counted``
    how their rows are; ``complaints`` what is wrong with the decisions, or breaks the suite of
    tables: they stop the pipeline, and hide no finding. ``cells`` are the printed ones by
    reference.
    """

    slug: str
    accepted: Tables
    findings: pd.DataFrame
    stages: tuple[StageChecked, ...]
    rules: Mapping[str, EvidenceRule]
    counted: PrintedRows = AS_IN_FILE
    complaints: tuple[Problem, ...] = ()
    cells: Mapping[str, str] = field(default_factory=dict)

    @property
    def checks(self) -> pd.DataFrame:
        """The table ``checks``, in Indonesian."""
        return checks_table(self.slug, self.stages, sentences("id", self.rules), self.rules)

    @property
    def validation(self) -> str:
        """The content of ``validation.json``, in English."""
        return as_json(self.slug, self.stages, sentences("en", self.rules))

    @property
    def undecided(self) -> pd.DataFrame:
        """Findings of severity error that nobody has decided."""
        open_errors = (self.findings["severity"] == "error") & (self.findings["decision"] == "none")
        return self.findings[open_errors]

    def copy(self) -> "Validated":
        """The same, with frames that may be changed without changing these."""
        accepted = {name: frame.copy() for name, frame in self.accepted.items()}
        return replace(self, accepted=accepted, findings=self.findings.copy())

    def require_decided(self) -> None:
        """Raise ``DataRejected``: every error without a decision, every decision that is wrong."""
        problems = Problems()
        for row in records(self.undecided):
            folder = f"data/raw/{self.slug}"
            if row["table"] not in DOCUMENT_DATA:
                folder += "/tables"
            problems.add(
                f"{folder}/{row['table']}.csv row {row['row']} column {row['column']}",
                wording(row, language("en"), self.rules, self.counted),
                row["expected"],
                f"decide {row['finding']} in data/raw/{self.slug}/corrections.yaml"
                " (correct, keep or ask)",
            )
        if problems or self.complaints:
            raise DataRejected([*problems, *self.complaints])

    def printed_by(self, findings: Iterable[str]) -> dict[str, str]:
        """What the cells of findings print today: the ``printed`` of a decision on them."""
        chosen = self.findings[self.findings["finding"].isin(list(findings))]
        refs = [
            str(ref)
            for row in records(chosen)
            for ref in (FindingId.read(row["finding"]).ref, *refs_in(row["compared_ref"]))
        ]
        return {ref: self.cells[ref] for ref in refs if ref in self.cells}


def validate_city(home: Home, slug: str, tidy: Tables, catalogue: Catalogue) -> Validated:
    """Run the rules, apply the city's decisions, run the rules again where a value moved.

    Findings are those of the first run with their decisions, and what the next run finds
    beside them; where a decision is about such a one, the rules run once more with it.

    Decisions that match no finding, that do not say what their cells printed or whose cells
    have changed since, or whose correction leaves its finding standing, makes a new error or
    rests on its own row are ``complaints`` beside the findings.

    Raises ``DataRejected`` for decisions that cannot be read, for tables with nothing to check,
    and as ``load_city``.
    """
    city = load_city(home, slug)
    decisions = read_decisions(home, slug)
    problems = Problems()
    shown = home.relative(home.raw(slug) / "corrections.yaml")
    printed = _as_printed(home, city, tidy, catalogue)
    first = examine(printed)
    settled = settle(first.findings, decisions, problems)
    while True:
        made = accept(tidy, settled, decisions, catalogue)
        evidence = replace(printed, tables=made.tables, decided=made.decided)
        again = (second := examine(evidence) if _move(decisions) else first).findings
        new = settle(again[~again["finding"].isin(settled["finding"])], decisions, problems)
        known = pd.concat([settled, new], ignore_index=True)
        if (new["decision"] == "none").all():
            break
        settled = known
    cells = printed_cells(tidy, printed.raw)
    _tell_stale(decisions, known, cells, shown, problems)
    _tell_unkept(decisions, known, cells, shown, problems)
    _tell_unmended(settled, again, new, catalogue.rules, city.rows, shown, problems)
    tell_circular(decisions, known, tidy["scores"], city.rows, shown, problems)
    stages = _checked(TIDY_STAGE, printed, first), _checked(ACCEPTED_STAGE, evidence, second)
    return Validated(
        *(slug, made.tables, conform(Finding, known), stages, catalogue.rules, city.rows),
        complaints=tuple(dict.fromkeys([*_of_tables(stages), *problems])),
        cells=cells,
    )


def _move(decisions: Iterable[Decision]) -> bool:
    """Whether decisions change what the rules look at; a cell that is kept looks as printed."""
    return any(decision.action != "keep" for decision in decisions)


def _of_tables(stages: Iterable[StageChecked]) -> Iterator[Problem]:
    """What breaks the suite of tables, before and after the decisions."""
    for stage in stages:
        yield from stage.complaints


def _as_printed(home: Home, city: City, tidy: Tables, catalogue: Catalogue) -> Evidence:
    """What the rules look at before any decision; raises for raw tables that cannot be read."""
    problems = Problems()
    raw = read_raw(home, city, problems)
    problems.raise_if_any()
    return Evidence(city, catalogue, tidy, raw, read_statements(home, city))


def _checked(stage: str, evidence: Evidence, examined: Examined) -> StageChecked:
    """What was checked on the tables of a stage: by the rules, and by the suite of tables."""
    tables = check_tables(evidence.city, evidence.catalogue, evidence.tables, stage)
    return StageChecked(stage, tables.checked, examined.rules, tables.complaints)


def printed_cells(tidy: Tables, raw: Mapping[str, RawTable]) -> dict[str, str]:
    """What every cell prints, by reference: those of the documents, and of our own lists."""
    cells = {str(Ref.of(row)): row["printed"] for frame in tidy.values() for row in records(frame)}
    for name, table in raw.items():
        for row in table.rows:
            cells |= {
                str(Ref(name, row.number, column)): cell for column, cell in row.cells.items()
            }
    return cells


def _tell_stale(
    decisions: list[Decision],
    findings: pd.DataFrame,
    cells: Mapping[str, str],
    shown: str,
    problems: Problems,
) -> None:
    """Decisions on findings that do not occur, or on cells that print something else by now."""
    known = list(findings["finding"])
    for decision in decisions:
        changed = decision.changed(cells)
        gone = [finding for finding in decision.findings if finding not in known]
        for finding in gone:
            like = nearest(finding, known)
            problems.add(
                f"{shown} {decision.code}",
                "; ".join([f"stale: no finding {finding}", *changed]),
                f"a finding that occurs, such as {', '.join(like)}" if like else "none occurs",
                "look at the cell that changed, and restore it or decide anew"
                if changed
                else "remove the decision, or correct the id",
            )
        if changed and not gone:
            problems.add(
                f"{shown} {decision.code}",
                f"stale: {'; '.join(changed)}",
                "the cells on which it was taken",
                "restore the cell, or decide anew and write what is printed now",
            )


def _tell_unkept(
    decisions: Iterable[Decision],
    findings: pd.DataFrame,
    cells: Mapping[str, str],
    shown: str,
    problems: Problems,
) -> None:
    """Decisions that do not say what a cell printed: nobody could tell that it has changed."""
    known = set(findings["finding"])
    for decision in decisions:
        unkept = decision.unkept(cells) if known.issuperset(decision.findings) else {}
        if unkept:
            lines = [f'"{ref}": {_quoted(text)}' for ref, text in unkept.items()]
            problems.add(
                f"{shown} {decision.code}",
                f"it does not say what {', '.join(unkept)} printed when it was decided",
                f"printed: {{{', '.join(lines)}}}, if it was decided on what stands there now",
                "write it, or decide anew with 'rapor decide'",
            )


def _quoted(text: str) -> str:
    """A text as YAML has it in quotes."""
    return json.dumps(text, ensure_ascii=False)


def _tell_unmended(
    settled: pd.DataFrame,
    again: pd.DataFrame,
    new: pd.DataFrame,
    rules: Mapping[str, EvidenceRule],
    counted: PrintedRows,
    shown: str,
    problems: Problems,
) -> None:
    """A correction that does not mend its finding, or that makes an error of its own."""
    corrected = settled[settled["decision"] == "correct"]
    for row in records(corrected[corrected["finding"].isin(again["finding"])]):
        problems.add(
            f"{shown} {row['decision_id']}",
            f"{row['finding']} stands with {row['decided_value']!r} too",
            "a value that mends the finding",
            "correct the value, or choose keep or ask",
        )
    codes = ", ".join(sorted(set(corrected["decision_id"])))
    for row in records(new[new["severity"] == "error"]):
        problems.add(
            f"{shown} {codes}",
            f"the corrections make a new error {row['finding']}:"
            f" {wording(row, language('en'), rules, counted)}",
            "corrections that agree with the other tables",
            f"correct the value, or decide {row['finding']} too",
        )
