"""Forms of the sample project, as they are sent."""

import shutil
from dataclasses import dataclass

import pytest
from copies import copy_of, with_its_tables
from filled import ON, Filled

from rapor.catalogue import load_catalogue, load_city
from rapor.catalogue.result_lists import ACTIVITY_RESULTS, RESULTS
from rapor.ground.errors import Problems
from rapor.ground.received.file import open_received
from rapor.request.answers import read_answers
from rapor.request.asking import form_of
from rapor.request.form import BOUNDS
from rapor.request.ledger import Ledger, summary
from rapor.request.received_sheets import identity_of, pages
from rapor.request.sheet_answers import Answer
from rapor.run import stages
from rapor.run.forms import receive, request

FORMS = (
    ("kota-uji", 2023, "annual", "id"),
    ("kota-uji", 2023, "annual", "en"),
    ("kota-uji", 2023, "semester_2", "id"),
    ("kota-contoh", 2022, "annual", "id"),
)


@dataclass(frozen=True)
class Looked:
    """What a form says: as text, what is refused, and the answers that are taken."""

    summary: str
    problems: Problems
    taken: list[Answer]


@pytest.fixture(scope="session")
def made(tmp_path_factory, made_once):
    """The sample project with its tables made and its forms written once."""
    home = copy_of(made_once, tmp_path_factory.mktemp("request") / "sample")
    shutil.rmtree(home.reports)  # no form rests on a report, and each test has a copy
    for form in FORMS:
        request(home, *form)
    return home


@pytest.fixture
def project(made, tmp_path):
    """A copy of the made project, to be changed at will."""
    return with_its_tables(made.root, tmp_path / "project")


@pytest.fixture(scope="session")
def opened():
    """Forms that no test fills just now, as they were sent."""
    return {}


@pytest.fixture
def sent(made, opened, tmp_path):
    """A form by its path below ``requests``, to be filled; it is saved beside, never over it."""
    filled = []

    def begun(path):
        form = Filled(made.root / "requests" / path, tmp_path, opened.pop(path, None))
        filled.append((path, form))
        return form

    yield begun
    opened.update((path, book) for path, form in filled if (book := form.emptied()))


@pytest.fixture
def uji(sent):
    return sent("kota-uji/2023/permintaan-data.xlsx")


@pytest.fixture
def contoh(sent):
    return sent("kota-contoh/2022/permintaan-data.xlsx")


@pytest.fixture(scope="session")
def forms(made):
    """The forms of the made project as they are asked, by what they say of themselves."""
    found = {}
    for city, year, period, language in FORMS:
        tables = stages.everything(made, city, year, period)
        catalogue = load_catalogue(made, city)
        form = form_of(load_city(made, city), catalogue, tables, year, period, language)
        found[form.identity().whole] = form
    return found


@pytest.fixture
def look(forms, made):
    """Receive a form against the data as it was sent, which most tests do not change."""

    def looked(path):
        sheets = pages(open_received(path, BOUNDS), path.name)
        form = forms[identity_of(sheets, path.name).whole]
        answers = read_answers(form, sheets)
        lines = made.raw(form.city) / RESULTS.file
        ledger = Ledger(form, {RESULTS.file: RESULTS.lines(lines, ""), ACTIVITY_RESULTS.file: []})
        ledger.enter(answers.taken, answers.problems)
        return Looked(summary(form, ledger, answers), answers.problems, answers.taken)

    return looked


@pytest.fixture
def keep(project):
    """Receive a form and keep it."""

    def kept(path, on=ON, by="Bagian Organisasi"):
        return receive(project, path, apply=True, by=by, on=on)

    return kept
