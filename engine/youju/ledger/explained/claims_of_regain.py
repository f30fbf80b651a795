"""What the sentences of `regain` assert: that points are lost, that one change is all it takes, what may be done."""

from __future__ import annotations

from collections.abc import Mapping

from youju.feel import read_number
from youju.ledger.explained.asserting import Claim, Told


def _regain_head(told: Told) -> bool:
    row, said = told.context.row, told.context.said["regain"]
    if told.key == "head/ruled":
        return read_number(said["ruled"]) > 0
    if row["status"] == "not_applicable":
        return told.key == "head/not-applicable"
    if "weight" not in told.context.world.card:
        return told.key == "head/adjustment"
    if told.key == "head/open":
        return bool(told.context.world.present.missing) and told.context.world.present.status == "undetermined"
    return told.key == ("head/nothing-lost" if read_number(row["points"]) >= told.context.full else "head/lost")


def _none(told: Told) -> bool:
    said = told.context.said["regain"]
    if told.key == "way/most":
        return read_number(said["target"]) < told.context.full
    return not said["exact"] if told.key == "way/not-exact" else bool(said["exact"]) and not said["ways"]


def _way(told: Told) -> bool:
    """Number or answer, known or not, settled or not; and that what changes alone, or together, is all of the way."""
    said = told.context.said["regain"]
    way = said["nearer" if told.key.startswith("nearer") else "ways"][int(told.letters["W"])]
    if told.key == "way/together":
        return len(way["changes"]) > 1
    change = way["changes"][int(told.letters["C"])]
    number = change["step"] is not None
    kind = "number" if number else "answer-unknown" if change["before"] is None else "answer"
    fixed = told.context.specs is not None and number and told.context.specs[change["fact"]].remedy == "fixed"
    shape = told.key.partition("/")[2]
    alone = told.key.startswith("part/") is (len(way["changes"]) > 1)
    if told.context.specs is None or told.key.startswith("part/"):
        return alone and shape.removesuffix("-fixed") == kind
    return alone and shape == (f"{kind}-fixed" if fixed else kind)


def _advice(told: Told) -> bool:
    changed = {change["fact"] for way in told.context.said["regain"]["ways"] for change in way["changes"]}
    remedy = told.key.removeprefix("advice/").removesuffix("-papers")
    known = told.context.specs is None or told.context.specs[told.letters["F"]].remedy == remedy
    return told.letters["F"] in changed and known


def _missing(told: Told) -> bool:
    return told.letters["F"] in told.context.world.present.missing


def _stay(told: Told) -> bool:
    one = told.context.said["stays"][int(told.letters["S"])]
    low, high = one["low"], one["high"]
    if low is not None and low == high:
        return told.key == "stay/only"
    return told.key == ("stay/least" if high is None else "stay/most" if low is None else "stay/between")


CLAIMS: Mapping[str, Claim] = {
    "head/*": _regain_head, "way/most": _none, "way/none": _none, "way/not-exact": _none, "way/*": _way,
    "part/*": _way, "nearer/*": _way, "advice/*": _advice, "missing/*": _missing, "stay/*": _stay,
}  # fmt: skip
"""What the forms of the table assert, by their keys."""
