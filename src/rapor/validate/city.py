"""Validating a city: findings, decisions, accepted tables."""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from rapor.catalogue import Catalogue, load_city
from rapor.catalogue.names import nearest
from rapor.catalogue.raw import read_raw
from rapor.catalogue.rules import EvidenceRule
from rapor.ground.errors import Problems
from rapor.ground.language import language
from rapor.ground.paths import Home
from rapor.ground.tables import Finding, Tables, conform
from rapor.validate.accept import accept, settle
from rapor.validate.decisions import Decision, read_decisions
from rapor.validate.evidence import Evidence, records
from rapor.validate.examine import examine
from rapor.validate.statements import read_statements
from rapor.validate.wording import DOCUMENT_DATA, wording


@dataclass(frozen=True)
class Validated:
    """Accepted tables and findings of a city.

    ``checked`` says of every rule how many rows of the tidy tables it ``looked_at`` and how
    many ``failed``; ``rules`` are what the findings are said with.
    """

    slug: str
    accepted: Tables
    findings: pd.DataFrame
    checked: pd.DataFrame
    rules: Mapping[str, EvidenceRule]

    @property
    def undecided(self) -> pd.DataFrame:
        """Findings of severity error that nobody has decided."""
        open_errors = (self.findings["severity"] == "error") & (self.findings["decision"] == "none")
        return self.findings[open_errors]

    def require_decided(self) -> None:
        """Raise ``DataRejected`` with every error that has no decision."""
        problems = Problems()
        for row in records(self.undecided):
            folder = f"data/raw/{self.slug}"
            if row["table"] not in DOCUMENT_DATA:
                folder += "/tables"
            problems.add(
                f"{folder}/{row['table']}.csv row {row['row']} column {row['column']}",
                wording(row, language("en"), self.rules),
                row["expected"],
                f"decide {row['finding']} in data/raw/{self.slug}/corrections.yaml"
                " (correct, keep or ask)",
            )
        problems.raise_if_any()


def validate_city(home: Home, slug: str, tidy: Tables, catalogue: Catalogue) -> Validated:
    """Run the rules, apply the city's decisions, run the rules again.

    Findings are those of the first run with their decisions, and what the next run finds
    beside them; where a decision is about such a one, it is applied and the rules run once
    more.

    Raises ``DataRejected`` for decisions that cannot be read, that match no finding, whose
    correction leaves its finding standing or makes a new error; for tables with nothing to
    check; and as ``load_city``.
    """
    city = load_city(home, slug)
    decisions = read_decisions(home, slug)
    problems = Problems()
    raw = read_raw(home, city, problems)
    problems.raise_if_any()
    stated = read_statements(home, city)
    shown = home.relative(home.raw(slug) / "corrections.yaml")
    first = examine(Evidence(city, catalogue, tidy, raw, stated))
    settled = settle(first.findings, decisions, problems)
    while True:
        problems.raise_if_any()
        made = accept(tidy, settled, decisions)
        evidence = Evidence(city, catalogue, made.tables, raw, stated, made.decided)
        again = examine(evidence).findings
        new = settle(again[~again["finding"].isin(settled["finding"])], decisions, problems)
        known = pd.concat([settled, new], ignore_index=True)
        if (new["decision"] == "none").all():
            break
        settled = known
    _refuse_stale(decisions, known, shown)
    _refuse_unmended(settled, again, new, catalogue.rules, shown)
    findings = conform(Finding, known)
    return Validated(slug, made.tables, findings, first.checked, catalogue.rules)


def _refuse_stale(decisions: list[Decision], findings: pd.DataFrame, shown: str) -> None:
    """Fail for decisions on findings that do not occur, naming the nearest that do."""
    problems = Problems()
    known = list(findings["finding"])
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
    problems.raise_if_any()


def _refuse_unmended(
    settled: pd.DataFrame,
    again: pd.DataFrame,
    new: pd.DataFrame,
    rules: Mapping[str, EvidenceRule],
    shown: str,
) -> None:
    """Fail when a correction does not mend its finding, or makes an error of its own."""
    problems = Problems()
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
            f" {wording(row, language('en'), rules)}",
            "corrections that agree with the other tables",
            f"correct the value, or decide {row['finding']} too",
        )
    problems.raise_if_any()
