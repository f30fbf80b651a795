"""Sums in sentences whose whole comes first: its parts stand in brackets, behind 其中, 分别为 or a colon."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from youju.arithmetic.agree import Placed, Standing, first_that_agree, mixed, sum_relation
from youju.arithmetic.layout import Layout, alike, any_of, in_list, plain, told
from youju.arithmetic.relation import Relation
from youju.arithmetic.sentences import Figure, Sentence
from youju.arithmetic.totals import of_one_noun, written_out, written_totals
from youju.facts import ArithmeticWords, SumWords, has
from youju.structs import Struct

_MOST_PARTS = 24
_MOST_BACK = 6
_LONGEST_NOUN = 12
_STOPS = re.compile("[，；：。、()]")


class _Cue(Struct):
    """Words that tell that parts follow: `all` of them or maybe some; `near` where the first stands right behind.

    `whole` where the words make the whole of just these parts (由…组成), whatever these are called.
    """

    start: int
    end: int
    all: bool
    near: bool = False
    whole: bool = False


def find_sums(sentences: Sequence[Sentence], words: ArithmeticWords) -> Iterator[Relation]:
    """Every sum in the sentences of a text; the figures of one are told once. Linear in the text."""
    taken: set[tuple[int, ...]] = set()
    before: Layout | None = None
    for sentence in sentences:
        here = Layout(sentence)
        for relation in _in_sentence(before, here, words.sums):
            place = tuple(sorted(term.quote.start for term in relation.terms))
            if place not in taken:
                taken.add(place)
                yield relation
        before = here


def _in_sentence(before: Layout | None, here: Layout, words: SumWords) -> Iterator[Relation]:
    yield from _in_brackets(here, words)
    if before is not None and before.sentence.end != here.sentence.start:
        before = None
    cues = list(_cues(here, words))
    for i, cue in enumerate(cues):
        until = cues[i + 1].start if i + 1 < len(cues) else len(here.text)
        yield from _behind(cue, until, before, here, words)
    yield from written_totals(here, words)
    yield from of_one_noun(here, words)
    yield from written_out(here)


def _in_brackets(here: Layout, words: SumWords) -> Iterator[Relation]:
    """`24名(其中行政编制18名，专项编制6名)`, `8个(5个是…，1个…、2个…)`."""
    for start, end in here.brackets:
        whole = next(iter(here.before(start, 1)), None)
        if whole is None or not plain(whole):
            continue
        noun = here.text[here.behind(whole) : start - 1]
        if len(noun) > _LONGEST_NOUN or _STOPS.search(noun):
            continue
        inside = [one for one in here.between(start, end) if alike(one, whole, words)][:_MOST_PARTS]
        parts = [one for one in inside if not told(one, words.beside, words)]
        if len(parts) < 2:
            continue
        content = here.text[start:end]
        # 860万元(原值900万元，折旧40万元): amounts in brackets are parts only where the words say so.
        said = has(content, words.among) or whole.quantity.kind != "money"
        closed = said and len(parts) == len(inside) and not has(content, words.partial)
        standing = _standing(parts, "all" if closed else "overlapping", words)
        yield _best((here.sentence, whole), [], here.sentence, parts, standing, _sure(parts))


def _cues(here: Layout, words: SumWords) -> Iterator[_Cue]:
    composed = "|".join(
        f"{re.escape(opening)}(?:[^，；：。、]{{0,8}}{re.escape(closing)}：|(?=[^；。]{{2,80}}{re.escape(closing)}))"
        for opening, closing in words.composed
    )
    pattern = re.compile(
        f"(?P<among>{any_of(words.among)})|(?P<entire>{any_of(words.entire)})|(?P<closing>{any_of(words.closing)})"
        f"|(?P<parted>{any_of(words.parted)})|(?P<composed>{composed or '(?!)'})|(?P<colon>：)"
    )
    for match in pattern.finditer(here.text):
        kind = match.lastgroup
        if kind == "colon":
            whole = next(iter(here.before(match.start(), 1)), None)
            if whole is None or here.behind(whole) != match.start() or not has(whole.before, words.totals):
                continue
        # 三次测试参加人数分别为…: with a subject of its own the list is about something else.
        opens = here.text[match.start() - 1 : match.start()] in ("，", "：", "(", "；")
        closed = kind in ("parted", "composed", "colon") or (kind == "closing" and opens)
        if kind == "closing" and not closed:
            continue
        some = has(here.text[max(0, match.start() - 2) : match.start()], words.partial)  # 主要由
        whole = kind in ("parted", "composed") and not some
        yield _Cue(match.start(), match.end(), closed and not some, kind == "entire", whole)


def _behind(cue: _Cue, until: int, before: Layout | None, here: Layout, words: SumWords) -> Iterator[Relation]:
    """`33人，其中：在职22人、工勤3人…`; where the cue begins a sentence, the whole stands in the one before."""
    listed = _listed(here, cue.end, until)
    first = next((one for one in listed if plain(one)), None)
    if first is None or told(first, words.beside, words):
        return
    gap = here.text[cue.end : here.at(first)].lstrip("，：")
    if re.search("[，；]", gap) or (cue.near and gap):
        return
    wholes = _wholes(cue, before, here, first, words)
    same = [one for one in listed if alike(one, first, words)][:_MOST_PARTS]
    parts = [one for one in same if not told(one, words.beside, words)]
    if not wholes or (len(parts) < 2 and (cue.all or cue.near)):
        return
    if not cue.all and not first_that_agree(wholes[0][1].quantity, [one.quantity for one in parts]):
        parts = _up_to_stop(here, parts)
        same = [one for one in same if here.at(one) <= here.at(parts[-1])]
    said = here.text[cue.end : here.behind(parts[-1]) + 1]
    complete = _is_every_class(parts, words)
    standing: Standing = "all" if cue.all or complete or has(said, words.rest) else "some"
    if has(said, words.partial) or any(one not in parts and in_list(one) for one in same):
        standing = "overlapping"
    whole, *others = wholes
    if told(whole[1], words.beside, words) or (len(wholes) > 1 and in_list(whole[1])):
        # Of what increased, or of all that was listed before: only a sum that holds tells which.
        standing = "overlapping"
    if not complete and not cue.whole:
        standing = _standing(parts, standing, words)
    sure = parts if _is_list(here, cue.end, listed, parts) else _sure(parts)
    relation = _best(whole, others, here.sentence, parts, standing, sure)
    if len(relation.terms) > 2 or relation.verdict == "fails":
        yield relation


def _listed(here: Layout, start: int, end: int) -> list[Figure]:
    """The figures from a cue on, as far as its bracket reaches, that are not in brackets of their own."""
    around = here.bracket_of(start)
    end = min(end, around[1]) if around else end
    return [one for one in here.between(start, end) if here.bracket_of(here.at(one)) == around]


def _wholes(cue: _Cue, before: Layout | None, here: Layout, part: Figure, words: SumWords) -> list[Placed]:
    """What may be the whole, the likeliest first: levels before changes, near before far."""
    earlier = here.before(cue.start, _MOST_BACK)
    home = here
    if not any(plain(one) for one in earlier):
        if before is None or (cue.start > 1 and not cue.all):
            return []
        home, earlier = before, before.before(len(before.text), _MOST_BACK)
        if cue.start > 1:  # 项目支出按用途分为：the subject names its whole
            subject = here.text[: min(cue.start, 40)]
            earlier = [one for one in earlier if (label := _label(one)) and subject.startswith(label)]
    found = [one for one in earlier if alike(one, part, words)]
    changes = [one for one in found if told(one, words.beside, words)]
    levels = [one for one in found if one not in changes]
    return [(home.sentence, one) for one in (*levels, *changes)]


def _label(figure: Figure) -> str:
    label = _STOPS.split(figure.before)[-1]
    return label if len(label) > 2 else ""


def _best(
    whole: Placed,
    others: Sequence[Placed],
    home: Sentence,
    parts: Sequence[Figure],
    standing: Standing,
    sure: Sequence[Figure],
) -> Relation:
    """The reading that holds, if one does: another whole, or fewer parts; else the nearest whole and the list.

    `sure` are the parts that belong together beyond doubt.
    """
    numbers = [one.quantity for one in parts]
    for head in (whole, *others):
        if count := first_that_agree(head[1].quantity, numbers):
            return sum_relation(head, [(home, one) for one in parts[:count]], standing)
    if standing != "overlapping" and len(sure) < len(parts) and mixed(whole[1].quantity, numbers) is not None:
        sure = parts
    shown = sure if standing == "some" else parts
    return sum_relation(whole, [(home, one) for one in shown], standing)


def _sure(parts: Sequence[Figure]) -> Sequence[Figure]:
    """The parts that surely belong together: the first, and those that `、` joins to it."""
    count = 1
    while count < len(parts) and in_list(parts[count]):
        count += 1
    return parts[:count]


def _up_to_stop(here: Layout, parts: list[Figure]) -> list[Figure]:
    """`A 3个、B 4个；设定目标9个`: a list by `、` ends at `；`."""
    stop = here.text.find("；", here.at(parts[0]))
    inner = [one for one in parts if here.at(one) < stop]
    return inner if len(inner) > 1 and all(in_list(one) for one in inner[1:]) else parts


def _is_list(here: Layout, start: int, listed: Sequence[Figure], parts: Sequence[Figure]) -> bool:
    """`其中：A 3件，B 4件。`: behind the colon nothing but short names, each with its number."""
    if not here.text.startswith("：", start) or len(listed) != len(parts):
        return False
    names = [one.before.removeprefix("：") for one in parts]
    return all(0 < len(name) <= _LONGEST_NOUN and not one.after for name, one in zip(names, parts, strict=True))


def _standing(parts: Sequence[Figure], standing: Standing, words: SumWords) -> Standing:
    return "overlapping" if any(told(one, words.overlapping, words) for one in parts) else standing


def _is_every_class(parts: Sequence[Figure], words: SumWords) -> bool:
    """Whether the parts are all by their names, as 基本支出 and 项目支出 are."""
    labels = [one.before for one in parts]
    return any(all(any(kind in label for label in labels) for kind in group) for group in words.classes)
