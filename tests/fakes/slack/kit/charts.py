"""The blocks that show figures: charts and tables."""

from typing import Any, Final

from tests.fakes.slack.kit.check import Check, kind_of
from tests.fakes.slack.words import utf16

MOST_CHARTS: Final = 2
_MOST_SERIES: Final = 6
_MOST_POINTS: Final = 20
_LABEL: Final = 20
_AXIS: Final = 50
_MOST_TABLE: Final = 10_000
_MOST_DATA_TABLE: Final = 20_000


def check_chart(check: Check, block: dict[str, Any], path: str) -> None:
    """`data_visualization`: a pie of segments, or series over the categories of an axis."""
    if not check.takes_charts:
        check.wrong("unsupported type: data_visualization", f"{path}/type")
        return
    check.charts += 1
    if check.charts > MOST_CHARTS:
        check.wrong(f"no more than {MOST_CHARTS} data_visualization blocks allowed", path)
    check.string(block["title"], f"{path}/title", 50)
    chart, path = block["chart"], f"{path}/chart"
    kind = kind_of(chart)
    if kind == "pie":
        _check_pie(check, chart, path)
    elif kind in ("bar", "area", "line"):
        _check_series(check, chart, path)
    else:
        check.wrong("must be one of pie, bar, area, line", f"{path}/type")


def _check_pie(check: Check, chart: dict[str, Any], path: str) -> None:
    if not check.fields(chart, path, ("type", "segments"), ()):
        return
    for place, segment in enumerate(check.items(chart["segments"], f"{path}/segments", 1, _MOST_SERIES)):
        here = f"{path}/segments/{place}"
        if _check_point(check, segment, here) and segment["value"] <= 0:
            check.wrong("must be greater than 0", f"{here}/value")


def _check_series(check: Check, chart: dict[str, Any], path: str) -> None:
    if not check.fields(chart, path, ("type", "series", "axis_config"), ()):
        return
    categories = _check_axis(check, chart["axis_config"], f"{path}/axis_config")
    names: list[Any] = []
    for place, series in enumerate(check.items(chart["series"], f"{path}/series", 1, _MOST_SERIES)):
        here = f"{path}/series/{place}"
        if not check.fields(series, here, ("name", "data"), ()):
            continue
        check.string(series["name"], f"{here}/name", _LABEL)
        names.append(series["name"])
        points = check.items(series["data"], f"{here}/data", 1, _MOST_POINTS)
        sound = [_check_point(check, point, f"{here}/data/{at}") for at, point in enumerate(points)]
        if all(sound) and sorted(point["label"] for point in points) != sorted(categories):
            check.wrong("labels must match the categories of axis_config exactly", f"{here}/data")
    if len({str(name) for name in names}) < len(names):
        check.wrong("names of series must be unique", f"{path}/series")


def _check_axis(check: Check, axis: Any, path: str) -> list[str]:
    """The categories of the axis, those of the right shape."""
    if not check.fields(axis, path, ("categories",), ("x_label", "y_label")):
        return []
    check.optional_string(axis, "x_label", path, _AXIS)
    check.optional_string(axis, "y_label", path, _AXIS)
    here = f"{path}/categories"
    categories = check.items(axis["categories"], here, 1, _MOST_POINTS)
    found = [one for at, one in enumerate(categories) if check.string(one, f"{here}/{at}", _LABEL)]
    if len(set(found)) < len(found):
        check.wrong("categories must be unique", here)
    return found


def _check_point(check: Check, point: Any, path: str) -> bool:
    if not check.fields(point, path, ("label", "value"), ()):
        return False
    sound = check.string(point["label"], f"{path}/label", _LABEL)
    if not isinstance(point["value"], int | float) or isinstance(point["value"], bool):
        check.wrong("must be a number", f"{path}/value")
        return False
    return sound


def check_table(check: Check, block: dict[str, Any], path: str) -> None:
    """`table`: rows of cells, one table in a message."""
    check.tables += 1
    if check.tables > 1:
        check.wrong("only one table allowed", path)
    if "column_settings" in block:
        check.items(block["column_settings"], f"{path}/column_settings", 0, 20)
    _check_rows(check, block, path, 1, 100, _MOST_TABLE)


def check_data_table(check: Check, block: dict[str, Any], path: str) -> None:
    """`data_table`: its first row is a header."""
    check.string(block["caption"], f"{path}/caption", 2000)
    _check_rows(check, block, path, 2, 201, _MOST_DATA_TABLE)


def _check_rows(check: Check, block: dict[str, Any], path: str, least: int, most: int, signs: int) -> None:
    total, widths = 0, set()
    for place, row in enumerate(check.items(block["rows"], f"{path}/rows", least, most)):
        here = f"{path}/rows/{place}"
        cells = check.items(row, here, 1, 20)
        widths.add(len(cells))
        for at, cell in enumerate(cells):
            total += _check_cell(check, cell, f"{here}/{at}")
    if len(widths) > 1:
        check.wrong("all rows must have the same number of cells", f"{path}/rows")
    if total > signs:
        check.wrong(f"no more than {signs} characters allowed", f"{path}/rows")
    check.characters += total


def _check_cell(check: Check, cell: Any, path: str) -> int:
    """Returns how many characters it holds."""
    kind = kind_of(cell)
    if kind == "rich_text":
        return sum(utf16(str(one)) for one in _texts(cell))
    if kind not in ("raw_text", "raw_number") or not check.fields(cell, path, ("type",), ("text", "value")):
        check.wrong("must be one of raw_text, raw_number, rich_text", f"{path}/type")
        return 0
    return utf16(str(cell.get("text", cell.get("value", ""))))


def _texts(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [
            one
            for name, inner in value.items()
            for one in ([inner] if name == "text" and isinstance(inner, str) else _texts(inner))
        ]
    return [one for inner in value for one in _texts(inner)] if isinstance(value, list) else []
