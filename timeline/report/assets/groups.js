// A long table on a narrow window: its rows in groups that unfold, those of a month or of a kind. A short list, a wide
// window and paper have no use for them and show every row. What is folded is found by the search of the browser too.
const FEW_ROWS = 20; // so many are shown as they are

// counted: number of rows -> words
function rowGroups(table, counted) {
  const narrow = matchMedia("screen and (max-width: 55.99rem)"), plain = table.tBodies[0];
  const folded = "onbeforematch" in table ? "until-found" : "";
  let laid = null, mark = "", unfolded = new Set();

  function turn(head, body, open) {
    head.querySelector("button").setAttribute("aria-expanded", String(open));
    if (open) body.removeAttribute("hidden");
    else body.setAttribute("hidden", folded);
    if (open) unfolded.add(body.dataset.group);
    else unfolded.delete(body.dataset.group);
  }
  function element(tag, into, attributes, words = "") {
    const one = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) one.setAttribute(name, value);
    one.textContent = words;
    into.append(one);
    return one;
  }
  function group({ key, name, rows }, all, at) {
    const id = "group-" + at, into = document.createDocumentFragment();
    const head = element("tbody", into, { class: "head", role: "rowgroup" });
    const cell = element("th", element("tr", head, { role: "row" }), { role: "rowheader", scope: "rowgroup", colspan: 6 });
    const button = element("button", cell, { type: "button", "aria-controls": id });
    element("span", button, { dir: "auto" }, name);
    button.append(" ");
    element("span", button, { class: "quiet" }, counted(all));
    const body = element("tbody", into, { id, role: "rowgroup", "data-group": key });
    body.append(...rows);
    turn(head, body, unfolded.has(key));
    button.addEventListener("click", () => {
      const open = button.getAttribute("aria-expanded") === "true";
      turn(head, body, !open);
      // The heading of a long group stays in sight while one reads on: closed, the page goes back to where it belongs
      const above = body.getBoundingClientRect().top - head.offsetHeight;
      if (open && above < 0) scrollBy({ top: above, behavior: "instant" });
    });
    body.addEventListener("beforematch", () => turn(head, body, true));
    table.append(into);
  }

  // rows: in order, hidden ones too; groupOf: row -> [key, name]; sizes: key -> number of rows, where more are to come;
  // chosen: whether the reader asked for these rows, who then sees the first of them; order: told apart by its words
  function lay({ rows, groupOf, sizes, chosen, order }) {
    const on = rows.filter((row) => !row.hidden), now = [order, chosen, ...on.map((row) => row.dataset.id)].join(" ");
    const again = mark !== "" && now.startsWith(mark); // the same rows, or more of them
    if (now === mark && laid.narrow === narrow.matches && on.every((row) => row.isConnected)) return;
    [mark, laid] = [now, { narrow: narrow.matches, asked: { rows, groupOf, sizes, chosen, order } }];
    const groups = new Map();
    if (narrow.matches && on.length > FEW_ROWS) for (const row of on) {
      const [key, name] = groupOf(row);
      if (!groups.has(key)) groups.set(key, { key, name, rows: [] });
      groups.get(key).rows.push(row);
    }
    if (!again) {
      unfolded = new Set();
      let shown = 0;
      for (const { key, rows: own } of chosen ? groups.values() : []) {
        if (shown && shown + own.length > FEW_ROWS) break;
        unfolded.add(key);
        shown += own.length;
      }
    }
    plain.replaceChildren(...(groups.size ? rows.filter((row) => row.hidden) : rows));
    for (const body of [...table.tBodies].slice(1)) body.remove();
    let at = 0;
    for (const one of groups.values()) group(one, sizes ? sizes.get(one.key) : one.rows.length, at++);
  }
  narrow.addEventListener("change", () => laid && lay(laid.asked));
  return lay;
}
