// The view of an audit works without this; with it points light up their quotes, quotes tell what stands on them, and
// the keyboard walks the scores.
"use strict";
(() => {
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const scores = document.getElementById("scores");
  const paper = document.getElementById("paper");
  const stands = document.getElementById("stands");
  const wide = matchMedia("(min-width: 1000px)");
  const say = (words) => { document.getElementById("said").textContent = words; };
  const pieces = (id) => all(`[data-q~="${CSS.escape(id)}"]`, paper);

  // Lights the pieces of quotes; returns them.
  function light(ids) {
    all(".lit", paper).forEach((one) => one.classList.remove("lit"));
    const lit = ids.flatMap(pieces);
    lit.forEach((one) => one.classList.add("lit"));
    return lit;
  }
  // Scrolls to a piece of the document: its pane alone, where it has one.
  function show(piece) {
    if (!wide.matches) { piece.scrollIntoView({ block: "center" }); return; }
    const at = piece.getBoundingClientRect(), pane = paper.getBoundingClientRect();
    paper.scrollBy({ top: at.top - pane.top - pane.height / 3 });
  }
  const quoted = (point) => [...new Set(all('a.quote[href^="#"]', point).map((link) => link.hash.slice(1)))];
  // Shows what a point stands on, where that leaves the point itself in sight.
  function shine(point) {
    const ids = quoted(point), [first] = light(ids);
    if (first && wide.matches) show(first);
    return ids.length;
  }

  // An address that leads to a point or a quote opens, lights and shows it.
  function arrive() {
    const id = decodeURIComponent(location.hash.slice(1));
    const target = id && document.getElementById(id);
    if (!target) return;
    for (let at = target; at; at = at.parentElement) if (at.tagName === "DETAILS") at.open = true;
    if (paper.contains(target)) {
      const lit = light([id]);
      show(lit[0] ?? target);
      (target.closest("[tabindex]") ?? target).focus({ preventScroll: true });
    } else if (scores.contains(target)) {
      target.scrollIntoView({ block: "start" });
      target.querySelector("summary")?.focus({ preventScroll: true });
      shine(target);
    }
  }

  // A point that is opened lights its quotes; its address can be sent.
  function opened(point) {
    const address = new URL(location.href);
    if (point.open) address.searchParams.set("open", point.id.slice(2));
    else if (address.searchParams.get("open") === point.id.slice(2)) address.searchParams.delete("open");
    address.hash = "";
    history.replaceState(history.state, "", address);
    if (!point.open) return;
    say(scores.dataset.lit.replace("#", shine(point)));
  }

  let left = null;
  async function tell(piece) {
    left = piece;
    const ids = piece.dataset.q.split(" ").reverse();
    light(ids);
    const from = `${stands.dataset.from}?at=${ids.join(",")}`;
    stands.replaceChildren();
    await htmx.ajax("GET", from, { target: stands, swap: "innerHTML" }).catch(() => {});
    // What refused it says why on a page of its own.
    if (!stands.firstElementChild) { location.assign(from); return; }
    stands.hidden = false;
    stands.focus({ preventScroll: true });
    if (!wide.matches) stands.scrollIntoView({ block: "nearest" });
  }
  function close() {
    stands.hidden = true;
    left?.focus({ preventScroll: true });
  }

  function walk(event) {
    const lines = all("summary", scores).filter((one) => one.closest(".scores") && one.offsetParent);
    const at = lines.indexOf(event.target);
    if (at < 0) return;
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: lines.length - 1 }[event.key];
    const point = event.target.parentElement;
    if (to !== undefined) lines[Math.max(0, Math.min(to, lines.length - 1))].focus();
    else if (event.key === "ArrowRight") point.open = true;
    else if (event.key === "ArrowLeft") point.open = false;
    else return;
    event.preventDefault();
  }

  scores.addEventListener("keydown", walk);
  scores.addEventListener("toggle", (event) => { if (event.target.id.startsWith("i-") && ready) opened(event.target); }, true);
  paper.addEventListener("click", (event) => {
    const piece = event.target.closest("[data-q]");
    if (!piece || !getSelection().isCollapsed) return;
    event.preventDefault();
    tell(piece);
  });
  paper.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.target.matches("mark")) tell(event.target);
    if (event.key === "Escape" && !stands.hidden) close();
  });
  addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.target.matches("input:not([type=checkbox]), select, textarea")) return;
    event.preventDefault();
    scores.querySelector(".filters input").focus();
  });
  // The same link clicked again leads there again.
  document.addEventListener("click", (event) => {
    const link = event.target.closest('a[href^="#"]');
    if (link && link.hash === location.hash) arrive();
  });
  document.addEventListener("htmx:afterSettle", (event) => {
    if (event.target !== scores) return;
    say(scores.querySelector("[data-count]").firstChild.textContent.trim());
  });
  all("mark[id]", paper).forEach((mark) => { mark.tabIndex = 0; mark.setAttribute("role", "link"); });
  addEventListener("hashchange", arrive);
  let closed = [];
  addEventListener("beforeprint", () => { closed = all("details:not([open])"); closed.forEach((one) => { one.open = true; }); });
  addEventListener("afterprint", () => closed.forEach((one) => { one.open = false; }));

  let ready = false;
  arrive();
  const asked = scores.querySelector(".scores details[open]");
  if (asked && !location.hash) {
    asked.scrollIntoView({ block: "nearest" });
    shine(asked);
  }
  setTimeout(() => { ready = true; });
})();
