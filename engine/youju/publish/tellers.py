"""What an indicator's expressions are called in both languages, with the points a reader knows by name."""

from __future__ import annotations

import re
from fractions import Fraction

from youju.explain.prose import Prose, naming
from youju.feel import Arithmetic, Call, Expr, Literal, Name, parse
from youju.rubric import WEIGHT, Indicator, Rubric
from youju.structs import Struct

Said = tuple[str, str]
_HOLE = re.compile(r" ?\{([^{}]*)\}")


class Tellers(Struct):
    """Chinese and English for one indicator; `names` are those its expressions may read."""

    zh: Prose
    en: Prose
    names: tuple[str, ...]

    def tell(self, expr: Expr) -> Said:
        """An expression in both languages."""
        return self.zh.tell(expr), self.en.tell(expr)

    def words(self, source: str) -> Said:
        """The same for one as it is written; the loader has parsed it before."""
        return self.tell(parse(source, self.names))

    def points(self, source: str) -> Said:
        """Points: all of the weight is full marks, and the bounds of a share or a deduction are told as such."""
        match parse(source, self.names):
            case Name(name) if name == WEIGHT:
                return "满分", "full marks"
            case Arithmetic("*", left, Call("min", (Literal(Fraction(numerator=1, denominator=1)), share))):
                return _with(self.tell(Arithmetic("*", left, share, share.span)), "，最多满分", ", at most full marks")
            case Call("max", (Literal(Fraction(numerator=0)), left)):
                return _with(self.tell(left), "，扣完为止", ", down to 0")
            case expr:
                return self.tell(expr)

    def named(self, said: Said) -> Said:
        """A wording with names in the place of their values; in Chinese the name stands before its value already."""
        return _HOLE.sub("", said[0]), _HOLE.sub(lambda hole: f" {self.en.called.get(hole[1], hole[1])}", said[1])


def tellers(rubric: Rubric, indicator: Indicator) -> Tellers:
    """The tellers of an indicator of a rubric."""
    facts = rubric.dictionary.facts
    zh, en = (Prose(lang, naming(indicator.facts, facts, lang)) for lang in ("zh", "en"))
    return Tellers(zh, en, (*facts, *(let.name for let in indicator.lets), WEIGHT))


def _with(said: Said, zh: str, en: str) -> Said:
    return f"{said[0]}{zh}", f"{said[1]}{en}"
