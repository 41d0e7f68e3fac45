// What the drawing of a network needs and knows nothing of: titles, links that go with it, kinds, passages, the whole screen.
// Each is handed what it works on; in the offline file both stand in one script.

export function captions(context, network, data) {
  const look = getComputedStyle(document.body);
  context.font = `bold ${Math.round(13 / Math.min(network.getScale(), 1))}px ${data.options.nodes.font.face}`;
  context.textAlign = "center";
  context.fillStyle = look.getPropertyValue("--ink").trim();
  for (const [words, x, y] of data.captions) context.fillText(words, x, y - 14);
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

export function offer(button) {
  for (const [name, where] of [["panel-card", "card"], ["panel-center", "center"]]) {
    const link = document.getElementById(name);
    const address = button && button.dataset[where];
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
