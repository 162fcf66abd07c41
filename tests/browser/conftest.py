"""A browser for the tests of pages: Debian's Chromium, which no page may use to ask a network.

``visit`` opens a file as a reader does. Whatever a page asked for beside files, and whatever
it complained of on its console, fails the test that opened it.
"""

import shutil
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

CHROMIUM = shutil.which("chromium") or "/usr/bin/chromium"
ARGUMENTS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run "
    "--disable-background-networking --disable-component-update --disable-sync"
).split()
LOCAL = ("file:", "data:", "blob:", "about:")
DESKTOP, PHONE = (1280, 900), (390, 844)
"""Widths and heights of the two screens that pages are looked at on."""


@pytest.fixture(scope="package")
def chromium():
    """The browser; it ends with this folder, for its event loop would disturb other tests."""
    if not Path(CHROMIUM).is_file():
        pytest.skip(f"no Chromium at {CHROMIUM}")
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@dataclass
class Visits:
    """Pages opened by one test, and what they did that a page may not do."""

    browser: object
    contexts: list = field(default_factory=list)
    asked: list = field(default_factory=list)
    complaints: list = field(default_factory=list)

    def __call__(self, path, screen=DESKTOP, **options):
        """Open a file, with an optional ``#anchor``; ``options`` are of Playwright's contexts."""
        width, height = screen
        context = self.browser.new_context(viewport={"width": width, "height": height}, **options)
        self.contexts.append(context)
        context.set_default_timeout(5000)
        context.route(lambda address: not address.startswith(LOCAL), self._refuse)
        page = context.new_page()
        page.on("console", self._heard)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        file, _, anchor = str(path).partition("#")
        page.goto(Path(file).resolve().as_uri() + (f"#{anchor}" if anchor else ""))
        return page

    def _refuse(self, route):
        self.asked.append(route.request.url)
        route.abort()

    def _heard(self, message):
        if message.type in {"error", "warning"}:
            self.complaints.append(message.text)


@pytest.fixture
def visit(chromium):
    """Open pages: ``visit(path, screen=PHONE)`` gives a Playwright page."""
    visits = Visits(chromium)
    yield visits
    for context in visits.contexts:
        context.close()
    assert visits.asked == [], "a page asked a network"
    assert visits.complaints == [], "a page complained on its console"
