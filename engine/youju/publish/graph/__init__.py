"""The graph of an audit as pictures (SVG, DOT, Mermaid) and as data (GraphML, PROV-JSON)."""

from youju.publish.graph.write import DATA, FORMATS, Format, format_of, written

__all__ = ["DATA", "FORMATS", "Format", "format_of", "written"]
