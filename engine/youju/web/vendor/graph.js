// window.youju.graph: a graph drawn on a canvas that the keyboard walks and a screen reader is told of.

import cytoscape from "cytoscape"
import dagre from "cytoscape-dagre"

import { coloursOf, onColours } from "./colours.js"
import { COLOURS, styles } from "./graph_look.js"
import { walked, walks } from "./graph_walk.js"

cytoscape.use(dagre)

const WORDS = {
  zh: {
    role: "图",
    keys: "方向键：右、左沿着边走，上、下到同列的点；Enter 打开；+、- 缩放，0 看全图。",
    edges: (into, out) => `来自 ${into}，通向 ${out}`,
  },
  en: {
    role: "graph",
    keys: "Arrow keys: right and left along an edge, up and down in a column; Enter opens; + and - zoom, 0 shows all.",
    edges: (into, out) => `from ${into}, to ${out}`,
  },
}
const ZOOM = 1.25
// Sizes at which text can be read without being huge, and what is left free around, in pixels.
const SMALLEST = 0.7
const LARGEST = 1.2
const EDGE = 16
// Read by screen readers, seen by nobody.
const UNSEEN = { position: "absolute", width: "1px", height: "1px", overflow: "hidden", clipPath: "inset(50%)", whiteSpace: "nowrap" }
// cytoscape writes a style element of this id where there is none, without a nonce; so there is one, with it.
const SHEET = "__________cytoscape_stylesheet"

function allowStyle(nonce) {
  if (document.getElementById(SHEET)) return
  const sheet = document.createElement("style")
  sheet.id = SHEET
  sheet.nonce = nonce
  sheet.textContent = ".__________cytoscape_container { position: relative; }"
  document.head.prepend(sheet)
}

/** Opens the address of a node, if it is one of a page: any other scheme is ignored. */
function follow(node) {
  const address = node?.data("href") && new URL(node.data("href"), location.href)
  if (address && ["http:", "https:"].includes(address.protocol)) location.assign(address)
}

/** What is said of a node: the edge that was walked along, its label, and how many edges it has. */
function told(node, before, words) {
  const edge = before && before.edgesWith(node)[0]?.data("label")
  const count = words.edges(node.indegree(false), node.outdegree(false))
  return `${edge ? `${edge}：` : ""}${node.data("label")}（${count}）`
}

function describe(element, words) {
  element.tabIndex = 0
  element.setAttribute("role", "application")
  element.setAttribute("aria-roledescription", words.role)
  element.setAttribute("aria-description", words.keys)
  if (!element.hasAttribute("aria-label") && !element.hasAttribute("aria-labelledby")) element.setAttribute("aria-label", words.role)
}

function drawn(element, { nodes, edges }) {
  const known = new Set(nodes.map((node) => node.id))
  const whole = edges.filter((edge) => known.has(edge.source) && known.has(edge.target))
  return cytoscape({
    container: element,
    elements: {
      nodes: nodes.map((data) => ({ data })),
      edges: whole.map(({ source, target, label }) => ({ data: { source, target, label: label ?? "" } })),
    },
    style: styles(coloursOf(element, "graph", COLOURS)),
    layout: { name: "dagre", rankDir: "LR", nodeSep: 20, rankSep: 90, fit: true, padding: EDGE, animate: false },
    // The wheel scrolls the page until the graph has the focus.
    userZoomingEnabled: false,
    boxSelectionEnabled: false,
    autoungrabify: true,
    selectionType: "single",
    minZoom: 0.1,
    maxZoom: 3,
  })
}

const shift = (low, high, size) => (low < EDGE ? EDGE - low : Math.min(size - EDGE - high, 0))

/** Moves the picture as little as shows these elements; the beginning of what is larger than the picture. */
function show(cy, elements) {
  const box = elements.renderedBoundingBox()
  cy.panBy({ x: shift(box.x1, box.x2, cy.width()), y: shift(box.y1, box.y2, cy.height()) })
}

const zoom = (cy, level) => cy.zoom({ level, renderedPosition: { x: cy.width() / 2, y: cy.height() / 2 } })

function zoomed(cy, key) {
  const by = { "+": ZOOM, "=": ZOOM, "-": 1 / ZOOM }[key]
  if (by) zoom(cy, cy.zoom() * by)
  else cy.fit(undefined, EDGE)
}

/** The first picture: all of the graph where that can be read, else its beginning. */
function begin(cy) {
  zoom(cy, Math.min(Math.max(cy.zoom(), SMALLEST), LARGEST))
  show(cy, cy.elements())
}

/**
 * Draws a graph into an element that has a height, from sources on the left to what follows on the right.
 * Options and what is returned: README.md of this folder.
 */
function graph(element, data, options = {}) {
  const words = WORDS[(document.documentElement.lang || "zh").startsWith("zh") ? "zh" : "en"]
  allowStyle(options.nonce ?? document.querySelector("meta[name=csp-nonce]")?.content ?? "")
  const live = document.createElement("div")
  live.setAttribute("role", "status")
  live.setAttribute("aria-live", "polite")
  Object.assign(live.style, UNSEEN)
  element.after(live)
  describe(element, words)
  const cy = drawn(element, data)
  begin(cy)
  let chosen

  const choose = (node) => {
    if (!node || chosen?.same(node)) return
    live.textContent = told(node, chosen, words)
    chosen = node
    cy.elements().unselect().removeClass("near")
    node.select().connectedEdges().addClass("near")
    show(cy, node.closedNeighborhood())
    show(cy, node)
    options.onSelect?.(node.id())
  }
  const keys = (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return
    if (walks(event.key)) choose(walked(cy, chosen, event.key))
    else if (event.key === "Enter") follow(chosen)
    else if ("+=-0".includes(event.key)) zoomed(cy, event.key)
    else return
    event.preventDefault()
  }
  const paint = () => cy.style(styles(coloursOf(element, "graph", COLOURS)))
  const focused = () => {
    cy.userZoomingEnabled(true)
    // Who comes by the mouse chooses with it.
    if (element.matches(":focus-visible")) choose(chosen ?? walked(cy, undefined, "Home"))
  }
  const left = () => cy.userZoomingEnabled(false)
  const listeners = { keydown: keys, focus: focused, blur: left }
  const unpainted = onColours(paint)
  for (const [name, listener] of Object.entries(listeners)) element.addEventListener(name, listener)
  cy.on("tap", "node", (event) => choose(event.target))
  cy.on("tap", () => element.focus({ preventScroll: true }))
  cy.on("dbltap", "node", (event) => follow(event.target))

  return {
    select: (id) => choose(cy.getElementById(id)[0]),
    selected: () => chosen?.id(),
    fit: () => cy.fit(undefined, EDGE),
    destroy() {
      unpainted()
      for (const [name, listener] of Object.entries(listeners)) element.removeEventListener(name, listener)
      live.remove()
      cy.destroy()
    },
  }
}

window.youju = Object.assign(window.youju ?? {}, { graph })
