// The filter of the ontology page. Without it the field stays hidden and every term is shown.
const form = document.querySelector(".filter");
const field = form.querySelector("input");
const said = form.querySelector("output");
const sections = [...document.querySelectorAll("section.terms")];
const others = [...document.querySelectorAll(".ontology > header, .text > section:not(.terms)")];
const groups = [...document.querySelectorAll("section.scheme")];

const fold = (words) => words.normalize("NFD").replace(/\p{M}/gu, "").replace(/[’]/g, "'").toLowerCase();

// What a term is found by: its names and what defines it, not the terms that it mentions.
const terms = [...document.querySelectorAll(".term")].map((element) => ({
  element,
  words: fold([...element.querySelectorAll("h3, h4, .name, .definition, .checks")].map((one) => one.textContent).join(" ")),
}));

function show(element, shown) {
  element.hidden = !shown;
}

function count(found, asked) {
  if (!asked) return "";
  const sentence = found === 0 ? form.dataset.none : found === 1 ? form.dataset.one : form.dataset.many;
  return sentence.replace("#", found);
}

function filter() {
  const asked = fold(field.value.trim());
  const parts = asked.split(/\s+/);
  const found = terms.filter(({ element, words }) => {
    const kept = parts.every((part) => words.includes(part));
    show(element, kept);
    return kept;
  });
  for (const group of groups) show(group, !asked || group.querySelector(".term:not([hidden])"));
  for (const section of sections) show(section, !asked || section.querySelector(".term:not([hidden])"));
  for (const section of others) show(section, !asked);
  said.value = count(found.length, asked);
}

// An address may lead to a term that the filter hides.
function reveal() {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!target?.closest("[hidden]")) return;
  field.value = "";
  filter();
  target.scrollIntoView();
}

form.hidden = false;
form.addEventListener("submit", (event) => event.preventDefault());
field.addEventListener("input", filter);
addEventListener("hashchange", reveal);
filter();
