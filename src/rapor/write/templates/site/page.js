"use strict";
// Searches the lines of all reports in this page's own data; nothing is fetched.
(() => {
  const STEP = 50;
  const PAUSE = 150;
  const byId = (id) => document.getElementById(id);
  const words = JSON.parse(byId("words").textContent);
  const form = byId("search");
  const fields = ["indicator", "city", "agency", "area", "status", "year"];
  const ofLines = ["indicator", "agency", "area", "status"];

  const number = new Intl.NumberFormat(words.language);
  const fold = (text) => text.normalize("NFD").replace(/\p{Diacritic}/gu, "").toLowerCase();
  const filled = (message, values) => message.replace(/\{(\w+)\}/g, (_, name) => values[name]);
  const counted = (forms, count) =>
    filled(forms[count === 1 ? 0 : 1], { count: number.format(count) });

  function made(tag, text, values = {}) {
    const one = document.createElement(tag);
    one.textContent = text;
    return Object.assign(one, values);
  }

  // 'later' has the cities that are further down, as they are shown.
  function start(index, later) {
    // What is typed matches a name that has all of its words somewhere, in any order.
    const names = {
      indicator: index.subjects.map((one) => fold(one[1])),
      agency: index.agencies.map(fold),
      city: index.cities.map((one) => fold(one[1])),
    };
    function matching(kind, typed) {
      const terms = fold(typed).split(/\s+/).filter(Boolean);
      return names[kind].map((name) => terms.every((term) => name.includes(term)));
    }

    function asked() {
      return Object.fromEntries(fields.map((name) => [name, form.elements[name].value.trim()]));
    }

    // Lines found, each as the place of its report and its place therein, in the page's order.
    function search(filter) {
      const area = index.areas.findIndex((one) => one[0] === filter.area);
      const status = index.statuses.findIndex((one) => one[0] === filter.status);
      const named = matching("indicator", filter.indicator);
      const agencies = matching("agency", filter.agency);
      const subjects = index.subjects.map((one, at) => named[at] && (area < 0 || one[2] === area));
      const teams = index.teams.map((team) => !filter.agency || team.some((one) => agencies[one]));
      const reports = shownReports(filter);
      const found = [];
      index.reports.forEach((report, at) => {
        if (!reports[at]) return;
        const [, , lines, team, , , state] = report;
        for (let line = 0; line < lines.length; line += 1) {
          const right = subjects[lines[line]] && teams[team[line]];
          if (right && (status < 0 || state[line] === status)) found.push([at, line]);
        }
      });
      return found;
    }

    function shownReports(filter) {
      const cities = matching("city", filter.city);
      return index.reports.map(
        (one) => cities[one[0]] && (!filter.year || String(one[1]) === filter.year),
      );
    }

    function row([at, line]) {
      const [city, year, lines, teams, targets, realised, states] = index.reports[at];
      const [slug, name] = index.cities[city];
      const [code, label, area, unit] = index.subjects[lines[line]];
      const [state, symbol, word] = index.statuses[states[line]];
      const anchor = index.anchors[state] ?? index.anchors.line + code;
      const head = made("th", "", { scope: "row" });
      head.append(made("a", label, { href: `${slug}/${year}/${index.page}#${anchor}` }));
      const about = [index.areas[area][1], unit].filter(Boolean).join(" · ");
      if (about) head.append(made("span", about, { className: "about" }));
      const status = made("td", "", { className: "status" });
      if (symbol) {
        const sign = made("span", symbol, { className: `symbol ${state}` });
        sign.setAttribute("aria-hidden", "true");
        status.append(sign, " ");
      }
      status.append(word);
      const cells = [
        made("td", name, { className: "place" }),
        made("td", year, { className: "year" }),
        made("td", index.teams[teams[line]].map((one) => index.agencies[one]).join("; "), {
          className: "agencies",
        }),
        made("td", index.figures[targets[line]], { className: "number target" }),
        made("td", index.figures[realised[line]], { className: "number realised" }),
        status,
      ];
      const whole = document.createElement("tr");
      whole.append(head, ...cells);
      const titles = document.querySelectorAll("#found thead th");
      [...whole.children].forEach((one, place) => {
        one.dataset.name = titles[place].textContent;
      });
      return whole;
    }

    // Shows a list a step at a time; 'reveal' shows the next ones and returns the first of them.
    function paged(button, reveal) {
      let all = [];
      let shown = 0;
      function more() {
        const next = all.slice(shown, shown + STEP);
        shown += next.length;
        const left = Math.min(STEP, all.length - shown);
        button.hidden = left === 0;
        button.textContent = filled(words.more, { count: number.format(left) });
        return reveal(next);
      }
      button.addEventListener("click", () => more().querySelector("a").focus());
      return (found) => {
        all = found;
        shown = 0;
        more();
      };
    }
    const showLines = paged(byId("more-lines"), (next) => {
      const rows = next.map(row);
      byId("lines").append(...rows);
      return rows[0];
    });
    const showCities = paged(byId("more-cities"), (next) => {
      const shown = next.map(([city, years]) => {
        const body = bodyOf(city);
        body.querySelectorAll("tr[data-year]").forEach((one) => {
          one.hidden = !years.includes(one.dataset.year);
        });
        body.hidden = false;
        return body;
      });
      table.append(...shown);
      return shown[0];
    });

    function say(filter, reports, lines) {
      const cities = new Set(reports.map((at) => index.reports[at][0]));
      const values = {
        lines: counted(words.lines, lines.length),
        reports: counted(words.reports, reports.length),
        cities: counted(words.cities, cities.size),
      };
      const many = lines.length > STEP ? ` ${filled(words.first, { count: STEP })}` : "";
      const searched = ofLines.some((name) => filter[name]);
      if (reports.length === 0) return words.nothing;
      return searched ? filled(words.found, values) + many : filled(words.shown, values);
    }

    const key = (report) => `${index.cities[report[0]][0]}/${report[1]}`;
    const table = byId("reports");
    const bodies = new Map(
      [...table.querySelectorAll("tbody")].map((body) => [body.dataset.city, body]),
    );
    const requested = new Map();
    function addTo(body) {
      body.querySelectorAll("tr[data-year]").forEach((one) => {
        const items = requested.get(`${body.dataset.city}/${one.dataset.year}`) ?? [];
        one.lastElementChild.append(...items);
      });
    }
    function bodyOf(city) {
      if (!bodies.has(city)) {
        const whole = document.createElement("template");
        whole.innerHTML = `<table>${later[city]}</table>`;
        const body = whole.content.querySelector("tbody");
        addTo(body);
        bodies.set(city, body);
      }
      return bodies.get(city);
    }

    function show() {
      const filter = asked();
      const searched = ofLines.some((name) => filter[name]);
      const kept = shownReports(filter);
      const found = searched ? search(filter) : [];
      byId("lines").replaceChildren();
      byId("found").hidden = found.length === 0;
      showLines(found);
      const listed = new Map();
      index.reports.forEach(([city, year], at) => {
        const [slug] = index.cities[city];
        if (kept[at]) listed.set(slug, [...(listed.get(slug) ?? []), String(year)]);
      });
      bodies.forEach((body) => {
        body.hidden = true;
      });
      showCities([...listed]);
      const places = searched ? new Set(found.map((one) => one[0])) : [...kept.keys()];
      byId("said").textContent = say(
        filter,
        [...places].filter((at) => kept[at]),
        found,
      );
    }

    // The search stands in the address after '#', so that it can be sent and comes back.
    function remember() {
      const set = Object.entries(asked()).filter(([, value]) => value);
      const address = set.length ? `#${new URLSearchParams(set)}` : window.location.pathname;
      window.history.replaceState(null, "", address);
    }
    function recall() {
      const hash = window.location.hash.slice(1);
      if (hash && !hash.includes("=")) return;
      const set = new URLSearchParams(hash);
      fields.forEach((name) => {
        const field = form.elements[name];
        field.value = set.get(name) ?? "";
        if (field.selectedIndex < 0) field.value = "";
      });
      show();
    }

    function offer() {
      const sorted = (texts) =>
        [...new Set(texts)].sort((one, other) => one.localeCompare(other, words.language));
      const options = (id, texts) =>
        byId(id).append(...sorted(texts).map((text) => new Option("", text)));
      options("indicators", index.subjects.map((one) => one[1]));
      options("city-names", index.cities.map((one) => one[1]));
      options("agencies", index.agencies);
      const areas = index.areas.filter((one) => one[0]);
      byId("area").append(...areas.map(([code, name]) => new Option(name, code)));
      const statuses = index.statuses.map(([code, symbol, word]) =>
        new Option(`${symbol} ${word}`.trim(), code),
      );
      byId("status").append(...statuses);
    }

    // Reports that were made on request are listed in a file of their own, which may be missing.
    function addRequested(listed) {
      const known = new Set(index.reports.map(key));
      listed.forEach((one) => {
        const own = `${one.city}/${one.year}`;
        const beside = known.has(own);
        const title = `${one.name || words.between} ${one.year}`;
        const about = [
          words.halves[one.period],
          one.language === words.language ? "" : words.languages[one.language],
        ].filter(Boolean);
        const item = made(beside ? "span" : "li", [...(beside ? [] : [title]), ...about].join(", "));
        item.className = "requested";
        one.files.forEach(([format, href]) => {
          const link = made("a", format, { href });
          link.setAttribute("aria-label", [format, title, ...about].join(", "));
          item.append(" ", link);
        });
        if (beside) {
          requested.set(own, [...(requested.get(own) ?? []), item]);
        } else {
          byId("requested").querySelector("ul").append(item);
          byId("requested").hidden = false;
        }
      });
      bodies.forEach(addTo);
    }

    let waiting = 0;
    form.addEventListener("input", () => {
      clearTimeout(waiting);
      waiting = setTimeout(() => {
        remember();
        show();
      }, PAUSE);
    });
    form.addEventListener("reset", () => {
      setTimeout(() => {
        remember();
        show();
      });
    });
    form.addEventListener("submit", (event) => event.preventDefault());
    window.addEventListener("hashchange", recall);

    offer();
    addRequested(window.raporOnRequest ?? []);
    form.hidden = false;
    recall();
    if (!byId("said").textContent) show();
  }

  // A long index comes in files beside the page, one after another, once the page is shown.
  function load(names, then) {
    const [name, ...others] = names;
    if (!name) {
      then();
      return;
    }
    const part = made("script", "", { src: name });
    part.addEventListener("load", () => load(others, then));
    part.addEventListener("error", () => {
      byId("said").textContent = filled(words.missing, { name });
    });
    document.head.append(part);
  }
  const own = byId("index");
  const parts = (own.dataset.parts ?? "").split(" ").filter(Boolean);
  if (parts.length === 0) {
    start(JSON.parse(own.textContent), {});
  } else {
    const begin = () => start(window.raporIndex, window.raporCities);
    window.addEventListener("load", () => setTimeout(() => load(parts, begin)));
  }
})();
