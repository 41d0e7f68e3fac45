// Names offered while an end of the path is typed. Without it the form finds the things by words.
const WAIT = 150;

const named = (node) => (node.acronym && node.acronym !== node.label ? `${node.label} (${node.acronym})` : node.label);
// /api/v1/entities/<type>/<name>: what the page calls a thing by.
const keyOf = (node) => decodeURIComponent((node.url || "").split("/entities/")[1] || "");

for (const input of document.querySelectorAll("input[data-suggest]")) {
  const list = input.list;
  const keys = new Map();
  let timer = 0;
  let asked = 0;

  const offer = (items) => {
    list.replaceChildren();
    for (const { node } of items) {
      const name = named(node);
      const key = keyOf(node);
      if (!key) continue;
      // A name that two things share is chosen between on the page.
      keys.set(name, keys.has(name) && keys.get(name) !== key ? "" : key);
      const option = document.createElement("option");
      option.value = name;
      list.append(option);
    }
  };

  const look = async () => {
    const mine = ++asked;
    const url = new URL(input.dataset.suggest, location.href);
    url.searchParams.set("q", input.value.trim());
    try {
      const answer = await fetch(url);
      if (answer.ok && mine === asked) offer((await answer.json()).items);
    } catch {
      // The form works without.
    }
  };

  input.addEventListener("input", () => {
    clearTimeout(timer);
    if (input.value.trim() && !keys.get(input.value)) timer = setTimeout(look, WAIT);
  });

  input.form.addEventListener("formdata", (event) => {
    const key = keys.get(input.value);
    if (key) event.formData.set(input.name, key);
  });
}
