"""Tables between stages, each declared once; ``model`` says what a declaration is."""

from rapor.ground.tables.comparison import COMPARISON
from rapor.ground.tables.evaluation import EVALUATION
from rapor.ground.tables.frames import (
    Tables,
    conform,
    empty,
    known,
    read_table,
    records,
    table_of,
    undated,
    write_table,
)
from rapor.ground.tables.tidy import ACCEPTED, TIDY, Check, Finding

__all__ = ["ACCEPTED", "COMPARISON", "EVALUATION", "TIDY", "Check", "Finding", "Tables"]
__all__ += ["conform", "empty", "known", "read_table", "records", "table_of", "undated"]
__all__ += ["write_table"]
