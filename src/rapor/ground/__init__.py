"""What every floor stands on: errors, files, paths, text, tables, cells, periods, languages.

Nothing here knows a city, a stage or a report.
"""
