"""Cases written for a person to decide: the fewest that meet every obligation of coverage, in round figures."""

from youju.regress.generate.departments import Joined, joined
from youju.regress.generate.draft import Draft
from youju.regress.generate.of_card import Generated, Why, generate
from youju.regress.generate.whole import generated
from youju.regress.generate.write import TO_DECIDE, case_lines, department_text, pasted

__all__ = [
    "TO_DECIDE",
    "Draft",
    "Generated",
    "Joined",
    "Why",
    "case_lines",
    "department_text",
    "generate",
    "generated",
    "joined",
    "pasted",
]
