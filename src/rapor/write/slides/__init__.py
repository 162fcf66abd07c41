"""A few chapters as slides: native text, tables and charts, on a deck of ours or on a firm's."""

from rapor.write.slides.deck import check_slides_base
from rapor.write.slides.writer import pptx

__all__ = ["check_slides_base", "pptx"]
