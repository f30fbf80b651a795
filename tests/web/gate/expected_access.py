"""Who may do what at which address, written out by hand: the other half of `test_matrix.py`.

A new address needs a row, or the test fails. A row says the roles that are let through; a change of which the form
must be whole before it is looked at who asks brings one. `ANYBODY` needs no login.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

ALL = frozenset(("auditor", "policy", "chief", "admin"))
ANYBODY = ALL | {"nobody"}
ADMIN = frozenset(("admin",))
DRAFTING = frozenset(("policy", "chief"))
AUDITING = frozenset(("auditor", "chief"))


@dataclass(frozen=True, slots=True)
class Row:
    """The roles that are let through, and what is sent: a form and files that can be read, not ones that are right."""

    roles: frozenset[str]
    form: Mapping[str, str] = field(default_factory=dict[str, str])
    files: tuple[str, ...] = ()


ACCESS: Mapping[str, Row] = {
    "GET /": Row(ALL),
    "GET /static/{path}": Row(ANYBODY),
    "GET /api/openapi.json": Row(ALL),
    "GET /pieces.css": Row(ANYBODY),
    "GET /login": Row(ANYBODY),
    "POST /login": Row(ANYBODY),
    "POST /logout": Row(ALL),
    "GET /settings": Row(ALL),
    "POST /settings/title": Row(ALL),
    "POST /settings/password": Row(ALL),
    "POST /settings/tokens": Row(ALL, {"days": "0"}),
    "POST /settings/tokens/{token}/end": Row(ALL),
    "GET /accounts": Row(ADMIN),
    "POST /accounts": Row(ADMIN),
    "POST /accounts/{name}/role": Row(ADMIN),
    "POST /accounts/{name}/password": Row(ADMIN),
    "POST /accounts/{name}/close": Row(ADMIN),
    "GET /audits": Row(ALL),
    "POST /audits": Row(AUDITING, files=("reports",)),
    "GET /audits/{audit}": Row(ALL),
    "GET /audits/{audit}/runs": Row(ALL),
    "GET /audits/{audit}/again": Row(ALL),
    "POST /audits/{audit}/again": Row(AUDITING),
    "GET /overview": Row(ALL),
    "GET /overview.csv": Row(ALL),
    "GET /versions": Row(ALL),
    "GET /versions/{digest}": Row(ALL),
    "POST /versions/{digest}/decide": Row(frozenset(("chief",))),
    "GET /rubrics/{rubric}/versions": Row(ALL),
    "GET /rubrics/{rubric}/compare": Row(ALL),
    "GET /rubrics/{rubric}/effect": Row(ALL),
    "GET /rubrics/{rubric}/versions/{digest}/download.zip": Row(ALL),
    "GET /rubrics/{rubric}/versions/{digest}/download.xlsx": Row(ALL),
    "POST /rubrics/{rubric}/rerun": Row(AUDITING),
    "GET /drafts/{draft}/publish": Row(ALL),
    "POST /drafts/{draft}/publish": Row(DRAFTING),
    "GET /drafts/{draft}/sheet": Row(DRAFTING),
    "GET /drafts/{draft}/sheet/download": Row(ALL),
    "POST /drafts/{draft}/sheet": Row(DRAFTING, files=("sheet",)),
    "POST /drafts/{draft}/sheet/save": Row(DRAFTING),
    "POST /drafts/{draft}/sheet/marked": Row(DRAFTING),
}
PLACES: Mapping[str, str] = {"name": "not-there", "path": "not-there"}
"""What stands in an address for its parts; any other is 999999, a number of nothing."""
