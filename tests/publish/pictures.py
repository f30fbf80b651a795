"""Pages as pictures: where on them there is ink."""

from __future__ import annotations

import pypdfium2

Box = tuple[int, int, int, int]


def ink_of(pdf: bytes) -> list[tuple[Box | None, tuple[int, int]]]:
    """For each page the box of all that is darker than a light grey (None: a blank page), and its size, in points."""
    found: list[tuple[Box | None, tuple[int, int]]] = []
    for page in pypdfium2.PdfDocument(pdf):
        picture = page.render(scale=1).to_pil().convert("L")
        found.append((picture.point(lambda shade: 255 * (shade < 200)).getbbox(), picture.size))
    return found
