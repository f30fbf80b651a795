// How the graph looks. A kind of node has a colour and a shape, so that colour alone tells nothing; kinds that are not
// in the table are drawn as `other`.

/** name: [light, dark]; text on the ground of a node has a contrast of 4.5 or more. */
export const COLOURS = {
  ground: ["#ffffff", "#16191d"],
  text: ["#1f2328", "#e3e6ea"],
  quiet: ["#5c6570", "#98a2ad"],
  chosen: ["#0b57b0", "#7db4ff"],
  other: ["#f3f5f7", "#20252b"],
  quote: ["#fff4d6", "#3d3211"],
  statement: ["#eef2ff", "#252b45"],
  fact: ["#e1f3e8", "#15372a"],
  rule: ["#f3e8f7", "#38243f"],
  entry: ["#e2effd", "#17324f"],
  indicator: ["#dfe4ea", "#333b44"],
  doubt: ["#fde4e1", "#4d1f1b"],
  unmet: ["#fde4e1", "#4d1f1b"],
}

const SHAPES = {
  quote: "cut-rectangle",
  statement: "rectangle",
  fact: "round-rectangle",
  rule: "bottom-round-rectangle",
  entry: "barrel",
  indicator: "rectangle",
  doubt: "octagon",
  unmet: "octagon",
}

// Kinds of the engine's graph that are drawn alike.
const ALIKE = { document: "quote", span: "quote", ruling: "quote", firing: "rule", section: "indicator", total: "indicator" }
const FONT = '"Noto Sans CJK SC", "Microsoft YaHei", system-ui, sans-serif'
const SIZE = 14
// Widths in pixels: of a node, and of its text.
const WIDTH = 184
const TEXT = 160

const drawn = (kind) => {
  const name = ALIKE[kind] ?? kind
  return name in SHAPES ? name : "other"
}

/** The height a label needs in pixels; the browser's own measure of the text, and a line more for where words break. */
function heights() {
  const pen = document.createElement("canvas").getContext("2d")
  pen.font = `${SIZE}px ${FONT}`
  return (label) => {
    const lines = label.split("\n").reduce((sum, line) => sum + Math.max(Math.ceil(pen.measureText(line).width / (TEXT - SIZE)), 1), 0)
    return lines * SIZE * 1.3 + 18
  }
}

/** The style sheet of cytoscape for colours of `COLOURS`. */
export function styles(colour) {
  const height = heights()
  const kindOf = (node) => drawn(node.data("kind"))
  return [
    {
      selector: "node",
      style: {
        label: "data(label)",
        shape: (node) => SHAPES[kindOf(node)] ?? "rectangle",
        width: WIDTH,
        height: (node) => height(node.data("label")),
        "background-color": (node) => colour[kindOf(node)],
        "border-width": 1,
        "border-color": colour.quiet,
        color: colour.text,
        "font-family": FONT,
        "font-size": SIZE,
        "line-height": 1.3,
        "text-wrap": "wrap",
        "text-overflow-wrap": "anywhere",
        "text-max-width": TEXT,
        "text-valign": "center",
        "text-halign": "center",
      },
    },
    {
      selector: "edge",
      style: {
        label: "data(label)",
        width: 1.5,
        "curve-style": "bezier",
        "target-arrow-shape": "triangle",
        "line-color": colour.quiet,
        "target-arrow-color": colour.quiet,
        color: colour.quiet,
        "font-family": FONT,
        "font-size": SIZE - 2,
        "text-background-color": colour.ground,
        "text-background-opacity": 1,
        "text-background-padding": 2,
      },
    },
    { selector: "node:selected", style: { "border-width": 4, "border-color": colour.chosen } },
    { selector: "edge.near", style: { width: 3, "line-color": colour.chosen, "target-arrow-color": colour.chosen } },
    { selector: "core", style: { "active-bg-size": 0 } },
  ]
}
