"""What the site has beside the files of docs/: the pages that are made from the code.

MkDocs calls it at every build; see ``hooks`` in mkdocs.yml.
"""

from pathlib import Path
from typing import Any

from mkdocs.structure.files import File, Files

from rapor.ground.paths import Home
from rapor.run.reference_book import reference_pages

ROOT = Path(__file__).resolve().parents[1]


def on_files(files: Files, config: Any) -> Files:
    """Add the made pages, and the change log of the project's folder."""
    made = reference_pages(Home(ROOT))
    made["changelog.md"] = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    for name, text in made.items():
        files.append(File.generated(config, name, content=text))
    return files
