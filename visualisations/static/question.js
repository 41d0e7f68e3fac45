// Comfort for the sentence: another subject shows its own blanks at once, and empty blanks stay out of the address.
const form = document.getElementById("sentence");

function asked() {
  const state = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (value !== "") state.append(name, value);
  return `${form.getAttribute("action")}?${state}`;
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  location.assign(`${asked()}#reponse`);
});

for (const name of ["sur", "forme"]) {
  form.elements[name].addEventListener("change", () => {
    sessionStorage.setItem("question", name);
    location.assign(asked());
  });
}

// The reader goes on where the page was asked for anew.
const left = sessionStorage.getItem("question");
if (left) {
  sessionStorage.removeItem("question");
  form.elements[left]?.focus();
}
