// Sliders and number fields say the same; a change asks for what would follow. Amounts stay text: no arithmetic here.
"use strict"
{
  const form = document.getElementById("what-if")
  const ask = () => form.dispatchEvent(new CustomEvent("assume", { bubbles: true }))
  const link = (control) => {
    const [range, number] = [control.querySelector("[type=range]"), control.querySelector("[type=number]")]
    const unknown = control.querySelector(".unknown")
    if (!range) return
    range.addEventListener("input", () => { number.value = range.value })
    // Beyond the end of a slider it stays there, and the number counts.
    number.addEventListener("input", () => { if (number.value !== "") range.value = number.value })
    unknown.hidden = false
    unknown.addEventListener("click", () => { number.value = ""; mark(control); ask() })
  }
  const now = (control) => (control.querySelector("input:checked") ?? control.querySelector("[name]")).value
  const mark = (control) => control.classList.toggle("changed", now(control) !== control.dataset.was)
  if (form) {
    form.querySelectorAll(".control").forEach(link)
    form.addEventListener("input", (event) => { mark(event.target.closest(".control")); ask() })
  }
}
