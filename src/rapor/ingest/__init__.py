"""Ingest: a regulation's OCR text to raw tables, as printed."""

from rapor.ingest.ingest import Ingested, ingest_document

__all__ = ["Ingested", "ingest_document"]
