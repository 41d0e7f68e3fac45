// The button that prints the sheet: without this file, the menu of the browser does.

const button = document.getElementById("print");
button.hidden = false;
button.addEventListener("click", () => window.print());
