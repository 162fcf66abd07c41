"""The end of the appendix: documents and publications, versions and hashes."""

from rapor.report.dossier import Dossier
from rapor.write.content import (
    Block,
    Cell,
    Column,
    Heading,
    Paragraph,
    Row,
    Run,
    Table,
    Text,
    cell,
    words,
)

CODE = "appendix"
HASH_SHOWN = 12
"""Digits of a hash that the appendix shows; manifest.json holds all of them."""


def provenance(dossier: Dossier) -> tuple[Block, ...]:
    """What the report was made from."""
    language = dossier.language
    return (
        Heading(language.text("Documents and publications"), f"{CODE}-sources"),
        _sources(dossier),
        Heading(language.text("Versions and inputs"), f"{CODE}-versions"),
        Paragraph(
            words(
                language.text(
                    "The same inputs and versions give the same report. Full hashes stand in"
                    " manifest.json beside this report."
                )
            )
        ),
        _versions(dossier),
        _inputs(dossier),
    )


def _sources(dossier: Dossier) -> Table:
    language = dossier.language
    return Table(
        anchor="table-sources",
        caption=language.text("Documents and publications used"),
        columns=(
            Column(language.text("Title or publisher")),
            Column(language.text("Date")),
            Column(language.text("Licence or address")),
            Column(language.text("SHA-256")),
        ),
        rows=tuple(_source(dossier, key) for key in dossier.used),
        source=words("sources.yaml"),
    )


def _source(dossier: Dossier, key: str) -> Row:
    entry = dossier.city.sources.get(key, {})
    title = str(entry.get("title") or "")
    named = ". ".join(part for part in (dossier.document(key), title) if part)
    date = dossier.day(str(entry.get("date") or entry.get("published") or ""))
    address = str(entry.get("address") or "")
    link = address if address.startswith(("https://", "http://")) else ""
    shown: Text = (
        words(Run(address, link=link)) if address else words(str(entry.get("licence") or ""))
    )
    digits = str(entry.get("sha256") or "")[:HASH_SHOWN]
    return Row((cell(named), cell(date), Cell(shown), cell(digits)))


def _versions(dossier: Dossier) -> Table:
    language = dossier.language
    packages = {"Rapor RB": dossier.manifest["rapor"], **dossier.manifest["packages"]}
    return Table(
        anchor="table-versions",
        caption=language.text("Versions"),
        columns=(Column(language.text("Program")), Column(language.text("Version"))),
        rows=tuple(Row((cell(name), cell(version))) for name, version in packages.items()),
        source=words("manifest.json"),
    )


def _inputs(dossier: Dossier) -> Table:
    language = dossier.language
    return Table(
        anchor="table-inputs",
        caption=language.text("Inputs"),
        columns=(Column(language.text("File")), Column(language.text("SHA-256"))),
        rows=tuple(
            Row((cell(path), cell(digits[:HASH_SHOWN])))
            for path, digits in dossier.manifest["inputs"].items()
        ),
        source=words("manifest.json"),
    )
