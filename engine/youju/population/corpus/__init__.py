"""Made-up corpora: plausible figures by the rubric's own relations, on its thresholds and beside them."""
