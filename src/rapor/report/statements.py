"""What the evaluation says about one indicator, in one or two sentences.

The sentences claim no more than the line holds: a figure that is not there is not
mentioned, and a missing realisation is never worded as a missed target.
"""

from rapor.ground.figures import apart, figure, percent, planned
from rapor.ground.language import message
from rapor.report.dossier import Dossier
from rapor.report.rows import Line
from rapor.report.sources import listed, source
from rapor.write.content import Text, words


def with_unit(line: Line, shown: str) -> str:
    """A figure in running text, with its unit where the measure has one."""
    if line.measure not in ("percent", "count") or not line.unit:
        return shown
    return f"{shown}{line.unit}" if line.unit.startswith("%") else f"{shown} {line.unit}"


def target(dossier: Dossier, line: Line) -> str:
    """The year's target as words."""
    return planned(
        dossier.language,
        line.target,
        line.target_text,
        line.target_printed,
        comparator=line.comparator,
        high=line.target_high,
    )


def realised(dossier: Dossier, line: Line) -> str:
    """The year's realisation as words."""
    return planned(dossier.language, line.realised, line.realised_text, line.realised_printed)


def gap(dossier: Dossier, line: Line) -> str:
    """The size of the distance to the year's target, with the decimals of the finer side."""
    return apart(
        dossier.language,
        line.gap or 0.0,
        (line.target_printed, line.target),
        (line.realised_printed, line.realised),
    )


def end_target(dossier: Dossier, line: Line) -> str:
    """The end target as words, as printed."""
    return _at(dossier, line.end_target_ref, line.end_target, line.end_target_text)


def baseline(dossier: Dossier, line: Line) -> str:
    """The baseline as words, as printed."""
    return _at(dossier, line.baseline_ref, line.baseline, line.baseline_text)


def _at(dossier: Dossier, ref: str, value: float | None, text: str) -> str:
    cell = dossier.planned_at(ref)
    return planned(
        dossier.language,
        value,
        text,
        dossier.printed(ref),
        comparator=cell.comparator if cell else "=",
        high=cell.value_high if cell else None,
    )


def statement(dossier: Dossier, line: Line) -> Text:
    """What can be said of a line that has a realisation, with its sources."""
    say = {
        "achieved": _against_target,
        "not_achieved": _against_target,
        "not_comparable": _not_comparable,
    }.get(line.status, _without_target)
    path = _path(dossier, line)
    planned_at = [line.target_ref]
    if path or not line.target_ref:
        planned_at += [line.end_target_ref]
    runs = [source(dossier.language, "target", ref) for ref in planned_at if ref]
    runs += [source(dossier.language, "realised", line.realised_ref)]
    parts = (say(dossier, line), _category(dossier, line), path)
    return words(" ".join(part for part in parts if part), " (", listed(runs), ")")


def _category(dossier: Dossier, line: Line) -> str:
    if not line.category:
        return ""
    return dossier.language.text("Category: {category}.", category=line.category)


def _path(dossier: Dossier, line: Line) -> str:
    """How far the line has come from baseline to end target; nothing in the baseline year."""
    if line.path_pct is None or dossier.year == dossier.city.baseline_year:
        return ""
    language, start = dossier.language, with_unit(line, baseline(dossier, line))
    if line.path_pct < 0:
        return language.text(
            "This is further from the end target than the baseline of {start}.", start=start
        )
    return language.text(
        "Of the path from the baseline of {start} to the end target, {percent} per cent is gone.",
        start=start,
        percent=percent(language, line.path_pct),
    )


def _against_target(dossier: Dossier, line: Line) -> str:
    language = dossier.language
    named = {
        "name": dossier.name(line),
        "realised": with_unit(line, realised(dossier, line)),
        "target": with_unit(line, target(dossier, line)),
    }
    if not dossier.is_annual:
        named["target"] = language.text("{target} for the whole year", target=named["target"])
    if line.achievement_pct is None or line.gap is None:
        if line.status == "achieved":
            if not dossier.is_annual:
                return language.text(
                    "{name}: {realised}; so far the target of {target} is met.", **named
                )
            return language.text("{name}: {realised}; the target of {target} is met.", **named)
        if dossier.is_annual:
            return language.text("{name}: {realised}; the target of {target} is not met.", **named)
        return language.text("{name}: {realised}; the target of {target} is not met yet.", **named)
    if line.gap == 0:
        return language.text("{name} reached {realised}, exactly the target.", **named)
    named["percent"] = percent(language, line.achievement_pct)
    named["gap"] = with_unit(line, gap(dossier, line))
    lower_is_better, below = line.polarity == "lower", line.gap < 0
    return language.text(_BESIDE[lower_is_better, below], **named)


_BESIDE = {
    (False, True): message(
        "{name} reached {realised} against a target of {target}, that is {percent} per cent of the"
        " target; {gap} short."
    ),
    (False, False): message(
        "{name} reached {realised} against a target of {target}, that is {percent} per cent of the"
        " target; {gap} beyond it."
    ),
    (True, True): message(
        "{name} stands at {realised} against a target of {target}, that is {percent} per cent of"
        " the target; {gap} lower than the target, where lower is better."
    ),
    (True, False): message(
        "{name} stands at {realised} against a target of {target}, that is {percent} per cent of"
        " the target; {gap} higher than the target, where lower is better."
    ),
}
"""By whether lower is better, and whether the realisation lies below the target."""


def _not_comparable(dossier: Dossier, line: Line) -> str:
    language = dossier.language
    named = {
        "name": dossier.name(line),
        "realised": realised(dossier, line),
        "target": target(dossier, line),
    }
    low, high = line.scale_min, line.scale_max
    outside = line.target is not None and (
        (low is not None and line.target < low) or (high is not None and line.target > high)
    )
    if outside and low is not None and high is not None:
        return language.text(
            "{name} reached {realised}; it cannot be compared with the printed target of {target},"
            " which lies outside the scale of {low}–{high}.",
            low=figure(language, low),
            high=figure(language, high),
            **named,
        )
    return language.text(
        "{name} reached {realised}; it cannot be compared with the printed target of {target},"
        " which has another unit or scale.",
        **named,
    )


def _without_target(dossier: Dossier, line: Line) -> str:
    language = dossier.language
    named = {"name": dossier.name(line), "realised": with_unit(line, realised(dossier, line))}
    if line not in dossier.planned:
        return language.text(
            "{name} reached {realised}; the road map has no target for it.", **named
        )
    end = with_unit(line, end_target(dossier, line))
    if not end:
        return language.text(
            "{name} reached {realised}; no target is printed for {year}.",
            year=dossier.year,
            **named,
        )
    named |= {"end": end, "year": str(dossier.city.last_year)}
    if line.end_gap is None or line.end_gap == 0:
        return language.text(
            "{name} reached {realised}; the end target of {year} is {end}.", **named
        )
    named["gap"] = with_unit(line, end_gap(dossier, line))
    if line.end_gap < 0:
        return language.text(
            "{name} reached {realised}; the end target of {year} is {end}, {gap} more.", **named
        )
    return language.text(
        "{name} reached {realised}; the end target of {year} is {end}, {gap} less.", **named
    )


def end_gap(dossier: Dossier, line: Line) -> str:
    """The size of the distance to the end target, with the decimals of the finer side."""
    return apart(
        dossier.language,
        line.end_gap or 0.0,
        (dossier.printed(line.end_target_ref), line.end_target),
        (line.realised_printed, line.realised),
    )
