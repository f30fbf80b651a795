"""The elements of a DMN file, each in the order that its schema asks for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from youju.author.dmn.words import MODEL, NOTES, OURS, VERSIONS
from youju.publish.dmn.names import Key, id_of
from youju.publish.dmn.table import Column

_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_DI = {
    "xmlns:dmndi": "https://www.omg.org/spec/DMN/{}/DMNDI/",
    "xmlns:dc": "http://www.omg.org/spec/DMN/20180521/DC/",
    "xmlns:di": "http://www.omg.org/spec/DMN/20180521/DI/",
}


def definitions(name: str, rubric: str, version: str, exporter: str) -> Element:
    """The root of a file of a version of DMN; the namespaces of a diagram are declared on it."""
    date = VERSIONS[version]
    spaces = {"xmlns": MODEL.format(date), "xmlns:youju": OURS} | {key: uri.format(date) for key, uri in _DI.items()}
    about = {"id": id_of("rubric", rubric), "name": name, "namespace": f"urn:youju:rubric:{id_of(rubric)}"}
    return Element("definitions", _plain({**spaces, **about, "exporter": "youju", "exporterVersion": exporter}))


def written(root: Element) -> bytes:
    """The file as bytes, indented, UTF-8."""
    indent(root)
    return b'<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(root, encoding="utf-8") + b"\n"


def said(parent: Element, description: str, *marks: Element) -> None:
    """What every element may begin with: its description, then marks of ours."""
    if description:
        text(parent, "description", description)
    if marks:
        SubElement(parent, "extensionElements").extend(marks)


def mark(tag: str, content: str = "", /, **attributes: str | None) -> Element:
    """A mark of ours; what is None is left out."""
    found = Element(f"youju:{tag}", _plain({key: value for key, value in attributes.items() if value is not None}))
    found.text = _clean(content) or None
    return found


def text(parent: Element, tag: str, content: str) -> Element:
    """An element that holds a text."""
    found = SubElement(parent, tag)
    found.text = _clean(content)
    return found


def element(tag: str, key: Key, name: str, label: str) -> Element:
    """A decision, an input or a knowledge source."""
    return Element(tag, _plain({"id": id_of(*key), "name": name, "label": label}))


def variable(parent: Element, key: Key, name: str, kind: str) -> None:
    """The name by which the value of a decision or an input is read, and its type."""
    SubElement(parent, "variable", _plain({"id": id_of("variable", *key), "name": name, "typeRef": kind}))


def requires(parent: Element, key: Key, information: Iterable[Key], authority: Iterable[Key] = ()) -> None:
    """What a decision needs: inputs and other decisions, and the sources it rests on."""
    for need in information:
        found = SubElement(parent, "informationRequirement", {"id": id_of("needs", *key, *need)})
        SubElement(found, "requiredInput" if need[0] == "fact" else "requiredDecision", {"href": f"#{id_of(*need)}"})
    for source in authority:
        rests_on(parent, key, source)


def rests_on(parent: Element, key: Key, source: Key) -> None:
    """An authority requirement."""
    found = SubElement(parent, "authorityRequirement", {"id": id_of("rests", *key, *source)})
    SubElement(found, "requiredAuthority", {"href": f"#{id_of(*source)}"})


def literal(parent: Element, key: Key, feel: str, kind: str) -> None:
    """The decision is an expression."""
    found = SubElement(parent, "literalExpression", {"id": id_of("feel", *key), "typeRef": kind})
    text(found, "text", feel)


def table(parent: Element, key: Key, hit: str, columns: Iterable[tuple[Column, str, str]]) -> Element:
    """The decision is a table: its columns (with their FEEL and type), one output, the columns of notes."""
    attributes = {"hitPolicy": hit, **({"aggregation": "SUM"} if hit == "COLLECT" else {})}
    found = SubElement(
        parent, "decisionTable", {"id": id_of("table", *key), **attributes, "outputLabel": "得分 points"}
    )
    for number, (column, feel, kind) in enumerate(columns):
        clause = SubElement(found, "input", _plain({"id": id_of("input", *key, str(number)), "label": feel}))
        if column.unit:
            said(clause, "", mark("column", unit=column.unit))
        asked = {"id": id_of("asks", *key, str(number)), "typeRef": kind}
        text(SubElement(clause, "inputExpression", asked), "text", feel)
    SubElement(found, "output", {"id": id_of("output", *key), "label": "得分 points", "typeRef": "number"})
    for name in NOTES:
        SubElement(found, "annotation", {"name": name})
    return found


def row(parent: Element, key: Key, description: str, cells: Iterable[str], points: str, notes: Iterable[str]) -> None:
    """A row of a table."""
    found = SubElement(parent, "rule", {"id": id_of(*key)})
    said(found, description)
    for number, cell in enumerate(cells):
        text(SubElement(found, "inputEntry", {"id": id_of("cell", *key[1:], str(number))}), "text", cell)
    text(SubElement(found, "outputEntry", {"id": id_of("gives", *key[1:])}), "text", points)
    for note in notes:
        text(SubElement(found, "annotationEntry"), "text", note)


def _plain(attributes: Mapping[str, str]) -> dict[str, str]:
    return {key: _clean(value) for key, value in attributes.items()}


def _clean(content: str) -> str:
    return _FORBIDDEN.sub("\ufffd", content)
