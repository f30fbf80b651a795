// Says in words what has changed on the page of a job, once for every change: a screen reader is not told every second.
"use strict"
{
  const said = document.querySelector("#said")
  const tell = () => {
    const words = document.querySelector("#job")?.dataset.said
    if (words && said.textContent !== words) said.textContent = words
  }
  document.body.addEventListener("htmx:afterSettle", tell)
  tell()
}
