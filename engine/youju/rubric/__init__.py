"""The room of rubrics: cards loaded, resolved against the dictionary, checked. Nothing is scored here.

What reads files is loaded when it is first asked for: who has a kept rubric reads none.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from youju.rubric.days import read_day
from youju.rubric.editions import Edition, Editions, NotInForceError
from youju.rubric.kept import load_editions
from youju.rubric.model import (
    WEIGHT,
    Check,
    Formula,
    Indicator,
    Let,
    Reading,
    Rubric,
    Rule,
    claim_name,
    score_name,
    weight_name,
)
from youju.rubric.packs import (
    Pack,
    codes_folder,
    dictionary_beside,
    dictionary_folder,
    dictionary_of,
    examples_folder,
    find_pack,
    packs,
)
from youju.rubric.spec import Basis, CapSpec, CaseSpec, ExpectSpec, Level, Mark, Standing, Text, TransferSpec

if TYPE_CHECKING:
    from youju.rubric.changes import Change, DatedFile
    from youju.rubric.department import Department, DepartmentExpect, DepartmentSpec
    from youju.rubric.load import Authored, Versions, load_authored, load_rubric, load_versions

__all__ = [
    "WEIGHT",
    "Authored",
    "Basis",
    "CapSpec",
    "CaseSpec",
    "Change",
    "Check",
    "DatedFile",
    "Department",
    "DepartmentExpect",
    "DepartmentSpec",
    "Edition",
    "Editions",
    "ExpectSpec",
    "Formula",
    "Indicator",
    "Let",
    "Level",
    "Mark",
    "NotInForceError",
    "Pack",
    "Reading",
    "Rubric",
    "Rule",
    "Standing",
    "Text",
    "TransferSpec",
    "Versions",
    "claim_name",
    "codes_folder",
    "dictionary_beside",
    "dictionary_folder",
    "dictionary_of",
    "examples_folder",
    "find_pack",
    "load_authored",
    "load_editions",
    "load_rubric",
    "load_versions",
    "packs",
    "read_day",
    "score_name",
    "weight_name",
]

_LATER = {
    **dict.fromkeys(("Change", "DatedFile"), "changes"),
    **dict.fromkeys(("Department", "DepartmentExpect", "DepartmentSpec"), "department"),
    **dict.fromkeys(("Authored", "Versions", "load_authored", "load_rubric", "load_versions"), "load"),
}


def __getattr__(name: str) -> Any:
    if name not in _LATER:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_LATER[name]}"), name)
