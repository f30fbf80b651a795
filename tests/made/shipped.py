"""The rubrics that come with the package, read once for all files of tests that are about every one of them."""

from __future__ import annotations

import functools
from collections.abc import Mapping

from youju.rubric import Rubric, Versions, dictionary_of, load_versions, packs


@functools.cache
def versions_shipped() -> Mapping[str, Versions]:
    """All versions of every rubric, by its name."""
    return {pack.name: load_versions(pack.folder, dictionary_of(pack.folder)) for pack in packs()}


@functools.cache
def rubrics_shipped() -> Mapping[str, Rubric]:
    """The last version of every rubric, by its name."""
    return {name: versions.on(None).rubric for name, versions in versions_shipped().items()}
