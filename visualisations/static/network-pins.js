// What is placed by hand, and the address of the page, which tells of it: going back takes it back.

import { carried, pins, shown } from "./network-parts.js";

export function keeper({ data, network, nodes, home, choose, narrow, shortOf, chosen }) {
  const past = [];
  return { keepPlace, pinOrFree, offerPin, told, restored, undo, offerUndo };

  function keepPlace(id, { replace = false } = {}) {
    const short = shortOf(id);
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
    if (!kept.delete(shortOf(chosen()))) return keepPlace(chosen());
    told({ fixe: [...kept.values()] }, { step: true });
    restored();
  }

  function offerPin() {
    const pin = document.getElementById("pin");
    pin.hidden = !choose || narrow || !chosen() || !shortOf(chosen());
    pin.dataset.pin ??= pin.textContent;
    pin.textContent = pins().has(shortOf(chosen())) ? pin.dataset.free : pin.dataset.pin;
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
    // Where a thing stands that came placed by hand is known where the page is made.
    if (choose && data.nodes.some(({ id, borderWidth }) => borderWidth === 5 && !kept.has(shortOf(id)))) return location.reload();
    for (const [id, node] of home) {
      const pin = kept.get(shortOf(id));
      const [x, y] = pin ? pin.split("~").slice(1).map(Number) : [node.x, node.y];
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
}
