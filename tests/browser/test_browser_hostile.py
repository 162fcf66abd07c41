"""In a real browser no text of a hostile city does anything: no script, no question, no request."""

import pytest
from hostile_city import ATTACKS, CITY, make_hostile

from rapor.run import all_cities, stages


@pytest.fixture(scope="module")
def pages(shared_sample):
    """A report, the page between the cities and the page from which both are found."""
    home = make_hostile(shared_sample)
    return [
        stages.report(home, CITY, 2021),
        all_cities.compare(home, 2022),
        next(path for path in all_cities.site(home) if path.suffix == ".html"),
    ]


def test_no_attack_acts_and_all_are_read(visit, pages):
    for path in pages:
        page = visit(path)
        asked = []
        page.on(
            "dialog", lambda dialog, asked=asked: (asked.append(dialog.message), dialog.dismiss())
        )
        page.reload()
        assert asked == []
        assert page.evaluate("typeof window.pwned") == "undefined"
        assert page.evaluate("document.querySelectorAll('iframe, img, object, embed').length") == 0
        assert page.evaluate("document.querySelectorAll('[href^=javascript]').length") == 0
    words = visit(pages[0]).evaluate("document.body.textContent")
    assert ATTACKS[7] in words
