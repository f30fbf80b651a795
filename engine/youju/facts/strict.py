"""What every authored model is."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Strict(BaseModel):
    """What every authored model is: frozen, and closed to keys it does not know."""

    # Schemas are built when a file is first read by them: who has a kept rubric reads none.
    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True, defer_build=True)
