"use strict";
(() => {
  const table = document.getElementById("findings");
  if (!table) {
    return;
  }
  const body = table.tBodies[0];
  const rows = Array.from(body.rows);
  const text = new Map();
  const search = document.getElementById("search");
  const severity = document.getElementById("severity");
  const verdict = document.getElementById("verdict");
  const shown = document.getElementById("shown");

  const words = (row) => {
    if (!text.has(row)) {
      text.set(row, row.textContent.toLowerCase());
    }
    return text.get(row);
  };

  const filter = () => {
    const wanted = search.value.trim().toLowerCase().split(/\s+/);
    let count = 0;
    for (const row of rows) {
      const fits =
        (severity.value === "" || row.dataset.severity === severity.value) &&
        (verdict.value === "" || row.dataset.verdict === verdict.value) &&
        wanted.every((word) => words(row).includes(word));
      row.hidden = !fits;
      count += fits ? 1 : 0;
    }
    shown.textContent = count + " of " + rows.length + " shown";
  };

  const key = (row, column) => {
    const cell = row.cells[column];
    return cell.dataset.key === undefined ? cell.textContent.trim() : Number(cell.dataset.key);
  };

  const order = new Intl.Collator("en", { numeric: true });
  const sort = (header, column) => {
    const down = header.getAttribute("aria-sort") === "ascending";
    const keys = new Map(rows.map((row) => [row, key(row, column)]));
    const compare = (a, b) =>
      typeof keys.get(a) === "number"
        ? keys.get(a) - keys.get(b)
        : order.compare(keys.get(a), keys.get(b));
    rows.sort((a, b) => (down ? compare(b, a) : compare(a, b)));
    for (const other of table.tHead.rows[0].cells) {
      other.removeAttribute("aria-sort");
    }
    header.setAttribute("aria-sort", down ? "descending" : "ascending");
    const all = document.createDocumentFragment();
    for (const row of rows) {
      all.append(row);
    }
    body.append(all);
  };

  Array.from(table.tHead.rows[0].cells).forEach((header, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = header.textContent;
    button.addEventListener("click", () => sort(header, column));
    header.replaceChildren(button);
  });
  for (const input of [search, severity, verdict]) {
    input.addEventListener("input", filter);
  }
  document.getElementById("filters").hidden = false;
  filter();
})();
