"""What the rules of data quality are called in a report."""

from rapor.ground.language import Language, message

NAMES = {
    "outside_scale": message("Value outside its scale"),
    "above_weight": message("Score above its weight"),
    "last_year_not_end_target": message("Last year differs from the end target"),
    "truncated_percent": message("Per cent cut short at the end of a rising series"),
    "against_polarity": message("Target moves the wrong way"),
    "no_progress": message("First target equals the baseline"),
    "tables_disagree": message("Two tables print different targets"),
    "publishers_disagree": message("Two publishers give different values"),
    "baseline_disagrees": message("Baseline printed differently"),
    "parts_do_not_sum": message("Weights of the parts do not sum to the whole"),
    "values_do_not_sum": message("Scores of the parts do not sum to the whole"),
    "ratio_disagrees": message("Printed ratio is not score by weight"),
    "not_the_mean": message("Score is not the mean of its two levels"),
    "grade_disagrees": message("Grade does not fit the score"),
    "rank_disagrees": message("Rank does not fit the score"),
    "scale_pct_disagrees": message("Printed per cent of scale does not fit the value"),
    "no_yearly_target": message("End target without yearly targets"),
    "row_missing": message("Row missing from a series of numbers"),
    "missing_cell": message("Empty cell, dash, or words that stand for none"),
    "unreadable_cell": message("Cell that cannot be read with certainty"),
    "unit_differs": message("Unit or scale differs between tables"),
    "unit_lost": message("Unit missing in one of a row's cells"),
    "index_as_percent": message("Index printed as a percentage"),
    "outside_ranks": message("Word that its scale does not have"),
    "goal_twice": message("Indicator under two goals"),
    "agency_twice": message("Activity assigned to different agencies"),
    "agency_by_year": message("Agency named by year"),
    "agency_name_differs": message("Agency printed by another name"),
    "stated_count_differs": message("Count in the text differs from what is printed"),
    "reference_differs": message("Reference printed two ways"),
    "table_number_twice": message("Table number used twice"),
    "table_number_skipped": message("Table number left out"),
    "decimals_differ": message("Score with more or fewer decimals than all others"),
    "decimal_marks_mixed": message("Decimal comma and point mixed"),
}
"""By code of the rule."""


def rule_name(language: Language, code: str) -> str:
    """The name of a rule; a rule without one shows its code."""
    return language.text(NAMES[code]) if code in NAMES else code
