// The drop zone: files dragged in, what was chosen, how far the upload is, and a button that ends it.
"use strict"
{
  const form = document.querySelector("#drop")
  if (form) begin(form)

  function begin(form) {
    const zone = form.querySelector(".drop-zone")
    const input = form.querySelector("#reports")
    const said = form.querySelector("#drop-said")
    const sent = form.querySelector("#drop-sent")
    const send = form.querySelector("#drop-send")
    const stop = form.querySelector("#drop-stop")
    let request = null

    for (const name of ["dragenter", "dragover"])
      zone.addEventListener(name, (event) => {
        event.preventDefault()
        zone.classList.add("over")
      })
    for (const name of ["dragleave", "drop"]) zone.addEventListener(name, () => zone.classList.remove("over"))
    zone.addEventListener("drop", (event) => {
      event.preventDefault()
      if (!event.dataTransfer.files.length) return
      input.files = event.dataTransfer.files
      show()
      send.focus()
    })
    // A file dropped beside the zone would else replace the page.
    for (const name of ["dragover", "drop"])
      window.addEventListener(name, (event) => {
        if (event.dataTransfer?.types.includes("Files")) event.preventDefault()
      })
    input.addEventListener("change", show)
    stop.addEventListener("click", () => request?.abort())
    form.addEventListener("submit", (event) => {
      event.preventDefault()
      upload()
    })

    function show() {
      const list = form.querySelector("#drop-chosen")
      list.replaceChildren(
        ...Array.from(input.files, (file) => {
          const line = document.createElement("li")
          line.textContent = file.name
          return line
        }),
      )
      list.hidden = !input.files.length
      said.textContent = input.files.length ? form.dataset.chosen.replace("{n}", input.files.length) : ""
    }

    function upload() {
      request = new XMLHttpRequest()
      request.open("POST", form.action)
      request.responseType = "document"
      request.upload.addEventListener("progress", (event) => {
        if (event.lengthComputable) sent.value = event.loaded / event.total
      })
      request.addEventListener("load", () => {
        if (request.status < 400) location.assign(request.responseURL)
        else ended(request.response?.querySelector(".refused")?.innerText || form.dataset.failed)
      })
      request.addEventListener("error", () => ended(form.dataset.failed))
      request.addEventListener("abort", () => ended(""))
      busy(true)
      said.textContent = form.dataset.sending
      request.send(new FormData(form))
    }

    function busy(on) {
      sent.hidden = stop.hidden = !on
      send.disabled = on
      sent.value = 0
    }

    function ended(words) {
      busy(false)
      said.textContent = words
      send.focus()
    }
  }
}
