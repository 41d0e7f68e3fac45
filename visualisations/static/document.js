// Comfort of the reader: the table of contents follows the text. Nothing needs it.
const contents = document.querySelector(".contents");
const headings = [...document.querySelectorAll(".reading :is(h2, h3, h4, h5, h6)[id]")];

/** Marks the section that is read, and opens what holds it. */
function follow(id) {
  const link = contents.querySelector(`a[href="#${CSS.escape(id)}"]`);
  const before = contents.querySelector("[aria-current]");
  if (!link || link === before) return;
  before?.removeAttribute("aria-current");
  link.setAttribute("aria-current", "location");
  for (let one = link.closest("li details"); one; one = one.parentElement.closest("li details")) one.open = true;
  const offset = link.getBoundingClientRect().top - contents.getBoundingClientRect().top;
  if (offset < 0 || offset > contents.clientHeight - 40) contents.scrollTop += offset - contents.clientHeight / 2;
}

if (contents && headings.length) {
  if (matchMedia("(max-width: 62rem)").matches) contents.querySelector("details").open = false;
  let waiting = 0;
  addEventListener("scroll", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      const read = headings.filter((one) => one.getBoundingClientRect().top < 120).pop();
      if (read) follow(read.id);
    }, 80);
  }, { passive: true });
}
