"""Sums whose cue is not before the parts: a total behind them, one noun in all labels, a sum that is written out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from youju.arithmetic.agree import Standing, first_that_agree, sum_relation
from youju.arithmetic.layout import Layout, alike, any_of, plain
from youju.arithmetic.relation import Relation
from youju.arithmetic.sentences import Figure
from youju.facts import SumWords, has

_MOST_PARTS = 24
_MARK = re.compile("[，；：。、()]")


def written_totals(here: Layout, words: SumWords) -> Iterator[Relation]:
    """`A 300份、B 200份，共计500份`: the words before the total are nothing but its cue."""
    cue = re.compile(f"[，、；]?(?:{any_of(words.all_of_them)})?(?:{any_of(words.totals)})(?:为|是)?")
    figures = here.sentence.figures
    for i, whole in enumerate(figures):
        if not plain(whole) or not cue.fullmatch(whole.before):
            continue
        run = _run(here, i, words)
        parts = [one for one in run if not has(one.before, words.beside)]
        if len(parts) < 2:
            continue
        fits = -first_that_agree(whole.quantity, [one.quantity for one in reversed(parts)])
        told = "".join(one.before for one in run)
        # 3台、单价2万元: what is multiplied, changed or only some is no list of parts.
        unsure = has(told, (*words.beside, *words.overlapping, *words.among, *words.totals, *words.partial))
        standing: Standing = "overlapping" if unsure else "all"
        yield sum_relation((here.sentence, whole), [(here.sentence, one) for one in parts[fits:]], standing)


def _run(here: Layout, i: int, words: SumWords) -> list[Figure]:
    """The figures right before the i-th that count the same, back to the first other figure or `；`.

    三项共计: the number of the parts stands between, and there are so many.
    """
    figures, most = here.sentence.figures, _MOST_PARTS
    if i > 1 and here.behind(figures[i - 1]) == here.at(figures[i]) - len(figures[i].before):
        named = figures[i - 1]
        if not named.before.strip("，、；") and named.quantity.kind == "count" and named.quantity.value <= most:
            i, most = i - 1, int(named.quantity.value)
    like = figures[i if most == _MOST_PARTS else i + 1]
    run: list[Figure] = []
    for k in range(i - 1, max(-1, i - 1 - most), -1):
        if not alike(figures[k], like, words):
            break
        run.append(figures[k])
        since = here.behind(figures[k - 1]) if k else 0
        if "；" in here.text[since : here.at(figures[k])]:
            break
    return run[::-1]


def of_one_noun(here: Layout, words: SumWords) -> Iterator[Relation]:
    """`69个危大工程，一般危大工程共61个，超过一定规模危大工程共8个`: the whole's noun ends the labels."""
    figures = here.sentence.figures
    for i, whole in enumerate(figures):
        noun = whole.after
        if not 2 <= len(noun) <= 10 or whole.quantity.kind != "count" or _MARK.search(noun):
            continue
        parts: list[Figure] = []
        for one in figures[i + 1 : i + 1 + _MOST_PARTS]:
            label = one.before.lstrip("、").removesuffix("有").removesuffix("共")
            if not label.endswith(noun) or label == noun or not alike(one, whole, words):
                break
            parts.append(one)
        if len(parts) > 1:
            unsure = any(has(one.before, (*words.overlapping, *words.beside)) for one in parts)
            standing: Standing = "overlapping" if unsure else "some"
            yield sum_relation((here.sentence, whole), [(here.sentence, one) for one in parts], standing)


def written_out(here: Layout) -> Iterator[Relation]:
    """`61+8=69`, with or without units: the report itself says what is added."""
    run: list[Figure] = []
    for one in here.sentence.figures:
        joint = here.text[here.behind(run[-1]) : here.at(one)] if run else ""
        sign = joint + here.text[here.at(one) : here.behind(one)][:1]
        if len(run) > 1 and joint == "=" and _addable([*run, one]):
            yield sum_relation((here.sentence, one), [(here.sentence, part) for part in run], "all")
            run = []
        elif run and sign.startswith("+") and joint in ("+", ""):
            run.append(one)
        else:
            run = [one]


def _addable(run: list[Figure]) -> bool:
    """Whether all are of one kind and unit, or bare numbers."""
    return len({(one.quantity.kind, one.quantity.measure) for one in run}) == 1 and run[0].quantity.kind != "reference"
