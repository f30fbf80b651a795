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
AUDITING = frozenset(("auditor", "chief"))
CHIEF = frozenset(("chief",))
EDITING = frozenset(("policy", "chief"))


@dataclass(frozen=True, slots=True)
class Row:
    """The roles that are let through, and what is sent: a form and files that can be read, not ones that are right."""

    roles: frozenset[str]
    form: Mapping[str, str] = field(default_factory=dict[str, str])
    files: tuple[str, ...] = ()
    json: Mapping[str, object] | None = None
    query: Mapping[str, str] = field(default_factory=dict[str, str])


SIDES = {"old": "0" * 64, "new": "1" * 64}
"""Two versions to compare, neither of which there is."""

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
    "GET /audits/{audit}/quotes": Row(ALL),
    "GET /audits/{audit}/pages/{page}.png": Row(ALL),
    "GET /audits/{audit}/indicators/{indicator}": Row(ALL),
    "GET /audits/{audit}/indicators/{indicator}/graph": Row(ALL),
    "GET /audits/{audit}/indicators/{indicator}/graph.svg": Row(ALL),
    "GET /codes/{code}": Row(ALL),
    "POST /jobs": Row(AUDITING, {"audit": "1"}),
    "GET /jobs/{job}": Row(ALL),
    "POST /jobs/{job}/cancel": Row(AUDITING),
    "POST /jobs/{job}/{number}/cancel": Row(AUDITING),
    "POST /jobs/{job}/{number}/again": Row(AUDITING),
    "GET /rubrics": Row(ALL),
    "GET /rubrics/{rubric}": Row(ALL),
    "GET /rubrics/{rubric}/versions/{digest}": Row(ALL),
    "GET /rubrics/{rubric}/versions/{digest}/cards/{indicator}": Row(ALL),
    "GET /rubrics/{rubric}/versions/{digest}/files/{path:path}": Row(ALL),
    "POST /rubrics/{rubric}/versions/{digest}/drafts": Row(EDITING),
    "GET /drafts/{draft}": Row(ALL),
    "GET /drafts/{draft}/state": Row(ALL),
    "GET /drafts/{draft}/saves/{seq}": Row(ALL),
    "POST /drafts/{draft}/drop": Row(EDITING),
    "POST /drafts/{draft}/indicators": Row(
        EDITING, {"name": "a", "title": "a", "weight": "1", "form": "a", "group": "a"}
    ),
    "GET /drafts/{draft}/check": Row(ALL),
    "GET /drafts/{draft}/check/{part}": Row(ALL),
    "GET /drafts/{draft}/files": Row(ALL),
    "GET /drafts/{draft}/files/{path:path}": Row(ALL),
    "POST /drafts/{draft}/files/{path:path}": Row(EDITING),
    "POST /drafts/{draft}/lint": Row(ALL, {"path": "a"}),
    "POST /drafts/{draft}/complete": Row(ALL, {"path": "a", "line": "1", "column": "1"}),
    "GET /drafts/{draft}/cases/{path:path}": Row(ALL),
    "POST /drafts/{draft}/cases/{path:path}": Row(ALL),
    "GET /audits/{audit}/findings": Row(ALL),
    "POST /audits/{audit}/findings/{key}": Row(AUDITING, {"seen": "0"}),
    "GET /audits/{audit}/rulings": Row(ALL),
    "POST /audits/{audit}/rulings": Row(AUDITING, {"seen": "0"}),
    "POST /audits/{audit}/rulings/count": Row(AUDITING),
    "POST /audits/{audit}/rulings/{number}/withdraw": Row(AUDITING),
    "POST /audits/{audit}/closing": Row(AUDITING, {"step": "ask"}),
    "GET /audits/{audit}/history": Row(ALL),
    "GET /audits/{audit}/what-if": Row(ALL),
    "GET /audits/{audit}/questions": Row(ALL),
    "GET /audits/{audit}/questions.txt": Row(ALL),
    "GET /audits/{audit}/papers": Row(ALL),
    "GET /audits/{audit}/files/{name}": Row(ALL),
    "GET /api/v1/audits": Row(ALL),
    "POST /api/v1/audits": Row(AUDITING, files=("reports",)),
    "GET /api/v1/jobs": Row(ALL),
    "GET /api/v1/jobs/{job}": Row(ALL),
    "POST /api/v1/jobs/{job}/cancel": Row(AUDITING),
    "POST /api/v1/jobs/{job}/reports/{number}/cancel": Row(AUDITING),
    "GET /api/v1/audits/{audit}": Row(ALL),
    "GET /api/v1/audits/{audit}/runs": Row(ALL),
    "POST /api/v1/audits/{audit}/runs": Row(AUDITING, json={"anew": True}),
    "GET /api/v1/audits/{audit}/record": Row(ALL),
    "GET /api/v1/audits/{audit}/findings": Row(ALL),
    "GET /api/v1/audits/{audit}/rulings": Row(ALL),
    "POST /api/v1/audits/{audit}/rulings": Row(
        AUDITING, json={"decision": "reject", "reason": "a", "seen": 0, "finding": "a"}
    ),
    "POST /api/v1/audits/{audit}/rulings/{number}/withdrawal": Row(AUDITING, json={"reason": "a"}),
    "POST /api/v1/audits/{audit}/closing": Row(AUDITING, json={"step": "ask"}),
    "GET /api/v1/audits/{audit}/files": Row(ALL),
    "GET /api/v1/audits/{audit}/files/{name}": Row(ALL),
    "GET /api/v1/audits/{audit}/questions": Row(ALL),
    "GET /api/v1/audits/{audit}/what-if": Row(ALL),
    "GET /api/v1/audits/{audit}/history": Row(ALL),
    "GET /api/v1/audits/{audit}/indicators/{indicator}/why": Row(ALL),
    "GET /api/v1/overview": Row(ALL),
    "GET /api/v1/documents/{digest}": Row(ALL),
    "GET /api/v1/rubrics": Row(ALL),
    "GET /api/v1/rubrics/{rubric}/difference": Row(ALL),
    "GET /api/v1/rubrics/{rubric}/effect": Row(ALL),
    "POST /api/v1/rubrics/{rubric}/effect": Row(EDITING, query=SIDES),
    "DELETE /api/v1/rubrics/{rubric}/effect": Row(EDITING, query=SIDES),
    "GET /api/v1/versions": Row(ALL),
    "GET /api/v1/versions/{digest}": Row(ALL),
    "GET /api/v1/versions/{digest}/files/{path:path}": Row(ALL),
    "GET /api/v1/versions/{digest}/archive": Row(ALL),
    "POST /api/v1/versions/{digest}/decision": Row(CHIEF, json={"publish": True}),
    "GET /api/v1/drafts": Row(ALL),
    "POST /api/v1/drafts": Row(EDITING, json={"base": "a" * 64}),
    "GET /api/v1/drafts/{draft}": Row(ALL),
    "POST /api/v1/drafts/{draft}/drop": Row(EDITING, json={}),
    "GET /api/v1/drafts/{draft}/files/{path:path}": Row(ALL),
    "PUT /api/v1/drafts/{draft}/files/{path:path}": Row(EDITING, json={"text": "a"}),
    "DELETE /api/v1/drafts/{draft}/files/{path:path}": Row(EDITING),
    "GET /api/v1/drafts/{draft}/check": Row(ALL),
    "GET /api/v1/drafts/{draft}/publication": Row(ALL),
    "POST /api/v1/drafts/{draft}/publication": Row(
        EDITING, json={"digest": "a" * 64, "reason": "a", "in_force": "2024-01-01"}
    ),
    "GET /api/v1/chain": Row(ALL),
    "GET /api/v1/health": Row(ALL),
    "GET /audits/{audit}/again": Row(ALL),
    "GET /audits/{audit}/runs": Row(ALL),
    "GET /audits/{audit}/runs/compare": Row(ALL),
    "GET /drafts/{draft}/publish": Row(ALL),
    "GET /drafts/{draft}/catch-up": Row(ALL),
    "POST /drafts/{draft}/catch-up": Row(EDITING),
    "GET /overview": Row(ALL),
    "GET /overview.csv": Row(ALL),
    "GET /rubrics/{rubric}/compare": Row(ALL),
    "GET /rubrics/{rubric}/effect": Row(ALL),
    "POST /rubrics/{rubric}/effect": Row(EDITING),
    "GET /rubrics/{rubric}/versions": Row(ALL),
    "GET /rubrics/{rubric}/versions/{digest}/download.xlsx": Row(ALL),
    "GET /rubrics/{rubric}/versions/{digest}/download.zip": Row(ALL),
    "GET /versions": Row(ALL),
    "GET /versions/{digest}": Row(ALL),
    "GET /drafts/{draft}/sheet": Row(EDITING),
    "GET /drafts/{draft}/sheet/download": Row(ALL),
    "POST /drafts/{draft}/sheet": Row(EDITING, files=("sheet",)),
    "POST /drafts/{draft}/sheet/marked": Row(EDITING),
    "POST /drafts/{draft}/sheet/save": Row(EDITING),
    "POST /drafts/{draft}/publish": Row(EDITING),
    "POST /versions/{digest}/decide": Row(CHIEF),
    "POST /versions/{digest}/withdraw": Row(EDITING),
    "POST /rubrics/{rubric}/rerun": Row(AUDITING),
    "POST /audits/{audit}/again": Row(AUDITING),
}
PLACES: Mapping[str, str] = {"name": "not-there", "path": "rubric.yaml", "digest": "a" * 64}
"""What stands in an address for its parts; any other is 999999, a number of nothing."""
