// What takes the focus without showing it; the keyboard was used before, so that browsers show it.
() => {
  const unseen = [];
  for (const one of document.querySelectorAll("a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']")) {
    if (!one.checkVisibility() || one.disabled || one.closest(".CodeMirror")) continue;
    one.focus({ preventScroll: true });
    if (document.activeElement !== one) continue;
    const { outlineStyle, outlineWidth } = getComputedStyle(one);
    const drawn = one.closest("svg") && one.matches(":focus-visible");
    if (!drawn && (outlineStyle === "none" || parseFloat(outlineWidth) < 2)) unseen.push(one.outerHTML.slice(0, 90));
  }
  document.activeElement.blur();
  return unseen.slice(0, 3);
}
