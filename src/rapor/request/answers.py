"""The answers of a received form: every sheet read, and what of them contradicts or is missing."""

from rapor.request.form import EXPLANATION, AgencySheet, Form
from rapor.request.received_sheets import Page
from rapor.request.sheet_answers import Answer, Answers, SheetReader
from rapor.request.values import same_value


def read_answers(form: Form, pages: list[Page]) -> Answers:
    """Read every sheet against the form as it would be made now."""
    answers = Answers()
    seen: dict[tuple[str, str], str] = {}
    by_key: dict[str, list[str]] = {}
    for sheet, asked in form.asked():
        by_key.setdefault(asked.key, []).append(sheet.name)
    for page in pages:
        asked_of = _sheet_of(form, page, answers)
        if asked_of is not None:
            SheetReader(form, page, asked_of, answers, seen, by_key).read()
    _say_missing(form, pages, seen, answers)
    _refuse_conflicts(answers)
    return answers


def _sheet_of(form: Form, page: Page, answers: Answers) -> AgencySheet | None:
    """The sheet of the form that a page is; None, and told, where it is none."""
    if page.identity is None:
        if page.cells:
            answers.problems.add(
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
        answers.problems.add(
            page.title,
            f"sheet of the agency {page.identity.agency[:40]!r}, of which nothing is asked",
            f"one of {', '.join(known.name for known in form.sheets)}",
            "make the form anew: the road map's agencies have changed",
        )
    elif page.hidden:
        answers.notes.append(f"{page.title}: the sheet is hidden; it was read like the others")
    return sheet


def _say_missing(
    form: Form, pages: list[Page], seen: dict[tuple[str, str], str], answers: Answers
) -> None:
    """Sheets and rows that did not come back: they count as not filled, and are told."""
    came = {page.identity.agency for page in pages if page.identity}
    for sheet in form.sheets:
        missing = [
            row
            for row in sheet.to_fill
            # what is open when a form comes back is not what was open when it was sent
            if row.kind != "follow_up" and (sheet.agency, row.key) not in seen
        ]
        if not sheet.asked:
            continue
        if sheet.agency not in came:
            answers.notes.append(
                f"{sheet.title}: the sheet did not come back; nothing of it is read"
            )
        elif missing:
            named = "; ".join(row.name[:60] for row in missing[:3])
            answers.notes.append(
                f"{sheet.title}: {len(missing)} rows did not come back ({named}); not filled"
            )


def _refuse_conflicts(answers: Answers) -> None:
    """One indicator has one value, whichever agency reports it; both are shown."""
    by_key: dict[str, list[Answer]] = {}
    for answer in answers.taken:
        by_key.setdefault(answer.asked.key, []).append(answer)
    for several in by_key.values():
        first = several[0]
        for place, other in enumerate(several[1:], start=1):
            before = several[:place]
            if other.publisher in {earlier.publisher for earlier in before}:
                answers.problems.add(
                    other.where,
                    f"{other.printed!r} for {other.asked.name[:60]!r}, by {other.publisher} again",
                    f"each agency once; {first.printed!r} stands in {first.where}",
                    "leave one of the two cells empty",
                )
            elif not same_value(first.printed, other.printed):
                answers.problems.add(
                    other.where,
                    f"{other.printed!r} ({other.publisher}) for {other.asked.name[:60]!r}",
                    f"{first.printed!r} as in {first.where} ({first.publisher})",
                    "let the agencies agree on one value and write it on both sheets",
                )
