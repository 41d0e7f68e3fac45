// The button that prints: it says nothing that the keyboard does not do, so it shows where this runs alone.
const button = document.querySelector("[data-print]");
if (button) {
  button.hidden = false;
  document.querySelector("[data-no-print]").hidden = true;
  button.addEventListener("click", () => {
    button.closest("details").open = false;
    print();
  });
}
