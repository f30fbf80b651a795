// Places as the engine counts them: line and column from 1, a column being one character (a code point), where the
// browser counts units of UTF-16, so that a character outside the basic plane is two.

/** The offset in the document of a place; beyond the end of a line or of the text it is that end. */
export function offsetOf(doc, line, column) {
  const at = doc.line(Math.min(Math.max(line, 1), doc.lines))
  return at.from + [...at.text].slice(0, Math.max(column - 1, 0)).join("").length
}

/** The place `{line, column}` of an offset. */
export function placeOf(doc, offset) {
  const at = doc.lineAt(offset)
  return { line: at.number, column: [...at.text.slice(0, offset - at.from)].length + 1 }
}
