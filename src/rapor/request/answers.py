"""The answers of a received form, each held to what was asked.

Nothing is dropped in silence: what cannot be taken is a problem with sheet and cell, and
what was not read is said in a note.
"""

from rapor.ground.cells import read_cell
from rapor.request.answer import Answer, Answers
from rapor.request.form import EXPLANATION, Form, Sheet
from rapor.request.pages import Page
from rapor.request.reading import Reading


def answers(form: Form, pages: list[Page]) -> Answers:
    """Read every sheet against the form as it would be made now."""
    found = Answers()
    seen: dict[tuple[str, str], str] = {}
    by_key: dict[str, list[str]] = {}
    for sheet, asked in form.asked():
        by_key.setdefault(asked.key, []).append(sheet.name)
    for page in pages:
        own = _sheet_of(form, page, found)
        if own is not None:
            Reading(form, page, own, found, seen, by_key).read()
    _say_missing(form, pages, seen, found)
    _refuse_conflicts(found)
    return found


def _sheet_of(form: Form, page: Page, found: Answers) -> Sheet | None:
    """The sheet of the form that a page is; None, and told, where it is none."""
    if page.identity is None:
        if page.cells:
            found.problems.add(
                page.title,
                f"not a sheet of the form; {len(page.cells)} cells stand on it",
                "the sheets of the form",
                "move what belongs into the form to the agency's sheet, and delete this one",
            )
        return None
    if page.identity.agency == EXPLANATION:
        return None
    sheet = form.sheet(page.identity.agency)
    if sheet is None:
        found.problems.add(
            page.title,
            f"sheet of the agency {page.identity.agency[:40]!r}, of which nothing is asked",
            f"one of {', '.join(one.name for one in form.sheets)}",
            "make the form anew: the road map's agencies have changed",
        )
    elif page.hidden:
        found.notes.append(f"{page.title}: the sheet is hidden; it was read like the others")
    return sheet


def _say_missing(
    form: Form, pages: list[Page], seen: dict[tuple[str, str], str], found: Answers
) -> None:
    """Sheets and rows that did not come back: they count as not filled, and are told."""
    came = {page.identity.agency for page in pages if page.identity}
    for sheet in form.sheets:
        gone = [one for one in sheet.to_fill if (sheet.agency, one.key) not in seen]
        if sheet.agency not in came:
            found.notes.append(f"{sheet.title}: the sheet did not come back; nothing of it is read")
        elif gone:
            named = "; ".join(one.name[:60] for one in gone[:3])
            found.notes.append(
                f"{sheet.title}: {len(gone)} rows did not come back ({named}); not filled"
            )


def _refuse_conflicts(found: Answers) -> None:
    """One indicator has one value, whichever agency reports it; both are shown."""
    by_key: dict[str, list[Answer]] = {}
    for one in found.taken:
        by_key.setdefault(one.asked.key, []).append(one)
    for several in by_key.values():
        first = several[0]
        for other in several[1:]:
            if not same_value(first.printed, other.printed):
                found.problems.add(
                    other.where,
                    f"{other.printed!r} ({other.publisher}) for {other.asked.name[:60]!r}",
                    f"{first.printed!r} as in {first.where} ({first.publisher})",
                    "let the agencies agree on one value and write it on both sheets",
                )


def same_value(one: str, other: str) -> bool:
    """Whether two written values say the same."""
    first, second = read_cell(one), read_cell(other)
    return (first.value, first.text, first.unit) == (second.value, second.text, second.unit)
