"""A profile of FEEL, the expression language of DMN 1.5: grammar, tree, types and units, exact evaluation.

    tree = parse("实付 > 计划", names)      source → tree, or FeelError with a Problem
    type_, problems = check(tree, types)                    every type error, unit slip and unknown name
    value = evaluate(tree, facts)                           exact; a name that is missing is UNKNOWN
    text = show(tree)                                       tree → canonical source

The room knows no backend: others translate the tree (`Expr`) into SQL, z3 or durable_rules.
"""

from youju.feel.check import check
from youju.feel.conditions import comparisons
from youju.feel.evaluate import Env, evaluate
from youju.feel.functions import FUNCTIONS, Signature
from youju.feel.lex import Vocabulary, vocabulary
from youju.feel.numerals import added, read_number, show_number
from youju.feel.parse import parse
from youju.feel.problems import FeelError, Problem, did_you_mean
from youju.feel.render import show, show_as, show_name, show_quantity
from youju.feel.tree import (
    And,
    Arithmetic,
    ArithmeticOp,
    Between,
    Call,
    Compare,
    CompareOp,
    Expr,
    If,
    In,
    Item,
    ListOf,
    Literal,
    Name,
    Negate,
    Not,
    Or,
    RangeOf,
    Span,
    UnaryTest,
    literal,
)
from youju.feel.types import ANY, BOOLEAN, MONEY, NULL, NUMBER, TEXT, ZERO, Type, fits, list_of, range_of, unify
from youju.feel.units import UNITS, Unit
from youju.feel.values import UNKNOWN, Range, Truth, Unknown, Value, conjunction, disjunction, is_value, negation
from youju.feel.walk import children, names, substitute, with_children

__all__ = [
    "ANY",
    "BOOLEAN",
    "FUNCTIONS",
    "MONEY",
    "NULL",
    "NUMBER",
    "TEXT",
    "UNITS",
    "UNKNOWN",
    "ZERO",
    "And",
    "Arithmetic",
    "ArithmeticOp",
    "Between",
    "Call",
    "Compare",
    "CompareOp",
    "Env",
    "Expr",
    "FeelError",
    "If",
    "In",
    "Item",
    "ListOf",
    "Literal",
    "Name",
    "Negate",
    "Not",
    "Or",
    "Problem",
    "Range",
    "RangeOf",
    "Signature",
    "Span",
    "Truth",
    "Type",
    "UnaryTest",
    "Unit",
    "Unknown",
    "Value",
    "Vocabulary",
    "added",
    "check",
    "children",
    "comparisons",
    "conjunction",
    "did_you_mean",
    "disjunction",
    "evaluate",
    "fits",
    "is_value",
    "list_of",
    "literal",
    "names",
    "negation",
    "parse",
    "range_of",
    "read_number",
    "show",
    "show_as",
    "show_name",
    "show_number",
    "show_quantity",
    "substitute",
    "unify",
    "vocabulary",
    "with_children",
]
