"""What this room refuses: no solver at hand, an expression without an encoding, a witness that does not hold."""

from __future__ import annotations

from youju.feel import Expr, show
from youju.source import CodedError


class ProverMissing(CodedError):
    """The solver is not installed (`prover-missing`)."""

    def __init__(self) -> None:
        zh = "没有安装求解器，请先运行 pip install 'youju[prove]'"
        super().__init__("prover-missing", zh, "no solver here: pip install 'youju[prove]'")


class NotEncodable(Exception):
    """An expression that cannot be given to the solver exactly; `expr` is the part that cannot, `why` in English."""

    def __init__(self, expr: Expr, why: str) -> None:
        self.expr, self.why = expr, why
        super().__init__(f"`{show(expr)}`: {why}")


class TooLarge(Exception):
    """Arithmetic of which the cases, or the terms of one, outgrow what a question to the solver may be."""


class Disagreement(Exception):
    """A witness of the solver that the interpreter does not confirm: a defect of this room, never an answer."""
