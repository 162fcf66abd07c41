"""How much of a new city's documents is left to a person: ``make bench STEPS=new_cities``.

Every document of the sample, and of ``../shared/documents`` where that is there, in every format
that can be read, from a file to a review in memory. Printed are the questions, those that wait
with a proposal (accepted a sheet at a time) and without (each to be typed or chosen), and what was
proposed for labels: taken without a person, open with a proposal, open without.
"""

import time
from collections.abc import Iterator
from pathlib import Path

from copies import REPOSITORY
from project_copy import COPY

from rapor.ground.errors import RaporError
from rapor.ground.paths import Home
from rapor.run.new_city import NewCity, Subject, draft

PLACES = (REPOSITORY / "tests" / "sample" / "documents", REPOSITORY.parent / "shared" / "documents")
FORMATS = (".txt", ".docx", ".xlsx", ".pdf")
HEADS = ("questions", "look at", "proposed", "to fill", "labels sure", "proposed", "open")


def main() -> None:
    """A line a document."""
    print(f"\n{'from a document to a review':<38}{'s':>6}", *(f"{head:>12}" for head in HEADS))
    for path in _documents():
        begun = time.perf_counter()
        try:
            city = draft(Home(COPY), Subject("kota-baru", (path,), province="Provinsi"))
        except RaporError as refused:
            print(f"{path.name:<38} refused: {refused.problems[0]}"[:120])
            continue
        seconds = time.perf_counter() - begun
        print(f"{path.name:<38}{seconds:>6.1f}", *(f"{count:>12}" for count in _counts(city)))


def _documents() -> Iterator[Path]:
    for place in PLACES:
        for path in sorted(place.glob("*")) if place.is_dir() else ():
            if path.suffix in FORMATS:
                yield path


def _counts(city: NewCity) -> tuple[int, ...]:
    questions = list(city.draft.asking.all())
    waiting = city.draft.waiting
    labels = list(city.draft.asking.questions["labels"].values())
    proposed = [label for label in labels if label.doubt == "open" and label.proposal != "new"]
    return (
        len(questions),
        sum(question.doubt == "check" for question in questions),
        sum(bool(question.proposal) for question in waiting),
        sum(not question.proposal for question in waiting),
        sum(label.doubt == "sure" and label.key != "*" for label in labels),
        len(proposed),
        sum(label.doubt == "open" and label.proposal == "new" for label in labels),
    )
