"""Trees as the FEEL of the standard: names of the export, constants as plain numbers in the base unit (10% is 0.1)."""

from __future__ import annotations

from collections.abc import Mapping

from youju.feel import NUMBER, Expr, Literal, Name, Type, check, names, show, show_as
from youju.publish.dmn.names import Key, Names
from youju.rubric import Indicator, Let, Rubric
from youju.rubric.model import WEIGHT
from youju.structs import Struct, replace


class Scope(Struct, dict=True):
    """What the names on a card stand for: facts, its named quantities, its weight."""

    keys: Mapping[str, Key]
    types: Mapping[str, Type]
    called: Names

    def feel(self, expr: Expr) -> str:
        """The expression in standard FEEL."""
        return show_as(expr, self._leaf)

    def reads(self, *exprs: Expr) -> tuple[Key, ...]:
        """What the expressions read, in a steady order."""
        found = {self.keys[name] for expr in exprs for name in names(expr)}
        return tuple(sorted(found))

    def kind(self, expr: Expr) -> str:
        """The kind of value it gives: number, boolean or text."""
        return check(expr, self.types)[0].kind

    def _leaf(self, expr: Literal | Name) -> str:
        if isinstance(expr, Name):
            return self.called[self.keys[expr.name]]
        return show(replace(expr, unit=""))


def scope_of(rubric: Rubric, indicator: Indicator, called: Names) -> Scope:
    """The scope of a card."""
    keys: dict[str, Key] = {name: ("fact", name) for name in rubric.dictionary.facts}
    keys |= {let.name: ("let", indicator.id, let.name) for let in indicator.lets}
    keys[WEIGHT] = ("weight", indicator.id)
    types = {**rubric.dictionary.types, **{let.name: NUMBER for let in indicator.lets}, WEIGHT: NUMBER}
    return Scope(keys, types, called)


def let_feel(let: Let, scope: Scope) -> str:
    """The first alternative that is known: in FEEL, the first that is not null."""
    *before, last = [scope.feel(formula.expr) for formula in let.alternatives]
    text = last
    for alternative in reversed(before):
        text = f"if ({alternative}) != null then {alternative} else {text}"
    return text
