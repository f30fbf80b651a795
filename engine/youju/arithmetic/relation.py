"""What a relation among figures is: its terms, what they give, what the report says, and whether that holds."""

from __future__ import annotations

from fractions import Fraction
from typing import Literal

from youju.report import Quote
from youju.structs import Struct

Verdict = Literal["holds", "fails", "unknown"]
"""`unknown`: it cannot be computed (a base of zero, a figure that is a bound or missing)."""


class Term(Struct):
    """A figure that takes part: what it is in the relation (`total`, `part`, `rate`, `base`…), its value and quote.

    `value` is in the base unit (元; a ratio of percentages), `shown` as the report prints it with its unit.
    """

    role: str
    value: Fraction
    shown: str
    quote: Quote


class Relation(Struct):
    """Figures that must agree.

    `code` is that of the finding where it fails, and names the kind of the relation where it holds. `formula` is the
    relation as a person would write it, in both languages (`18 + 6 = 24`); `computed` and `stated` are in the base
    unit, of which one `unit` holds `scale`; `tolerance` is what the printed digits allow. `sentence` is the quote of
    the whole sentence, cut where it is long; its place is that of the relation. `zh` and `en` tell a reviewer what is
    wrong, or why it cannot be computed; empty where it holds. `level` is that of the finding before it is known
    whether a score rests on these figures.
    """

    code: str
    verdict: Verdict
    formula_zh: str
    formula_en: str
    terms: tuple[Term, ...]
    sentence: Quote
    computed: Fraction | None
    stated: Fraction | None
    tolerance: Fraction = Fraction(0)
    unit: str = ""
    scale: Fraction = Fraction(1)
    zh: str = ""
    en: str = ""
    level: Literal["P1", "P2"] = "P2"

    @property
    def difference(self) -> Fraction | None:
        """Stated less computed, in the base unit."""
        return None if self.computed is None or self.stated is None else self.stated - self.computed
