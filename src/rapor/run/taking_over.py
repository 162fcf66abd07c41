"""A review that came back, made into a city's data: all of its files, or none."""

import hashlib
from codecs import BOM_UTF8
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rapor.catalogue.doubts import FILE as DOUBTS
from rapor.ground.digests import file_digest
from rapor.ground.errors import DataRejected, MissingInput, Problem, Problems
from rapor.ground.files import read_yaml, sha256
from rapor.ground.paths import Home
from rapor.ground.paths import slug as check_slug
from rapor.ground.received.file import open_received
from rapor.ground.together import changing, write_together
from rapor.ingest.review.cells import ask_unread_rows
from rapor.ingest.review.doubts import Who
from rapor.ingest.review.drafting import Draft
from rapor.ingest.review.files import CORRECTIONS, city_texts, written_alone
from rapor.ingest.review.findings import Checked
from rapor.ingest.review.history import FILE, History, read_history
from rapor.ingest.review.questions import Decision
from rapor.ingest.review.received import ReceivedReview, received_review
from rapor.ingest.review.sheets import BOUNDS, sheet_title
from rapor.run import stages
from rapor.run.new_city import Decided, Subject, drafted, free_slug, read_all, try_out
from rapor.run.writer import Writer


@dataclass(frozen=True)
class Applied:
    """What an applied review has written, what it says, and what is still undecided."""

    slug: str
    first_year: int
    written: list[Path]
    summary: str
    undecided: Problems


def take_over(
    home: Home, file: Path, writer: Writer, documents: Sequence[Path] = (), city: str = ""
) -> Applied:
    """Make a city's data of a review that came back: all of its files, or none.

    ``documents`` are where the documents stand now, if not where they stood when the review was
    written; ``city`` is the slug that the review has to be of, where somebody said it. Findings
    that are left undecided do not keep the data from being written: they are told, and no report
    is made of a city that has one of weight.

    Raises ``MissingInput`` for a document that is not there, and ``DataRejected`` with everything
    that keeps the review from being taken over.
    """
    received = received_review(open_received(file, BOUNDS), file.name)
    slug = _same_city(received, city, file)
    free_slug(home, slug)
    paths = _find_documents(received, documents, file)
    subject = Subject(slug, paths, received.identity.language)
    read_documents = read_all(home, slug, paths)
    _refuse_changed(received, [document.sha256 for document in read_documents])
    folder = home.raw(slug)
    with changing(folder):
        history = read_history(folder, home.relative(folder))
        decided = _decided(received, history)
        made = drafted(home, subject, read_documents, decided)
        _refuse_contradictions(received, history, made)
        checked = _takeable(home, made, received)
        known = _corrections(home, slug)
        made = made.decided_on(checked, known, writer.by, writer.on)
        made.asking.refused.raise_if_any()
        by_now = (received.identity.review, writer.by, writer.on)
        kept = history.with_decisions(made.asking.all(), *by_now)
        texts = _texts(home, made, history, kept.who(writer.by, writer.on))
        kept = kept.with_files(_digests(texts), *by_now)
        written = write_together(folder, {**texts, FILE: kept.text()})
    return _applied(home, made, written)


def _same_city(received: ReceivedReview, city: str, file: Path) -> str:
    slug = received.identity.city
    if city and check_slug(city) != slug:
        raise DataRejected(
            Problem(file.name, f"a review of {slug}", f"a review of {city}", "choose another file")
        )
    return slug


def _find_documents(received: ReceivedReview, given: Sequence[Path], file: Path) -> list[Path]:
    """The documents of a review where they stand now, unchanged since it was written."""
    missing, paths = [], []
    for place in received.documents:
        candidates = [path for path in given if path.name == place.name]
        candidates += [file.parent / place.path, file.parent / place.name, Path(place.name)]
        path = next((path.resolve() for path in candidates if path.is_file()), None)
        if path is None:
            step = f"put it beside {file.name}, or name it: rapor new-city {place.name} --apply"
            missing.append(Problem(place.name, "no such document", "the document", step))
        else:
            paths.append(path)
    if missing:
        raise MissingInput(missing)
    _refuse_changed(received, [sha256(path) for path in paths])
    return paths


def _refuse_changed(received: ReceivedReview, digests: Sequence[str]) -> None:
    """Raise for documents that are not those of the review, by the SHA-256 of each in its order."""
    changed = Problems()
    for place, digest in zip(received.documents, digests, strict=True):
        if digest != place.sha256:
            changed.add(
                place.name,
                "the document has changed since the review was written",
                f"SHA-256 {place.sha256[:12]}...",
                "run 'rapor new-city' with it again: decisions are kept",
            )
    changed.raise_if_any()


