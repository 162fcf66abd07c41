"""The chapters, a module each: a dossier in, a chapter of content out."""
