// Walking the graph by keys: right and left along an edge, to the topmost node it may lead to; up and down in a column;
// Home and End to the first and the last node.

const byPlace = (a, b) => a.position("x") - b.position("x") || a.position("y") - b.position("y")

/** The nodes of the column that a node stands in, from the top: the layout centres those of one rank. */
function column(cy, node) {
  const x = node.position("x")
  return cy.nodes().filter((other) => Math.abs(other.position("x") - x) < 1).sort(byPlace)
}

function beside(cy, node, step) {
  const nodes = column(cy, node).toArray()
  return nodes[nodes.findIndex((other) => other.same(node)) + step]
}

const STEPS = {
  ArrowRight: (_, node) => node.outgoers("node").sort(byPlace)[0],
  ArrowLeft: (_, node) => node.incomers("node").sort(byPlace)[0],
  ArrowUp: (cy, node) => beside(cy, node, -1),
  ArrowDown: (cy, node) => beside(cy, node, 1),
  Home: (cy) => cy.nodes().sort(byPlace)[0],
  End: (cy) => cy.nodes().sort(byPlace).last()[0],
}

/** True for a key that walks. */
export const walks = (key) => Object.hasOwn(STEPS, key)

/** The node that a key leads to, the same one where nothing lies that way; the first where none is chosen. */
export function walked(cy, node, key) {
  return (node && STEPS[key](cy, node)) || node || STEPS.Home(cy)
}
