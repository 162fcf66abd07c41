"""A city whose every text is an attack or an accident comes out as plain text, everywhere."""

import shutil
from unicodedata import combining

import pytest
from copies import copy_of
from formats import opened, seen
from hostile_city import ATTACKS, CITY, HOSTILE_REPORTS, LONG

from rapor.report.near import STEMS
from rapor.run.kernel import surroundings
from rapor.run.notebook import execute, prepare
from rapor.run.shell import own_process
from rapor.write.formats import WRITERS

VALUES = {"city": CITY, "year": "2021", "language": "en"}
NOTEBOOKS = {
    "01_clean": ("city",),
    "02_validate": ("city",),
    "03_evaluate": ("city", "year"),
    "04_report": ("city", "year", "language"),
    "05_compare": ("year", "language"),
}


@pytest.fixture(scope="module")
def home(hostile, tmp_path_factory):
    """The hostile project to run notebooks in, without the page that searches all reports.

    That page has a form; the browser holds it to the same.
    """
    searched = shutil.ignore_patterns("index*.html", "index*.js", "on-request.js", "metrics")
    return copy_of(hostile.root, tmp_path_factory.mktemp("hostile") / "home", ignore=searched)


def report(home, ending, city, year, language, period):
    return home.report(city, year, period) / f"{STEMS[language]}.{ending}"


def shown(path):
    """The attacks that a file shows to its reader.

    A PDF has one text for each glyph: a letter that is first met below accents keeps them.
    """
    text = bare(seen(opened(path)))
    return {attack for attack in (*ATTACKS, LONG) if bare(seen(attack)) in text}


def bare(text):
    return "".join(sign for sign in text if not combining(sign))


def test_every_attack_reaches_a_page(home):
    found = [shown(report(home, "html", *edition)) for edition in HOSTILE_REPORTS]
    assert set.union(*found) == {*ATTACKS, LONG}
    assert all(len(attacks) > 20 for attacks in found)


@pytest.mark.parametrize("ending", ["docx", "pdf", "xlsx"])
@pytest.mark.parametrize("edition", HOSTILE_REPORTS, ids=["first", "half year", "other city"])
def test_what_a_page_shows_as_text_every_other_format_does_too(home, ending, edition):
    assert ending in WRITERS
    missing = shown(report(home, "html", *edition)) - shown(report(home, ending, *edition))
    if ending == "pdf":  # its fonts have Latin letters, and a page may end within a text
        missing = {attack for attack in missing if attack.isascii()}
        assert len(missing) < 3
    else:
        assert missing == set()


def test_every_file_that_was_made_is_whole_and_passive(home):
    made = [
        path
        for folder in (home.root / "data" / "processed", home.root / "reports")
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    ]
    assert len(made) > 40
    for path in made:
        opened(path)


def test_no_text_of_a_city_names_a_file_or_folder(home):
    names = {path.name for path in (home.root / "reports").rglob("*")}
    assert all(name.isascii() and " " not in name for name in names)
    assert {path.name for path in home.root.iterdir()} == {
        "README.md", "data", "documents", "params.yaml", "reports",
    }  # fmt: skip


def test_the_five_notebooks_show_plain_text(home):
    runs = [
        prepare(home, name, [(parameter, VALUES[parameter]) for parameter in parameters])
        for name, parameters in NOTEBOOKS.items()
    ]
    with surroundings(home, reach=False), own_process() as used:
        written = [execute(run, used) for run in runs]
    assert [path.name.split(".")[0].removesuffix("_en") for path in written] == list(NOTEBOOKS)
    assert set().union(*map(shown, written)) & set(ATTACKS)
