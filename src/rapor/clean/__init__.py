"""The clean room: printed tables become tidy ones, nothing repaired, nothing dropped."""

from rapor.clean.city import clean_city

__all__ = ["clean_city"]
