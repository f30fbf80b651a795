"""What the sentences of `regain` assert: that points are lost, that one change is all it takes, what may be done."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from youju.feel import read_number
from youju.ledger.explained.asserting import Claim, Told
from youju.ledger.explained.context import Context
from youju.ledger.explained.referred import told_range
from youju.ledger.explained.world import number_in

Record = dict[str, Any]
_ENDS = ("low", "high")


def _regain_head(told: Told) -> bool:
    row, said = told.context.row, told.context.said["regain"]
    if told.key == "head/ruled":
        return read_number(said["ruled"]) > 0
    if row["status"] == "not_applicable":
        return told.key == "head/not-applicable"
    if "weight" not in told.context.world.card:
        return told.key == "head/adjustment"
    if told.key in ("head/open", "head/open-same"):
        ends, points = told_range(told.context), read_number(row["points"])
        same = ends["low"] == ends["high"] == points
        present = told.context.world.present
        return bool(present.missing) and present.status == "undetermined" and same is told.key.endswith("same")
    return told.key == ("head/nothing-lost" if read_number(row["points"]) >= told.context.full else "head/lost")


def _none(told: Told) -> bool:
    said = told.context.said["regain"]
    if told.key == "way/most":
        return read_number(said["target"]) < told.context.full
    return not said["exact"] if told.key == "way/not-exact" else bool(said["exact"]) and not said["ways"]


def _way(told: Told) -> bool:
    """That what changes alone is all of a way, how it changes, where that leads, what may be done about it."""
    shape, aim, done = _parts(told.key.partition("/")[2])
    way, change = _changed(told)
    alone = len(way["changes"]) == 1
    if told.key.startswith("part/"):
        return (
            not alone and shape == _kind(told.context, change) and _done(told, change, shape, aim) and _in_order(told)
        )
    return alone and _leads(told, way, aim) and _kinds(told, change, shape) and _done(told, change, shape, done)


def _parts(key: str) -> tuple[str, str, str]:
    """What has to change how, where it leads, and what may be done about it; of a part the last stands second."""
    shape, _, rest = key.partition("/")
    aim, _, done = rest.partition("/")
    return shape, aim, done


def _changed(told: Told) -> tuple[Record, Record]:
    """The way that a sentence is about, and its change."""
    of = {"way": "ways", "near": "nearer"}[told.letters["X"]]
    way = told.context.said["regain"][of][int(told.letters["W"])]
    return way, way["changes"][int(told.letters["C"])]


def _together(told: Told) -> bool:
    """Several changes, all of one way, each told in the lines that follow, and where they lead."""
    kind, number, *_ = told.said_at(1, "name").split(":")
    way = told.context.said["regain"][{"way": "ways", "near": "nearer"}[kind]][int(number)]
    size = len(way["changes"])
    every = [told.said_at(by, "name") for by in range(1, size + 1)]
    own = told.letters.get("X", kind), told.letters.get("W", number)
    all_told = every == [f"{kind}:{number}:{at}:name" for at in range(size)] and own == (kind, number)
    return size > 1 and all_told and _leads(told, way, told.key.rpartition("/")[2])


def _in_order(told: Told) -> bool:
    """Whether a part is the first of its way, behind what leads to them, or follows the one before it."""
    of, at = f"{told.letters['X']}:{told.letters['W']}", int(told.letters["C"])
    if at == 0:
        return told.beside(-1).startswith("way/together/")
    return told.said_at(-1, "name") == f"{of}:{at - 1}:name"


def _leads(told: Told, way: Record, aim: str) -> bool:
    """Whether a way leads to the full points or to less; `so` only right behind what the full points ask for."""
    full = read_number(way["points"]) >= told.context.full
    said = aim == "so" and told.beside(-2) == "lead/full"
    return aim == "points" if not full else aim == "full" or said


def _kind(context: Context, change: Record) -> str:
    """How a fact has to change: an answer, or a number by what bounds the values that do."""
    name = change["fact"]
    if change["step"] is None or change["before"] is None:
        return "answer-unknown" if change["before"] is None else "answer"
    before, after = (number_in(change[key]) for key in ("before", "after"))
    up, far = after > before, None if change["far"] is None else number_in(change["far"])
    # Down to one step above nothing, where there is no less: a quantity need not be told that it must be something.
    nothing = not up and far == number_in(change["step"]) and context.world.domains[name][0] == 0
    if far is None or nothing:
        return "least" if up else "most"
    return f"{'only' if far == after else 'between'}-{'up' if up else 'down'}"


def _kinds(told: Told, change: Record, shape: str) -> bool:
    """Whether a change alone has its kind, and is called settled where the dictionary says that its figure is."""
    context, kind = told.context, _kind(told.context, change)
    settled, number = shape.startswith("settled-"), not kind.startswith("answer")
    if context.specs is not None and settled is not (number and context.specs[change["fact"]].remedy == "fixed"):
        return False
    return shape.removeprefix("settled-") == kind and (number or not settled)


def _done(told: Told, change: Record, shape: str, done: str) -> bool:
    """Whether what may be done about a fact is what the dictionary says; of what is not known only by papers."""
    remedy = done.removesuffix("-papers")
    if "papers" in told.slots and told.letters["F"] != change["fact"]:
        return False
    if not done:
        return True
    if change["before"] is None and remedy != "rectifiable":
        return False
    if shape.startswith("settled-") and remedy != "fixed":
        return False
    if told.context.specs is None:
        return True
    spec = told.context.specs[change["fact"]]
    return spec.remedy == remedy and (done.endswith("-papers") is (remedy == "rectifiable" and bool(spec.papers)))


def _missing(told: Told) -> bool:
    return told.letters["F"] in told.context.world.present.missing


def _stay(told: Told) -> bool:
    """How far the score stays, by the bounds that are not those of the fact itself."""
    one = told.context.said["stays"][int(told.letters["S"])]
    return told.key == f"stay/{_bounds(told.context, one)}" and not says_nothing(told.context, one)


def _stay_and_way(told: Told) -> bool:
    """How far the score stays, and what one change of the same figure would have done."""
    _, stay, shape, aim, *done = told.key.split("/")
    one = told.context.said["stays"][int(told.letters["S"])]
    way, change = _changed(told)
    held = stay == _bounds(told.context, one) and one["fact"] == change["fact"] and len(way["changes"]) == 1
    changes = _kinds(told, change, shape) and _done(told, change, shape, "".join(done))
    return held and changes and _leads(told, way, aim)


def _bounds(context: Context, stay: Record) -> str:
    """Which bounds of an interval are told: none that is the fact's own; what may be anything but 0 is `positive`."""
    name = stay["fact"]
    least, most = context.world.domains[name]
    low, high = (None if stay[end] is None else number_in(stay[end]) * context.world.scale(name) for end in _ENDS)
    told_low = None if low == least and high is not None else low
    told_high = None if high == most and told_low is not None else high
    if told_low is not None and told_high is not None:
        return "positive" if stay["low"] == stay["step"] and least == 0 else "between"
    return "least" if told_low is not None else "most"


def says_nothing(context: Context, stay: Record) -> bool:
    """Whether an interval need not be told: one value alone, or all that is more than nothing."""
    anything = stay["high"] is None and stay["low"] == stay["step"] and context.world.domains[stay["fact"]][0] == 0
    return stay["low"] == stay["high"] or anything


CLAIMS: Mapping[str, Claim] = {
    "head/ruled": _regain_head, "head/not-applicable": _regain_head, "head/adjustment": _regain_head,
    "head/nothing-lost": _regain_head, "head/lost": _regain_head, "head/open*": _regain_head,
    "way/most": _none, "way/none": _none, "way/not-exact": _none, "way/together/*": _together, "way/*": _way,
    "part/*": _way, "missing/*": _missing, "stay/*/*": _stay_and_way, "stay/*": _stay,
}  # fmt: skip
"""What the forms of the table assert, by their keys."""
