"""The rows of the table. This project's own engines are added here: `from_file(name, score, *modules it needs)`."""

from __future__ import annotations

from .arrays import NUMPY
from .compiled import NUMBA
from .openfisca import OPENFISCA
from .openfisca_floats import OPENFISCA_FLOATS
from .ours import OURS
from .reading import READERS
from .rows import PYTHON
from .scores import Engine
from .spark import SPARK
from .zen_model import ZEN_BATCH, ZEN_EACH

ENGINES: tuple[Engine, ...] = (
    *READERS,
    *OURS,
    *SPARK,
    NUMBA,
    NUMPY,
    OPENFISCA,
    OPENFISCA_FLOATS,
    PYTHON,
    ZEN_BATCH,
    ZEN_EACH,
)


def engine(name: str) -> Engine:
    """An engine by its name; KeyError where there is none."""
    return {one.name: one for one in ENGINES}[name]
