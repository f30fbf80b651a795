"""What forms assert by themselves, beside what stands in their slots, and that nothing proved is left untold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fnmatch import fnmatchcase

from youju.ledger.explained import claims_of_regain, claims_of_why, claims_of_why_not
from youju.ledger.explained.asserting import Claim, Told
from youju.ledger.explained.claims_of_regain import says_nothing
from youju.ledger.explained.context import Context
from youju.ledger.explained.led import stands

_CLAIMS: Mapping[str, Claim] = {**claims_of_why.CLAIMS, **claims_of_regain.CLAIMS, **claims_of_why_not.CLAIMS}


def asserted(told: Told) -> bool:
    """Whether a sentence stands where it may and what its form says is so; true of one that says nothing by itself."""
    found = next((claim for glob, claim in _CLAIMS.items() if fnmatchcase(told.key, glob)), None)
    return stands(told) and (found is None or found(told))


def complete(context: Context) -> Iterator[str]:
    """What is proved, or referred to, and told by no sentence: ways, steps, intervals, entries, what is lacking."""
    regain = context.said["regain"]
    wanted = [f"way:{at}" for at in range(len(regain["ways"]))] + [f"near:{at}" for at in range(len(regain["nearer"]))]
    wanted += [f"stay:{at}" for at, one in enumerate(context.said["stays"]) if not says_nothing(context, one)]
    every = {"regain": wanted, "why": [*wanted, *(f"entry:{name}" for name in context.entries)]}
    for group, asked in every.items():
        slots = [slot["of"] for text in context.said["texts"][group] for slot in text["slots"].values()]
        told = {":".join(of.split(":")[:2]) for of in slots}
        yield from (one for one in asked if one not in told)
    for texts in context.said["texts"].values():
        lacking = next((text["key"] for text in texts if text["key"].startswith("why-not/lacking")), "")
        if lacking.endswith("/too"):
            yield "lacking"
