// Draws the network given as JSON in the page, and links it with the list beside it.
// Text only: no markup is ever made from data. What a page left out is read from its own page, of this site.

import { captions, carried, filtered, fullScreen, offer, pins, readLater, screened, shown, touches } from "./network-parts.js";

const data = JSON.parse(document.getElementById("network-data").textContent);
const canvas = document.getElementById("network");
const picture = document.getElementById("picture");
const panel = document.querySelector(".panel");
const list = panel.querySelector(".scroll");
const title = document.getElementById("panel-title");
const about = document.getElementById("panel-about");
const actions = document.getElementById("panel-actions");
const entries = [...panel.querySelectorAll("details[data-nodes]")];
const buttons = new Map([...document.querySelectorAll("button[data-node]")].map((b) => [b.dataset.node, b]));
const choose = document.getElementById("choose");
const dark = matchMedia("(prefers-color-scheme: dark)");
const narrow = canvas.clientWidth < 620;
const home = new Map(data.nodes.map((node) => [node.id, placed(node)]));
const past = [];

const nodes = new vis.DataSet([...home.values()]);
const edges = new vis.DataSet(data.points ? data.edges.map((edge) => ({ ...edge, arrows: "" })) : data.edges);
// So many lines cannot be drawn sixty times a second: they come back when the hand stops.
const many = data.edges.length > 500;
const hand = { dragNodes: !narrow, hideEdgesOnDrag: many, hideEdgesOnZoom: many };
const options = { ...data.options, interaction: { ...data.options.interaction, ...hand } };
const network = new vis.Network(canvas, { nodes, edges }, options);
const stage = canvas.querySelector(".vis-network");
let current = -1;
let chosen = null;

begin();

function begin() {
  // One stop of the keyboard: what listens to it is what is named.
  for (const name of ["role", "aria-label"]) {
    stage.setAttribute(name, canvas.getAttribute(name));
    canvas.removeAttribute(name);
  }
  stage.tabIndex = 0;
  canvas.removeAttribute("tabindex");
  paint();
  if (data.captions.length) network.on("afterDrawing", (context) => captions(context, network, data));
  // Later than the first drawing, which is of the size that the page gives.
  frame();
  listen();
  offerUndo();
  if (data.chosen) chooseNode(data.chosen, { quiet: true });
  canvas.dataset.ready = "true";
}

function listen() {
  dark.addEventListener("change", paint);
  addEventListener("resize", frame);
  network.on("click", ({ nodes: [node], edges: [edge] }) => {
    if (node !== undefined) chooseNode(node);
    else if (edge !== undefined) chooseEdge(edge);
    else showAll();
  });
  network.on("dragEnd", ({ nodes: moved }) => moved.length && keepPlace(moved[0]));
  stage.addEventListener("keydown", walk, { capture: true });
  for (const [id, button] of buttons) {
    button.addEventListener("click", (event) => {
      event.preventDefault();
      chooseNode(id);
      title.focus({ preventScroll: false });
    });
  }
  for (const entry of entries) {
    entry.querySelector("summary").addEventListener("click", () => entry.open || followed(entry));
    entry.addEventListener("toggle", () => entry.open && !entry.querySelector("blockquote") && readLater(entry, list));
  }
  list.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-later]");
    if (link && !event.ctrlKey && !event.metaKey && readLater(link.closest("details"), list)) event.preventDefault();
  });
  document.getElementById("show-all").addEventListener("click", showAll);
  document.getElementById("pin").addEventListener("click", pinOrFree);
  shown("fit").addEventListener("click", frame);
  shown("full", document.fullscreenEnabled).addEventListener("click", () => fullScreen(picture));
  document.getElementById("undo").addEventListener("click", undo);
  addEventListener("popstate", restored);
  document.addEventListener("fullscreenchange", () => screened(frame));
  for (const link of document.querySelectorAll('a[href$="#tableau"]')) {
    link.addEventListener("click", () => (document.getElementById("tableau").open = true));
  }
  for (const box of document.querySelectorAll("input[data-kind]")) box.addEventListener("change", () => filtered(data, nodes, edges));
  const print = document.getElementById("print");
  if (print) shown("print").addEventListener("click", () => window.print());
  const embed = document.getElementById("embed");
  if (embed) embed.addEventListener("focus", () => embed.select());
}

