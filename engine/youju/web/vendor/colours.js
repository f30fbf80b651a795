// The colours of a part, light and dark: each is a custom property that a page may set; what is not set is as below.

/** True where the page is dark: its own switch (`data-theme` on the root) goes before the wish of the system. */
export function isDark() {
  const theme = document.documentElement.dataset.theme
  return theme ? theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches
}

/** What a part is drawn with now: `{name: colour}` of `{name: [light, dark]}`; `--PART-NAME` of the element goes first. */
export function coloursOf(element, part, table) {
  const set = getComputedStyle(element)
  const dark = isDark() ? 1 : 0
  return Object.fromEntries(
    Object.entries(table).map(([name, pair]) => [name, set.getPropertyValue(`--${part}-${name}`).trim() || pair[dark]]),
  )
}

/** Calls back when light becomes dark or the page changes its theme; returns what ends that. */
export function onColours(callback) {
  const wish = matchMedia("(prefers-color-scheme: dark)")
  const root = new MutationObserver(callback)
  wish.addEventListener("change", callback)
  root.observe(document.documentElement, { attributes: true, attributeFilter: ["class", "data-theme", "style"] })
  return () => {
    wish.removeEventListener("change", callback)
    root.disconnect()
  }
}
