"""The three ways to write whole numbers: arrays of numpy, one row in Python, expressions of zen-engine."""

from .whole import Dialect

ARRAYS = Dialect(
    choose=lambda when, then, otherwise: f"np.where({when}, {then}, {otherwise})",
    every=lambda parts: f"({' & '.join(parts)})",
    some=lambda parts: f"({' | '.join(parts)})",
    no=lambda part: f"~{part}",
    floored=lambda value, by: f"({value} // {by})",
    size=lambda value: f"np.abs({value})",
    least=lambda left, right: f"np.minimum({left}, {right})",
    most=lambda left, right: f"np.maximum({left}, {right})",
    tag=lambda when, value: f"{when} * {value}",
)
ROWS = Dialect(
    choose=lambda when, then, otherwise: f"({then} if {when} else {otherwise})",
    every=lambda parts: f"({' and '.join(parts)})",
    some=lambda parts: f"({' or '.join(parts)})",
    no=lambda part: f"(not {part})",
    floored=lambda value, by: f"({value} // {by})",
    size=lambda value: f"abs({value})",
    least=lambda left, right: f"min({left}, {right})",
    most=lambda left, right: f"max({left}, {right})",
    tag=lambda when, value: f"({value} if {when} else 0)",
)
ZEN = Dialect(
    choose=lambda when, then, otherwise: f"({when} ? {then} : {otherwise})",
    every=lambda parts: f"({' and '.join(parts)})",
    some=lambda parts: f"({' or '.join(parts)})",
    no=lambda part: f"not({part})",
    floored=lambda value, by: f"floor({value} / {by})",
    size=lambda value: f"abs({value})",
    least=lambda left, right: f"min([{left}, {right}])",
    most=lambda left, right: f"max([{left}, {right}])",
    tag=lambda when, value: f"({when} ? {value} : 0)",
)
