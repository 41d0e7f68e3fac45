// Draws the network given as JSON in the page, and links it with the list beside it.
// Everything shown comes from the page; nothing is fetched. Text only: no markup is ever made from data.

const data = JSON.parse(document.getElementById("network-data").textContent);
const canvas = document.getElementById("network");
const panel = document.querySelector(".panel");
const title = document.getElementById("panel-title");
const about = document.getElementById("panel-about");
const actions = document.getElementById("panel-actions");
const entries = [...panel.querySelectorAll("details[data-nodes]")];
const buttons = new Map([...document.querySelectorAll("button[data-node]")].map((b) => [b.dataset.node, b]));
const dark = matchMedia("(prefers-color-scheme: dark)");
const narrow = canvas.clientWidth < 620;

const nodes = new vis.DataSet(data.nodes.map(placed));
const edges = new vis.DataSet(data.edges);
const network = new vis.Network(canvas, { nodes, edges }, data.options);
let current = -1;

paint();
frame();
dark.addEventListener("change", paint);
addEventListener("resize", frame);
network.on("click", ({ nodes: [node], edges: [edge] }) => {
  if (node !== undefined) chooseNode(node);
  else if (edge !== undefined) chooseEdge(edge);
  else showAll();
});
canvas.addEventListener("keydown", walk);
for (const [id, button] of buttons) {
  button.addEventListener("click", (event) => {
    event.preventDefault();
    chooseNode(id);
    title.focus({ preventScroll: false });
  });
}
for (const entry of entries) entry.querySelector("summary").addEventListener("click", () => entry.open || followed(entry));
document.getElementById("show-all").addEventListener("click", showAll);
const fit = document.getElementById("fit");
fit.hidden = false;
fit.addEventListener("click", frame);
for (const link of document.querySelectorAll('a[href$="#tableau"]')) {
  link.addEventListener("click", () => (document.getElementById("tableau").open = true));
}
if (data.chosen) chooseNode(data.chosen);
canvas.dataset.ready = "true";

function placed(node) {
  if (!narrow) return node;
  const [x, y] = data.narrow[node.id];
  return { ...node, x, y, size: node.size * 0.85 };
}

// The canvas knows nothing of style sheets: ink, paper and outlines are handed to it.
function paint() {
  const look = getComputedStyle(document.body);
  const ink = look.getPropertyValue("--ink").trim();
  const paper = look.getPropertyValue("--card").trim();
  const line = look.getPropertyValue("--line-strong").trim();
  const accent = look.getPropertyValue("--accent").trim();
  const outline = dark.matches ? data.outline.dark : data.outline.light;
  nodes.update(data.nodes.map(({ id, color }) => ({
    id,
    color: { background: color, border: outline, highlight: { background: color, border: accent }, hover: { background: color, border: accent } },
    font: { color: ink, strokeWidth: 4, strokeColor: paper },
  })));
  network.setOptions({
    edges: { color: { color: line, highlight: accent, hover: accent }, font: { color: ink, strokeWidth: 5, strokeColor: paper } },
  });
}

function frame() {
  if (narrow) {
    const ys = Object.values(data.narrow).map(([, y]) => y);
    const height = Math.max(...ys) - Math.min(...ys) + 140;
    canvas.style.height = `${Math.min(Math.max(height * 0.78, 300), 1500)}px`;
    network.setSize("100%", canvas.style.height);
    network.redraw();
  }
  network.fit({ animation: false, maxZoomLevel: 1 });
}

// Labels that would hide a crowded picture show on what is chosen.
function named(chosen) {
  edges.update(data.edges.map(({ id, label, title }) => ({ id, label: chosen(id) ? title : label || " " })));
}

function touches(entry, id) {
  return entry.dataset.nodes.split(" ").includes(id);
}

function chooseNode(id) {
  network.selectNodes([id]);
  const found = entries.filter((entry) => touches(entry, id));
  const button = buttons.get(id);
  show(found, button ? button.dataset.name : "");
  for (const entry of found) entry.open = entry.dataset.node === id || found.length <= 6;
  const linked = network.getConnectedEdges(id);
  named((edge) => linked.length <= 12 && linked.includes(edge));
  pressed(id);
  offer(button);
  current = data.nodes.findIndex((node) => node.id === id);
}

function chooseEdge(id) {
  network.setSelection({ nodes: [], edges: [id] }, { highlightEdges: false });
  const found = entries.filter((entry) => entry.dataset.edge === id);
  show(found, found.length === 1 ? found[0].querySelector("summary").textContent : data.edges.find((edge) => edge.id === id).title);
  for (const entry of found) entry.open = found.length <= 6;
  named((edge) => edge === id);
  pressed(null);
  offer(null);
}

// A relation opened in the list shows its arrow in the drawing; the list stays as it is.
function followed(entry) {
  if (entry.dataset.edge) network.setSelection({ nodes: [], edges: [entry.dataset.edge] }, { highlightEdges: false });
  else network.selectNodes([entry.dataset.node]);
}

function show(found, name) {
  for (const entry of entries) entry.hidden = !found.includes(entry);
  about.textContent = `${name} (${found.filter((entry) => entry.dataset.edge).length})`;
  actions.hidden = false;
  panel.querySelector(".scroll").scrollTop = 0;
}

function showAll() {
  network.unselectAll();
  named(() => false);
  for (const entry of entries) {
    entry.hidden = false;
    entry.open = false;
  }
  about.textContent = about.dataset.hint;
  actions.hidden = true;
  pressed(null);
}

function pressed(id) {
  for (const [node, button] of buttons) button.setAttribute("aria-pressed", String(node === id));
}

function offer(button) {
  for (const [name, where] of [["panel-card", "card"], ["panel-center", "center"]]) {
    const link = document.getElementById(name);
    const address = button && button.dataset[where];
    link.hidden = !address;
    if (address) link.href = address;
  }
}

function walk(event) {
  if (event.key === "n" || event.key === "p") {
    const step = event.key === "n" ? 1 : -1;
    current = (Math.max(current, step > 0 ? -1 : 0) + step + data.nodes.length) % data.nodes.length;
    chooseNode(data.nodes[current].id);
  } else if (event.key === "Enter" && !actions.hidden) {
    event.preventDefault();
    title.focus();
  }
}
