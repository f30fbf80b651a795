"""What a saved ledger puts at risk, against its own checks: no declared contradiction left out, none without a reason.

How much a printed rate or opposing statements may cost is not worked out again here; that some reason stands is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

from youju.feel import UNKNOWN, Value, evaluate, names, parse, read_number
from youju.ledger.ruled import decided

Record = dict[str, Any]
ZERO = Fraction(0)


def doubted(ledger: Record, values: Mapping[str, Value], weights: Mapping[str, Fraction]) -> Iterator[str]:
    """Every declared contradiction whose points are not at risk, and every risk that nothing declares."""
    rules = ledger["rules"]
    torn = {fact["name"] for fact in ledger["facts"] if fact["status"] == "conflicting"}
    applying = {
        name for card in rules["cards"].values() if "applies" in card for name in names(parse(card["applies"], values))
    }
    scope = {name: UNKNOWN if name in torn & applying else value for name, value in values.items()}
    for row in ledger["rows"]:
        title = rules["cards"][row["indicator"]]["title"]["zh"]
        scope[f"{title}得分"], scope[f"{title}分值"] = _earned(ledger, row), weights[row["indicator"]]
        scope[f"{title}自评得分"] = UNKNOWN if row["claimed"] is None else read_number(row["claimed"])
    excused = {name for name, card in rules["cards"].items() if _reads(card, torn, list(values))}
    rejected = decided(ledger, "reject")
    for check in rules["checks"]:
        if "printed" in check:
            excused.add(check["printed"]["indicator"])
        elif evaluate(parse(check["when"], list(scope)), scope) is True:
            for risk in check.get("at_risk", []):
                if (check["code"], risk["indicator"]) in rejected:
                    continue
                excused.add(risk["indicator"])
                yield from _left_out(ledger, check["code"], risk)
    for entry in ledger["entries"]:
        if read_number(entry["at_risk"]) and entry["indicator"] not in excused:
            yield f"{entry['id']} 没有矛盾却列为存疑 / at risk, and no contradiction says so"


def _left_out(ledger: Record, code: str, risk: Record) -> Iterator[str]:
    transfers = {transfer["id"] for transfer in ledger["rules"]["rubric"].get("transfers", [])}
    wanted = transfers if risk.get("moved") == "true" or risk.get("moved") is True else set(risk.get("rules", []))
    own = [e for e in ledger["entries"] if e["indicator"] == risk["indicator"] and e["kind"] not in ("cap", "ruling")]
    touched = [entry for entry in own if not wanted or entry["rule"] in wanted]
    points = next(_earned(ledger, row) for row in ledger["rows"] if row["indicator"] == risk["indicator"])
    taken = sum((_taken(ledger, entry["id"]) for entry in touched), ZERO)
    gross = sum((max(read_number(entry["points"]), ZERO) for entry in touched), ZERO)
    at_risk = sum((read_number(entry["at_risk"]) for entry in touched), ZERO)
    if at_risk + taken < max(min(gross, points), ZERO):
        yield f"矛盾 {code} 涉及的分没有列为存疑 / the points of a contradiction are not put at risk"


def _earned(ledger: Record, row: Record) -> Fraction:
    """The points of an indicator before rulings took of them: what checks see."""
    own = [e for e in ledger["entries"] if e["kind"] == "ruling" and e["indicator"] == row["indicator"]]
    return read_number(row["points"]) - sum((read_number(entry["points"]) for entry in own), ZERO)


def _taken(ledger: Record, name: str) -> Fraction:
    """What rulings took of an entry."""
    own = (e for e in ledger["entries"] if e["kind"] == "ruling" and e["id"].rpartition("/")[0] == name)
    return -sum((read_number(entry["points"]) for entry in own), ZERO)


def _reads(card: Record, torn: set[str], known: list[str]) -> bool:
    """Whether a card reads a fact whose statements disagree."""
    words = [*known, *(let["name"] for let in card.get("let", [])), "weight"]
    texts = [rule[key] for rule in card["rules"] for key in ("when", "points")]
    texts += [text for let in card.get("let", []) for text in let["from"]]
    texts += [reading["from"] for let in card.get("let", []) for reading in let.get("readings", [])]
    texts += [card["applies"]] if "applies" in card else []
    stated = {let["stated"] for let in card.get("let", []) if "stated" in let}
    return bool(torn & (stated | {name for text in texts for name in names(parse(text, words))}))
