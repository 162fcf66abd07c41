"""What a received form says and would change, for the person who received it."""

from rapor.request.answer import Answers
from rapor.request.form import Form
from rapor.request.ledger import Change, Ledger

_SIGNS = {"new": "+", "changed": "~", "unchanged": "="}
_LONGEST = 60


def summary(form: Form, ledger: Ledger, found: Answers) -> str:
    """Counts for each agency, every new and changed value, and what is to be known."""
    lines = [f"{form.city_name}, {form.year}, {form.period}"]
    for sheet in form.sheets:
        own = [one for one in ledger.changes if one.answer.sheet == sheet]
        states = [one.state for one in own]
        filled = found.filled[sheet.agency]
        counts = (
            f"{states.count('new')} new, {states.count('changed')} changed,"
            f" {states.count('unchanged')} unchanged, {filled - len(own)} refused,"
            f" {max(0, len(sheet.to_fill) - filled)} empty"
        )
        lines.append(f"{sheet.name}: {counts}")
        lines += [f"  {_said(one)}" for one in own if one.state != "unchanged"]
    if found.notes:
        lines += ["", "To be known:", *(f"  {note}" for note in found.notes)]
    return "\n".join(lines)


def _said(change: Change) -> str:
    line, before = change.line, change.before
    name = change.answer.asked.name
    shown = name if len(name) <= _LONGEST else f"{name[: _LONGEST - 1]}…"
    value = line["printed"]
    if before is not None and before["printed"] != value:
        value = f"{before['printed']} -> {value}"
    elif before is not None:
        told = [one for one in ("published", "address", "note") if before[one] != line[one]]
        value = f"{value} ({', '.join(told)} changed)"
    evidence = "" if line["address"] else ", without evidence"
    return f"{_SIGNS[change.state]} {shown}: {value}{evidence} ({change.answer.where})"
