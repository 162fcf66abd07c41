"""The rules: what can be wrong with a city's documents, each with its reason."""

from rapor.validate.rules.suite import RULES

__all__ = ["RULES"]
