// What the drawing of a network needs and knows nothing of: titles, links that go with it, kinds, passages, the whole screen.
// Each is handed what it works on; in the offline file both stand in one script.

// Rows that the page carries by columns; rows as they are stay so.
export function unpacked(told) {
  if (Array.isArray(told)) return told;
  return Array.from({ length: told.count }, (_, at) => {
    const row = { ...told.same };
    for (const [name, values] of Object.entries(told.each)) row[name] = values[at];
    for (const [name, [values, numbers]] of Object.entries(told.few)) row[name] = values[numbers[at]];
    for (const [name, stem] of Object.entries(told.numbered)) row[name] = stem + at;
    return row;
  });
}

// A node where it stands on this screen, and as large.
export function placed(node, data, narrow) {
  const { label, ...rest } = node;
  if (!narrow) return node;
  if (data.points) {
    const [x, y] = data.phone.moves[node.family] ?? [0, 0];
    return { ...rest, x: node.x + x, y: node.y + y };
  }
  const [x, y] = data.narrow[node.id];
  return { ...node, label: folded(label), x, y, size: node.size * 0.85, font: { size: 20 } };
}

// A name in shorter lines, that are larger: three of a column.
function folded(label, wide = 15) {
  const rows = [""];
  for (const word of label.split(/\s+/)) {
    const last = rows.at(-1);
    if (!last || last.length + word.length < wide) rows[rows.length - 1] = `${last} ${word}`.trim();
    else rows.push(word);
  }
  const cut = rows.map((row) => (row.length > wide ? `${row.slice(0, wide - 1)}…` : row));
  return cut.length > 3 ? [...cut.slice(0, 2), `${cut[2].slice(0, wide - 1)}…`.replace("……", "…")].join("\n") : cut.join("\n");
}

// The canvas knows nothing of style sheets: ink, paper and outlines are handed to it.
export function inks(data, dark) {
  const look = getComputedStyle(document.body);
  const read = (name) => look.getPropertyValue(name).trim();
  const outline = dark ? data.outline.dark : data.outline.light;
  return { ink: read("--ink"), paper: read("--card"), line: read("--line-strong"), accent: read("--accent"), outline };
}

export function dressed({ color, font, ...node }, { ink, paper, accent, outline }, points) {
  const chosen = { background: color, border: accent };
  const clothes = { color: { background: color, border: outline, highlight: chosen, hover: chosen } };
  if (!points) clothes.font = { ...font, color: ink, strokeWidth: 4, strokeColor: paper };
  return { ...node, ...clothes };
}

export function lines({ ink, paper, line, accent }, points, count = 0) {
  // The more there are, the lighter: what they cover still shows.
  const opacity = !points ? 1 : count > 2000 ? 0.2 : count > 500 ? 0.45 : 0.75;
  return {
    width: points ? 0.5 : 1.2,
    selectionWidth: 2.5,
    color: { color: line, highlight: accent, hover: accent, opacity },
    font: { color: ink, strokeWidth: 5, strokeColor: paper },
  };
}

export function captions(context, network, told, { ink, data }) {
  context.font = `bold ${Math.round(13 / Math.min(network.getScale(), 1))}px ${data.options.nodes.font.face}`;
  context.textAlign = "center";
  context.fillStyle = ink.ink;
  for (const [words, x, y] of told) context.fillText(words, x, y - 14);
}

// A finger moves the page, and the drawing only when asked; the wheel too, until the drawing was clicked.
export function gestures(network, canvas, stage, { narrow, frame }) {
  const move = shown("move", matchMedia("(any-pointer: coarse)").matches);
  let free = true;
  move.addEventListener("click", () => {
    canvas.classList.toggle("moving");
    move.setAttribute("aria-pressed", String(canvas.classList.contains("moving")));
  });
  const touched = (event) => {
    const wanted = event.pointerType !== "touch" || canvas.classList.contains("moving");
    if (wanted !== free) network.setOptions({ interaction: { dragView: wanted, dragNodes: wanted && !narrow } });
    free = wanted;
  };
  const turned = (event) => {
    const asked = event.ctrlKey || event.metaKey || document.fullscreenElement || stage.contains(document.activeElement);
    if (!asked) event.stopImmediatePropagation();
  };
  stage.addEventListener("pointerdown", touched, { capture: true });
  stage.addEventListener("wheel", turned, { capture: true, passive: true });
  // The engine leaves its words on the screen when the mouse goes away too fast.
  const quiet = () => stage.querySelector(".vis-tooltip")?.style.setProperty("visibility", "hidden");
  stage.addEventListener("pointerleave", quiet);
  addEventListener("keydown", ({ key }) => key === "Escape" && quiet());
  const zoom = (by) => () => network.moveTo({ scale: network.getScale() * by });
  shown("nearer").addEventListener("click", zoom(1.3));
  shown("farther").addEventListener("click", zoom(1 / 1.3));
  shown("fit").addEventListener("click", frame);
}

