"""What to ask, in words: each question with what the report says, where to look, and what each answer would give."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from youju.audit import Audit
from youju.audit.words import one_line, show_ratio, show_value
from youju.explain.answers import Asked, Swing
from youju.explain.ask import Answer, answers_of
from youju.explain.said import points
from youju.facts import Fact, Statement
from youju.feel import Value
from youju.ledger.sentences import Said, Sentence, sentence
from youju.ledger.sentences.ask import FORMS
from youju.structs import Struct

MOST_QUOTES = 4
"""Quotes of one fact that a question has; `why` and `conflicts` have all."""


class Told(Struct):
    """One question: itself, what the report says, where to look; for each indicator what answers would give."""

    question: Sentence
    says: tuple[Sentence, ...]
    look: tuple[Sentence, ...]
    answers: tuple[tuple[Sentence, ...], ...]


class AskTold(Struct):
    """All of it: what it is about, the questions, and what need not be asked or is left out."""

    head: Sentence
    questions: tuple[Told, ...]
    tail: tuple[Sentence, ...]


def told(audit: Audit, asked: Asked, most: int | None = None) -> AskTold:
    """The questions in words, the first `most` of them."""
    shown = asked.questions[:most]
    tail: list[Sentence] = []
    if len(shown) < len(asked.questions):
        tail.append(sentence(FORMS, "more", count=_count(len(asked.questions) - len(shown))))
    if asked.moot:
        tail.append(sentence(FORMS, "moot", others=_names(audit, asked.moot)))
    questions = tuple(_question(audit, asked, place, one) for place, one in enumerate(shown))
    return AskTold(_head(audit, asked), questions, tuple(tail))


def rendered(found: AskTold, lang: str) -> str:
    """The text of it, ending without a newline: a question a paragraph."""
    return "\n".join(_lines(found, lang))


def _lines(found: AskTold, lang: str) -> Iterator[str]:
    stop, comma = ("。", "；") if lang == "zh" else (".", "; ")
    yield found.head.text(lang)
    for one in found.questions:
        yield one.question.text(lang)
        for said in one.says:
            yield f"   {said.text(lang)}"
        for title, *answers in one.answers:
            colon = "：" if lang == "zh" else ": "
            yield f"   {title.text(lang)}{colon}{comma.join(answer.text(lang) for answer in answers)}{stop}"
        for look in one.look:
            yield f"   {look.text(lang)}{stop}"
    for said in found.tail:
        yield said.text(lang)


def _head(audit: Audit, asked: Asked) -> Sentence:
    now = audit.ledger.totals.recomputed
    total, within = points(now, "total:points"), asked.low <= now <= asked.high
    ends = {"low": points(asked.low, "total:low"), "high": points(asked.high, "total:high")}
    if not asked.questions:
        if within:
            return sentence(FORMS, "nothing", points=total)
        return sentence(FORMS, "settled", points=total, low=ends["low"])
    key = "head_claimed" if not within else "head" if asked.exact else "head_outer"
    return sentence(FORMS, key, 0, points=total, count=_count(len(asked.questions)), **ends)


def _question(audit: Audit, asked: Asked, place: int, one: Swing) -> Told:
    fact = audit.facts[one.fact]
    key = _kind(fact)
    slots = {
        "number": Said(str(place + 1), str(place + 1), f"asked:{place}:number"),
        "fact": _names(audit, [one.fact]),
        "points": points(one.points, f"asked:{place}:points"),
    }
    if key == "amount":
        slots["unit"] = Said(fact.spec.shown_unit, fact.spec.shown_unit, "word")
    papers = Said("、".join(fact.spec.papers), "、".join(fact.spec.papers), f"papers:{one.fact}")
    look = (sentence(FORMS, "look", papers=papers),) if fact.spec.papers else ()
    about = _torn_with(audit, one) if key == "rate" else [fact]
    says = tuple(_says(each, number, said) for each in about for number, said in _different(each))[:MOST_QUOTES]
    by_indicator = answers_of(audit, one, asked)
    answers = tuple(
        (_title(audit, name), *_answers(audit, asked, (place, number), one, name, by_indicator.get(name)))
        for number, name in enumerate(one.indicators)
    )
    form = key if one.exact else f"{key}_least"
    return Told(sentence(FORMS, form, 0, **slots), says, look, answers)


def _kind(fact: Fact) -> str:
    if fact.status == "conflicting":
        return "torn"
    if fact.statements:
        return "rate"
    kinds = {"boolean": "truth", "text": "which"}
    return kinds.get(fact.spec.type) or ("amount" if fact.spec.shown_unit else "figure")


def _different(fact: Fact) -> Sequence[tuple[int, Statement]]:
    """The first statement of each value."""
    first: dict[Value, tuple[int, Statement]] = {}
    for number, statement in enumerate(fact.statements):
        first.setdefault(statement.value, (number, statement))
    return list(first.values())


def _torn_with(audit: Audit, one: Swing) -> list[Fact]:
    """A rate and the figures that do not give it."""
    doubts = (doubt for doubt in audit.doubts if doubt.worlds and doubt.facts[0] == one.fact)
    return [audit.facts[name] for name in next(doubts).facts]


def _says(fact: Fact, number: int, statement: Statement) -> Sentence:
    quote, of = statement.quote, f"{fact.name}:{number}"
    place = Said(quote.where("zh"), quote.where("en"), f"place:{of}")
    text = one_line(quote.text)
    return sentence(FORMS, "says", place=place, quote=Said(text, text, f"quote:{of}"))


def _answers(
    audit: Audit, asked: Asked, place: tuple[int, int], one: Swing, name: str, answers: Sequence[Answer] | None
) -> Iterator[Sentence]:
    """What answers give in one indicator: each of them, or with what other facts it decides."""
    if answers is None:
        yield sentence(FORMS, "applies")
        return
    at = ":".join(map(str, place))
    if not answers:
        own = next(found for found in asked.ranges if found.indicator == name)
        others = [fact for fact in own.open if fact != one.fact and audit.facts[fact].spec.type != "boolean"]
        ends = {"low": points(own.low, "range:low"), "high": points(own.high, "range:high")}
        yield sentence(FORMS, "beside", 0, others=_names(audit, others), **ends)
        return
    fact = audit.facts[one.fact]
    for number, answer in enumerate(answers):
        yield _answer(fact, f"answer:{at}:{number}", answer)
    for number, answer in enumerate(answers):
        if answer.settles:
            kind = (
                {True: "settles_yes", False: "settles_no"}.get(answer.value) if isinstance(answer.value, bool) else None
            )
            more = {} if kind else {"value": _value(fact, answer.value, f"answer:{at}:{number}:value")}
            yield sentence(FORMS, kind or "settles", 0, others=_names(audit, answer.settles), **more)


def _answer(fact: Fact, of: str, answer: Answer) -> Sentence:
    """“为是得 5 分”, “不低于 950 万元得 3 分”: one answer and its points."""
    if isinstance(answer.value, bool):
        key = "yes" if answer.value else "no"
    elif answer.upto == answer.value:
        key = "is"
    else:
        key = "least" if answer.upto is None else "between"
    slots = {"low": points(answer.low, f"{of}:low")}
    if answer.low != answer.high:
        key, slots["high"] = f"{key}_range", points(answer.high, f"{of}:high")
    if not isinstance(answer.value, bool):
        slots["value"] = _value(fact, answer.value, f"{of}:value")
    if key.startswith("between"):
        slots["upto"] = _value(fact, answer.upto, f"{of}:upto")
    return sentence(FORMS, key, 0, **slots)


def _title(audit: Audit, name: str) -> Sentence:
    title = audit.rubric.indicators[name].title
    return sentence(FORMS, "for", title=Said(title.zh, title.en, "title"))


def _names(audit: Audit, names: Iterable[str]) -> Said:
    listed = list(names)
    of = f"name:{listed[0]}" if len(listed) == 1 else f"names:{','.join(listed)}"
    return Said("、".join(listed), ", ".join(audit.facts[name].spec.en for name in listed), of)


def _value(fact: Fact, value: Value, of: str) -> Said:
    spec = fact.spec
    if spec.type == "percent":
        return Said(show_ratio(value), show_ratio(value, "en"), of)
    zh, en = (show_value(value, spec.scale, spec.shown_unit, lang) for lang in ("zh", "en"))
    return Said(zh, en, of)


def _count(number: int) -> Said:
    return Said(str(number), str(number), "asked:count")
