"""A new city: its documents, read and put to a person as a review."""

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd

from rapor.catalogue import load_catalogue
from rapor.catalogue.documents import read_document_kinds
from rapor.catalogue.doubts import FILE as DOUBTS
from rapor.catalogue.doubts import read_weights
from rapor.catalogue.headers import read_vocabulary
from rapor.catalogue.matching import Matcher, load_matcher
from rapor.ground.errors import DataRejected, Problem, Problems, UsageError
from rapor.ground.files import write_bytes
from rapor.ground.language import language as language_of
from rapor.ground.paths import Home
from rapor.ground.paths import slug as check_slug
from rapor.ground.project_files import files_below
from rapor.ground.received.file import open_received
from rapor.ground.together import write_together
from rapor.ingest.pages.kept import keeping_pages
from rapor.ingest.review.documents import ReadDocument, check_files, given, read
from rapor.ingest.review.drafting import Draft, Registers, draft_city
from rapor.ingest.review.files import SHARED, city_texts
from rapor.ingest.review.findings import Checked, CheckedFinding
from rapor.ingest.review.history import FILE, read_history
from rapor.ingest.review.questions import SHEETS, Decision, Question
from rapor.ingest.review.received import ReceivedReview, received_review
from rapor.ingest.review.sheets import BOUNDS, columns_of, doubt_words, sheet_title
from rapor.ingest.review.workbook import DocumentPlace, in_order, workbook
from rapor.run.progress import tell
from rapor.run.settings import check_language
from rapor.run.trial import checked, copied
from rapor.run.writer import NOBODY

Decided = dict[tuple[str, str], Decision]


def review_name(slug: str) -> str:
    """Name of the file of a city's review."""
    return f"review-{slug}.xlsx"


@dataclass(frozen=True)
class Subject:
    """What is to be reviewed: the city, its documents, and what is known of it beforehand."""

    slug: str
    documents: Sequence[Path]
    language: str = "id"
    name: str = ""
    province: str = ""
    code: str = ""

    @property
    def stated(self) -> Decided:
        """Name, province and code where somebody states them."""
        return given(self.name, self.province, self.code)


class NewCity:
    """A city that is being added: what was read of its documents, and what waits for a person.

    ``sheets`` are the sheets of its review by code; ``sheet(code)`` is one as a frame.
    """

    def __init__(self, draft: Draft) -> None:
        self.draft = draft

    @property
    def sheets(self) -> pd.DataFrame:
        """A row a sheet: how many questions it has, and how many of them wait for a decision."""
        rows = []
        for sheet, questions in self.draft.asking.questions.items():
            held = list(questions.values())
            rows.append(
                {
                    "sheet": sheet,
                    "title": sheet_title(sheet, self.draft.language),
                    "questions": len(held),
                    "look_at": sum(question.doubt == "check" for question in held),
                    "decide": sum(question.doubt == "open" for question in held),
                    "waiting": sum(question.waits for question in held),
                }
            )
        return pd.DataFrame(rows)

    def sheet(self, code: str) -> pd.DataFrame:
        """The questions of a sheet as a frame, those that wait first.

        Raises ``UsageError`` for a sheet that a review does not have.
        """
        if code not in SHEETS:
            raise UsageError(Problem("sheet", repr(code[:40]), ", ".join(SHEETS), "choose one"))
        words = self.draft.language
        state = doubt_words(words)
        columns = columns_of(code, words)
        heads = [column.head for column in columns if column.code.startswith("place")]
        rows = [
            {
                **dict(zip(heads, question.place, strict=False)),
                "proposal": question.word(question.proposal),
                "reason": question.reason,
                "state": state[question.doubt],
                "decision": question.word(question.decision),
            }
            for question in in_order(self.draft.asking.questions[code])
        ]
        return pd.DataFrame(rows, columns=[*heads, "proposal", "reason", "state", "decision"])


@dataclass(frozen=True)
class Written:
    """A review that was written: where, what waits on it, and decisions that fit nothing now."""

    path: Path
    city: NewCity
    lost: Sequence[Question]


def draft(
    home: Home, subject: Subject, decided: Mapping[tuple[str, str], Decision] | None = None
) -> NewCity:
    """Read documents and put the questions on them; nothing is written.

    ``decided`` are decisions to begin with; else those that the city's data keeps. Raises as
    ``read_document``, and ``DataRejected`` for a city whose data no review has made.
    """
    slug = free_slug(home, subject.slug)
    check_language(subject.language)
    check_files(subject.documents)
    documents = read_all(home, slug, subject.documents)
    known = read_history(home.raw(slug), home.relative(home.raw(slug)))
    held = (known.decisions() if decided is None else dict(decided)) | subject.stated
    made = drafted(home, subject, documents, held)
    checked = try_out(home, made)
    made.with_checked(checked)
    left_out = made.unread_rows
    if left_out and not checked.findings:  # what the other rows say is asked at once, too
        without = drafted(home, subject, documents, held | left_out)
        made.with_checked(replace(try_out(home, without), problems=()))
    return NewCity(made)


def free_slug(home: Home, slug: str) -> str:
    """A slug of no city, or of one that a review has made; ``DataRejected`` for another."""
    folder = home.raw(check_slug(slug))
    if (folder / "tables.yaml").exists() and not (folder / FILE).exists():
        raise DataRejected(
            Problem(
                home.relative(folder),
                "a city whose data was not made by a review",
                "a new city",
                f"choose another slug, or read the document with 'rapor ingest --city {slug}'",
            )
        )
    return slug


