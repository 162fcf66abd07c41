"""In a real browser no text of a hostile city does anything: no script, no question, no request."""

from hostile_city import ATTACKS, CITY

from rapor.ground.language import LANGUAGES


def test_no_attack_acts_and_all_are_read(visit, hostile):
    """In a report, the pages between the cities and the page from which both are found."""
    report = hostile.report(CITY, 2021) / "evaluasi.html"
    between = sorted((hostile.reports / "compare" / "2022").glob("*.html"))
    assert len(between) == len(LANGUAGES)
    pages = [report, *between, hostile.reports / "index.html"]
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
