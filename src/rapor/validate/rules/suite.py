"""All rules: those of the code, in the order in which rules.yaml has them run.

A rule that settles a cell goes before the rules that would trip over the same cause.
"""

from collections.abc import Iterable, Mapping

from rapor.catalogue.rules import EvidenceRule
from rapor.ground.errors import Problems
from rapor.validate.rule import Rule
from rapor.validate.rules import (
    agencies,
    agreement,
    completeness,
    goals_and_areas,
    plausibility,
    printing,
    rows,
    scores,
    series,
    sums,
    titles,
    values,
    wholes,
)

FAMILIES = (
    completeness,
    values,
    agreement,
    series,
    sums,
    scores,
    rows,
    wholes,
    titles,
    goals_and_areas,
    agencies,
    plausibility,
    printing,
)
"""What is wrong with a cell by itself, with its neighbours, with the document as a whole."""

RULES: tuple[Rule, ...] = tuple(rule for family in FAMILIES for rule in family.RULES)


def suite(entries: Mapping[str, EvidenceRule], rules: Iterable[Rule] = RULES) -> tuple[Rule, ...]:
    """The rules in the order of their entries in rules.yaml.

    Raises ``DataRejected`` for a rule without an entry, an entry without a rule, bounds that are
    not the rule's, and where there is no rule at all: an empty suite would find nothing wrong
    with anything.
    """
    by_code = {rule.code: rule for rule in rules}
    problems = Problems()
    if not by_code:
        problems.add("validate", "no rules", "at least one rule")
    if lacking := sorted(by_code.keys() - entries.keys()):
        problems.add(
            "rules.yaml",
            f"no entry {', '.join(map(repr, lacking))}",
            "an entry for each rule of this version",
            "take them over from the rules.yaml of this version; without a file of its own a"
            " project uses that",
        )
    for code in sorted(entries.keys() - by_code.keys()):
        problems.add(
            f"rules.yaml {code}",
            "no view",
            "a rule in src/rapor/validate/rules that has this code",
            "correct the code, or write its view",
        )
    for code in sorted(by_code.keys() & entries.keys()):
        _check_bounds(by_code[code], entries[code], problems)
    problems.raise_if_any()
    return tuple(by_code[code] for code in entries)


def _check_bounds(rule: Rule, entry: EvidenceRule, problems: Problems) -> None:
    """A rule looks at its bounds and words by name: none may be left out, none is idle."""
    where = f"rules.yaml {rule.code}"
    listed = ", ".join(rule.bounds) or "no bounds"
    for name in sorted(set(rule.bounds) - set(entry.bounds)):
        problems.add(where, f"no bound {name!r}", listed, "restore it under 'bounds'")
    for name in sorted(set(entry.bounds) - set(rule.bounds)):
        problems.add(where, f"bound {name!r}", listed, "correct its name, or remove it")
    if rule.words and not entry.words:
        problems.add(where, "no words", "a list of words", "restore 'words'")
    if entry.words and not rule.words:
        problems.add(where, "words", "none, for the rule looks at no words", "remove 'words'")