def _decided(received: ReceivedReview, history: History) -> Decided:
    """What holds when a review is taken over: what is kept, and what the review says anew."""
    decided, kept = history.decisions(), history.last
    touched = {(row.sheet, row.key) for row in received.touched}
    for row in received.rows:
        place = (row.sheet, row.key)
        if place in touched or place not in kept or row.remark != kept[place].remark:
            decided.pop(place, None)
            if row.decision or row.remark:
                decided[place] = Decision(row.decision, row.remark, row.where)
    return decided


def _refuse_contradictions(received: ReceivedReview, history: History, made: Draft) -> None:
    """Raise ``DataRejected`` for what somebody decided otherwise since the review was written."""
    problems, kept = Problems(), history.last
    for row in received.touched:
        before = kept.get((row.sheet, row.key))
        question = made.asking.questions[row.sheet].get(row.key)
        if not before or not question or before.review == received.identity.review:
            continue
        if before.decision != question.decision and question.word(before.decision) != row.given:
            decided = f"{before.by} decided {question.word(before.decision)[:60]!r} on {before.on}"
            problems.add(
                row.where,
                f"{row.decision[:60]!r}, but {decided}, since this review was written",
                "one decision",
                "make the review anew with 'rapor new-city', and decide there",
            )
    problems.raise_if_any()


def _takeable(home: Home, made: Draft, received: ReceivedReview) -> Checked:
    """A try of the city; ``DataRejected`` for what is undecided, refused, or cannot be read."""
    made.asking.offer_all()
    _refuse_open(made, received)
    checked = try_out(home, made)
    if checked.problems and not checked.findings:
        ask_unread_rows(made.data.tables, checked.problems, made.asking)
        _refuse_open(made, received)  # a row has its cell in the review, no file that stands yet
        raise DataRejected(checked.problems)
    return checked


def _refuse_open(made: Draft, received: ReceivedReview) -> None:
    """Raise ``DataRejected`` for what the review leaves undecided, or decides as it cannot be."""
    problems = Problems()
    for problem in made.asking.refused:
        problems.add(problem.where, problem.found, problem.expected, problem.next_step)
    came = {(row.sheet, row.key): row.where for row in received.rows}
    for question in made.waiting:
        where = came.get((question.sheet, question.key))
        title = sheet_title(question.sheet, made.language)
        problems.add(
            where or f"{title} (new)",
            f"undecided: {' | '.join(filter(None, question.place))[:200]}",
            question.takes,
            "choose in the column of decisions"
            if where
            else "make the review anew with 'rapor new-city': it asks this then",
        )
    problems.raise_if_any()


def _corrections(home: Home, slug: str) -> list[dict[str, Any]]:
    path = home.raw(slug) / CORRECTIONS
    known = read_yaml(path, home.relative(path)) if path.is_file() else None
    return [entry for entry in known if isinstance(entry, dict)] if isinstance(known, list) else []


def _texts(home: Home, made: Draft, history: History, who: Who) -> dict[str, str | bytes | None]:
    """The files to write, and with None those of an earlier review that are no more made.

    Raises ``DataRejected`` for a file that somebody changed since a review wrote it.
    """
    folder = home.raw(made.slug)
    texts: dict[str, str | bytes | None] = {**city_texts(made.data, folder)}
    if doubts := made.doubts_text(who):
        texts[DOUBTS] = doubts
    problems = Problems()
    for name, digest in history.files().items():
        path = folder / name
        text = texts.setdefault(name, None) if written_alone(name) else texts.get(name)
        if not written_alone(name) or not path.is_file():
            continue
        now = file_digest(path)
        if now != digest and (text is None or now != _digest(text)):
            problems.add(
                home.relative(path),
                "changed by hand since a review wrote it",
                "the file as the review wrote it",
                "say it in the review instead and restore the file, or go on without the review",
            )
    problems.raise_if_any()
    return texts


def _digests(texts: dict[str, str | bytes | None]) -> dict[str, str]:
    """SHA-256 of the files that the review alone writes."""
    return {
        name: _digest(text)
        for name, text in texts.items()
        if text is not None and written_alone(name)
    }


def _digest(text: str | bytes) -> str:
    """SHA-256 as ``file_digest`` has it, of a content that is to be written."""
    content = text if isinstance(text, bytes) else text.encode("utf-8")
    plain = content.removeprefix(BOM_UTF8).replace(b"\r\n", b"\n")
    return hashlib.sha256(plain).hexdigest()


def _applied(home: Home, made: Draft, written: list[Path]) -> Applied:
    """What is left to say once the data is written: whether a report can be made of it."""
    decided = [question for question in made.asking.all() if question.decision]
    other = [question for question in decided if question.decision != question.proposal]
    lines = [
        f"{made.slug}: {len(written)} files written",
        f"  {len(decided)} decisions, {len(other)} of them other than proposed",
    ]
    undecided = Problems()
    validated = stages.inspect(home, made.slug)
    with undecided.gathering():
        validated.require_decided()
    first = made.data.city.first_year or 0
    return Applied(made.slug, first, written, "\n".join(lines), undecided)
