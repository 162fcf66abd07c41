"""Documents that are pages: PDF with a text layer, scanned pages, pictures."""