function placed(node) {
  if (!narrow || data.points) return node;
  const [x, y] = data.narrow[node.id];
  return { ...node, x, y, size: node.size * 0.85, font: {} };
}

// The canvas knows nothing of style sheets: ink, paper and outlines are handed to it.
function paint() {
  const look = getComputedStyle(document.body);
  const ink = look.getPropertyValue("--ink").trim();
  const paper = look.getPropertyValue("--card").trim();
  const line = look.getPropertyValue("--line-strong").trim();
  const accent = look.getPropertyValue("--accent").trim();
  const outline = dark.matches ? data.outline.dark : data.outline.light;
  nodes.update([...home.values()].map(({ id, color, font }) => ({
    id,
    color: { background: color, border: outline, highlight: { background: color, border: accent }, hover: { background: color, border: accent } },
    font: { ...font, color: ink, strokeWidth: 4, strokeColor: paper },
  })));
  network.setOptions({
    edges: {
      width: data.points ? 0.5 : 1.2,
      selectionWidth: 2.5,
      color: { color: line, highlight: accent, hover: accent, opacity: data.points ? 0.5 : 1 },
      font: { color: ink, strokeWidth: 5, strokeColor: paper },
    },
  });
}

function frame() {
  if (narrow && !data.points && !document.fullscreenElement) {
    const ys = Object.values(data.narrow).map(([, y]) => y);
    const height = Math.max(...ys) - Math.min(...ys) + 140;
    canvas.style.height = `${Math.min(Math.max(height * 0.7, 300), 1500)}px`;
  } else canvas.style.removeProperty("height");
  network.setSize("100%", canvas.style.height || "100%");
  network.redraw();
  network.fit({ animation: false, maxZoomLevel: 1 });
}

// Labels that would hide a crowded picture show on what is chosen.
function named(wanted) {
  if (data.points) return;
  edges.update(data.edges.map(({ id, label, title }) => ({ id, label: wanted(id) ? title : label || " " })));
}

function chooseNode(id, { quiet = false } = {}) {
  network.selectNodes([id]);
  const found = entries.filter((entry) => touches(entry, id));
  const button = buttons.get(id);
  show(found, button ? button.dataset.name : "");
  for (const entry of found) entry.open = entry.dataset.node === id || found.length <= 6;
  const linked = network.getConnectedEdges(id);
  named((edge) => linked.length <= 12 && linked.includes(edge));
  pressed(id);
  offer(button);
  chosen = id;
  offerPin();
  current = data.nodes.findIndex((node) => node.id === id);
  if (!quiet) told({ choix: button && button.value ? button.value : "" });
}

function chooseEdge(id) {
  network.setSelection({ nodes: [], edges: [id] }, { highlightEdges: false });
  const found = entries.filter((entry) => entry.dataset.edge === id);
  const name = found.length === 1 ? found[0].querySelector("summary").textContent : data.edges.find((edge) => edge.id === id).title;
  show(found, name);
  for (const entry of found) entry.open = found.length <= 6;
  named((edge) => edge === id);
  pressed(null);
  offer(null);
  chosen = null;
  offerPin();
}

// A relation opened in the list shows its arrow in the drawing; the list stays as it is.
function followed(entry) {
  if (entry.dataset.edge) network.setSelection({ nodes: [], edges: [entry.dataset.edge] }, { highlightEdges: false });
  else network.selectNodes([entry.dataset.node]);
}

function show(found, name) {
  for (const entry of entries) entry.hidden = !found.includes(entry);
  for (const note of list.querySelectorAll(".capped")) note.hidden = true;
  const count = found.filter((entry) => entry.dataset.edge).length;
  const { none, one, many: several } = about.dataset;
  about.textContent = `${name} · ${count > 1 ? several.replace("2", count) : count ? one : none}`;
  actions.hidden = false;
  list.scrollTop = 0;
}