def read_all(home: Home, slug: str, paths: Sequence[Path]) -> list[ReadDocument]:
    """Read every document; what is wrong with any of them is told together."""
    problems = Problems()
    documents = []
    vocabulary, weights = read_vocabulary(home, slug), read_weights(home)
    for path in paths:
        with problems.gathering(), keeping_pages(home.read_pages):
            documents.append(read(path, vocabulary, weights, tell))
    problems.raise_if_any()
    return documents


def drafted(
    home: Home,
    subject: Subject,
    documents: Sequence[ReadDocument],
    decided: Mapping[tuple[str, str], Decision],
) -> Draft:
    """The questions on a city's documents, with what is decided, and the data that follows."""
    slug = subject.slug
    registers = Registers(
        load_catalogue(home),
        read_vocabulary(home, slug),
        _matcher(home, subject),
        read_document_kinds(home),
    )
    words = language_of(subject.language)
    return draft_city(slug, documents, registers, decided, words)


def _matcher(home: Home, subject: Subject) -> Matcher:
    """What names mean in the national registers and in those of other cities.

    The city's own are left out: they are made of the same decisions, and a review that is made
    again has to ask the same.
    """
    matcher = load_matcher(home, city_name=subject.name)
    return replace(
        matcher,
        indicators=[known for known in matcher.indicators if known.city != subject.slug],
        agencies=[known for known in matcher.agencies if known.city != subject.slug],
    )


def _nobody(sheet: str, key: str) -> tuple[str, str]:
    """Who decides in a try, and when: nothing of it is kept."""
    del sheet, key
    return NOBODY, "2000-01-01"


def try_out(home: Home, made: Draft) -> Checked:
    """Check the city that the proposals make, in a folder of its own that goes again."""
    folder = home.raw(made.slug)
    texts = city_texts(made.data.for_a_try(), folder)
    if doubts := made.doubts_text(_nobody):
        texts[DOUBTS] = doubts
    shared = (folder / name for name in SHARED if name not in texts)
    read_by_check = [home.params, *files_below(home.reference), *filter(Path.is_file, shared)]
    with TemporaryDirectory(prefix="rapor-") as name:
        trial = copied(home, read_by_check, Path(name))
        write_together(trial.raw(made.slug), texts)
        return _checked(trial, made)


def _checked(trial: Home, made: Draft) -> Checked:
    """What ``rapor check`` says of a city, as a review shows it."""
    now = checked(trial, made.slug)
    if now.validated is None:
        return Checked(problems=now.problems)
    from rapor.validate.evidence import records
    from rapor.validate.wording import wording

    validated = now.validated
    findings = [
        CheckedFinding(
            row["finding"],
            row["severity"],
            wording(row, made.language, validated.rules),
            row["expected"],
            validated.printed_by([row["finding"]]),
            row["decision"],
        )
        for row in records(validated.findings)
    ]
    return Checked(findings, validated.complaints)


def decided_before(home: Home, subject: Subject) -> Decided:
    """The decisions that a city's data keeps."""
    folder = home.raw(subject.slug)
    return read_history(folder, home.relative(folder)).decisions()


def write_review(home: Home, subject: Subject, output: Path | None = None) -> Written:
    """Write the review of a city's documents, with every decision that was taken before.

    Those stand in the city's data and, where a review stands at the place, in it. Raises as
    ``draft``, and ``DataRejected`` where another file stands there.
    """
    path = output or Path.cwd() / review_name(subject.slug)
    if path.suffix.lower() != ".xlsx":
        raise UsageError(
            Problem("--output", path.name, "a file name that ends in .xlsx", "correct it")
        )
    history = read_history(home.raw(free_slug(home, subject.slug)), subject.slug)
    earlier = _earlier_review(path, subject.slug)
    decided: Decided = history.decisions()
    if earlier is not None:
        decided |= earlier.decisions()
    city = draft(home, subject, decided)
    lost = _lost(city.draft, decided)
    city.draft.asking.refused.raise_if_any()
    places = [_place(document, path) for document in city.draft.documents]
    write_bytes(path, workbook(city.draft, places, lost))
    return Written(path, city, lost)


def _earlier_review(path: Path, slug: str) -> ReceivedReview | None:
    """The review that stands at a place, whose decisions are kept; None where nothing stands."""
    if not path.exists():
        return None
    review = received_review(open_received(path, BOUNDS), path.name)
    if review.identity.city != slug:
        raise DataRejected(
            Problem(
                path.name,
                f"a review of {review.identity.city} stands there",
                f"no file, or a review of {slug}",
                "move it away, or name another with --output",
            )
        )
    return review


def _lost(made: Draft, decided: Mapping[tuple[str, str], Decision]) -> list[Question]:
    """Decisions that no question of the draft takes any more."""
    return [
        Question(sheet, key, (), decision=decision.text, remark=decision.remark)
        for (sheet, key), decision in decided.items()
        if sheet in made.asking.questions and key not in made.asking.questions[sheet]
    ]


def _place(document: ReadDocument, workbook_path: Path) -> DocumentPlace:
    """A document's place as seen from its review; its name alone where there is no way."""
    try:
        place = os.path.relpath(document.path.resolve(), workbook_path.resolve().parent)
    except ValueError:  # on another drive
        place = document.name
    return DocumentPlace(document.name, document.sha256, Path(place).as_posix())
