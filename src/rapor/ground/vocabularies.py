"""The words of closed lists: what a column of a table, or a field of a settings file, may hold."""

from rapor.ground.period import PERIODS

KINDS = ("baseline", "target", "end_target")
MEASURES = ("number", "percent", "count", "ordinal", "milestone")
COMPARATORS = ("=", ">", ">=", "<", "<=")
POLARITIES = ("higher", "lower")
LEVELS = ("city", "central", "unit")
ASSESSORS = ("self", "official")
PUBLICATIONS = ("official", "press", "agency")
SEVERITIES = ("error", "warning", "note")
DECISIONS = ("none", "correct", "keep", "ask")
STATUSES = ("achieved", "not_achieved", "no_target", "no_data", "not_comparable")
FOLLOW_UP = ("open", "in_progress", "done", "verified", "dropped")
CLOSED = ("verified", "dropped")
ORIGINS = ("internal_review", "ministry")
ITEM_ORIGINS = (*ORIGINS, "question", "adjustment", "own_report", "quick_win", "team_task")
SPENT_PERIODS = (*PERIODS, "quarter_1", "quarter_2", "quarter_3", "quarter_4")
MONEY_KINDS = ("budget", "spent")
STEPS = ("plan", "do", "check", "act")
ASPECTS = ("main_issue", "goal", "short_term", "long_term")
SELF_BASES = ("printed", "summed", "partial")
YES_NO = ("yes", "no")
NO_VALUES = ("nan", "inf", "null", "none", "true", "false", "yes", "no", "n/a", "#n/a", "undefined")
"""Words that programs write for nothing, or for a switch, in small letters: they name nothing."""
CHECKED_STAGES = ("tidy", "accepted")
SUITES = ("tables", "rules")
REASONS = (
    "not_shared",
    "no_data",
    "no_order",
    "only_bounds",
    "no_scale",
    "outside_scale",
    "other_unit",
    "other_scale",
    "only_one",
)
VERDICTS = ("on_track", "at_risk", "out_of_reach", "cannot_be_said")
VERDICT_BASES = (
    "end_reached",
    "within_largest_step",
    "above_largest_step",
    "few_steps",
    "far_above_largest_step",
    "no_year_left",
    "no_end_target",
    "no_realisation",
    "few_values",
    "no_step",
    "not_a_number",
    "only_bounds",
    "not_comparable",
    "series_break",
)
METHODS = (
    "sum_of_parts",
    "conversion",
    "mean_of_levels",
    "known_parts",
    "known_parts_rescaled",
    "none",
)
SERIES = ("target", "realised")
READINGS = ("evaluated", "printed", "other")
MOVES = ("better", "worse", "same")
MOVE_BASES = (
    "compared",
    "first_known",
    "not_known_now",
    "series_break",
    "only_bounds",
    "not_comparable",
)
CHANGES = ("status", "verdict", "figures", "nothing")
SURVEY_LEVELS = ("city", "units", "unit", "service", "group")
SHOWN = ("yes", "few", "alike", "protected")
