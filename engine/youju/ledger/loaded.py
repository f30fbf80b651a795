"""A ledger from its plain form, as it stands in a saved audit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from youju.feel import read_number
from youju.ledger.entries import Entry, FactLine, Ledger, MoveLine, Row, Ruled, RulingLine, Said, Totals

Plain = Mapping[str, Any]
_WORDS = ("text", "boolean")


def ledger_of(plain: Plain) -> Ledger:
    """The ledger of a saved audit that `verify` accepts: the one that was saved, exactly."""
    facts = tuple(_fact(one) for one in plain["facts"])
    types = {one.name: one.type for one in facts} | {name: one["type"] for name, one in plain["rules"]["facts"].items()}
    return Ledger(
        plain["rubric"],
        plain["rubric_digest"],
        plain["document"],
        plain["document_digest"],
        read_number(plain["total"]),
        facts,
        tuple(MoveLine(**_exact(one, "weight")) for one in plain["moves"]),
        tuple(
            Row(**_exact(one, "weight", "effective_weight", "claimed", "points", "low", "high"))
            for one in plain["rows"]
        ),
        tuple(
            Entry(**_exact(one, "points", "exact", "at_risk", facts=tuple(one["facts"]))) for one in plain["entries"]
        ),
        _totals(plain["totals"]),
        tuple(
            Ruled(**{**one, "value": _value(one["value"], types.get(one["fact"], "text"))}) for one in plain["rulings"]
        ),
    )


def _exact(plain: Plain, *names: str, **instead: Any) -> dict[str, Any]:
    """The same with the fields named read as numbers (None stays), and others instead of those that are given."""
    return {**plain, **{name: None if plain[name] is None else read_number(plain[name]) for name in names}, **instead}


def _totals(plain: Plain) -> Totals:
    support = {kind: read_number(value) for kind, value in plain["support"].items()}
    return Totals(**_exact(plain, "claimed", "recomputed", "confirmed", "low", "high", support=support))


def _fact(plain: Plain) -> FactLine:
    kind, ruling = plain["type"], plain["ruling"]
    read: dict[str, Any] = {
        "value": _value(plain["value"], kind),
        "ruling": None if ruling is None else RulingLine(**{**ruling, "value": _value(ruling["value"], kind)}),
        "statements": _said(plain["statements"], kind),
        "overruled": _said(plain["overruled"], kind),
    }
    return FactLine(**{**plain, **read})


def _said(statements: Iterable[Any], kind: str) -> tuple[Said, ...]:
    return tuple((_value(value, kind), *place) for value, *place in statements)


def _value(plain: Any, kind: str) -> Any:
    """A number, a word, a truth, or None, by the type of its fact."""
    return plain if plain is None or kind in _WORDS else read_number(plain)
