// window.youju.editor: a text area made an editor. The text area stays in the form and holds the text at every moment.

import { acceptCompletion } from "@codemirror/autocomplete"
import { indentWithTab } from "@codemirror/commands"
import { yaml } from "@codemirror/lang-yaml"
import { lintGutter, linter } from "@codemirror/lint"
import { EditorState, Prec } from "@codemirror/state"
import { EditorView, keymap } from "@codemirror/view"
import { basicSetup } from "codemirror"

import { coloursOf, onColours } from "./colours.js"
import { COLOURS, look } from "./editor_look.js"
import PHRASES from "./phrases.json"
import { offsetOf, placeOf } from "./places.js"

const LANGUAGES = { yaml }
const LEVELS = ["error", "warning", "info", "hint"]
// How long after the last key a text is checked, in milliseconds.
const PAUSE = 400
const WORD = /[\p{L}\p{N}_.-]*$/u

const chinese = () => (document.documentElement.lang || "zh").startsWith("zh")

/** One answer of the check as CodeMirror wants it; a mark without an end covers the rest of its word, one character at least. */
function diagnostic(doc, { line, column, endLine, endColumn, severity, message, code }) {
  const from = offsetOf(doc, line, column)
  const rest = /^[\p{L}\p{N}_.-]*/u.exec(doc.lineAt(from).text.slice(from - doc.lineAt(from).from))[0]
  const end = endColumn ? offsetOf(doc, endLine ?? line, endColumn) : from + rest.length
  const to = Math.min(Math.max(end, from + 1), doc.length)
  return { from: Math.min(from, to), to, severity: LEVELS.includes(severity) ? severity : "error", message, source: code }
}

/** The check of a text: CodeMirror waits for a pause and drops an answer whose text is no longer there. */
function checking(lint) {
  let told = 0
  const say = (view, asked, count) => {
    if (count !== told && view.state.doc === asked) {
      view.dispatch({ effects: EditorView.announce.of(view.state.phrase("youju.problems", count)) })
      told = count
    }
  }
  const source = async (view) => {
    const asked = view.state.doc
    try {
      const found = (await lint(asked.toString())).map((one) => diagnostic(asked, one))
      say(view, asked, found.length)
      return found
    } catch {
      return [{ from: 0, to: 0, severity: "warning", message: view.state.phrase("youju.silent") }]
    }
  }
  return [linter(source, { delay: PAUSE }), lintGutter()]
}

/** What is offered at the cursor, in the order of the answer; it replaces the word before the cursor, and typing on narrows it. */
function completing(complete) {
  const source = async (context) => {
    const line = context.state.doc.lineAt(context.pos)
    const word = WORD.exec(line.text.slice(0, context.pos - line.from))[0]
    if (!word && !context.explicit) return null
    const found = await complete(context.state.doc.toString(), placeOf(context.state.doc, context.pos)).catch(() => [])
    const options = found.map((one, number) => ({ ...one, boost: -Math.min(number, 99) }))
    return { from: context.pos - word.length, options, validFor: WORD }
  }
  return EditorState.languageData.of(() => [{ autocomplete: source }])
}

/** Tab indents until Escape is pressed; from then until another key, or until the editor is left, it moves the focus on. */
const leaving = EditorView.domEventObservers({
  keydown(event, view) {
    // An input method takes Escape for itself.
    if (event.isComposing) return
    if (event.key === "Escape") view.setTabFocusMode(true)
    else if (event.key !== "Tab" && event.key !== "Shift") view.setTabFocusMode(false)
  },
  blur: (_, view) => view.setTabFocusMode(false),
})

/**
 * Text typed over a selection is put in here, and by whatever handles input. Left to itself chromium joins the lines with
 * style attributes, which the policy of a page refuses; an input method deletes the selection before it writes, without one.
 */
const typedOver = EditorView.domEventHandlers({
  beforeinput(event, view) {
    const { state, composing } = view
    const { from, to, empty } = state.selection.main
    const typed = event.inputType === "insertText" && !event.isComposing && !composing && event.data
    if (!typed || empty || state.readOnly) return false
    const insert = () => state.update(state.replaceSelection(event.data), { userEvent: "input.type", scrollIntoView: true })
    const handlers = state.facet(EditorView.inputHandler)
    if (!handlers.some((handle) => handle(view, from, to, event.data, insert))) view.dispatch(insert())
    return true
  },
})

/** What a screen reader is told of the editor: the name of the text area, and the keys. */
function named(textarea, phrases) {
  const [label] = textarea.labels
  const name = label ? label.textContent.trim() : textarea.getAttribute("aria-label") || textarea.name
  return EditorView.contentAttributes.of({ tabindex: "0", "aria-label": name, "aria-description": phrases["youju.keys"] })
}

function extensions(textarea, options) {
  const phrases = { ...PHRASES[chinese() ? "zh" : "en"], ...options.phrases }
  const language = LANGUAGES[options.language ?? "yaml"]
  const nonce = options.nonce ?? document.querySelector("meta[name=csp-nonce]")?.content ?? ""
  const changed = EditorView.updateListener.of((update) => {
    if (!update.docChanged) return
    textarea.value = update.state.doc.toString()
    textarea.dispatchEvent(new Event("input", { bubbles: true }))
    options.onChange?.(textarea.value)
  })
  return [
    EditorView.cspNonce.of(nonce),
    EditorState.phrases.of(phrases),
    EditorState.readOnly.of(textarea.readOnly),
    Prec.high(keymap.of([{ key: "Tab", run: acceptCompletion }])),
    leaving,
    typedOver,
    look,
    basicSetup,
    keymap.of([indentWithTab]),
    EditorView.lineWrapping,
    language ? language() : [],
    options.lint ? checking(options.lint) : [],
    options.complete ? completing(options.complete) : [],
    named(textarea, phrases),
    changed,
  ]
}

/**
 * Puts an editor in the place of a text area, which is hidden and keeps the text for its form.
 * Options and what is returned: README.md of this folder.
 */
function editor(textarea, options = {}) {
  const view = new EditorView({ doc: textarea.value, extensions: extensions(textarea, options) })
  const paint = () => {
    const colours = coloursOf(textarea.parentElement, "editor", COLOURS)
    for (const [name, colour] of Object.entries(colours)) view.dom.style.setProperty(`--_${name}`, colour)
  }
  const setText = (text) => view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text } })
  const focus = () => view.focus()
  const reset = () => setText(textarea.defaultValue)
  const unpainted = onColours(paint)
  textarea.after(view.dom)
  if (document.activeElement === textarea) view.focus()
  textarea.hidden = true
  paint()
  for (const label of textarea.labels) label.addEventListener("click", focus)
  textarea.form?.addEventListener("reset", reset)
  return {
    focus,
    setText,
    getText: () => view.state.doc.toString(),
    jumpTo(line, column = 1) {
      const at = offsetOf(view.state.doc, line, column)
      view.dispatch({ selection: { anchor: at }, effects: EditorView.scrollIntoView(at, { y: "center" }) })
      view.focus()
    },
    destroy() {
      unpainted()
      for (const label of textarea.labels) label.removeEventListener("click", focus)
      textarea.form?.removeEventListener("reset", reset)
      view.destroy()
      textarea.hidden = false
    },
  }
}

window.youju = Object.assign(window.youju ?? {}, { editor })
