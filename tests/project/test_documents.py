"""What the documents promise is there."""

import re

import pytest
import yaml
from copies import REPOSITORY

from rapor.run.cli import app
from rapor.run.reference_book import PAGES

DOCUMENTS = (
    *("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "tests/README.md"),
    *sorted(f"docs/{path.name}" for path in (REPOSITORY / "docs").glob("*.md")),
)
LINK = re.compile(r"\[[^\]]*\]\(([^)#]+)\)")


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_link_to_a_file_leads_to_one(repository, name):
    document = repository / name
    links = LINK.findall(document.read_text(encoding="utf-8"))
    local = [link for link in links if "://" not in link]
    made = {document.parent / page for page in (*PAGES, "changelog.md")}  # when the site is built
    there = [document.parent / link for link in local]
    assert [path.name for path in there if not path.is_file() and path not in made] == []


def test_the_readme_names_every_command_and_target(repository):
    readme = (repository / "README.md").read_text(encoding="utf-8")
    commands = [command.name or command.callback.__name__ for command in app.registered_commands]
    assert [name for name in commands if f"rapor {name}" not in readme] == []
    targets = re.findall(
        r"^TASKS := help (.*)", (repository / "Makefile").read_text(), re.MULTILINE
    )
    listed = next(line for line in readme.splitlines() if "├── rapor.py" in line).split()[2:]
    assert listed == targets[0].split()


def test_the_readmes_tree_is_the_tree(repository):
    readme = (repository / "README.md").read_text(encoding="utf-8")
    named = re.findall(r"[├└]── ([a-z./*]+)", readme)
    tops = [name.split("/")[0] for name in named if not name.startswith("requirements")]
    made = {"processed", "compare", "metrics", "requests", "respondents"}  # not in a fresh clone
    above = [repository, repository / "data", repository / "src" / "rapor"]
    assert [
        name for name in tops if name not in made and not any((f / name).exists() for f in above)
    ] == []


def test_the_readme_names_every_room(repository):
    readme = (repository / "README.md").read_text(encoding="utf-8")
    tree = readme.partition("├── src/rapor/")[2].partition("├── dvc.yaml")[0]
    rooms = (p.name for p in (repository / "src" / "rapor").iterdir() if p.is_dir())
    named = set(re.findall(r"[a-z]+", tree))
    assert [room for room in rooms if room not in named and room != "__pycache__"] == []


def test_the_changelog_keeps_to_its_form(repository):
    text = (repository / "CHANGELOG.md").read_text(encoding="utf-8")
    heads = re.findall(r"^## (.*)$", text, re.MULTILINE)
    assert heads[0] == "[Unreleased]"
    kinds = set(re.findall(r"^### (.*)$", text, re.MULTILINE))
    assert kinds <= {"Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"}


def test_every_page_stands_in_the_sites_contents(repository):
    contents = (repository / "mkdocs.yml").read_text(encoding="utf-8").partition("nav:")[2]
    listed = set(re.findall(r"[a-z-]+\.md", contents))
    pages = {path.name for path in (repository / "docs").glob("*.md")}
    assert listed == {*pages, *PAGES, "changelog.md"}


def test_the_release_is_called_the_same_everywhere(repository):
    project = (repository / "pyproject.toml").read_text(encoding="utf-8")
    version = re.search(r'^version = "(.*)"$', project, re.MULTILINE)[1]
    citation = yaml.safe_load((repository / "CITATION.cff").read_text(encoding="utf-8"))
    assert citation["version"] == version
    assert citation["cff-version"] == "1.2.0"
