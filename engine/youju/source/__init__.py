"""Files that people write (cards, rubrics, dictionaries): YAML read with positions, and what is wrong with it.

It knows the shape of a file, of a diagnostic and of a canonical record, and nothing of rules or facts.
"""

from youju.feel import did_you_mean
from youju.source.canonical import canonical, digest, fraction_text, plain
from youju.source.diagnostics import CodedError, Diagnostic, Place, RefusedError, render_all
from youju.source.files import link_problem, shown, yaml_files
from youju.source.models import BadValueError, Decoded, decode
from youju.source.strict import After, Before, Size, Strict
from youju.source.yaml import MAX_PROBLEMS, Mapping, Node, Scalar, Sequence, parse_yaml, read_yaml

__all__ = [
    "MAX_PROBLEMS",
    "After",
    "BadValueError",
    "Before",
    "CodedError",
    "Decoded",
    "Diagnostic",
    "Mapping",
    "Node",
    "Place",
    "RefusedError",
    "Scalar",
    "Sequence",
    "Size",
    "Strict",
    "canonical",
    "decode",
    "did_you_mean",
    "digest",
    "fraction_text",
    "link_problem",
    "parse_yaml",
    "plain",
    "read_yaml",
    "render_all",
    "shown",
    "yaml_files",
]
