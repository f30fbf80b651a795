// The editor of a file of a draft: YAML with completion and its mistakes at their places; leaving unsaved is asked.
// Without this script the text area edits and saves all the same, and mistakes are told when it is saved.

const area = document.querySelector("textarea.code")
const form = area?.form ?? document.querySelector(".card-form")
const token = JSON.parse(document.body.getAttribute("hx-headers"))["X-CSRF-Token"]
let changed = false

/** What a page of ours answers to a form. */
async function ask(address, fields) {
  const lang = document.documentElement.lang.startsWith("zh") ? "zh" : "en"
  const answer = await fetch(`${address}?lang=${lang}`, {
    method: "POST",
    headers: { "X-CSRF-Token": token },
    body: new URLSearchParams(fields),
  })
  if (!answer.ok) throw new Error(String(answer.status))
  return answer.json()
}

/** A mistake as an item of the list below the editor, with a link to its line. */
function item(list, one, editor) {
  const made = document.createElement("li")
  const link = document.createElement("a")
  link.href = `?mode=yaml&line=${one.line}`
  link.textContent = list.dataset.line.replace("{n}", one.line)
  link.addEventListener("click", (event) => {
    event.preventDefault()
    editor.jumpTo(one.line, one.column)
  })
  const code = document.createElement("code")
  code.textContent = one.code
  made.className = `problem ${one.severity}`
  const badge = document.createElement("span")
  badge.className = { error: "badge bad", warning: "badge warn" }[one.severity] ?? "badge"
  badge.textContent = list.dataset[one.severity]
  made.append(badge, " ", link, ` ${one.message.replaceAll("`", "")} `, code)
  return made
}

/** The list of mistakes as it now is; it is left alone where it says the same, so that it is not read out anew. */
function show(found, editor) {
  const list = document.getElementById("problems")
  if (!list) return
  const others = document.getElementById("others")
  others.textContent = found.others
  const items = found.problems.map((one) => item(list, one, editor))
  if (!items.length) {
    const none = document.createElement("li")
    none.className = "dim"
    none.textContent = list.dataset.none
    items.push(none)
  }
  const said = items.map((one) => one.textContent).join("\n")
  if (list.dataset.said === said) return
  list.dataset.said = said
  list.replaceChildren(...items)
}

if (area) {
  const { draft, path } = area.dataset
  const editor = window.youju.editor(area, {
    language: "yaml",
    lint: async (text) => {
      const found = await ask(`/drafts/${draft}/lint`, { path, text })
      show(found, editor)
      return found.problems
    },
    complete: (text, place) => ask(`/drafts/${draft}/complete`, { path, text, ...place }),
    onChange: () => (changed = true),
  })
  if (area.dataset.line) editor.jumpTo(Number(area.dataset.line), 1)
  for (const link of document.querySelectorAll("#problems a[data-line]"))
    link.addEventListener("click", (event) => {
      event.preventDefault()
      editor.jumpTo(Number(link.dataset.line), Number(link.dataset.column))
    })
}

form?.addEventListener("input", () => (changed = true))
form?.addEventListener("submit", () => (changed = false))
window.addEventListener("beforeunload", (event) => {
  if (changed) event.preventDefault()
})
