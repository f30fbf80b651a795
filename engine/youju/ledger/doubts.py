"""The contradictions of a book, and what each may cost: declared checks, printed rates, opposing statements."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from fractions import Fraction
from hashlib import sha256
from itertools import islice, product
from typing import Any
from unicodedata import normalize

from youju.feel import UNKNOWN, Value, evaluate, names, read_number
from youju.ledger.book import Book
from youju.ledger.moved import tree, value_in
from youju.ledger.settled import scope_of, words_of
from youju.structs import Struct

Record = dict[str, Any]
ZERO = Fraction(0)
TORN = "conflicting-statements"
MOST_WORLDS = 64
"""How many combinations of opposing statements are looked at, the chosen values first."""


class Doubt(Struct):
    """A contradiction: its code, its declared check (None: opposing statements), the indicator it is about, the facts
    whose statements it quotes, the entries it touches, and how much the points may fall or rise.
    """

    code: str
    check: Record | None
    indicator: str | None
    facts: tuple[str, ...]
    entries: tuple[str, ...]
    loss: Fraction
    gain: Fraction


def doubts_of(book: Book, printed: Set[str]) -> tuple[Doubt, ...]:
    """Every contradiction, declared ones first.

    `printed` are the codes of the checks of printed rates that fail: whether one does depends on how many digits the
    report prints, which a ledger does not say.
    """
    return (*_declared(book, printed), *_conflicts(book))


def key_of(code: str, indicator: str | None, quotes: Sequence[str]) -> str:
    """The ten digits that name a finding: of its code, its indicator and the words it quotes."""
    words = ("".join(normalize("NFKC", text).split()) for text in quotes)
    return sha256("\n".join([code, indicator or "", *words]).encode()).hexdigest()[:10]


def keyed(book: Book, doubts: Sequence[Doubt]) -> list[tuple[str, Doubt]]:
    """Each contradiction with the key of its finding, counted on where two are alike."""
    seen: dict[str, int] = {}
    found: list[tuple[str, Doubt]] = []
    for one in doubts:
        key = key_of(one.code, one.indicator, [said[1] for said in said_of(book, one)])
        seen[key] = seen.get(key, 0) + 1
        found.append((key if seen[key] == 1 else f"{key}-{seen[key]}", one))
    return found


def said_of(book: Book, doubt: Doubt) -> list[Sequence[Any]]:
    """The statements that a contradiction quotes: value, words, line, beginning and end."""
    return [said for name in doubt.facts for said in book.facts[name]["statements"]]


def _declared(book: Book, printed: Set[str]) -> Iterator[Doubt]:
    scope = {**book.values, **_scores(book)}
    for check in book.rules["checks"]:
        if "printed" in check:
            if check["code"] in printed:
                yield _printed(book, check)
        elif evaluate(when := tree(check["when"], list(scope)), scope) is True:
            read = tuple(name for name in sorted(names(when)) if name in book.rules["facts"])
            if not check.get("at_risk"):
                yield Doubt(check["code"], check, check.get("about"), read, (), ZERO, ZERO)
            for risk in check.get("at_risk", []):
                yield from _at_risk(book, check, risk, read)


def _scores(book: Book) -> Mapping[str, Value]:
    """What checks may read of indicators, before rulings take points of them."""
    found: dict[str, Value] = {}
    for name, outcome in book.outcomes.items():
        title, claim = book.rules["cards"][name]["title"]["zh"], book.claims[name]
        found |= {f"{title}得分": outcome.points, f"{title}分值": book.frame.weights[name]}
        found[f"{title}自评得分"] = UNKNOWN if claim is None else claim
    return found


def _at_risk(book: Book, check: Record, risk: Record, read: tuple[str, ...]) -> Iterator[Doubt]:
    name, moved = risk["indicator"], risk.get("moved") in (True, "true")
    transfers = {transfer["id"] for transfer in book.rules["rubric"].get("transfers", [])}
    wanted = transfers if moved else set(risk.get("rules", []))
    outcome = book.outcomes[name]
    own = [line for line in outcome.lines if line[2] != "cap" and (not wanted or line[3] in wanted)]
    if own or not moved:
        gross = sum((max(read_number(line[4]), ZERO) for line in own), ZERO)
        loss = max(min(gross, outcome.points), ZERO)
        yield Doubt(check["code"], check, name, read, tuple(line[0] for line in own), loss, ZERO)


def _printed(book: Book, check: Record) -> Doubt:
    """What the printed rate, the figures, and each declared reading of them would give."""
    name, frame = check["printed"]["indicator"], book.frame
    card = book.rules["cards"][name]
    words = words_of(card, frame.known)
    let = next(let for let in card["let"] if let["name"] == check["printed"]["let"])
    scope = scope_of(card, book.values, frame.own(name), frame.known, False)
    readings = [*let["from"], *(reading["from"] for reading in let.get("readings", []))]
    values = [book.values.get(let["stated"], UNKNOWN), *(evaluate(tree(text, words), scope) for text in readings)]
    worlds = [book.outcome(name, {let["name"]: value}).points for value in values if isinstance(value, Fraction)]
    read = (let["stated"], *(one for text in let["from"] for one in sorted(names(tree(text, words)))))
    return _over(book, check["code"], check, name, read, worlds)


def _conflicts(book: Book) -> Iterator[Doubt]:
    torn_ones = book.torn
    for name in book.frame.order if torn_ones else ():
        card = book.rules["cards"][name]
        torn = tuple(fact for fact in facts_in(card, book.frame.known) if fact in torn_ones)
        if torn:
            stated = [_stated(book.facts[fact]) for fact in torn]
            chosen = (dict(zip(torn, values, strict=True)) for values in islice(product(*stated), MOST_WORLDS))
            applying = "applies" in card and set(names(tree(card["applies"], book.frame.known))) & set(torn)
            points = _points_of_all if applying else _points_alone
            yield _over(book, TORN, None, name, torn, [points(book, name, values) for values in chosen])


def _points_alone(book: Book, name: str, values: Mapping[str, Value]) -> Fraction:
    return book.having(values).outcome(name).points


def _points_of_all(book: Book, name: str, values: Mapping[str, Value]) -> Fraction:
    """Where applicability itself is torn the weight would move: the points count wherever they would be."""
    there = sum((one.points for one in book.having(values).outcomes.values()), ZERO)
    return there - sum((one.points for other, one in book.outcomes.items() if other != name), ZERO)


def _over(
    book: Book, code: str, check: Record | None, name: str, facts: tuple[str, ...], worlds: Sequence[Fraction]
) -> Doubt:
    outcome = book.outcomes[name]
    loss = max([ZERO, *(outcome.points - points for points in worlds)])
    gain = max([ZERO, *(points - outcome.points for points in worlds)])
    entries = tuple(line[0] for line in outcome.lines if line[2] != "cap")
    return Doubt(code, check, name, facts, entries, loss, gain)


def _stated(fact: Record) -> list[Value]:
    """The distinct values that statements give, the chosen one first."""
    shown = dict.fromkeys([fact["value"], *(said[0] for said in fact["statements"])])
    return [value_in(fact, value) for value in shown]


def facts_in(card: Record, known: Sequence[str]) -> list[str]:
    """All facts that a card reads, in the order of its quantities, their readings, its rules, its applicability."""
    words = words_of(card, known)
    lets: list[Record] = card.get("let", [])
    texts = [text for let in lets for text in let["from"]]
    texts += [reading["from"] for let in lets for reading in let.get("readings", [])]
    texts += [rule[key] for rule in card["rules"] for key in ("when", "points")]
    texts += [card["applies"]] if "applies" in card else []
    read = [name for text in texts for name in sorted(names(tree(text, words)))]
    read += [let["stated"] for let in lets if "stated" in let]
    return [name for name in dict.fromkeys(read) if name in known]
