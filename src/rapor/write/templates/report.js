// The page reads without this script; with it, tables sort, headings can be linked to, and the
// contents follow the reader. It asks nothing of a network and keeps nothing.
(() => {
  "use strict";
  const page = document.documentElement;
  const said = document.body.dataset;
  const collator = new Intl.Collator(page.lang, { numeric: true, sensitivity: "base" });

  // A number sorts by its value, a text by its words without the symbol before them.
  function keyOf(cell) {
    if (cell.dataset.v !== undefined) return Number(cell.dataset.v);
    return cell.textContent.trim().replace(/^[^\p{L}\p{N}]+/u, "");
  }

  // Numbers come before words; what is not there comes last whichever way one sorts.
  function compare(one, other, way) {
    if (one === "" || other === "") return (one === "") - (other === "");
    const numbers = (typeof other === "number") - (typeof one === "number");
    if (numbers) return numbers;
    return way * (typeof one === "number" ? one - other : collator.compare(one, other));
  }

  function sortable(table) {
    const heads = [...table.tHead.rows[0].cells];
    const bodies = [...table.tBodies].map((body) => ({
      body, rows: [...body.rows].filter((row) => !row.classList.contains("group")),
    }));
    function sort(column, way) {
      for (const { body, rows } of bodies) {
        const sorted = way
          ? rows.map((row) => [keyOf(row.cells[column]), row])
            .sort((one, other) => compare(one[0], other[0], way)).map(([, row]) => row)
          : rows;
        body.append(...sorted);
      }
    }
    heads.forEach((head, column) => {
      const button = document.createElement("button");
      button.type = "button";
      button.title = said.sort;
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => {
        const next = { none: "ascending", ascending: "descending", descending: "none" };
        const now = next[head.getAttribute("aria-sort") ?? "none"];
        heads.forEach((other) => other.removeAttribute("aria-sort"));
        if (now !== "none") head.setAttribute("aria-sort", now);
        sort(column, { none: 0, ascending: 1, descending: -1 }[now]);
      });
    });
  }

  function linked(heading) {
    const id = heading.id || heading.closest("section[id]")?.id;
    if (!id) return;
    const link = document.createElement("a");
    link.className = "anchor";
    link.href = `#${id}`;
    link.textContent = "#";
    link.setAttribute("aria-label", `${said.link}: ${heading.textContent.trim()}`);
    heading.append(" ", link);
  }

  // The contents are open beside the text, and folded above it where there is no room beside.
  function contents(folded) {
    const beside = matchMedia("(min-width: 62rem)");
    const show = () => { folded.open = beside.matches; };
    beside.addEventListener("change", show);
    show();
    folded.addEventListener("click", (event) => {
      if (event.target.closest("a") && !beside.matches) folded.open = false;
    });
    const links = new Map([...folded.querySelectorAll("a")].map((one) => [one.hash.slice(1), one]));
    const seen = new Set();
    const watch = new IntersectionObserver((entries) => {
      for (const { target, isIntersecting } of entries) {
        seen[isIntersecting ? "add" : "delete"](target.id);
      }
      const current = [...links.keys()].filter((id) => seen.has(id)).pop();
      links.forEach((link, id) => {
        if (id === current) link.setAttribute("aria-current", "location");
        else link.removeAttribute("aria-current");
      });
    }, { rootMargin: "0px 0px -75% 0px" });
    links.forEach((_, id) => watch.observe(document.getElementById(id)));
  }

  // Only what can be scrolled is a stop for the keyboard.
  const sizes = new ResizeObserver((entries) => {
    for (const { target } of entries) {
      if (target.scrollWidth > target.clientWidth) target.tabIndex = 0;
      else target.removeAttribute("tabindex");
    }
  });

  document.querySelectorAll("table.sort").forEach(sortable);
  document.querySelectorAll("main h2, main h3").forEach(linked);
  document.querySelectorAll("nav details").forEach(contents);
  document.querySelectorAll(".scroll").forEach((one) => sizes.observe(one));
})();
