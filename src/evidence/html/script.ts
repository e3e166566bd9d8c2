/** Search and filter: the page's only script, without which everything is there all the same. */
export const script = `
"use strict";
(() => {
  const bar = document.querySelector(".find");
  const box = bar.querySelector("input");
  const state = bar.querySelector("select");
  const told = bar.querySelector("output");
  bar.hidden = false;
  const items = [...document.querySelectorAll("[data-find]")];
  const folds = [...document.querySelectorAll(".rows-of")];
  const groups = [...document.querySelectorAll(".group")];
  let texts;
  const opened = new Set();
  let timer;
  function apply() {
    const words = box.value.toLowerCase().split(/\\s+/).filter(Boolean);
    const wanted = state.value;
    texts ??= items.map((item) => item.textContent.toLowerCase());
    const seen = new Set();
    let found = 0;
    items.forEach((item, i) => {
      const fits = words.every((word) => texts[i].includes(word)) && (!wanted || !("state" in item.dataset) || item.dataset.state === wanted);
      item.hidden = !fits;
      if (!fits) return;
      found++;
      seen.add(item.closest(".rows-of"));
      seen.add(item.closest(".group"));
    });
    // A specification that is found does not need its standard, but a group without any is out of the way.
    for (const group of groups) group.hidden = !seen.has(group);
    for (const fold of folds) {
      fold.hidden = !seen.has(fold);
      const open = words.length > 0 && seen.has(fold);
      if (open && !fold.open && seen.size <= 24) { fold.open = true; opened.add(fold); }
      else if (!open && opened.delete(fold)) fold.open = false;
    }
    told.textContent = words.length > 0 || wanted ? found + " found" : "";
  }
  const later = () => { clearTimeout(timer); timer = setTimeout(apply, 120); };
  box.addEventListener("input", later);
  state.addEventListener("change", apply);
  bar.addEventListener("submit", (event) => { event.preventDefault(); apply(); });
  function reveal() {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    if (target.closest("[hidden]")) { box.value = ""; state.value = ""; apply(); }
    for (let at = target; at; at = at.parentElement) if (at.tagName === "DETAILS") at.open = true;
    target.scrollIntoView();
  }
  addEventListener("hashchange", reveal);
  reveal();
})();
`;
