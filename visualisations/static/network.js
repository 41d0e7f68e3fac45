// Draws the network given as JSON in the page, and links it with the list beside it.
// Text only: no markup is ever made from data. What a page left out is read from its own page, of this site.

import { captions, dressed, filtered, fullScreen, gestures, inks, lines, offer, placed, readLater, readPart, screened, shown, touches, unpacked } from "./network-parts.js";
import { keeper } from "./network-pins.js";

const trouble = document.getElementById("trouble");
trouble.hidden = false;
const data = JSON.parse(document.getElementById("network-data").textContent);
data.nodes = unpacked(data.nodes);
data.edges = unpacked(data.edges);
const canvas = document.getElementById("network");
const picture = document.getElementById("picture");
const panel = document.querySelector(".panel");
const list = panel.querySelector(".scroll");
const title = document.getElementById("panel-title");
const about = document.getElementById("panel-about");
const actions = document.getElementById("panel-actions");
const listed = [...list.querySelectorAll("details[data-nodes]")];
const buttons = new Map([...document.querySelectorAll("button[data-node]")].map((b) => [b.dataset.node, b]));
const choose = document.getElementById("choose");
const dark = matchMedia("(prefers-color-scheme: dark)");
const narrow = canvas.clientWidth < 620;
const titles = narrow && data.points ? data.phone.captions : data.captions;
const verbs = new Map(data.edges.map(({ id, label }) => [id, narrow ? "" : label]));
const home = new Map(data.nodes.map((node) => [node.id, placed({ title: nameOf(node.id), ...node }, data, narrow)]));

const look = inks(data, dark.matches);
const nodes = new vis.DataSet([...home.values()].map((node) => dressed(node, look, data.points)));
const edges = new vis.DataSet(data.edges.map((edge) => (data.points ? { ...edge, arrows: "" } : { ...edge, label: verbs.get(edge.id) || " " })));
// So many lines cannot be drawn sixty times a second: they come back when the hand stops.
const many = data.edges.length > 500;
const hand = { dragNodes: !narrow, hideEdgesOnDrag: many, hideEdgesOnZoom: many };
const options = {
  ...data.options,
  edges: { ...data.options.edges, ...lines(look, data.points, data.edges.length), font: { ...data.options.edges.font, ...lines(look).font } },
  interaction: { ...data.options.interaction, ...hand },
};
const network = new vis.Network(canvas, { nodes, edges }, options);
const stage = canvas.querySelector(".vis-network");
let entries = listed;
let current = -1;
let chosen = null;
let asked = 0;
let ink = look;
const { keepPlace, pinOrFree, offerPin, told, restored, undo, offerUndo } = keeper({ data, network, nodes, home, choose, narrow, shortOf, chosen: () => chosen });

begin();

function begin() {
  // One stop of the keyboard: what listens to it is what is named.
  for (const name of ["role", "aria-label"]) {
    stage.setAttribute(name, canvas.getAttribute(name));
    canvas.removeAttribute(name);
  }
  stage.tabIndex = 0;
  canvas.removeAttribute("tabindex");
  if (titles.length) network.on("afterDrawing", (context) => captions(context, network, titles, { ink, data }));
  // Later than the first drawing, which is of the size that the page gives.
  frame();
  listen();
  gestures(network, canvas, stage, { narrow, frame });
  offerUndo();
  if (data.chosen) chooseNode(data.chosen, { quiet: true });
  canvas.dataset.ready = "true";
  trouble.hidden = true;
}

