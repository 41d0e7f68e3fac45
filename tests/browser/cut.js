// What of a page goes beyond the screen, or is cut: in words, a few.
() => {
  const beyond = document.documentElement.scrollWidth - innerWidth;
  const cut = [...document.querySelectorAll("body *")].filter((one) => {
    const { overflowX, overflowY, clipPath } = getComputedStyle(one);
    if (!one.checkVisibility() || one.closest("svg, .canvas, .CodeMirror, select, .aside") || clipPath !== "none") return false;
    const wide = ["hidden", "clip"].includes(overflowX) && one.scrollWidth > one.clientWidth + 1;
    const high = ["hidden", "clip"].includes(overflowY) && one.scrollHeight > one.clientHeight + 1;
    // What scrolls by itself is a table or a drawing, and the keyboard reaches it.
    const region = ["auto", "scroll"].includes(overflowX) && one.scrollWidth > one.clientWidth + 1 && !["TEXTAREA", "INPUT"].includes(one.tagName);
    return one.textContent.trim() && (wide || high || (region && !(one.tabIndex === 0 && (one.ariaLabel || one.getAttribute("aria-labelledby")))));
  });
  return [...(beyond > 0 ? [`${beyond} pixels beyond the screen`] : []), ...cut.slice(0, 3).map((one) => one.outerHTML.slice(0, 90))];
}
