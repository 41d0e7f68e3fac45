// What of a page does not meet the criteria of RGAA that a machine can see: `number: what`, one string each.
() => {
  const wrong = [];
  const all = (chosen, within = document) => [...within.querySelectorAll(chosen)];
  const seen = (one) => one.checkVisibility();
  const told = (one) => one.outerHTML.slice(0, 90);
  const amiss = (number, ones) => ones.slice(0, 3).forEach((one) => wrong.push(`${number}: ${one instanceof Element ? told(one) : one}`));
  const tidy = (text) => (text ?? "").replace(/\s+/g, " ").trim().toLowerCase();
  const byIds = (ids) => (ids ?? "").split(" ").map((id) => document.getElementById(id)?.textContent ?? "").join(" ");
  const label = (one) => tidy(one.getAttribute("aria-label") || byIds(one.getAttribute("aria-labelledby")) || [...(one.labels ?? [])].map((it) => it.textContent).join(" "));
  const main = document.querySelector("main");

  amiss("1.2", all("svg, img").filter((one) => !one.parentElement.closest("svg") && !["img", "group", "application"].includes(one.getAttribute("role")) && !(one.ariaHidden === "true" || one.closest("[aria-hidden=true], [role=img]") || one.alt === "")));
  amiss("1.9", all("figure").filter((one) => one.querySelector("figcaption") && !label(one)));
  amiss("2.1", all("iframe, frame, object, embed"));
  amiss("5.4", all("table").filter((one) => !one.caption && !label(one)));
  amiss("6.1", all("a[href]").filter((one) => seen(one) && /^(ici|cliquez ici|lire la suite|en savoir plus|suite|plus|here|click here|read more|more|link)$/.test(tidy(one.textContent))));
  amiss("6.1", all("a[href][aria-label], button[aria-label]").filter((one) => seen(one) && (tidy(one.innerText).match(/[\p{L}\d]+/gu) ?? []).some((word) => !tidy(one.ariaLabel).includes(word))));
  amiss("7.4", all("select[name=forme], select[name=sur]").filter((one) => !one.form?.action.includes("/question") ? false : !byIds(one.getAttribute("aria-describedby")).trim()));
  amiss("8.1", document.doctype?.name === "html" && document.compatMode === "CSS1Compat" ? [] : ["no document type"]);
  amiss("8.2", Object.entries(Object.groupBy(all("[id]"), (one) => one.id)).filter(([, ones]) => ones.length > 1).map(([id]) => `twice: ${id}`));
  amiss("8.9", all("p, h1, h2, h3, h4, h5, h6, li, blockquote, caption, legend", main).filter((one) => !one.textContent.trim() && !one.querySelector("svg, img, input, button")));
  amiss("8.9", all("br + br, center, font, big, strike, marquee, blink, table[role=presentation]"));
  const levels = all("h1, h2, h3, h4, h5, h6").map((one) => Number(one.tagName[1]));
  amiss("9.1", all("h1").length === 1 && levels[0] === 1 ? [] : [`first ${levels.slice(0, 5)}`]);
  amiss("9.1", levels.slice(1).flatMap((level, at) => (level > levels[at] + 1 ? [`h${levels[at]} then h${level}: ${all("h1, h2, h3, h4, h5, h6")[at + 1].innerText}`] : [])));
  amiss("9.2", ["body > header", "body > main", "body > footer", "body > header nav[aria-label]", "[role=search]"].filter((one) => !document.querySelector(one)));
  amiss("9.4", all(".passage").filter((one) => one.tagName !== "BLOCKQUOTE"));
  amiss("10.1", all("[style], [align], [bgcolor], [valign], [cellpadding], table[width], td[width], [border], body[text]").filter((one) => !one.closest("svg, .CodeMirror, .vis-network, .canvas") && !one.matches(".CodeMirror *")));
  const rules = [...document.styleSheets].filter((one) => !one.href?.match(/editor|vis-network/)).flatMap((one) => [...one.cssRules]).flatMap((one) => [one, ...(one.cssRules ?? [])]);
  amiss("10.2", rules.filter((one) => /background-image|background:[^;]*url/.test(one.cssText) || /[\p{L}\d]/u.test((one.style?.content ?? "").replace(/attr\(data-label\)|none|normal/g, ""))).map((one) => one.cssText.slice(0, 80)));
  const body = rules.find((one) => one.selectorText === "body" && one.style.color);
  amiss("10.5", body?.style.background || body?.style.backgroundColor ? [] : ["body"]);
  amiss("10.13", rules.filter((one) => one.selectorText?.includes(":hover") && ["display", "visibility", "opacity", "clip", "clipPath", "content"].some((name) => one.style[name])).map((one) => one.cssText.slice(0, 80)));
  amiss("11.5", all("form").flatMap((form) => Object.values(Object.groupBy(all("input[type=checkbox], input[type=radio]", form), (one) => one.name)).filter((ones) => ones.length > 1 && !ones.every((one) => one.closest("fieldset, [role=group]"))).map((ones) => ones[0])));
  amiss("11.6", all("fieldset").filter((one) => !one.querySelector(":scope > legend")?.textContent.trim()));
  amiss("11.8", all("optgroup").filter((one) => !one.label));
  amiss("11.9", all("button, input[type=submit]").filter((one) => tidy(one.textContent || one.value).length < 2 && !one.ariaLabel));
  amiss("12.8", all("[tabindex]").filter((one) => one.tabIndex > 0));
  amiss("13.2", all("[target=_blank], base[target]"));
  amiss("13.7", rules.filter((one) => one instanceof CSSKeyframesRule || one.style?.animationName || one.style?.transitionProperty).map((one) => one.cssText.slice(0, 80)));
  return wrong;
}