// What the page left out of the list, from the page of the table: the relations of a node or an arrow, and its links.
export async function readPart(list, part) {
  const address = new URL(list.dataset.part, location.href);
  address.searchParams.set("partie", part);
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(answer.status);
  const read = new DOMParser().parseFromString(await answer.text(), "text/html");
  const link = (id) => read.getElementById(id)?.getAttribute("href") ?? "";
  const rows = [...read.querySelectorAll("#relations tbody tr")];
  const rest = [...read.querySelectorAll("a[rel=next]")].map((one) => later(one, "p"));
  return { entries: rows.map(entryOf), rest, card: link("part-card"), center: link("part-center") };
}

function entryOf(row) {
  const [from, verb, to, sources] = row.cells;
  const entry = document.createElement("details");
  Object.assign(entry.dataset, { edge: row.dataset.edge, nodes: row.dataset.nodes, read: "true" });
  entry.className = "relation";
  const summary = document.createElement("summary");
  const said = document.createElement("em");
  said.textContent = verb.textContent;
  summary.append(nameIn(from), " ", said, " ", nameIn(to));
  const link = sources.querySelector("a");
  if (link) link.dataset.later = "";
  entry.append(summary, link ? later(link, "p") : Object.assign(document.createElement("p"), { textContent: sources.textContent, className: "quiet" }));
  return entry;
}

function nameIn(cell) {
  return Object.assign(document.createElement("bdi"), { textContent: cell.textContent.trim() });
}

function later(link, tag) {
  const place = document.createElement(tag);
  place.className = "later";
  place.append(document.importNode(link, true));
  return place;
}

// Every way on from here keeps what is placed by hand.
export function carried(kept) {
  for (const link of document.querySelectorAll(".legend a, .group a, a[data-form]")) {
    const address = new URL(link.href);
    address.searchParams.delete("fixe");
    for (const one of kept) address.searchParams.append("fixe", one);
    link.href = address.pathname + address.search + address.hash;
  }
  for (const form of document.querySelectorAll("#choose, .filters form")) {
    for (const input of form.querySelectorAll("input[name=fixe]")) input.remove();
    for (const one of kept) {
      const input = document.createElement("input");
      Object.assign(input, { type: "hidden", name: "fixe", value: one });
      form.append(input);
    }
  }
}

export function filtered(data, nodes, edges) {
  const off = new Set([...document.querySelectorAll("input[data-kind]:not(:checked)")].map((box) => box.dataset.kind));
  const away = new Set(data.nodes.filter((node) => off.has(node.kind)).map((node) => node.id));
  nodes.update(data.nodes.map(({ id }) => ({ id, hidden: away.has(id) })));
  edges.update(data.edges.map(({ id, from, to }) => ({ id, hidden: away.has(from) || away.has(to) })));
  const gone = (told) => told.split(" ").some((id) => away.has(id));
  for (const row of document.querySelectorAll("tr[data-nodes], .scroll > details, .chips > li")) {
    row.hidden = gone(row.dataset.nodes ?? row.querySelector("[data-node]")?.dataset.node ?? "");
  }
}

export function readLater(entry, list) {
  const place = entry.querySelector(".later");
  const link = place?.querySelector("a[data-later]");
  if (!link || place.dataset.asked) return Boolean(place);
  place.dataset.asked = "true";
  const wait = document.createElement("span");
  wait.textContent = ` ${list.dataset.loading}`;
  link.after(wait);
  fetch(link.href)
    .then((answer) => (answer.ok ? answer.text() : Promise.reject(new Error(answer.status))))
    .then((text) => {
      const read = new DOMParser().parseFromString(text, "text/html").getElementById("passages");
      for (const known of entry.querySelectorAll("blockquote, details.more")) known.remove();
      place.replaceWith(...[...read.childNodes].map((node) => document.importNode(node, true)));
    })
    .catch(() => (wait.textContent = ` ${list.dataset.failed}`));
  return true;
}

export function fullScreen(picture) {
  if (document.fullscreenElement) document.exitFullscreen();
  else picture.requestFullscreen();
}

export function screened(frame) {
  const button = document.getElementById("full");
  button.dataset.enter ??= button.textContent;
  button.textContent = document.fullscreenElement ? button.dataset.leave : button.dataset.enter;
  requestAnimationFrame(frame);
}

export function offer(told) {
  for (const [name, where] of [["panel-card", "card"], ["panel-center", "center"]]) {
    const link = document.getElementById(name);
    const address = told[where];
    link.hidden = !address;
    if (address) link.href = address;
  }
}

export function shown(id, wanted = true) {
  const button = document.getElementById(id);
  button.hidden = !wanted;
  return button;
}

export function pins() {
  return new Map(new URLSearchParams(location.search).getAll("fixe").map((one) => [one.split("~")[0], one]));
}

export function touches(entry, id) {
  return entry.dataset.nodes.split(" ").includes(id);
}
