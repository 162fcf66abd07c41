"""The pages made from the code have every command, indicator and field."""

import re

from rapor.catalogue import load_catalogue
from rapor.ground.paths import Home
from rapor.run.cli import app
from rapor.run.reference_book import PAGES, reference_pages
from rapor.run.schemas import SHAPES


def test_every_command_option_indicator_and_file_has_its_place(repository):
    pages = reference_pages(Home(repository))
    assert tuple(pages) == PAGES
    commands, indicators, schemas = pages.values()
    names = [command.name or command.callback.__name__ for command in app.registered_commands]
    assert re.findall(r"^## rapor ([a-z-]+)$", commands, re.MULTILINE) == names
    assert "| `--published YYYY-MM-DD` | yes |" in commands
    codes = re.findall(r"^\| `([a-z0-9_]+)` \|", indicators, re.MULTILINE)
    assert codes == list(load_catalogue(Home(repository)).indicators)
    assert re.findall(r"`schemas/([a-z_]+)\.json`\n", schemas) == list(SHAPES)


def test_a_sign_of_markdown_in_a_cell_does_not_end_it(repository):
    for page in reference_pages(Home(repository)).values():
        rows = [line for line in page.splitlines() if line.startswith("|")]
        for row in rows:
            assert len(re.findall(r"(?<!\\)\|", row)) >= 4
        widths = [
            {len(re.findall(r"(?<!\\)\|", line)) for line in block.splitlines() if line[:1] == "|"}
            for block in page.split("\n\n")
        ]
        assert all(len(width) <= 1 for width in widths)
