"""Validating a city: findings, decisions, accepted tables."""

from dataclasses import dataclass

import pandas as pd

from rapor.catalogue import Catalogue, load_city
from rapor.catalogue.names import nearest
from rapor.errors import DataRejected, Problem, Problems
from rapor.language import language
from rapor.paths import Home
from rapor.tables import CONTRACTS, Tables, conform
from rapor.validate.accept import accept, settle
from rapor.validate.decisions import Decision, read_decisions
from rapor.validate.evidence import Evidence, records
from rapor.validate.examine import examine
from rapor.validate.wording import wording


@dataclass(frozen=True)
class Validated:
    """Accepted tables and findings of a city."""

    slug: str
    accepted: Tables
    findings: pd.DataFrame

    @property
    def undecided(self) -> pd.DataFrame:
        """Findings of severity error that nobody has decided."""
        open_errors = (self.findings["severity"] == "error") & (self.findings["decision"] == "none")
        return self.findings[open_errors]

    def require_decided(self) -> None:
        """Raise ``DataRejected`` with every error that has no decision."""
        problems = Problems()
        for row in records(self.undecided):
            problems.add(
                f"data/raw/{self.slug}/tables/{row['table']}.csv row {row['row']}"
                f" column {row['column']}",
                wording(row, language("en")),
                row["expected"],
                f"decide {row['finding']} in data/raw/{self.slug}/corrections.yaml"
                " (correct, keep or ask)",
            )
        problems.raise_if_any()


def validate_city(home: Home, slug: str, tidy: Tables, catalogue: Catalogue) -> Validated:
    """Run the rules, apply the city's decisions, run the rules again.

    Findings are those of the first run with their decisions, and what the second run finds
    beside them.

    Raises ``DataRejected`` for decisions that cannot be read, that match no finding, whose
    correction leaves its finding standing or makes a new error; for tables with nothing to
    check; and as ``load_city``.
    """
    city = load_city(home, slug)
    decisions = read_decisions(home, slug)
    first = examine(Evidence(city, catalogue, tidy))
    problems = Problems()
    shown = home.relative(home.raw(slug) / "corrections.yaml")
    _refuse_stale(decisions, first, shown, problems)
    settled = settle(first, decisions, problems)
    problems.raise_if_any()
    made = accept(tidy, settled, decisions)
    second = examine(Evidence(city, catalogue, made.tables, made.decided))
    _refuse_unmended(settled, second, shown)
    new = second[~second["finding"].isin(settled["finding"])]
    contract = CONTRACTS["findings"]
    findings = conform(contract, pd.concat([settled, new], ignore_index=True))
    return Validated(slug, made.tables, findings)


def _refuse_stale(
    decisions: list[Decision], found: pd.DataFrame, shown: str, problems: Problems
) -> None:
    known = list(found["finding"])
    for decision in decisions:
        for finding in decision.findings:
            if finding not in known:
                like = nearest(finding, known)
                problems.add(
                    f"{shown} {decision.code}",
                    f"no finding {finding}",
                    f"a finding that occurs, such as {', '.join(like)}" if like else "none occurs",
                    "remove the decision, or correct the id",
                )


def _refuse_unmended(settled: pd.DataFrame, second: pd.DataFrame, shown: str) -> None:
    """Fail when a correction does not mend its finding, or breaks something else."""
    problems: list[Problem] = []
    again = set(second["finding"])
    corrected = settled[settled["decision"] == "correct"]
    for row in records(corrected):
        if row["finding"] in again:
            problems.append(
                Problem(
                    f"{shown} {row['decision_id']}",
                    f"{row['finding']} stands with {row['decided_value']!r} too",
                    "a value that mends the finding",
                    "correct the value, or choose keep or ask",
                )
            )
    new = second[(second["severity"] == "error") & ~second["finding"].isin(settled["finding"])]
    codes = ", ".join(sorted(set(corrected["decision_id"])))
    for row in records(new):
        problems.append(
            Problem(
                f"{shown} {codes}",
                f"the corrections make a new error {row['finding']}:"
                f" {wording(row, language('en'))}",
                "corrections that agree with the other tables",
                "correct the value, or choose keep or ask",
            )
        )
    if problems:
        raise DataRejected(problems)
