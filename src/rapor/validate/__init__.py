"""Validate: what is wrong with a city's data, and what people decided about it.

Great Expectations is imported when the first rule is run, not with this package.
"""

from rapor.validate.city import Validated, validate_city
from rapor.validate.examine import examine
from rapor.validate.suite_of_tables import reworded_checks
from rapor.validate.wording import reworded, wording

__all__ = ["Validated", "examine", "reworded", "reworded_checks", "validate_city", "wording"]
