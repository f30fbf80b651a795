"""The cells of a case as changes of its card: only the keys that a cell says otherwise."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from youju.author.edits import Drop, Edit, Path, Plain, Put, at_path
from youju.author.sheet.case_given import given_text, read_given, same_value
from youju.author.sheet.case_table import CASE_PATHS, EXPECTED, NO_RULE, given_of
from youju.author.sheet.layout import CASE_HEADINGS, CHOICES, meant
from youju.author.sheet.lines import Change, Line, Trouble, short
from youju.author.sheet.table import Column, Row
from youju.source import did_you_mean

_NUMBERS = ("claimed", "effective_weight", "points", "low", "high")
_BLANK, _DECIDED, _PINNED = (CHOICES["standing"][one] for one in ("blank", "decided", "pinned"))
_RULES = re.compile(r"[、,，;；\s]+")


def trimmed(column: Column, text: str) -> str:
    """The text of a cell without what means nothing in it: blanks around, full-width digits, 分 behind a number."""
    if column in _NUMBERS:
        return unicodedata.normalize("NFKC", text).strip().removesuffix("分").strip()
    return text if column == "note" else text.strip()


def cell_changes(line: Line, column: Column, row: Row, tree: Plain) -> Iterator[Change | Trouble]:
    """What a changed cell of a case changes in the card `tree`."""
    text, path = trimmed(column, line.texts.get(column, "")), (*row.path, *CASE_PATHS[column])
    if column == "given":
        yield from _given_changes(line, row, tree, text)
        return
    if (wrong := _no_choice(line, column, text)) is not None:
        yield wrong
        return
    match column:
        case "standing":
            edits = _pin_edits(path, at_path(tree, path) == "true", text == _PINNED)
        case "rules":
            edits = tuple(_rule_edits(row.path, tree, _rules(text)))
        case _:
            edits = (Put(path, meant(column, text)) if text else Drop(path),)
    if edits:
        # A case that waited may be answered without a word about who answers.
        new = text if column != "standing" or text != _BLANK else _DECIDED
        yield _change(line, column, row, edits, CASE_HEADINGS[column], row.texts[column], new)


def item_of(line: Line) -> tuple[dict[str, Plain], tuple[Trouble, ...]]:
    """A new line as an item of the cases of a card, and what is wrong with it."""
    texts = {column: trimmed(column, line.texts.get(column, "")) for column in CASE_PATHS}
    given = read_given(texts["given"])
    troubles = [Trouble(line, "given", "sheet-case", zh, en) for zh, en in given.wrong]
    troubles += [wrong] if (wrong := _no_choice(line, "status", texts["status"])) is not None else []
    rules = _rules(texts["rules"])
    rule: dict[str, Plain] = {}
    if rules is not None:
        rule = {"rule": rules[0]} if len(rules) == 1 else {"rules": [*rules]}
    points: dict[str, Plain] = {"points": texts["points"]}
    ends: dict[str, Plain] = {"status": meant("status", texts["status"]), "low": texts["low"], "high": texts["high"]}
    expect = {key: value for key, value in {**points, **rule, **ends}.items() if value != ""}
    item: dict[str, Plain] = {
        "note": texts["note"], "day": texts["day"], "given": dict(given.values), "claimed": texts["claimed"],
        "effective_weight": texts["effective_weight"], "expect": expect or "",
        "pin": "true" if texts["standing"] == _PINNED else "",
    }  # fmt: skip
    return {key: value for key, value in item.items() if value}, tuple(troubles)


def standing_trouble(line: Line, was: str) -> Trouble | None:
    """Why who answers for a case, by its cell, does not go with what it expects; `was` is what the cell said before."""
    said = trimmed("standing", line.texts.get("standing", ""))
    if (wrong := _no_choice(line, "standing", said)) is not None:
        return wrong
    expects = any(line.texts.get(column, "").strip() for column in EXPECTED)
    if not expects and said in (_DECIDED, _PINNED):
        zh = f"什么都没有“应为”，不能算“{said}”：写上应得分、规则或状态，或选“{_BLANK}”"
        return Trouble(line, "standing", "sheet-case", zh, "nothing is expected: fill in what is, or choose 待定")
    if expects and was in (_DECIDED, _PINNED) and said in (_BLANK, ""):
        zh = f"写着“应为”的，请选“{_DECIDED}”或“{_PINNED}”；要它待定，请清空应得分、规则、状态、最低、最高"
        return Trouble(line, "standing", "sheet-case", zh, "something is expected: choose 由人定 or 锁定, or empty it")
    return None


def _no_choice(line: Line, column: Column, text: str) -> Trouble | None:
    """A word that is none of those a cell takes."""
    if column not in ("status", "standing") or not text or text in CHOICES[column].values():
        return None
    near = did_you_mean(text, CHOICES[column].values())
    proposal = f"，是不是“{near}”？" if near else ""
    zh = f"“{CASE_HEADINGS[column]}”没有“{text}”{proposal}请从列表里选：{'、'.join(CHOICES[column].values())}"
    return Trouble(line, column, "sheet-case", zh, f"choose one of: {', '.join(CHOICES[column].values())}")


def _given_changes(line: Line, row: Row, tree: Plain, text: str) -> Iterator[Change | Trouble]:
    """The facts that a cell gives otherwise; each is a change of its own, those that go last."""
    case = at_path(tree, row.path)
    old, new = given_of("" if case is None else case), read_given(text)
    yield from (Trouble(line, "given", "sheet-case", zh, en) for zh, en in new.wrong)
    if dict(read_given(given_text(old)).values) != old:
        zh = "卡片上这一例的事实写法特别，不能在表里改，请直接改卡片"
        yield Trouble(line, "given", "sheet-unwritable", zh, "the facts of this case are changed on the card only")
        return
    for name in [*(name for name in new.values if name not in old), *old]:
        was, value = old.get(name), new.values.get(name)
        if same_value(was, value):
            continue
        path: Path = (*row.path, *CASE_PATHS["given"], name)
        edit = Drop(path) if value is None else Put(path, value)
        yield _change(line, "given", row, (edit,), name, was or "", value or "")


def _pin_edits(path: Path, pinned: bool, wanted: bool) -> tuple[Edit, ...]:
    if pinned == wanted:
        return ()
    return (Put(path, "true"),) if wanted else (Drop(path),)


def _rules(text: str) -> list[str] | None:
    """The rules that a cell names; none at all are a list too, an empty cell is not."""
    if not text:
        return None
    return [] if text == NO_RULE else [one for one in _RULES.split(text) if one]


def _rule_edits(at: Path, tree: Plain, wanted: list[str] | None) -> Iterator[Edit]:
    """The rules expected, in the form in which they stood where it holds them."""
    one, many = (*at, "expect", "rule"), (*at, "expect", "rules")
    rule, rules = at_path(tree, one), at_path(tree, many)
    if wanted is not None and len(wanted) == 1 and rules is None:
        yield Put(one, wanted[0])
        return
    if wanted and isinstance(rules, list):
        yield from (Put((*many, i), name) for i, name in enumerate(wanted))
        yield from (Drop((*many, i)) for i in range(len(rules) - 1, len(wanted) - 1, -1))
    elif wanted is not None and rules is None:
        yield Put(many, [*wanted])
    elif rules is not None:
        yield Drop(many)
        yield from [Put(many, [])] if wanted is not None else []
    if rule is not None:
        yield Drop(one)


def _change(line: Line, column: Column, row: Row, edits: tuple[Edit, ...], what: str, old: str, new: str) -> Change:
    zh = f"{row.texts['indicator']} {row.id} · {what}：{short(old) or '（空）'} → {short(new) or '（空）'}"
    return Change(row.file, edits[0], row.key, line, column, zh, f"{column} of a case changed", edits[1:])