function showAll() {
  network.unselectAll();
  named(() => false);
  for (const entry of entries) {
    entry.hidden = false;
    entry.open = false;
  }
  for (const note of list.querySelectorAll(".capped")) note.hidden = false;
  about.textContent = about.dataset.hint;
  actions.hidden = true;
  chosen = null;
  pressed(null);
  told({ choix: "" });
}

function pressed(id) {
  for (const [node, button] of buttons) button.setAttribute("aria-pressed", String(node === id));
}

function walk(event) {
  const steps = { ArrowLeft: [-20, 0], ArrowRight: [20, 0], ArrowUp: [0, -20], ArrowDown: [0, 20] };
  if (event.shiftKey && steps[event.key] && chosen && data.names[chosen]) {
    event.preventDefault();
    event.stopPropagation();
    const { x, y } = network.getPosition(chosen);
    network.moveNode(chosen, x + steps[event.key][0], y + steps[event.key][1]);
    keepPlace(chosen, { replace: event.repeat });
  } else if (event.key === "n" || event.key === "p") {
    const step = event.key === "n" ? 1 : -1;
    current = (Math.max(current, step > 0 ? -1 : 0) + step + data.nodes.length) % data.nodes.length;
    chooseNode(data.nodes[current].id);
  } else if (event.key === "Enter" && !actions.hidden) {
    event.preventDefault();
    title.focus();
  }
}

// What is placed by hand stands in the address of the page: going back takes it back.
function keepPlace(id, { replace = false } = {}) {
  const short = data.names[id];
  if (!short || narrow) return;
  const { x, y } = network.getPosition(id);
  if (!choose) {
    past.push([id, home.get(id)]);
    offerUndo();
    return;
  }
  const kept = pins();
  kept.set(short, `${short}~${Math.round(x)}~${Math.round(y)}`);
  told({ fixe: [...kept.values()] }, { step: !replace });
  nodes.update({ id, borderWidth: 5 });
  offerPin();
}

function pinOrFree() {
  const kept = pins();
  if (!kept.delete(data.names[chosen])) return keepPlace(chosen);
  told({ fixe: [...kept.values()] }, { step: true });
  restored();
}

function offerPin() {
  const pin = document.getElementById("pin");
  pin.hidden = !choose || narrow || !chosen || !data.names[chosen];
  pin.dataset.pin ??= pin.textContent;
  pin.textContent = pins().has(data.names[chosen]) ? pin.dataset.free : pin.dataset.pin;
}

// The page at its new address: a step that can be taken back, or the same step told better.
function told(changes, { step = false } = {}) {
  if (!choose) return;
  const address = new URL(location.href);
  for (const [name, value] of Object.entries(changes)) {
    address.searchParams.delete(name);
    for (const one of [value].flat()) if (one) address.searchParams.append(name, one);
  }
  const now = history.state?.step ?? 0;
  if (step) history.pushState({ step: now + 1 }, "", address);
  else history.replaceState({ step: now }, "", address);
  if ("fixe" in changes) carried(changes.fixe);
  offerUndo();
}

function restored() {
  const kept = pins();
  for (const [id, node] of home) {
    const pin = kept.get(data.names[id]);
    const [x, y] = pin ? pin.split("~").slice(1).map(Number) : [node.free?.[0] ?? node.x, node.free?.[1] ?? node.y];
    if (!narrow) network.moveNode(id, x, y);
    nodes.update({ id, borderWidth: pin ? 5 : data.points ? 1 : 2 });
  }
  carried([...kept.values()]);
  offerUndo();
  offerPin();
}

function undo() {
  if (choose) return history.back();
  const [id, node] = past.pop();
  network.moveNode(id, node.x, node.y);
  offerUndo();
}

function offerUndo() {
  const came = document.referrer && new URL(document.referrer);
  const before = came && came.origin === location.origin && came.pathname === location.pathname;
  shown("undo", choose ? (history.state?.step ?? 0) > 0 || before : past.length > 0);
}
