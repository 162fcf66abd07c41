"""The rules of evidence: ``python -m rapor.run.rule_book`` writes ``docs/rules.md``.

Every word of it is taken from ``data/reference/rules.yaml`` and from the families of views;
a test holds the document equal to them.
"""

import inspect
from collections.abc import Iterable, Mapping
from pathlib import Path

from rapor.catalogue.rules import PLACES, EvidenceRule, read_rules
from rapor.ground.files import write_text
from rapor.ground.paths import Home, find_home
from rapor.run.textable import markdown
from rapor.validate.rule import Rule
from rapor.validate.rules.suite import FAMILIES

DOCUMENT = "docs/rules.md"
COMMAND = "python -m rapor.run.rule_book"

_WRITTEN = f"""\
Written by `{COMMAND}` from `data/reference/rules.yaml` and
`src/rapor/validate/rules/`; change it there."""

_HEAD = """\
What is looked for in a city's tables, and what a finding says. An *error* needs a decision in the
city's `corrections.yaml`, because a figure of the evaluation depends on how the cell is read; a
*warning* and a *note* stop nothing. A view may set another severity for a cell, as its reason
says. The rules are run in the order of `rules.yaml`, and a cell that one has settled is left out
by those after it. How findings and decisions work: [method.md](method.md)."""

_PLACES = "## Places of a sentence"


def rule_book(home: Home) -> str:
    """The whole document as Markdown, ending with a line end."""
    entries = read_rules(home.rules, home.relative(home.rules))
    parts = ["# Rules of evidence", _WRITTEN, _HEAD]
    for family in FAMILIES:
        parts += [f"## {_heading(family.__doc__)}", _rules(family.RULES, entries)]
    places = ((f"`{{{place}}}`", meaning) for place, meaning in PLACES.items())
    parts += [_PLACES, markdown(("Place", "What stands there"), places)]
    return "\n\n".join(parts) + "\n"


def _heading(docstring: str | None) -> str:
    return (docstring or "").partition("\n")[0].rstrip(".")


def _rules(rules: Iterable[Rule], entries: Mapping[str, EvidenceRule]) -> str:
    head = ("Code", "Severity", "Name", "What it says", "Reason", "View")
    return markdown(head, (_rule(rule, entries[rule.code]) for rule in rules))


def _rule(rule: Rule, entry: EvidenceRule) -> tuple[str, ...]:
    name = f"{entry.name['en']} (*{entry.name['id']}*)"
    return f"`{entry.code}`", entry.severity, name, entry.sentence["en"], entry.reason, _view(rule)


def _view(rule: Rule) -> str:
    """A link to the module of a view, and its name there."""
    file = Path(inspect.getfile(rule.view)).name
    return f"[`{rule.view.__name__}`](../src/rapor/validate/rules/{file})"


def main() -> None:
    """Write the document into the project that one stands in."""
    home = find_home()
    write_text(home.root / DOCUMENT, rule_book(home))


if __name__ == "__main__":
    main()
