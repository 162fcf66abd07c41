// A comparison of many cities: long tables are shown a part at a time and searched, and the city
// that a reader chooses is marked in tables and figures. The address keeps it behind '#'.
(() => {
  "use strict";
  const ROWS = 50;
  const SVG = "http://www.w3.org/2000/svg";
  const own = document.getElementById("of-each");
  const each = JSON.parse(own.textContent);
  const words = own.dataset;
  const number = new Intl.NumberFormat(document.documentElement.lang);

  function made(name, text, given = {}) {
    const element = document.createElement(name);
    element.textContent = text;
    return Object.assign(element, given);
  }

  // Case and accents tell no words apart.
  const folded = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

  const wordsOf = (row) => folded([...row.cells].map((cell) => cell.textContent).join(" "));

  function paged(table) {
    const body = table.tBodies[0];
    const texts = new Map([...body.rows].map((row) => [row, wordsOf(row)]));
    if (texts.size <= ROWS) return;
    const field = made("input", "", { type: "search" });
    field.setAttribute("aria-label", words.find);
    field.placeholder = words.find;
    const before = made("button", "‹", { type: "button", title: words.before });
    const after = made("button", "›", { type: "button", title: words.after });
    before.setAttribute("aria-label", words.before);
    after.setAttribute("aria-label", words.after);
    const said = made("output", "");
    const bar = made("div", "", { className: "find" });
    bar.append(field, before, after, said);
    table.closest(".scroll").before(bar);
    let first = 0;
    function show() {
      const asked = folded(field.value).split(/\s+/).filter(Boolean);
      const found = [...body.rows].filter((row) => asked.every((word) => texts.get(row).includes(word)));
      if (first >= found.length) first = 0;
      const shown = new Set(found.slice(first, first + ROWS));
      for (const row of body.rows) row.hidden = !shown.has(row);
      before.disabled = first === 0;
      after.disabled = first + ROWS >= found.length;
      const places = [first + 1, first + shown.size, found.length].map((one) => number.format(one));
      said.textContent = shown.size
        ? ["first", "last", "total"].reduce(
          (text, name, place) => text.replace(`{${name}}`, places[place]), words.shown)
        : words.nothing;
    }
    function turn(by) {
      first = Math.max(0, first + by);
      show();
    }
    field.addEventListener("input", () => turn(-first));
    before.addEventListener("click", () => turn(-ROWS));
    after.addEventListener("click", () => turn(ROWS));
    table.tHead.addEventListener("click", () => turn(-first));
    show();
  }

  // A line from 0 to 100 per cent of the scale is in the figure for each row.
  function marked(line, place, name) {
    const box = line.getBBox();
    const mark = document.createElementNS(SVG, "circle");
    mark.setAttribute("class", "chosen");
    mark.setAttribute("cx", box.x + (box.width * place) / 100);
    mark.setAttribute("cy", box.y + box.height / 2);
    mark.setAttribute("r", 4.5);
    const title = document.createElementNS(SVG, "title");
    title.textContent = name;
    mark.append(title);
    line.closest("svg").append(mark);
  }

  function choose(at) {
    document.querySelectorAll("circle.chosen, td.chosen, th.chosen").forEach((one) => one.remove());
    document.querySelectorAll("tr.chosen").forEach((one) => one.classList.remove("chosen"));
    if (at < 0) return;
    const name = each.names[at];
    for (const [anchor, cells] of Object.entries(each.cells)) {
      const row = document.getElementById(anchor);
      const heads = row?.closest("table").tHead.rows[0];
      if (!row) continue;
      if (!heads.querySelector(".chosen")) {
        heads.append(made("th", `${name}: ${words.place}`, { className: "number chosen", scope: "col" }));
      }
      row.append(made("td", cells[at], { className: "number chosen" }));
    }
    for (const [code, places] of Object.entries(each.places)) {
      const line = document.querySelector(`g[data-row="${CSS.escape(code)}"]`);
      if (line && places[at] !== null) marked(line, places[at], name);
    }
    document.getElementById(`city-${each.codes[at]}`)?.classList.add("chosen");
  }

  const select = made("select", "", { id: "chosen-city" });
  select.append(new Option(words.none, ""));
  each.codes.forEach((code, at) => select.append(new Option(each.names[at], code)));
  const label = made("label", words.choose, { htmlFor: select.id });
  const bar = made("p", "", { className: "choose" });
  bar.append(label, select);
  document.querySelector("header.front dl.facts").after(bar);
  function recall() {
    const code = new URLSearchParams(window.location.hash.slice(1)).get("city");
    if (code === null || !each.codes.includes(code)) return;
    select.value = code;
    choose(each.codes.indexOf(code));
  }
  select.addEventListener("change", () => {
    const address = select.value ? `#${new URLSearchParams({ city: select.value })}` : window.location.pathname;
    window.history.replaceState(null, "", address);
    choose(each.codes.indexOf(select.value));
  });
  window.addEventListener("hashchange", recall);

  each.codes.forEach((code, at) => {
    const head = document.getElementById(`city-${code}`)?.cells[0];
    if (!head || !each.reports[at]) return;
    const link = made("a", "", { href: each.reports[at] });
    link.append(...head.childNodes);
    head.append(link);
  });
  document.querySelectorAll("table[data-long]").forEach(paged);
  recall();
})();