function listen() {
  dark.addEventListener("change", () => paint());
  if (data.points) {
    // Too many to be drawn twice: what is printed is the drawing itself, in the ink of paper.
    addEventListener("beforeprint", () => (paint({ onPaper: true }), network.redraw()));
    addEventListener("afterprint", () => paint());
  }
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
  list.addEventListener("click", clicked);
  list.addEventListener("toggle", ({ target }) => target.open && target.dataset.nodes && !target.querySelector("blockquote") && readLater(target, list), { capture: true });
  document.getElementById("show-all").addEventListener("click", showAll);
  document.getElementById("pin").addEventListener("click", pinOrFree);
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

function clicked(event) {
  const summary = event.target.closest("details[data-nodes] > summary");
  if (summary && !summary.parentElement.open) followed(summary.parentElement);
  const link = event.target.closest("a[data-later]");
  if (link && link.closest("details") && !event.ctrlKey && !event.metaKey && readLater(link.closest("details"), list)) event.preventDefault();
}

function nameOf(id) {
  const button = buttons.get(id);
  return button ? (button.dataset.name ?? button.textContent).trim() : "";
}

// How a thing is called in an address; nothing for a group, which cannot be placed.
function shortOf(id) {
  if (!id || id.startsWith("g-")) return "";
  return choose ? (buttons.get(id)?.value ?? "").replace(data.base, "") : id;
}

function paint({ onPaper = false } = {}) {
  const now = onPaper ? { ...look, ink: "#000", outline: data.outline.light } : inks(data, dark.matches);
  ink = now;
  nodes.update([...home.values()].map(({ id, color, font }) => dressed({ id, color, font }, now, data.points)));
  network.setOptions({ edges: lines(now, data.points, data.edges.length) });
}

function frame() {
  if (narrow && !document.fullscreenElement) {
    const [xs, ys] = ["x", "y"].map((axis) => [...home.values()].map((node) => node[axis]));
    const room = data.points ? [60, 130] : [190, 150];
    const [wide, high] = [xs, ys].map((all, at) => Math.max(...all) - Math.min(...all) + room[at]);
    const height = high * Math.min(canvas.clientWidth / wide, 1) + 20;
    canvas.style.height = `${Math.min(Math.max(height, 300), 1500)}px`;
  } else canvas.style.removeProperty("height");
  network.setSize("100%", canvas.style.height || "100%");
  // What surrounds a name is known once it was drawn.
  if (!data.points) network.redraw();
  network.fit({ animation: false, maxZoomLevel: document.fullscreenElement ? 1.6 : 1 });
}

// Labels that would hide a crowded picture show on what is chosen.
function named(wanted) {
  if (data.points) return;
  edges.update(data.edges.map(({ id, title: told }) => ({ id, label: wanted(id) ? told : verbs.get(id) || " " })));
}

function chooseNode(id, { quiet = false } = {}) {
  network.selectNodes([id]);
  const button = buttons.get(id);
  const linked = network.getConnectedEdges(id);
  named((edge) => linked.length <= 12 && linked.includes(edge));
  pressed(id);
  offer(button ? button.dataset : {});
  chosen = id;
  offerPin();
  current = data.nodes.findIndex((node) => node.id === id);
  choice(id, nameOf(id), (entry) => touches(entry, id));
  if (!quiet) told({ choix: button && button.value ? button.value : "" });
}

function chooseEdge(id) {
  network.setSelection({ nodes: [], edges: [id] }, { highlightEdges: false });
  named((edge) => edge === id);
  pressed(null);
  offer({});
  chosen = null;
  offerPin();
  const { from, to, title: verb } = data.edges.find((edge) => edge.id === id);
  choice(id, `${nameOf(from)} ${verb} ${nameOf(to)}`, (entry) => entry.dataset.edge === id);
}

// What is said of a node or of an arrow: from the list, or from the page of the table where the list is only its beginning.
function choice(id, name, wanted) {
  const found = listed.filter(wanted);
  asked += 1;
  if (!list.dataset.part) return show(found, id, name);
  const mine = asked;
  show(found.filter((entry) => !entry.dataset.edge), id, name);
  about.textContent = `${name} · ${list.dataset.loading}`;
  readPart(list, id)
    .then(({ entries: read, rest, card, center }) => {
      if (mine !== asked) return;
      list.append(...read, ...rest);
      offer({ card, center });
      show([...found.filter((entry) => !entry.dataset.edge), ...read], id, name);
    })
    .catch(() => mine === asked && (about.textContent = `${name} · ${list.dataset.failed}`));
}

// A relation opened in the list shows its arrow in the drawing; the list stays as it is.
function followed(entry) {
  if (entry.dataset.edge) network.setSelection({ nodes: [], edges: [entry.dataset.edge] }, { highlightEdges: false });
  else network.selectNodes([entry.dataset.node]);
}

function show(found, id, name) {
  forget(found);
  for (const entry of entries) entry.hidden = true;
  for (const entry of found) {
    entry.hidden = false;
    entry.open = entry.dataset.node === id || found.length <= 6;
  }
  const count = found.filter((entry) => entry.dataset.edge).length;
  const { none, one, many: several } = about.dataset;
  about.textContent = `${name} · ${count > 1 ? several.replace("2", count) : count ? one : none}`;
  actions.hidden = false;
  list.scrollTop = 0;
}

// What was read for another choice leaves the list.
function forget(found) {
  for (const entry of list.querySelectorAll("[data-read]")) if (!found.includes(entry)) entry.remove();
  for (const note of list.querySelectorAll(":scope > p")) note.hidden = note.classList.contains("capped");
  entries = [...listed, ...list.querySelectorAll("[data-read]")];
}

function showAll() {
  asked += 1;
  network.unselectAll();
  named(() => false);
  forget([]);
  for (const entry of listed) {
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
  if (event.shiftKey && steps[event.key] && shortOf(chosen)) {
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
