// Comfort for the SPARQL page: our terms to insert, and the editor where its files are there. Without, the form is complete.
const area = document.getElementById("query");
const form = document.getElementById("own");
const terms = JSON.parse(document.getElementById("terms").textContent);
const term = document.getElementById("term");
const MOST = 60;

document.getElementById("known").append(...terms.map(([name, label]) => new Option(label, name)));
document.querySelector(".insert").hidden = false;

const write = window.Yasqe ? editor() : plain();

document.getElementById("insert").addEventListener("click", insert);
term.addEventListener("keydown", (event) => {
  if (event.key !== "Enter") return;
  event.preventDefault();
  insert();
});

function insert() {
  if (term.value) write(`${term.value} `);
  term.value = "";
}

function plain() {
  return (text) => {
    area.setRangeText(text, area.selectionStart, area.selectionEnd, "end");
    area.focus();
  };
}

function editor() {
  const { Yasqe } = window;
  // Those of its own ask other sites.
  Yasqe.registerAutocompleter(
    { name: "ours", bulk: false, autoShow: true, persistenceId: null, isValidCompletionPosition: begins, get: found, postprocessHints: told },
    false,
  );
  const box = document.createElement("div");
  area.after(box);
  area.hidden = true;
  document.getElementById("keys").hidden = false;
  const written = new Yasqe(box, {
    value: area.value,
    persistenceId: null,
    createShareableLink: null,
    consumeShareLink: null,
    prefixCcApi: null,
    showQueryButton: false,
    resizeable: false,
    collapsePrefixesOnLoad: false,
    autocompleters: ["ours", "variables"],
    screenReaderLabel: document.querySelector('label[for="query"]').textContent,
    // As high as its text: what scrolls by itself would be one more stop for the keyboard.
    editorHeight: "auto",
    viewportMargin: Infinity,
    extraKeys: {
      "Ctrl-Space": () => written.autocomplete(false),
      "Cmd-Enter": send,
      "Ctrl-Enter": send,
      // The keyboard is never caught: Tab leaves the editor after Escape, and indents before.
      Esc: () => written.setOption("extraKeys", { ...written.getOption("extraKeys"), Tab: false, "Shift-Tab": false }),
    },
  });
  // It shows all its lines: a turn of the wheel over it is meant for the page.
  box.addEventListener("wheel", (event) => event.stopPropagation(), { capture: true, passive: true });
  written.on("change", () => { area.value = written.getValue(); });
  document.querySelector('label[for="query"]').addEventListener("click", () => written.focus());
  return (text) => {
    written.replaceSelection(text);
    written.focus();
  };
}

function send() {
  form.requestSubmit();
}

function begins(yasqe) {
  const { string, type } = yasqe.getCompleteToken();
  return /^(<|[a-z][\w-]*:?[\w-]*)$/i.test(string) && type !== "comment" && type !== "string";
}

function found(_yasqe, token) {
  const asked = token.string.toLowerCase();
  const near = ([name, label]) => name.toLowerCase().includes(asked) || label.toLowerCase().includes(asked);
  const first = ([name]) => (name.toLowerCase().startsWith(asked) ? 0 : 1);
  return terms.filter(near).sort((one, other) => first(one) - first(other)).slice(0, MOST).map(([name]) => name);
}

function told(_yasqe, hints) {
  const labels = new Map(terms);
  return hints.map((hint) => ({ ...hint, displayText: `${hint.text} · ${labels.get(hint.text) ?? ""}` }));
}
