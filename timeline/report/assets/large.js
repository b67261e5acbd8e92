// Many events: unpacked in slices so that the page never stands still, drawn by their counts until few enough are in
// sight, listed and opened when looked at. Text from the record only ever becomes text.
const MOST_GLYPHS = 400, MOST_ROWS = 300, BIN = 16; // glyphs in sight, rows in the table, pixels of a count

async function loadLarge(data) {
  const large = data.large, rest = () => new Promise((go) => setTimeout(go));
  const lines = (await unpacked("events")).split("\n");
  const { articles, people } = JSON.parse(lines[0]);
  const events = [];
  for (const line of lines.slice(1)) {
    await rest();
    for (const [id, type, modality, party, by, issue, person, first, last, date, summary, single, quotes] of JSON.parse(line)) {
      const source = [...new Set(quotes.map(([place]) => (articles[place] ? articles[place][0] : "")))];
      const begin = Date.parse(first || last), end = Date.parse(last || first);
      events.push({ id, type: [type], modality: [modality], party, by, issue, person, source, first, last, date, summary, single, quotes,
        begin, finish: end, end: end + 864e5, on: true, dated: Boolean(first || last), exact: first !== "" && first === last && !/[~?%]/.test(date),
        text: (summary + " " + id + " " + source.join(" ") + " " + person.map((one) => people[one] || one).join(" ")).toLowerCase() });
    }
  }
  const named = (by, id) => unescaped(large.names[by][id] || id);
  const laneOf = (event, by) => {
    if (by === "type") return event.type[0];
    if (by === "issue") return event.issue[0] || "";
    const acting = event.by.length ? event.by : event.party;
    return acting.length > 1 ? "jointly" : acting[0] || "";
  };
  const hover = (event) => "<b>" + escaped([event.date, large.types[event.type[0]].words, ...(event.modality[0] === "actual" ? [] : [large.modalities[event.modality[0]]]),
    ...(event.single ? [large.say.single] : [])].join(" · ")) + "</b><br>" + escaped(event.summary).replace(/(.{50}\S*) /g, "$1<br>");

  function figure(by, range, width, colour) {
    const shown = [];
    let dated = 0;
    for (const event of events) {
      if (!event.on || !event.dated) continue;
      dated++;
      if (event.end > range[0] && event.begin < range[1]) shown.push(event);
    }
    const present = new Set(shown.map((event) => laneOf(event, by)));
    const lanes = large.lanes[by].filter((lane) => present.has(lane));
    for (const lane of present) if (!lanes.includes(lane)) lanes.push(lane);
    const made = shown.length > MOST_GLYPHS ? counts(shown, lanes, by, range, width, colour) : glyphs(shown, lanes, by, range, width);
    return { ...made, seen: shown.length, dated };
  }

  function frameOf(lanes, by, rows) {
    const layout = structuredClone(large.layout);
    layout.shapes = [
      ...lanes.map((_lane, i) => ({ ...structuredClone(large.ground), y1: -i * rows, y0: -(i + 1) * rows, ...(i % 2 ? { fillcolor: "rgba(0,0,0,0)" } : {}) })),
      ...layout.shapes.filter((shape) => !shape.name && shape.yref === "y domain")];
    layout.annotations = lanes.map((lane, i) => ({ ...structuredClone(large.heading), text: large.names[by][lane] || "<b>" + escaped(lane) + "</b>", y: -i * rows - 0.5 }));
    layout.meta = { ...layout.meta, lanes: lanes.map((_lane, i) => ({ top: -i * rows, rows })) };
    return layout;
  }

  // A ring for each lane and piece of the span, its size by how many events there are
  function counts(shown, lanes, by, range, width, colour) {
    const bins = Math.max(8, Math.floor(width / BIN)), step = (range[1] - range[0]) / bins, place = new Map(lanes.map((lane, i) => [lane, i]));
    const cells = new Map();
    for (const event of shown) {
      const bin = Math.min(bins - 1, Math.max(0, Math.floor(((event.begin + event.end) / 2 - range[0]) / step)));
      const key = place.get(laneOf(event, by)) * bins + bin;
      const cell = cells.get(key) || { n: 0, types: {} };
      cell.n++;
      cell.types[event.type[0]] = (cell.types[event.type[0]] || 0) + 1;
      cells.set(key, cell);
    }
    const top = Math.max(1, ...[...cells.values()].map((cell) => cell.n)), layout = frameOf(lanes, by, 2);
    const trace = { type: "scatter", mode: "markers", uid: "counts", x: [], y: [], customdata: [], hovertext: [], hoverinfo: "text", showlegend: false,
      meta: { kind: "count" }, marker: { symbol: "square", size: [], color: colour("--accent"), opacity: 0.75, line: { width: 0 } } };
    for (const [key, cell] of cells) {
      const bin = key % bins, begin = range[0] + bin * step;
      trace.x.push(chartDay(begin + step / 2));
      trace.y.push(-Math.floor(key / bins) * 2 - 1.5);
      trace.customdata.push([begin, begin + step]);
      trace.marker.size.push(3 + (BIN - 4) * Math.sqrt(cell.n / top));
      const each = Object.entries(cell.types).sort((a, b) => b[1] - a[1]).map(([type, n]) => `${n} ${large.types[type].words}`);
      trace.hovertext.push(`<b>${large.say.bin.replace("{n}", cell.n)}</b><br>${chartDay(begin).slice(0, 10)} – ${chartDay(begin + step).slice(0, 10)}<br>${escaped(each.join(", "))}`);
    }
    layout.height = (lanes.length * 2 + layout.meta.foot_rows) * layout.meta.row + layout.margin.t + layout.margin.b;
    layout.yaxis.range = [-(lanes.length * 2 + layout.meta.foot_rows), 0];
    layout.yaxis.domain = [0, 1];
    return { data: [trace], layout };
  }

  // Glyphs and bars as in a smaller page, stacked by the same rules
  function glyphs(shown, lanes, by, range, width) {
    const place = new Map(lanes.map((lane, i) => [lane, i])), groups = new Map(), layout = frameOf(lanes, by, 2);
    for (const event of shown) {
      const key = `${event.exact ? "point" : "bar"}-${event.type[0]}-${event.modality[0]}`;
      if (!groups.has(key)) groups.set(key, []);
      groups.get(key).push(event);
    }
    const data = [];
    for (const [uid, members] of groups) {
      const { type: [type], modality: [modality], exact } = members[0], glyph = large.types[type], actual = modality === "actual";
      const common = { uid, hoverinfo: "text", showlegend: false, meta: { kind: "event", type, modality }, customdata: members.map((event) => event.id),
        y: members.map((event) => -place.get(laneOf(event, by)) * 2 - 1.5) };
      const faint = (alpha) => glyph.colour + Math.round(alpha * 255).toString(16).padStart(2, "0");
      if (exact) data.push({ ...common, type: "scatter", mode: "markers", x: members.map((event) => chartDay((event.begin + event.end) / 2)),
        marker: { size: 14, opacity: 1, symbol: glyph.symbol + (actual ? "" : modality === "conditional" ? "-open-dot" : "-open"),
          color: members.map((event) => (actual && event.single ? faint(0.25) : glyph.colour)),
          line: { color: glyph.colour, width: members.map((event) => (actual && !event.single ? 0 : 2)) } } });
      else data.push({ ...common, type: "bar", orientation: "h", base: members.map((event) => chartDay(event.begin)), x: members.map((event) => event.end - event.begin),
        width: members.map(() => 0.62), marker: { color: members.map((event) => faint(!actual ? 0 : event.single ? 0.12 : 0.45)), line: { color: glyph.colour, width: 2 } } });
    }
    const order = new Map(shown.map((event, i) => [event.id, i]));
    return layOut({ data, layout }, new Set(order.keys()), order, range, width);
  }

  function cell(name, words, key) {
    const td = document.createElement("td"), said = document.createElement("span");
    td.setAttribute("role", "cell");
    td.dataset.col = name;
    said.textContent = words;
    td.append(said);
    return td;
  }
  function row(event) {
    const tr = document.createElement("tr"), link = document.createElement("a"), what = cell("summary", "");
    tr.setAttribute("role", "row");
    tr.dataset.id = event.id;
    link.className = "open";
    link.href = "#event=" + event.id;
    link.textContent = event.summary;
    what.replaceChildren(link);
    tr.append(cell("date", event.date), cell("type", large.types[event.type[0]].words), what,
      cell("parties", event.party.map((one) => named("party", one)).join(", ")), cell("issues", event.issue.map((one) => named("issue", one)).join(", ")),
      cell("certainty", large.modalities[event.modality[0]] + (event.single ? ", " + large.say.single : "")));
    return tr;
  }
  const KEYS = { date: (event) => (event.dated ? event.first + " " + event.last : "z"), type: (event) => large.types[event.type[0]].words, summary: (event) => event.summary,
    parties: (event) => event.party.join() || "~", issues: (event) => event.issue.join() || "~", certainty: (event) => event.modality[0] };
  function sorted(sort, order) {
    const chosen = events.filter((event) => event.on), sign = order === "ascending" ? 1 : -1;
    if (sort === "date") return sign > 0 ? chosen : chosen.reverse();
    const keyed = chosen.map((event, i) => [KEYS[sort](event), i, event]);
    keyed.sort((a, b) => sign * (a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : 0) || a[1] - b[1]);
    return keyed.map(([, , event]) => event);
  }

  function card(event) {
    const make = (tag, words, into, attributes = {}) => {
      const element = document.createElement(tag);
      element.textContent = words;
      for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
      into.append(element);
      return element;
    };
    const article = document.createElement("article");
    article.className = "card";
    make("p", `${large.types[event.type[0]].words}, ${large.modalities[event.modality[0]]}${event.single ? ", " + large.say.single : ""}`, article, { class: "quiet" });
    make("h3", event.summary, article, { dir: "auto" });
    const facts = make("dl", "", article, { class: "facts" });
    for (const [name, words] of [[large.say.date, event.date], [large.say.parties, event.party.map((one) => named("party", one)).join(", ")],
      [large.say.people, event.person.map((one) => people[one] || one).join(", ")], [large.say.issues, event.issue.map((one) => named("issue", one)).join(", ")]]) {
      if (!words) continue;
      const line = make("div", "", facts);
      make("dt", name, line);
      make("dd", words, line);
    }
    make("h4", large.say.quotations, article);
    for (const [place, quote] of event.quotes) {
      const [publisher, date, title, url] = articles[place] || ["", "", "", ""], figure = make("figure", "", article, { class: "quote" });
      make("mark", quote, make("blockquote", "", figure, { dir: "auto" }));
      const caption = make("figcaption", `${publisher}, ${date}${title ? ": " : ""}`, figure);
      if (/^https?:/i.test(url)) make("a", title || url, caption, { href: url, rel: "noopener noreferrer external" });
      else caption.append(title);
    }
    make("code", event.id, make("p", "", article, { class: "id" }));
    return article;
  }
  return { events, figure, row, sorted, card, hover, say: large.say, layout: large.layout, most: MOST_ROWS };
}
const escaped = (text) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
function unescaped(html) {
  return html.replace(/<\/?b>/g, "").replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&#x27;/g, "'").replace(/&quot;/g, '"').replace(/&amp;/g, "&");
}
