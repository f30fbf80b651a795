"""The facts given to a case as the text of one cell: a line a fact, `名称 = 值`, read back forgivingly."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping

from youju.structs import Struct

YES_NO = "是/否"
"""What a line asks for where the fact is true or false."""
_FLAGS = {"true": "是", "false": "否"}
_MEANT = {words: flag for flag, words in _FLAGS.items()}
# A comma only where another `名称 =` follows: numbers and texts have commas too. What is quoted is no separator.
_BETWEEN = re.compile(r'"[^"]*"|([\n;；]+|[,，、](?=[^=＝:：,，、;；\n"]+[=＝:：]))')
_LINE = re.compile(r"\s*(?P<name>[^=＝:：]*?)\s*(?:[（(](?P<unit>[^（()）]*)[)）]\s*)?[=＝:：](?P<value>.*)", re.DOTALL)
_NUMBER = re.compile(r"[-+]?[0-9][0-9,]*(\.[0-9]+)?")


class Given(Struct):
    """What a cell says: the values by fact as a card takes them, and why a part of it cannot be read."""

    values: Mapping[str, str]
    wrong: tuple[tuple[str, str], ...] = ()


def given_text(given: Mapping[str, str]) -> str:
    """The cell of facts as a card gives them."""
    return "\n".join(f"{name} = {_FLAGS.get(value, value)}" for name, value in given.items())


def asked_text(units: Mapping[str, str]) -> str:
    """The cell that asks for facts: a line each, with the unit that a bare number is taken in; nothing is said yet."""
    return "\n".join(f"{name}（{unit}） = " if unit else f"{name} = " for name, unit in units.items())


def read_given(text: str) -> Given:
    """The facts of a cell. A line without a value gives none; a bare number takes the unit in brackets before it."""
    values: dict[str, str] = {}
    wrong: list[tuple[str, str]] = []
    for part in _parts(text):
        found = _LINE.fullmatch(part)
        if found is None or not found["name"]:
            zh = f"“{part.strip()}”读不懂，请写成“名称 = 值”，一行一个，如：某项金额 = 0.15 万元"
            wrong.append((zh, f"“{part.strip()}” is not of the form “name = value”, a line each"))
        elif value := _value(found["value"], found["unit"] or ""):
            if found["name"] in values:
                zh = f"“{found['name']}”写了两次，只留一个"
                wrong.append((zh, f"“{found['name']}” is given twice"))
            values[found["name"]] = value
    return Given(values, tuple(wrong))


def only_asked(texts: Mapping[str, str]) -> bool:
    """Whether a line without a case behind it is as it was offered, or says nothing: no fact, nothing expected."""
    if any(text.strip() for column, text in texts.items() if column not in ("indicator", "given", "standing")):
        return False
    said = read_given(texts.get("given", ""))
    return not said.values and not said.wrong


def same_value(one: str | None, other: str | None) -> bool:
    """Whether two values are the same but for blanks and full-width signs."""
    return _folded(one) == _folded(other)


def _folded(value: str | None) -> str | None:
    return None if value is None else "".join(unicodedata.normalize("NFKC", value).split())


def _parts(text: str) -> Iterator[str]:
    start = 0
    for found in _BETWEEN.finditer(text):
        if found[1] is not None:
            yield from [text[start : found.start()]] if text[start : found.start()].strip() else []
            start = found.end()
    yield from [text[start:]] if text[start:].strip() else []


def _value(text: str, unit: str) -> str:
    value = text.strip()
    plain = unicodedata.normalize("NFKC", value)
    if plain in _MEANT:
        return _MEANT[plain]
    if unit and unit != YES_NO and _NUMBER.fullmatch(plain):
        number = plain.replace(",", "")
        return f"{number}%" if unit == "%" else f"{number} {unit}"
    return value
