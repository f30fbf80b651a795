"""The graph as PROV-JSON: W3C's model of provenance, for archives and tools that trace where a result comes from.

What was read and entered are entities; reading, settling and each firing are activities; a rule is the plan of its
firing. The agents are this program, in its version, and the rubric, by its digest. No time is told: the same report
gives the same record on any day.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from youju import __version__
from youju.audit import Audit
from youju.audit.record import bases_of
from youju.ledger import Entry
from youju.publish.graph.values import values

if TYPE_CHECKING:
    from youju.audit.graph import AuditGraph, Node

PREFIX, SPACE = "youju", "urn:youju:"
_Record = dict[str, dict[str, Any]]
_READING, _SETTLING, _SUMMING = "activity/extract", "activity/resolve", "activity/sum"
# A rule that did not fire is no activity: it never took place.
_ENTITIES = (
    "document",
    "span",
    "ruling",
    "statement",
    "fact",
    "entry",
    "doubt",
    "indicator",
    "section",
    "total",
    "others",
)


def prov_json(audit: Audit, graph: AuditGraph) -> bytes:
    """The graph as PROV-JSON, UTF-8."""
    record: _Record = {"prefix": {PREFIX: SPACE}, "entity": {}, "activity": {}, "agent": _agents(audit)}
    for node, data in graph.nodes(data=True):
        if node[0] in _ENTITIES:
            record["entity"][_id(*node)] = {"prov:type": _name(node[0]), **_fields(audit, node, data["value"])}
    _read(record, graph)
    for node in graph:
        if node[0] == "firing":
            _fired(record, audit, graph, node[1])
    _summed(record, graph)
    return (json.dumps(record, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode("utf-8", "replace")


def _agents(audit: Audit) -> dict[str, Any]:
    program = {"prov:type": {"$": "prov:SoftwareAgent", "type": "prov:QUALIFIED_NAME"}, "youju:version": __version__}
    rubric = {
        "prov:type": _name("rubric"),
        "youju:digest": audit.rubric.digest,
        "prov:label": audit.rubric.spec.title.zh,
    }
    return {_program(): program, _rubric(audit): rubric}


def _read(record: _Record, graph: AuditGraph) -> None:
    """From the document to the facts: what was extracted, and how it was settled."""
    record["activity"] |= {_local(one): {} for one in (_READING, _SETTLING)}
    for activity in (_READING, _SETTLING):
        _relate(record, "wasAssociatedWith", activity=_local(activity), agent=_program())
    for node in graph:
        kind, name = node[0], _id(*node)
        if kind == "document":
            _relate(record, "used", activity=_local(_READING), entity=name)
        elif kind in ("span", "statement", "fact"):
            by = _local(_SETTLING if kind == "fact" else _READING)
            _relate(record, "wasGeneratedBy", entity=name, activity=by)
            _relate(record, "wasAttributedTo", entity=name, agent=_program())
            for source in graph.predecessors(node):
                role = graph.edges[source, node]["role"]
                if kind == "fact":
                    _relate(record, "used", activity=by, entity=_id(*source))
                more = {"youju:role": role} if kind == "fact" else {}
                _relate(record, "wasDerivedFrom", more, generatedEntity=name, usedEntity=_id(*source))


def _fired(record: _Record, audit: Audit, graph: AuditGraph, entry_id: str) -> None:
    """One firing: what it used and lacked, by which rule, and the entry that it gave."""
    entry: Entry = graph.nodes["entry", entry_id]["value"]
    firing, given, rule = ("firing", entry_id), _id("entry", entry_id), _plan(audit, entry)
    facts = [(_id(*node), graph.edges[node, firing]["role"]) for node in graph.predecessors(firing)]
    lacking = [{"$": name, "type": "prov:QUALIFIED_NAME"} for name, role in facts if role == "lacks"]
    record["activity"][_id(*firing)] = {"youju:kind": entry.kind, **({"youju:lacks": lacking} if lacking else {})}
    record["entity"].setdefault(rule, _rule(audit, entry))
    _relate(record, "wasAttributedTo", entity=rule, agent=_rubric(audit))
    _relate(record, "wasAssociatedWith", activity=_id(*firing), agent=_program(), plan=rule)
    _relate(record, "wasGeneratedBy", entity=given, activity=_id(*firing))
    _relate(record, "wasAttributedTo", entity=given, agent=_rubric(audit))
    for name, role in facts:
        # What is missing cannot have been used; the activity names it.
        if role != "lacks":
            _relate(record, "used", activity=_id(*firing), entity=name)
            _relate(record, "wasDerivedFrom", generatedEntity=given, usedEntity=name)


def _summed(record: _Record, graph: AuditGraph) -> None:
    """Doubts, and the sums from entries to the total."""
    record["activity"][_local(_SUMMING)] = {}
    _relate(record, "wasAssociatedWith", activity=_local(_SUMMING), agent=_program())
    for node in (one for one in graph if one[0] in ("indicator", "section", "total", "others")):
        _relate(record, "wasGeneratedBy", entity=_id(*node), activity=_local(_SUMMING))
    for source, target, data in graph.edges(data=True):
        if data["role"] == "counts":
            _relate(record, "wasDerivedFrom", generatedEntity=_id(*target), usedEntity=_id(*source))
        elif data["role"] == "disputes":
            _relate(record, "wasInfluencedBy", influencee=_id(*target), influencer=_id(*source))
        elif target[0] == "doubt":
            _relate(record, "wasDerivedFrom", generatedEntity=_id(*target), usedEntity=_id(*source))


def _relate(record: _Record, relation: str, more: Mapping[str, Any] | None = None, /, **ends: str) -> None:
    """A relation of PROV, once; it is named by its own ends, so that its name is the same in every run."""
    named = {f"prov:{end}": name for end, name in ends.items()}
    key = "_:" + "-".join([relation, *(_escaped(name) for name in ends.values())])
    record.setdefault(relation, {})[key] = {**named, **(more or {})}


def _fields(audit: Audit, node: Node, value: Any) -> dict[str, str]:
    return {f"{PREFIX}:{name}": text for name, text in values(audit, node, value).items()}


def _rule(audit: Audit, entry: Entry) -> dict[str, Any]:
    """A rule as a plan: its condition, its points, and what it rests on."""
    own = next((rule for rule in audit.rubric.indicators[entry.indicator].rules if rule.id == entry.rule), None)
    words = {} if own is None else {"youju:when": own.when.text, "youju:points": own.points.text}
    bases = [f"{basis.mark}: {basis.text}" for basis in bases_of(audit.rubric, entry.indicator, [entry.rule])]
    return {"prov:type": {"$": "prov:Plan", "type": "prov:QUALIFIED_NAME"}, **words, "youju:basis": bases}


def _plan(audit: Audit, entry: Entry) -> str:
    """A rule of a card is named with its indicator; a transfer, a cap or an acceptance stands for itself."""
    own = any(rule.id == entry.rule for rule in audit.rubric.indicators[entry.indicator].rules)
    return _id("rule", f"{entry.indicator}/{entry.rule}" if own else entry.rule)


def _program() -> str:
    return _local("agent/youju")


def _rubric(audit: Audit) -> str:
    return _id("rubric", audit.rubric.id)


def _id(kind: str, key: str) -> str:
    return _local(f"{kind}/{_escaped(key)}")


def _local(name: str) -> str:
    return f"{PREFIX}:{name}"


def _name(word: str) -> dict[str, str]:
    return {"$": _local(word), "type": "prov:QUALIFIED_NAME"}


def _escaped(key: str) -> str:
    """The key as a local name: letters and digits of any script, `-`, `.` and `/`; the rest as `%` and its number."""
    return "".join(
        char if char.isalnum() or char in "-./_" else "".join(f"%{byte:02X}" for byte in char.encode()) for char in key
    )
