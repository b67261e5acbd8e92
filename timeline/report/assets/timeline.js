// The timeline page: filters act on chart, table, counts and address together; a click or Enter opens an event.
(async function () {
  "use strict";
  document.documentElement.classList.add("js");
  // The card of an address opens over the page: the browser, which looks for it among all cards, must not glide on there
  if (location.hash.includes("event=")) document.documentElement.style.scrollBehavior = "auto";
  if (!document.getElementById("chart")) return; // nothing is on record
  const data = JSON.parse(document.getElementById("data").textContent);
  const big = data.large ? await loadLarge(data) : null; // many events: see large.js
  if (big) data.events = big.events;
  const script = document.createElement("script"), rest = () => new Promise((go) => setTimeout(go));
  script.textContent = await unpacked(document.getElementById("plotly").textContent);
  await rest();
  document.head.append(script);
  await rest();
  const $ = (id) => document.getElementById(id);
  const chart = $("chart"), form = $("filters"), dialog = $("dialog"), table = $("table");
  const cards = new Map([...document.querySelectorAll("[data-card]")].map((card) => [card.dataset.card, card]));
  // What is searched: summary, facts and quotations of the card, not what stands around them or is linked; signs that
  // are shown by their number are searched over
  const textOf = (event) => [...cards.get(event.id).querySelectorAll("h3, .facts dd, mark, .id")].map((part) => part.textContent).join(" ").toLowerCase();
  function read(event) {
    const text = big ? big.textOf(event) : textOf(event), bare = text.replace(/\u27e8u\+[0-9a-f]+\u27e9/g, "");
    return bare === text ? text : text + " " + bare;
  }
  const byId = big ? big.byId : new Map(data.events.map((event) => [event.id, event]));
  const rows = new Map([...table.tBodies[0].rows].map((row) => [row.dataset.id, row]));
  const SELECTS = ["party", "issue", "person", "source", "modality"];
  const allTypes = [...form.querySelectorAll("[name=type]:not(:disabled)")];
  const LANES = [...document.querySelectorAll("[data-lanes]")].map((button) => button.dataset.lanes);
  const SPANS = [...document.querySelectorAll("[data-days]")].map((button) => button.dataset.days);
  if (!big) for (const event of data.events) {
    event.begin = Date.parse(event.first || event.last);
    event.finish = Date.parse(event.last || event.first);
    event.on = true;
  }
  const time = chartTime, iso = chartDay;
  // days: the button pressed; to: the day that such a span ends with; span: any other, to which the reader moved
  const view = { lanes: LANES[0], fold: "", days: "", to: "", span: null, sort: "date", order: "ascending", event: "" };
  const period = periodShown(data, chart, view), { next, usual } = period;
  view.days = usual;
  if (big) await rest();
  let visible = data.events.length; // how many events fit the choice; each of them is on
  let drawn = null, laid = null;
  const folds = laneFolds(view, $("fold"));

  const fill = (words, values) => words.replace(/\{(\w+)\}/g, (found, name) => (name in values ? Number(values[name]).toLocaleString("en") : found));
  if (data.locale) Plotly.register(data.locale);

  // What is chosen, from the form
  function chosen() {
    const q = form.q.value.trim().toLowerCase(), choice = { words: q.split(/\s+/).filter(Boolean) };
    for (const name of SELECTS) choice[name] = form[name].value;
    choice.set = SELECTS.filter((name) => choice[name]);
    choice.types = new Set(allTypes.filter((box) => box.checked).map((box) => box.value));
    return choice;
  }
  function fits(event, choice, anyType) {
    return (anyType || choice.types.has(event.type[0]))
      && choice.words.every((word) => event.text.includes(word))
      && choice.set.every((name) => event[name].includes(choice[name]));
  }

  // The view lives in the address, so that it can be linked
  function address() {
    const choice = chosen(), parts = new URLSearchParams();
    if (view.event) parts.set("event", view.event);
    if (form.q.value.trim()) parts.set("q", form.q.value.trim());
    for (const name of SELECTS) if (choice[name]) parts.set(name, choice[name]);
    if (choice.types.size < allTypes.length) parts.set("type", [...choice.types].join(","));
    if (view.lanes !== LANES[0]) parts.set("lanes", view.lanes);
    if (view.fold) parts.set("fold", view.fold);
    if (view.span) parts.set("span", view.span.map((at) => at.replace(" ", "T").replace("T00:00", "")).join("/"));
    else if (view.days !== usual) parts.set("days", view.days);
    if (!view.span && Number(view.days) && view.to) parts.set("to", view.to);
    if (view.sort !== "date" || view.order !== "ascending") parts.set("sort", view.sort + "," + view.order);
    const hash = parts.toString().replace(/%2F/g, "/").replace(/%3A/g, ":");
    return hash ? "#" + hash : location.pathname + location.search;
  }
  // A step that Back takes back, or the same place in another view; a card that was opened here is closed by Back
  const toHash = () => history.replaceState(history.state, "", address());
  const stepTo = (state) => { if (location.hash !== address() && location.hash + address() !== location.pathname + location.search) history.pushState(state, "", address()); };
  const eventOf = (hash) => new URLSearchParams(hash.slice(1)).get("event") || "";
  const bare = (hash) => { const parts = new URLSearchParams(hash.slice(1)); parts.delete("event"); return parts.toString(); };
  function fromHash() {
    const parts = new URLSearchParams(location.hash.slice(1));
    form.q.value = parts.get("q") || "";
    for (const name of SELECTS) {
      const value = parts.get(name) || "";
      form[name].value = [...form[name].options].some((option) => option.value === value) ? value : "";
    }
    const types = parts.has("type") ? new Set(parts.get("type").split(",")) : null;
    for (const box of allTypes) box.checked = !types || types.has(box.value);
    view.lanes = LANES.includes(parts.get("lanes")) ? parts.get("lanes") : LANES[0];
    view.fold = ["yes", "no"].includes(parts.get("fold")) ? parts.get("fold") : "";
    view.days = SPANS.includes(parts.get("days")) ? parts.get("days") : usual;
    const span = (parts.get("span") || "").split("/").map(time);
    view.span = span.length === 2 && span[0] < span[1] ? span.map(iso) : null;
    view.to = /^\d{4}-\d\d-\d\d$/.test(parts.get("to") || "") ? parts.get("to") : "";
    const [sort, order] = (parts.get("sort") || "date,ascending").split(",");
    if (table.querySelector(`[data-sort="${CSS.escape(sort)}"]`)) {
      view.sort = sort;
      view.order = order === "descending" ? order : "ascending";
    }
    return parts.get("event") || "";
  }

  // The choice in words beside the count, and in SQL where the query of the table is shown
  const query = document.querySelector("#asked code"), whole = query.textContent;
  function tell(choice) {
    const options = choice.set.map((name) => [form[name].closest("label").querySelector("span").textContent, form[name].selectedOptions[0].textContent]);
    if (choice.types.size < allTypes.length)
      options.push([form.querySelector(".types legend").textContent, allTypes.filter((box) => box.checked).map((box) => box.closest("label").querySelector("span").textContent).join(", ") || "–"]);
    if (choice.words.length) options.push([form.q.closest("label").querySelector("span").textContent, form.q.value.trim()]);
    $("under").textContent = options.map((pair) => pair.join(": ")).join("; ");
    const literal = (text) => "'" + text.replace(/'/g, "''") + "'", column = { party: "parties", issue: "issues", person: "actors" }, found = data.events.filter((event) => event.on);
    const formed = `CASE WHEN type = 'deadline' AND modality = 'actual' AND coalesce(date_last >= DATE '${data.as_of}', true) THEN 'planned' ELSE modality END`;
    const parts = choice.set.map((name) => {
      if (name === "modality") return `${formed} = ${literal(choice[name])}`;
      if (name !== "source") return `list_contains(${column[name]}, ${literal(choice[name])})`;
      const from = choice.source === data.words.noPublisher ? "publisher IS NULL" : `publisher = ${literal(choice.source)}`;
      return `list_has_any([e.article_id FOR e IN evidence], (SELECT list(article_id) FROM articles WHERE ${from}))`;
    });
    if (choice.types.size < allTypes.length) parts.push(choice.types.size ? `type IN (${[...choice.types].map(literal).join(", ")})` : "false");
    // The page itself searches for words, in all that a card tells: the query names what it found
    if (choice.words.length && found.length <= 1000) parts.push(found.length ? `event_id IN (${found.map((event) => literal(event.id)).join(", ")})` : "false");
    query.textContent = [whole, ...parts].join("\n  AND ") + (choice.words.length ? "\n-- " + data.words.searched : "");
  }

  // Chart
  function colours() {
    const style = getComputedStyle(document.documentElement);
    return (name) => style.getPropertyValue(name).trim();
  }
  const place = big ? null : new Map(data.events.map((event, i) => [event.id, i]));
  const hover = (event) => (big ? big.hover(event) : event.hover);
  // A figure of the choice for a width, with its texts
  function figureFor(width, paper) {
    const figure = big ? big : data.figures[view.lanes], shown = period.range(figure.layout), colour = paper ? () => "#17548c" : colours(), issue = form.issue.value;
    const on = big ? null : new Set(data.events.filter((event) => event.on).map((event) => event.id));
    const lay = (folded) => layOut(figure, on, place, shown.map(time), width, view.lanes === "issue" && issue, folded);
    let made = big ? big.figure(view.lanes, shown.map(time), width, colour, issue) : lay(null);
    if (!big && !paper && folds.wanted(made.layout)) made = lay(folds.wanted(made.layout));
    const { data: traces, layout } = made, few = width < NARROW ? 2 : 4, text = (id) => hoverText(hover(byId.get(id)), width);
    for (const trace of traces) {
      if (trace.hoverinfo !== "text" || trace.hovertext) continue;
      const more = trace.meta.kind === "echo" ? "<br><i>" + escaped(data.words.echo) + "</i>" : "";
      if (trace.meta.kind === "pile") [trace.marker.color, trace.marker.line.color] = [colour("--paper"), colour("--quiet")];
      trace.hovertext = ["mark", "pile"].includes(trace.meta.kind) ? trace.customdata.map((ids) => ids.slice(0, few).map(text).join("<br>") + (ids.length > few ? "<br>…" : ""))
        : trace.customdata.map((id) => text(id) + more);
    }
    layout.showlegend = false;
    layout.width = width;
    layout.font = { color: paper ? "#000" : colour("--ink"), size: 12, family: getComputedStyle(document.body).fontFamily };
    layout.hoverlabel = { align: "left", bgcolor: colour("--paper"), bordercolor: colour("--quiet"), font: { ...layout.font, size: 13 } };
    layout.xaxis.range = shown;
    layout.xaxis.nticks = Math.max(4, Math.floor(width / 110));
    const [first, last] = shown.map(time), pen = document.createElement("canvas").getContext("2d");
    pen.font = "bold 13px " + layout.font.family;
    layout.meta.lanes.forEach((lane, i) => {
      let name = lane.name;
      while (name.length > 4 && pen.measureText(name + "…").width > width - 40) name = name.slice(0, -1);
      if (name !== lane.name) Object.assign(layout.annotations[i], { text: `<b>${escaped(name.trimEnd())}…</b>`, hovertext: wrapped(lane.name, 40).map(escaped).join("<br>") });
      if (!paper && folds.active()) folds.heading(layout.annotations[i], lane);
    });
    for (const { label, x0 } of layout.shapes) {
      if (!label) continue; // the words "as of" stand where there is room
      label.xanchor = (time(x0) - first) / (last - first) * width > pen.measureText(label.text).width + 12 ? "right" : "left";
    }
    return made;
  }
  const config = { displayModeBar: false, scrollZoom: false, doubleClick: "reset", showTips: false, locale: data.locale ? data.locale.name : "en" };
  function draw() {
    $("figure").hidden = visible === 0;
    $("empty").hidden = visible > 0;
    laid = figureFor(Math.max($("figure").clientWidth, 240) - 2, false);
    const { layout, seen, dated } = laid;
    if (window.matchMedia("(pointer: coarse)").matches) layout.dragmode = false; // a finger scrolls the page
    drawn = laid.data;
    $("outside").textContent = (seen < dated ? fill(data.words.outside, { n: dated - seen, all: dated }) : "")
      + (big && laid.unlisted ? " " + fill(big.say.undated, { n: laid.unlisted }) : "");
    beyond(laid.outside);
    const put = () => Plotly.react(chart, drawn, layout, config).then(() => { dates(); reachOut(""); return big ? setTimeout(period.slide) : period.slide(); });
    if (!big || chart.data) return put();
    return Plotly.react(chart, [], structuredClone(layout), config).then(rest).then(put); // axes first, then the rest
  }
  // What lies outside the span shown: what is due next by name, a few others by their dates, many by way of the whole span
  function beyond(ids) {
    const link = (id, words) => {
      const a = document.createElement("a"), [head, summary] = hover(byId.get(id));
      [a.className, a.href, a.textContent, a.title] = ["open", "#event=" + id, words || head.split(" · ")[0], head + ": " + summary];
      return a;
    };
    const parts = [];
    if (next && next.on && ids.includes(next.id)) parts.push(data.words.next + " ", link(next.id, hover(next).join(": ")), " ");
    const others = ids.filter((id) => !next || id !== next.id);
    if (others.length && others.length <= 5) others.forEach((id) => parts.push(link(id), " "));
    else if (others.length) {
      const button = document.createElement("button");
      [button.type, button.textContent, button.dataset.wide] = ["button", data.words.wide, "yes"];
      parts.push(button);
    }
    $("beyond").replaceChildren(...parts);
  }
  // The dates of the axis again, in a line that stays in sight while the chart scrolls
  function dates() {
    const left = chart.getBoundingClientRect().left, words = [];
    for (const tick of chart.querySelectorAll(".xaxislayer-above .xtick text")) {
      const box = tick.getBoundingClientRect(), word = document.createElement("span");
      if (box.left < left || box.right > left + chart.clientWidth + 1) continue;
      word.textContent = tick.textContent;
      word.style.insetInlineStart = (box.left + box.width / 2 - left).toFixed(1) + "px";
      words.push(word);
    }
    $("dates").replaceChildren(...words);
  }
  // The lines of the event looked at that are too long to be drawn always
  function reachOut(id) {
    const axes = chart._fullLayout, svg = $("reach"), path = [];
    for (const tie of id ? laid.ties : []) {
      if (!tie.ids.includes(id)) continue;
      const [[x0, y0], [x1, y1]] = [0, 1].map((end) => [axes.xaxis._offset + axes.xaxis.d2p(tie.x[end]), axes.yaxis._offset + axes.yaxis.d2p(tie.y[end])]);
      path.push(`M${x0} ${y0}L${x1} ${y1}`);
    }
    svg.firstElementChild.setAttribute("d", path.join(""));
  }

  // Table
  $("list").open = true; // folded for readers without scripts
  let listed = [], ordered = [...rows.values()];
  const groups = rowGroups(table, (n) => (n === 1 ? data.words.one : fill(data.words.many, { n })));
  const monthWords = new Intl.DateTimeFormat(document.documentElement.lang, { month: "long", year: "numeric", timeZone: "UTC" });
  // The key of the group that an event is listed in. What may lie anywhere in a longer time is of no month.
  const keyOf = {
    ...(big ? big.keys : {}),
    date: (event) => (event.first ? event.first.slice(0, event.finish - event.begin > 92 * DAY ? 4 : 7) : event.last ? "-" : "~"),
    summary: (event) => [...(big ? event.summary : event.hover[1]).replace(/^[^\p{L}\p{N}]+/u, "")][0]?.toUpperCase() || "",
  };
  function groupOf(row) {
    const event = byId.get(row.dataset.id), cell = row.querySelector(`[data-col="${view.sort}"]`);
    const key = keyOf[view.sort] ? keyOf[view.sort](event) : cell.dataset.key;
    if (view.sort === "date") return [key, key.length === 7 ? monthWords.format(Date.parse(key + "-01")) : data.words[key] || key];
    return [key, ["parties", "issues"].includes(view.sort) ? cell.lastElementChild.textContent.trim() : key];
  }
  const list = (sizes) => groups({ rows: ordered, groupOf, sizes, chosen: visible < data.events.length, order: view.sort + view.order });
  function sortTable() {
    for (const button of table.querySelectorAll("[data-sort]"))
      button.closest("th").setAttribute("aria-sort", button.dataset.sort === view.sort ? view.order : "none");
    if (big) {
      listed = big.sorted(view.sort, view.order);
      ordered = [];
      further();
      return;
    }
    const key = (row) => row.querySelector(`[data-col="${view.sort}"]`).dataset.key;
    const sign = view.order === "ascending" ? 1 : -1;
    ordered.sort((a, b) =>
      sign * (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0) || place.get(a.dataset.id) - place.get(b.dataset.id));
    list();
  }

  // Many events: the next rows of the table
  function further() {
    const there = ordered.length;
    ordered = [...ordered, ...listed.slice(there, there + big.most).map(big.row)];
    const sizes = new Map(), key = keyOf[view.sort];
    for (const event of listed) sizes.set(key(event), (sizes.get(key(event)) || 0) + 1);
    list(sizes);
    $("more").hidden = listed.length <= big.most;
    $("further").hidden = ordered.length === listed.length;
    $("shown").textContent = fill(big.say.more, { n: ordered.length, all: listed.length });
  }
  if (big) $("further").addEventListener("click", further);

  // Everything that shows the choice
  let turn = 0;
  async function show() {
    const choice = chosen(), counts = {}, mine = ++turn;
    // The first search reads every event: in slices where they are many; a newer choice takes over
    if (choice.words.length) for (let i = 0; i < data.events.length; i++) {
      data.events[i].text ??= read(data.events[i]);
      if (i % 5000 !== 4999) continue;
      await rest();
      if (mine !== turn) return;
    }
    visible = 0;
    for (const event of data.events) {
      event.on = false;
      if (!fits(event, choice, true)) continue;
      counts[event.type[0]] = (counts[event.type[0]] || 0) + 1;
      event.on = choice.types.has(event.type[0]);
      if (event.on) visible++;
    }
    if (big) setTimeout(sortTable); // the chart first
    else {
      for (const [id, row] of rows) row.hidden = !byId.get(id).on;
      list();
    }
    for (const [id, card] of cards) card.hidden = !byId.get(id).on;
    for (const output of form.querySelectorAll("[data-count]")) output.textContent = counts[output.dataset.count] || 0;
    const all = data.events.length, some = visible !== all;
    $("count").textContent = some ? fill(data.words.some, { some: visible, all }) : data.words.all;
    $("clear").hidden = !some;
    tell(choice);
    $("nothing").hidden = visible > 0;
    $("unheld").textContent = "";
    for (const button of document.querySelectorAll("[data-lanes]"))
      button.setAttribute("aria-pressed", String(button.dataset.lanes === view.lanes));
    for (const button of document.querySelectorAll("[data-days]"))
      button.setAttribute("aria-pressed", String(!view.span && button.dataset.days === view.days));
    for (const button of document.querySelectorAll("[data-move]")) button.disabled = view.days === "0" && !view.span;
    return big ? rest().then(draw) : draw();
  }
  const changed = () => { toHash(); return show(); };

  // Cards
  const order = () => data.events.filter((event) => event.on).map((event) => event.id); // as they are recorded: by date
  const record = $("record");
  let asked = "", unfolded = false; // unfolded: by the reader, not by a browser that looks for the card an address names
  record.firstElementChild.addEventListener("click", () => { unfolded = !record.open; });
  async function open(id) {
    asked = id;
    const card = big ? byId.has(id) && await big.card(byId.get(id)) : cards.get(id);
    if (asked !== id) return;
    if (!card) {
      $("unheld").textContent = data.words.unheld.replace("{id}", id);
      view.event = "";
      return toHash();
    }
    const copy = card.cloneNode(true);
    copy.hidden = false;
    copy.removeAttribute("id");
    copy.removeAttribute("aria-labelledby");
    copy.querySelector("h3").id = "dialog-title";
    $("dialog-body").replaceChildren(copy);
    const ids = order(), at = ids.indexOf(id);
    for (const button of dialog.querySelectorAll("[data-step]")) button.disabled = at < 0 || !ids[at + Number(button.dataset.step)];
    view.event = id;
    if (dialog.open || eventOf(location.hash) === id) toHash();
    else stepTo({ opened: true });
    if (!unfolded) record.open = false;
    if (!dialog.open) dialog.showModal();
    dialog.scrollTop = 0;
  }
  dialog.addEventListener("close", () => {
    view.event = asked = "";
    if (!eventOf(location.hash)) return;
    if (history.state && history.state.opened) history.back();
    else toHash();
  });
  dialog.addEventListener("click", (click) => {
    if (click.target === dialog || click.target.id === "close") dialog.close();
    const step = click.target.dataset.step, ids = order();
    if (step) open(ids[ids.indexOf(view.event) + Number(step)]);
  });

  // Keys in the chart: arrows go along the events of the choice, Enter opens
  let at = -1;
  function zoomTo(span) {
    period.zoom(span);
    stepTo(null);
    return show();
  }
  function point(id) {
    for (let curve = 0; curve < drawn.length; curve++) {
      const { meta, customdata, x, y, base, type } = drawn[curve];
      const index = meta.kind === "event" ? customdata.indexOf(id) : meta.kind === "count" ? laid.held.findIndex((ids) => ids.has(id)) : -1;
      if (index < 0) continue;
      return { curve, index, undated: Boolean(meta.undated), y: y[index], x: type === "bar" ? null : x[index], bar: type === "bar" && [time(base[index]), time(base[index]) + x[index]] };
    }
    return null;
  }
  // The event is brought into sight, in the span and on the screen, and told
  async function look(id) {
    const event = byId.get(id);
    $("spoken").textContent = hover(event).join(": ");
    if (laid.outside.includes(id)) {
      period.centre(event);
      toHash();
      await show();
    }
    const pile = laid.piles?.find((one) => one.own.includes(id));
    if (pile) {
      folds.turn(pile.key);
      await draw();
    }
    const found = point(id);
    if (!found) return;
    const axis = found.undated ? chart._fullLayout.yaxis2 : chart._fullLayout.yaxis, edge = $("dates").offsetHeight + 24;
    const y = chart.getBoundingClientRect().top + axis._offset + axis.l2p(found.y);
    if (y < edge || y > window.innerHeight - 60) window.scrollBy({ top: y - window.innerHeight / 2, behavior: "instant" });
    Plotly.Fx.hover(chart, [{ curveNumber: found.curve, pointNumber: found.index }], found.undated ? "x2y2" : "xy");
    reachOut(id);
  }
  chart.addEventListener("keydown", (key) => {
    const ids = order(), go = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[key.key];
    if (go && ids.length) {
      key.preventDefault();
      at = at < 0 ? (go > 0 ? 0 : ids.length - 1) : Math.min(Math.max(at + go, 0), ids.length - 1);
      look(ids[at]);
    } else if (key.key === "Enter" && ids[at]) {
      key.preventDefault();
      open(ids[at]);
    }
  });

  $("slide").addEventListener("input", () => {
    period.slid();
    changed();
  });
  form.addEventListener("input", () => { at = -1; $("spoken").textContent = ""; changed(); });
  form.addEventListener("submit", (submit) => submit.preventDefault());
  form.addEventListener("reset", () => setTimeout(changed, 0));
  document.addEventListener("click", (click) => {
    const button = click.target.closest("[data-lanes], [data-days], [data-move], [data-sort], [data-wide], #fold");
    if (button) {
      if (button.dataset.sort) {
        view.order = view.sort === button.dataset.sort && view.order === "ascending" ? "descending" : "ascending";
        view.sort = button.dataset.sort;
        sortTable();
        toHash();
        return;
      }
      if (button.dataset.move) {
        period.move(Number(button.dataset.move));
        changed();
        return;
      }
      if (button.id === "fold") folds.turnAll();
      else if (button.dataset.lanes) view.lanes = button.dataset.lanes;
      else if (button.dataset.days) [view.days, view.to, view.span] = [button.dataset.days, "", null];
      else if (button.dataset.wide) [view.days, view.to, view.span] = ["0", "", null];
      changed();
      return;
    }
    if (click.target.closest("a[href^='http']")) return;
    const link = click.target.closest("a.open"), row = click.target.closest("tr[data-id]");
    if (link || row) {
      click.preventDefault();
      open(link ? link.getAttribute("href").slice("#event=".length) : row.dataset.id);
    }
  });
  window.addEventListener("hashchange", () => {
    if (location.hash.length > 1 && !location.hash.includes("=")) return toHash(); // a section of the page: the choice stays
    const same = bare(location.hash) === bare(address()), id = same ? eventOf(location.hash) : fromHash();
    if (!same) {
      sortTable();
      show();
    }
    if (id) open(id);
    else if (dialog.open) dialog.close();
  });
  window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => draw());
  let width = window.innerWidth;
  window.addEventListener("resize", () => { if (window.innerWidth !== width) { width = window.innerWidth; draw(); } });
  const spread = []; // what was folded before printing
  window.addEventListener("beforeprint", () => {
    for (const one of document.querySelectorAll(".key:not([open])")) { one.open = true; spread.push(one); }
    if (visible) paper($("sheets"), (room) => figureFor(room, true), config);
  });
  window.addEventListener("afterprint", () => {
    for (const one of spread.splice(0)) one.open = false;
    $("sheets").replaceChildren();
  });

  if (big) await rest();
  const wanted = fromHash();
  if (window.innerWidth < 560) document.querySelector(".key").open = false;
  if (window.innerWidth < 560 && form.q.value === "" && !SELECTS.some((name) => form[name].value)) $("choose").open = false;
  if (!big) sortTable();
  show().then(() => {
    chart.on("plotly_relayout", (change) => {
      if (!("xaxis.range[0]" in change)) return;
      view.span = [0, 1].map((end) => iso(time(change[`xaxis.range[${end}]`])));
      changed();
    });
    chart.on("plotly_relayouting", dates);
    chart.on("plotly_hover", (seen) => reachOut([].concat(seen.points[0].customdata)[0]));
    chart.on("plotly_unhover", () => reachOut(""));
    chart.on("plotly_clickannotation", ({ index }) => {
      const lane = folds.active() && chart.layout.meta.lanes[index];
      if (lane) folds.turn(lane.key), draw();
    });
    chart.on("plotly_click", (click) => {
      const pile = click.points.find((p) => p.data.meta.kind === "pile");
      if (pile) return folds.turn(laid.piles[pile.pointIndex].key), draw();
      const id = click.points.flatMap((p) => p.customdata).find((value) => typeof value === "string");
      const span = click.points.map((p) => p.customdata).find((value) => Array.isArray(value) && typeof value[0] === "number");
      if (id) open(id);
      else if (span) zoomTo(span);
    });
    document.documentElement.dataset.ready = "yes";
    if (wanted) open(wanted).then(() => {
      window.scrollTo({ top: 0, behavior: "instant" });
      document.documentElement.style.scrollBehavior = "";
    });
  });
})();
