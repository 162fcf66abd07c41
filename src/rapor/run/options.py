"""Options that several commands take."""

from pathlib import Path
from typing import Annotated

import typer

HomeOption = Annotated[
    Path | None,
    typer.Option("--home", metavar="DIR", help="Project folder; else RAPOR_HOME, else from here."),
]
ApplyOption = Annotated[bool, typer.Option("--apply", help="Write it to the city's data.")]
ByOption = Annotated[str, typer.Option("--by", metavar="NAME", help="Who keeps it.")]
OnOption = Annotated[
    str | None, typer.Option("--on", metavar="YYYY-MM-DD", help="Day of keeping; else today.")
]
