"""What every authored value is: a struct, read by pydantic from what people write, and by nobody else.

pydantic itself is loaded when the first file is read: who has a kept rubric reads none.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Self

from youju.structs import Struct

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler
    from pydantic_core import CoreSchema


class Strict(Struct):
    """An authored value. It is checked where it is read (`decode`, `read`); a program that makes one knows its fields.

    Its annotations say what may be written: their checks are `Before`, `After` and `Size`, a key that is no name of
    Python is a field's `name`.
    """

    def sound(self) -> None:
        """ValueError where fields that are right each alone do not go together."""

    @classmethod
    def read(cls, content: Any) -> Self:
        """The value of plain content; ValueError for anything wrong, unknown keys as well."""
        from youju.source.shapes import shape_of

        return shape_of(cls).read(content)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        from youju.source.shapes import schema_of

        return schema_of(cls, handler)


class Before(Struct):
    """Of an annotation: what is written is first changed by a function, which may raise ValueError."""

    change: Callable[[Any], Any]

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        from pydantic_core.core_schema import no_info_before_validator_function

        return no_info_before_validator_function(self.change, handler(source))


class After(Struct):
    """Of an annotation: a value of its type is looked at by a function, which may raise ValueError."""

    look: Callable[[Any], Any]

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        from pydantic_core.core_schema import no_info_after_validator_function

        return no_info_after_validator_function(self.look, handler(source))


class Size(Struct):
    """Of an annotation: how many items, or characters, it has at least and at most."""

    least: int = 0
    most: int | None = None

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        sizes = {"min_length": self.least, "max_length": self.most}
        found: Any = {**handler(source), **{key: size for key, size in sizes.items() if size}}
        return found
