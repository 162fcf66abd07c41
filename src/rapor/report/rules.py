"""What the rules of data quality are called in a report."""

from rapor.language import Language
from rapor.report.message import message

NAMES = {
    "outside_scale": message("Value outside its scale"),
    "above_weight": message("Score above its weight"),
    "missing_cell": message("Empty cell, dash, or words that stand for none"),
    "unreadable_cell": message("Cell that cannot be read with certainty"),
}
"""By code of the rule."""


def rule_name(language: Language, code: str) -> str:
    """The name of a rule; a rule without one shows its code."""
    return language.text(NAMES[code]) if code in NAMES else code
