"use strict";
(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const PAGE = 50;

  // Lists: search, filters, and no more items at a time than a browser draws at once.
  const lists = {};
  for (const form of all("form[data-filters]")) {
    const name = form.dataset.filters;
    const items = all(`[data-item="${name}"]`).map((element) => ({ element, words: null }));
    const more = document.querySelector(`[data-more="${name}"]`);
    let limit = PAGE;
    const matches = ({ element }) => all("[data-filter]", form)
      .every((select) => !select.value || element.dataset[select.dataset.filter] === select.value);
    const found = (item, words) => {
      item.words ??= item.element.textContent.toLowerCase();
      return words.every((word) => item.words.includes(word));
    };
    const update = () => {
      const words = form.querySelector("[data-search]").value.toLowerCase().split(/\s+/).filter(Boolean);
      let count = 0;
      for (const item of items) {
        const fits = matches(item) && found(item, words);
        count += fits;
        item.element.hidden = !fits || count > limit;
      }
      const shown = Math.min(count, limit);
      form.querySelector(".count").textContent = count > shown ? `${shown} of ${count} shown` : `${count} shown`;
      if (more) more.parentElement.hidden = count <= shown;
    };
    form.addEventListener("input", () => { limit = PAGE; update(); });
    form.addEventListener("submit", (event) => event.preventDefault());
    more?.addEventListener("click", () => { limit += PAGE; update(); });
    lists[name] = { update, show: (element) => { limit = Math.max(limit, items.findIndex((item) => item.element === element) + 1); update(); } };
    form.hidden = false;
    update();
  }

  // Links to an article open it.
  const open = () => {
    const target = document.getElementById(location.hash.slice(1));
    if (target?.matches("details.article")) {
      const form = document.querySelector('form[data-filters="article"]');
      if (target.hidden) { form.reset(); lists.article.show(target); }
      target.open = true;
      target.scrollIntoView();
      target.querySelector("summary").focus();
    }
  };
  addEventListener("hashchange", open);
  open();

  // Explanations stay inside of the window.
  const place = (event) => {
    const tip = event.target.closest?.("mark.date")?.querySelector(".tip");
    if (!tip) return;
    tip.style.setProperty("--shift", "0px");
    const box = tip.getBoundingClientRect();
    const width = document.documentElement.clientWidth;
    const shift = Math.min(0, width - 8 - box.right) || Math.max(0, 8 - box.left);
    tip.style.setProperty("--shift", `${shift}px`);
  };
  document.addEventListener("mouseover", place);
  document.addEventListener("focusin", place);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && document.activeElement?.matches("mark.date")) document.activeElement.blur();
  });

  // Decisions: kept by the browser where it keeps anything for files, saved as decisions.csv.
  const columns = ["article_id", "sha256", "about", "kind", "block", "start", "was", "decision", "value", "note"];
  const store = `dateline/${document.body.dataset.dataset}/${document.body.dataset.version}`;
  // A page has one day, whatever it was when it was decided on.
  const key = (data) => (data.about === "day" ? [data.article, data.about] : [data.article, data.about, data.of, data.block, data.start, data.was]).join("\u0000");
  // Rows of an earlier file on what is not shown here: saved again as they are.
  let carried = [];
  let kept = {};
  try { kept = JSON.parse(localStorage.getItem(store)) ?? {}; } catch { kept = {}; }
  const button = document.querySelector("[data-export]");
  const panels = all(".decide");
  const read = (panel) => {
    const decision = panel.querySelector("input[type=radio]:checked")?.value ?? "";
    const value = panel.querySelector(".value");
    const given = value.value.trim();
    const wanted = panel.dataset.about === "day" ? /^\d{4}-\d\d-\d\d$/ : /./;
    const bad = decision === "value" && !wanted.test(given);
    value.classList.toggle("bad", bad);
    value.setAttribute("aria-invalid", String(bad));
    return decision && !bad ? { decision, value: decision === "value" ? given : "", note: panel.querySelector(".why").value.trim() } : null;
  };
  const decided = () => panels.map((panel) => [panel.dataset, read(panel)]).filter(([, made]) => made);
  const tell = () => {
    const made = decided();
    const count = made.length + carried.length;
    const words = document.querySelector("[data-decided-count]");
    const more = carried.length ? ` ${carried.length} of them on what is not shown here.` : "";
    if (words) words.textContent = count === 0 ? "No decision yet." : (count === 1 ? "One decision." : `${count} decisions.`) + more;
    if (button) button.disabled = count === 0;
    kept = Object.fromEntries(made.map(([data, decision]) => [key(data), decision]));
    try { localStorage.setItem(store, JSON.stringify(kept)); } catch { /* They are still in the page. */ }
  };
  const mark = (panel) => {
    const card = panel.closest('[data-item="correction"]');
    if (card) card.dataset.decided = card.dataset.reviewed === "yes" || read(panel) ? "yes" : "no";
  };
  /// Whether the panel has such a decision to offer.
  const fill = (panel, made) => {
    const radio = panel.querySelector(`input[value="${made.decision}"]`);
    if (!radio) return false;
    radio.checked = true;
    panel.querySelector(".value").value = made.value;
    panel.querySelector(".why").value = made.note;
    mark(panel);
    return true;
  };
  for (const panel of panels) {
    const before = kept[key(panel.dataset)];
    if (before) fill(panel, before);
    panel.addEventListener("input", (event) => {
      if (event.target.matches(".value") && event.target.value) panel.querySelector('input[value="value"]').checked = true;
      mark(panel);
      tell();
    });
    panel.hidden = false;
    mark(panel);
  }
  for (const box of all(".decisions")) box.hidden = false;
  tell();
  /// The rows of a CSV file, each as its cells.
  const parse = (text) => {
    const rows = [[""]];
    let quoted = false;
    const source = text.replace(/^\ufeff/, "").replaceAll("\r\n", "\n");
    for (let at = 0; at < source.length; at += 1) {
      const [sign, row] = [source[at], rows.at(-1)];
      if (sign === '"' && quoted && source[at + 1] === '"') { row[row.length - 1] += '"'; at += 1; }
      else if (sign === '"') quoted = !quoted;
      else if (sign === "," && !quoted) row.push("");
      else if (sign === "\n" && !quoted) rows.push([""]);
      else row[row.length - 1] += sign;
    }
    return rows.filter((row) => row.length > 1);
  };
  document.querySelector("[data-import]")?.addEventListener("change", async (event) => {
    const file = event.target.files[0];
    if (!file) return;
    const [header, ...rows] = parse(await file.text());
    const words = document.querySelector("[data-decided-count]");
    if (String(header) !== String(columns)) { words.textContent = `${file.name} is no file of decisions.`; return; }
    const places = new Map(panels.map((panel) => [`${key(panel.dataset)}\u0000${panel.dataset.sha256}`, panel]));
    carried = rows.filter((row) => {
      const [article, sha256, about, of, block, start, was, decision, value, note] = row;
      const panel = places.get(`${key({ article, about, of, block, start, was })}\u0000${sha256}`);
      // What was decided here since stands.
      return !panel || !(read(panel) || fill(panel, { decision, value, note }));
    });
    tell();
  });
  const quote = (text) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  button?.addEventListener("click", () => {
    const rows = decided().map(([data, made]) =>
      [data.article, data.sha256, data.about, data.of, data.block, data.start, data.was, made.decision, made.value, made.note]);
    const csv = [columns, ...rows, ...carried].map((row) => row.map((cell) => quote(cell ?? "")).join(",") + "\n").join("");
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([csv], { type: "text/csv" }));
    link.download = "decisions.csv";
    link.click();
    URL.revokeObjectURL(link.href);
  });
})();
