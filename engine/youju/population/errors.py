"""What this room refuses: no database at hand, an expression without a translation, a column of another kind."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager

from youju.feel import Expr, show
from youju.source import CodedError


class PopulationMissing(CodedError):
    """A package of the extra is not installed (`population-missing`); `name` is what people call it."""

    def __init__(self, name: str = "DuckDB") -> None:
        zh = f"没有安装 {name}，请先运行 pip install 'youju[population]'"
        super().__init__("population-missing", zh, f"no {name} here: pip install 'youju[population]'")


@contextmanager
def needing(module: str, name: str) -> Generator[None]:
    """Around an import: that `module` is not installed becomes PopulationMissing."""
    try:
        yield
    except ModuleNotFoundError as error:
        if error.name != module:
            raise
        raise PopulationMissing(name) from None


class NotCompilable(Exception):
    """An expression that SQL over whole numbers cannot say exactly; `expr` is that part, `why` in English."""

    def __init__(self, expr: Expr, why: str) -> None:
        self.expr, self.why = expr, why
        super().__init__(f"`{show(expr)}`: {why}")


class ColumnKind(Exception):
    """A column of facts that is not there, or does not hold what it must: whole numbers, truth values or texts."""

    def __init__(self, column: str, wanted: str, found: str) -> None:
        self.column, self.wanted, self.found = column, wanted, found
        super().__init__(f"column `{column}` must be {wanted}, not {found}")


class Overflow(Exception):
    """A number outgrew 128 bits somewhere in the table: nothing was scored."""
