"""JSON Schema of the files that people write, with Chinese titles, for completion and checks in editors."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from youju.author.titles import OBJECTS, SNIPPETS, TITLES, VALUES
from youju.facts import Dictionary
from youju.facts.spec import DictionaryFile, FactSpec, PhraseSpec
from youju.rubric import DepartmentSpec
from youju.rubric.check_spec import ChecksFile
from youju.rubric.form_spec import FORMS
from youju.rubric.patch import FIXED
from youju.rubric.spec import CardSpec, LetSpec, MonotoneSpec, RubricSpec
from youju.source import Before, Strict
from youju.source.shapes import shape_of
from youju.structs import fields_of

Schema = dict[str, Any]
Kind = Literal["card", "rubric", "checks", "cases", "dictionary"]
MODELS: Mapping[Kind, type[Strict]] = {
    "card": CardSpec,
    "rubric": RubricSpec,
    "checks": ChecksFile,
    "cases": DepartmentSpec,
    "dictionary": DictionaryFile,
}
_DRAFT = "http://json-schema.org/draft-07/schema#"
_NUMBER: Schema = {"type": ["number", "string"]}
_TEXT: Schema = {"type": ["string", "number", "boolean"]}
# An expression reads these; a file is written by people who pick from a list.
_NAMED = ("stated", "given")


def schema(kind: Kind, dictionary: Dictionary) -> Schema:
    """The schema of a kind of file. Names of the dictionary are offered where a name stands alone."""
    definitions: dict[str, Schema] = {}
    root = _model(MODELS[kind], definitions, dictionary)
    if kind == "card":
        _with_forms(root, definitions, dictionary)
    if "ChangeSpec" in definitions:
        definitions["ChangeSpec"]["properties"]["set"] = _replaced(root)
    return {"$schema": _DRAFT, "title": _KINDS[kind], **root, "definitions": definitions}


_KINDS: Mapping[Kind, str] = {
    "card": "指标卡片 card",
    "rubric": "评分标准 rubric.yaml",
    "checks": "勾稽检查 checks",
    "cases": "部门用例 cases",
    "dictionary": "事实词典 dictionary",
}


def _with_forms(root: Schema, definitions: dict[str, Schema], dictionary: Dictionary) -> None:
    """Instead of `hit` and `rules` a card may have a `score`, whose keys are those of its `form`."""
    definitions["Score"] = {
        "type": "object",
        **_titled("form"),
        "required": ["form"],
        # A slip in the form is told at the form, and the keys of no form are held against it.
        "properties": {"form": {"enum": list(FORMS), **_titled("form"), **_explained("form", list(FORMS))}},
        "allOf": [
            {
                "if": {"type": "object", "properties": {"form": {"const": form}}, "required": ["form"]},
                "then": _reference(model, definitions, dictionary),
            }
            for form, model in FORMS.items()
        ],
    }
    root["properties"]["score"] = _score()
    root["required"] = [key for key in root["required"] if key not in ("hit", "rules")]
    root["oneOf"] = [{"required": ["hit", "rules"]}, {"required": ["score"]}]


def _replaced(root: Schema) -> Schema:
    """What a change may set: the keys of the file, or with dots a part further down, which is not looked into."""
    keys: Schema = {key: {"$ref": f"#/properties/{key}"} for key in root["properties"] if key not in FIXED}
    parts: Schema = {rf"^({'|'.join(keys)})\.[^.]": {}}
    return {
        "type": "object",
        "properties": keys,
        "patternProperties": parts,
        "additionalProperties": False,
        **_titled("set"),
    }


def _score() -> Schema:
    return {"$ref": "#/definitions/Score"}


def _reference(model: type[Strict], definitions: dict[str, Schema], dictionary: Dictionary) -> Schema:
    if model.__name__ not in definitions:
        definitions[model.__name__] = {}
        definitions[model.__name__] = _model(model, definitions, dictionary)
    return {"$ref": f"#/definitions/{model.__name__}"}


def _model(model: type[Strict], definitions: dict[str, Schema], dictionary: Dictionary) -> Schema:
    properties: dict[str, Schema] = {}
    for name, field in shape_of(model).fields.items():
        key = field.alias or name
        own = f"{model.__name__}.{key}" in TITLES  # the key means another thing here
        found = (None if own else _named(key, dictionary)) or _type(field.annotation, definitions, dictionary)
        found = {**found, **_explained(key, found["enum"])} if "enum" in found else found
        # pydantic takes the checks off an annotation: a list of one may be written as its one item.
        if found.get("type") == "array" and field.metadata:
            found = {"anyOf": [found, found["items"]]} if _takes_one(field.metadata) else found
        # Draft 7 reads nothing beside a `$ref`; editors take the title from there.
        properties[key] = {**found, **_titled(f"{model.__name__}.{key}" if own else key)}
    required = [field.alias or name for name, field in shape_of(model).fields.items() if field.is_required()]
    title = OBJECTS.get(model.__name__)
    return {
        "type": "object",
        **({"title": " ".join(title)} if title else {}),
        **({"defaultSnippets": [snippet]} if (snippet := SNIPPETS.get(model.__name__)) else {}),
        "additionalProperties": False,
        "properties": properties,
        "required": required,
    }


def _takes_one(metadata: list[Any]) -> bool:
    return any(isinstance(one, Before) for one in metadata)


def _named(key: str, dictionary: Dictionary) -> Schema | None:
    """A place where names of the dictionary stand."""
    if key == "value":
        return _TEXT
    if key not in _NAMED:
        return None
    facts: Mapping[str, FactSpec] = dictionary.facts
    if key == "stated":
        return {"enum": [name for name, spec in facts.items() if spec.type in ("percent", "number", "count")]}
    named = {name: {**_TEXT, "title": f"{spec.en}（{spec.shown_unit or spec.type}）"} for name, spec in facts.items()}
    return {"type": "object", "properties": named, "additionalProperties": False}


def _explained(key: str, values: list[str]) -> Schema:
    """What each of the values that may stand at a key means, as editors show it beside the choice."""
    said = VALUES.get(key, {})
    return {"markdownEnumDescriptions": [" ".join(said[one]) for one in values]} if said else {}


def _titled(key: str) -> Schema:
    zh, en = TITLES[key]
    return {"title": f"{zh} {en}", "description": f"{zh} · {en}"}


def _type(annotation: Any, definitions: dict[str, Schema], dictionary: Dictionary) -> Schema:
    """The schema of an annotation of the authored models."""
    origin, args = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _type(args[0], definitions, dictionary)
    if origin in (Union, UnionType):
        return _type(next(one for one in args if one is not NoneType), definitions, dictionary)
    if origin is Literal:
        return {"enum": list(args)}
    if origin is tuple:
        return {"type": "array", "items": _type(args[0], definitions, dictionary)}
    if origin is dict:
        value = _type(args[1], definitions, dictionary)
        return {"type": "object", "additionalProperties": value}
    if annotation is Any:
        return _score()  # a reading of the wording is scored in any form
    if annotation in (LetSpec, PhraseSpec):
        return {"anyOf": [{"type": "string"}, _reference(annotation, definitions, dictionary)]}
    if annotation is MonotoneSpec:
        word: Schema = {"enum": list(fields_of(MonotoneSpec) or ())}
        explained = _explained("monotone", word["enum"])
        return {"anyOf": [{**word, **explained}, _reference(annotation, definitions, dictionary)]}
    if isinstance(annotation, type) and issubclass(annotation, Strict):
        return _reference(annotation, definitions, dictionary)
    if annotation is bool:
        return {"type": "boolean"}
    if annotation is date:
        return {"type": "string", "format": "date"}
    return _NUMBER if annotation is Fraction else _TEXT
