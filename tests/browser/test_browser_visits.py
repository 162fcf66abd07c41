"""That a page which misbehaves is told of: else no other test of this folder proves a thing."""


def test_what_a_page_asks_of_a_network_is_noticed_and_refused(visit, tmp_path):
    page = tmp_path / "page.html"
    page.write_text('<!DOCTYPE html><img id="i" alt="" src="https://example.org/one.png">')
    shown = visit(page)
    assert visit.asked == ["https://example.org/one.png"]
    assert shown.evaluate("document.getElementById('i').naturalWidth") == 0
    visit.asked.clear()
    visit.complaints.clear()


def test_what_a_page_complains_of_is_noticed(visit, tmp_path):
    page = tmp_path / "page.html"
    page.write_text("<!DOCTYPE html><script>console.error('one'); throw new Error('two')</script>")
    visit(page)
    assert visit.complaints == ["one", "two"]
    visit.complaints.clear()


def test_a_quiet_page_has_nothing_to_be_told(visit, tmp_path):
    page = tmp_path / "page.html"
    page.write_text("<!DOCTYPE html><html lang=en><title>Quiet</title><p id=a>Words")
    assert visit(f"{page}#a").title() == "Quiet"
