// How the editor looks. Colours are custom properties, so that one style sheet serves light and dark and no style is
// written twice; `editor.js` sets them on the editor from `--editor-NAME` of the page or from this table.

import { HighlightStyle, syntaxHighlighting } from "@codemirror/language"
import { EditorView } from "@codemirror/view"
import { tags } from "@lezer/highlight"

/** name: [light, dark]; text on its ground has a contrast of 4.5 or more. */
export const COLOURS = {
  ground: ["#ffffff", "#16191d"],
  text: ["#1f2328", "#e3e6ea"],
  quiet: ["#56606b", "#a3adb8"],
  edge: ["#c9ced4", "#3b424a"],
  raised: ["#f3f5f7", "#20252b"],
  line: ["#1f6feb12", "#6ea8fe14"],
  selection: ["#cfe2ff", "#1c3a63"],
  match: ["#ffeeaa", "#483a00"],
  accent: ["#0b57b0", "#7db4ff"],
  key: ["#0b4fa3", "#86b9ff"],
  string: ["#0f6a3c", "#7fd0a0"],
  block: ["#7a3d00", "#e9b872"],
  name: ["#7b2d8b", "#d7a3e6"],
  error: ["#b42318", "#ff8a80"],
  warning: ["#8a5a00", "#f0b84d"],
  info: ["#0b57b0", "#7db4ff"],
}

const c = (name) => `var(--_${name})`

const wave = (name) => ({
  backgroundImage: "none",
  textDecoration: `underline wavy ${c(name)}`,
  textDecorationSkipInk: "none",
  textUnderlineOffset: "3px",
})

const message = (name) => ({ borderLeft: `4px solid ${c(name)}` })

const marker = (name, mark) => ({ content: `"${mark}"`, color: c(name), fontWeight: "bold", display: "block", textAlign: "center" })

const theme = EditorView.theme({
  "&": {
    color: c("text"),
    backgroundColor: c("ground"),
    border: `1px solid ${c("edge")}`,
    height: "var(--editor-height, auto)",
  },
  "&.cm-focused": { outline: `2px solid ${c("accent")}`, outlineOffset: "1px" },
  ".cm-scroller": {
    fontFamily: 'var(--editor-font, ui-monospace, "Cascadia Mono", Consolas, "Noto Sans Mono CJK SC", monospace)',
    lineHeight: "1.6",
    overflow: "auto",
  },
  ".cm-content": { caretColor: c("text") },
  ".cm-cursor, .cm-dropCursor": { borderLeftColor: c("text") },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground, .cm-content ::selection":
    { backgroundColor: c("selection") },
  ".cm-activeLine, .cm-activeLineGutter": { backgroundColor: c("line") },
  ".cm-gutters": { backgroundColor: c("raised"), color: c("quiet"), borderRight: `1px solid ${c("edge")}` },
  ".cm-activeLineGutter": { color: c("text") },
  ".cm-foldPlaceholder": { backgroundColor: c("raised"), color: c("quiet"), border: `1px solid ${c("edge")}` },
  ".cm-searchMatch": { backgroundColor: c("match") },
  ".cm-searchMatch-selected, .cm-selectionMatch": { backgroundColor: c("selection") },
  "&.cm-focused .cm-matchingBracket": { backgroundColor: c("selection"), color: c("text") },
  ".cm-panels": { backgroundColor: c("raised"), color: c("text"), borderColor: c("edge") },
  ".cm-panels.cm-panels-bottom": { borderTop: `1px solid ${c("edge")}` },
  ".cm-panel.cm-search label": { fontSize: "inherit" },
  ".cm-panel [name=close]": { color: c("text") },
  ".cm-textfield, .cm-button": {
    font: "inherit",
    color: c("text"),
    backgroundColor: c("ground"),
    backgroundImage: "none",
    border: `1px solid ${c("quiet")}`,
  },
  ".cm-textfield:focus-visible, .cm-button:focus-visible": { outline: `2px solid ${c("accent")}` },
  ".cm-tooltip": { backgroundColor: c("raised"), color: c("text"), border: `1px solid ${c("edge")}`, maxWidth: "36em" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li[aria-selected]": { backgroundColor: c("selection"), color: c("text") },
  ".cm-completionMatchedText": { color: c("accent") },
  ".cm-completionDetail": { color: c("quiet"), fontStyle: "normal" },
  ".cm-completionInfo": { whiteSpace: "pre-line" },
  ".cm-diagnostic": { color: c("text"), whiteSpace: "pre-line" },
  ".cm-diagnosticSource": { color: c("quiet"), fontSize: "85%", opacity: 1 },
  ".cm-diagnostic-error": message("error"),
  ".cm-diagnostic-warning": message("warning"),
  ".cm-diagnostic-info, .cm-diagnostic-hint": message("info"),
  ".cm-lintRange-error": wave("error"),
  ".cm-lintRange-warning": wave("warning"),
  ".cm-lintRange-info, .cm-lintRange-hint": wave("info"),
  // A sign of its own for each level: colour alone tells nothing to many.
  ".cm-lint-marker": { width: "1em", height: "auto", content: "normal" },
  ".cm-lint-marker-error, .cm-lint-marker-warning, .cm-lint-marker-info, .cm-lint-marker-hint": { content: "normal" },
  ".cm-lint-marker-error::before": marker("error", "✕"),
  ".cm-lint-marker-warning::before": marker("warning", "!"),
  ".cm-lint-marker-info::before, .cm-lint-marker-hint::before": marker("info", "i"),
})

const highlight = HighlightStyle.define([
  { tag: [tags.definition(tags.propertyName), tags.keyword], color: c("key") },
  { tag: tags.string, color: c("string") },
  { tag: tags.special(tags.string), color: c("block") },
  { tag: [tags.labelName, tags.typeName, tags.attributeValue], color: c("name") },
  { tag: [tags.comment, tags.meta], color: c("quiet") },
  { tag: [tags.separator, tags.punctuation, tags.squareBracket, tags.brace], color: c("quiet") },
])

/** Theme and highlighting; the colours come from `--_NAME` on the editor's element. */
export const look = [theme, syntaxHighlighting(highlight)]
