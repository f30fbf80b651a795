// Draws the graph of an indicator where its data stands on the page, or has just come.
"use strict";
(() => {
  function draw() {
    const data = document.getElementById("graph-data");
    const element = document.getElementById("graph");
    if (!data || !element || element.dataset.drawn) return;
    element.dataset.drawn = "yes";
    const { nodes, edges, roles } = JSON.parse(data.textContent);
    const nonce = document.querySelector('meta[name="csp-nonce"]').content;
    youju.graph(element, { nodes, edges: edges.map((one) => ({ ...one, label: roles[one.role] })) }, { nonce });
  }
  document.addEventListener("htmx:afterSettle", draw);
  draw();
})();
