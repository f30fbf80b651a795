// The page reads without this; it lights all pieces of a quote, opens what a link leads to, and filters the findings.
"use strict";
(() => {
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const pieces = (id) => all(`mark[data-q~="${CSS.escape(id)}"]`);

  function arrive() {
    const id = decodeURIComponent(location.hash.slice(1));
    const target = id && document.getElementById(id);
    if (!target) return;
    for (let at = target; at; at = at.parentElement) if (at.tagName === "DETAILS") at.open = true;
    all("mark.lit").forEach((one) => one.classList.remove("lit"));
    pieces(id).forEach((one) => one.classList.add("lit"));
    target.scrollIntoView({ block: target.closest("mark") ? "center" : "start" });
  }

  // From a mark to what quotes it: each click or Enter leads to the next of them.
  const turns = new Map();
  function leave(mark) {
    const ids = mark.dataset.q.split(" ").reverse();
    const links = ids.flatMap((id) => all(`a.quote[href="#${CSS.escape(id)}"]`));
    if (!links.length) return;
    const turn = turns.get(mark) ?? 0;
    turns.set(mark, turn + 1);
    const link = links[turn % links.length];
    for (let at = link; at; at = at.parentElement) if (at.tagName === "DETAILS") at.open = true;
    all("mark.lit").forEach((one) => one.classList.remove("lit"));
    pieces(link.hash.slice(1)).forEach((one) => one.classList.add("lit"));
    link.scrollIntoView({ block: "center" });
    link.focus({ preventScroll: true });
  }

  function filter(box) {
    const off = new Set(all("input", box).filter((one) => !one.checked).map((one) => one.value));
    const findings = all(".finding");
    findings.forEach((one) => { one.hidden = [...off].some((kind) => one.classList.contains(kind)); });
    const said = box.querySelector("output");
    said.textContent = said.dataset.say.replace("#", findings.filter((one) => !one.hidden).length);
  }

  const box = document.getElementById("filter");
  if (box) {
    box.hidden = false;
    box.addEventListener("change", () => filter(box));
  }
  const text = document.getElementById("text");
  all("mark[id]", text).forEach((mark) => { mark.tabIndex = 0; });
  text.addEventListener("click", (event) => {
    const mark = event.target.closest("mark");
    if (mark && getSelection().isCollapsed) leave(mark);
  });
  text.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.target.matches("mark")) leave(event.target);
  });
  // The same link clicked again leads there again.
  document.addEventListener("click", (event) => {
    const link = event.target.closest('a[href^="#"]');
    if (link && link.hash === location.hash) arrive();
  });
  // A point that is opened shows in the text what it stands on.
  document.getElementById("scores").addEventListener("click", (event) => {
    const point = event.target.closest("summary")?.parentElement;
    if (!point || point.open) return;
    const lit = all('a.quote[href^="#"]', point).flatMap((link) => pieces(link.hash.slice(1)));
    all("mark.lit").forEach((one) => one.classList.remove("lit"));
    lit.forEach((one) => one.classList.add("lit"));
    if (matchMedia("(min-width: 1000px)").matches) lit[0]?.scrollIntoView({ block: "center" });
  });
  addEventListener("hashchange", arrive);
  let opened = [];
  addEventListener("beforeprint", () => { opened = all("details:not([open])"); opened.forEach((one) => { one.open = true; }); });
  addEventListener("afterprint", () => opened.forEach((one) => { one.open = false; }));
  arrive();
})();
