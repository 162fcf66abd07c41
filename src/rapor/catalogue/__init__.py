"""The catalogue: what people have reviewed once and every stage relies on.

Cities, indicators, agencies, goals, areas, instruments, scales, achievement rules, and
what each city's printed tables are. All of it is data with a reference; nothing here
knows a stage.
"""

from rapor.catalogue.catalogue import Catalogue, load_catalogue, with_city
from rapor.catalogue.city import City, ColumnSpec, TableSpec, load_city

__all__ = [
    "Catalogue",
    "City",
    "ColumnSpec",
    "TableSpec",
    "load_catalogue",
    "load_city",
    "with_city",
]
