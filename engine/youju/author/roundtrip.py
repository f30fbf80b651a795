"""YAML read and written again with its comments, quotes and layout; every scalar is text, as our own reader has it."""

from __future__ import annotations

from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.nodes import ScalarNode
from ruamel.yaml.resolver import VersionedResolver
from ruamel.yaml.tag import Tag

_TEXT = Tag(suffix="tag:yaml.org,2002:str")


class _Resolver(VersionedResolver):
    """Takes no plain scalar for a number, a truth or a date: of numbers ruamel would not keep all digits."""

    def resolve(self, kind: Any, value: Any, implicit: Any) -> Any:
        parent: Any = super()
        return _TEXT if kind is ScalarNode else parent.resolve(kind, value, implicit)


def text_yaml() -> Any:
    """A ruamel reader and writer that breaks no line and leaves every scalar as it is written."""
    yaml: Any = YAML()  # ruamel types little of itself
    yaml.Resolver = _Resolver
    yaml.preserve_quotes = True
    yaml.width = 1 << 20
    yaml.allow_unicode = True
    return yaml
