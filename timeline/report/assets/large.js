// Many events: unpacked in slices so that the page never stands still, drawn by their counts until few enough are in
// sight, listed and opened when looked at. Text from the record only ever becomes text.
const MOST_GLYPHS = 400, MOST_ROWS = 300, MOST_UNDATED = 200, BIN = 16; // glyphs in sight, rows in the table, glyphs without a date, pixels of a count

async function loadLarge(data) {
  const large = data.large, rest = () => new Promise((go) => setTimeout(go));
  const lines = (await unpacked(document.getElementById("events").textContent)).split("\n");
  const { articles, people } = JSON.parse(lines[0]);
  const events = [], byId = new Map(), edges = [large.layout.xaxis.minallowed, large.layout.xaxis.maxallowed].map(chartTime);
  for (let at = 1; at < lines.length; at++) {
    await rest();
    for (const [id, type, modality, said, party, by, issue, person, first, last, date, summary, single, quotes, answers] of JSON.parse(lines[at])) {
      const begin = Date.parse(first || last), finish = Date.parse(last || first), source = [];
      for (const [place] of quotes) {
        const publisher = articles[place] ? articles[place][0] : "";
        if (!source.includes(publisher)) source.push(publisher);
      }
      const event = { id, at: events.length, type: [type], modality: [modality], said, party, by, issue, person, source, first, last, date, summary, single, quotes,
        answers, begin, finish, from: first ? begin : edges[0], till: last ? finish + 864e5 : edges[1], on: true, dated: first !== "" || last !== "",
        exact: first !== "" && first === last && !/[~?%]/.test(date), text: undefined };
      events.push(event);
      byId.set(id, event);
    }
    lines[at] = "";
  }
  const textOf = (event) => [event.summary, event.id, ...event.source, ...event.person.map((one) => people[one] || one),
    ...event.quotes.map(([, quote]) => quote)].join(" ").toLowerCase();
  const named = (by, id) => unescaped(large.names[by][id] || id);
  const laneOf = (event, by) => {
    if (by === "type") return event.type[0];
    if (by === "issue") return event.issue[0] || "";
    const acting = event.by.length ? event.by : event.party;
    return acting.length > 1 ? "jointly" : acting[0] || "";
  };
  const sure = (event) => event.said || large.modalities[event.modality[0]];
  const hover = (event) => [[event.date, large.types[event.type[0]].words, ...(event.said || event.modality[0] !== "actual" ? [sure(event)] : []),
    ...(event.single ? [large.say.single] : [])].join(" · "), event.summary];

  // own: the issue chosen, whose lane then holds all of its events
  function figure(by, range, width, colour, own) {
    const shown = [], undated = [], outside = [];
    for (const event of events) {
      if (!event.on) continue;
      if (!event.dated) undated.push(event);
      else if (event.till > range[0] && event.from < range[1]) shown.push(event);
      else outside.push(event.id);
    }
    const lane = (event) => (own && by === "issue" ? own : laneOf(event, by)), present = new Set(shown.map(lane));
    const lanes = large.lanes[by].filter((one) => present.has(one));
    for (const one of present) if (!lanes.includes(one)) lanes.push(one);
    const strip = undated.length > MOST_UNDATED ? [] : undated;
    const made = shown.length > MOST_GLYPHS ? counts(shown, strip, lanes, lane, by, range, width, colour) : glyphs(shown, strip, lanes, lane, by, range, width);
    return { ties: [], ...made, seen: shown.length, dated: shown.length + outside.length, outside, unlisted: undated.length - strip.length };
  }

  function frameOf(lanes, by, rows) {
    const layout = structuredClone(large.layout), own = (one) => one.yref === "y2" || one.yref === "y domain";
    layout.shapes = [
      ...lanes.map((_lane, i) => ({ ...structuredClone(large.ground), y1: -i * rows, y0: -(i + 1) * rows, ...(i % 2 ? { fillcolor: "rgba(0,0,0,0)" } : {}) })),
      ...layout.shapes.filter(own)];
    layout.annotations = [
      ...lanes.map((lane, i) => ({ ...structuredClone(large.heading), text: large.names[by][lane] || "<b>" + escaped(lane) + "</b>", y: -i * rows - 0.5 })),
      ...layout.annotations.filter(own)];
    layout.meta = { ...layout.meta, lanes: lanes.map((lane, i) => ({ key: lane, name: named(by, lane), top: -i * rows, rows })) };
    return layout;
  }

  // A square for each lane and piece of the span, its size by how many events there are
  function counts(shown, undated, lanes, lane, by, range, width, colour) {
    const bins = Math.max(8, Math.floor(width / BIN)), step = (range[1] - range[0]) / bins, place = new Map(lanes.map((one, i) => [one, i]));
    const cells = new Map();
    for (const event of shown) {
      const bin = Math.min(bins - 1, Math.max(0, Math.floor(((event.begin + event.finish + 864e5) / 2 - range[0]) / step)));
      const key = place.get(lane(event)) * bins + bin;
      const cell = cells.get(key) || { ids: new Set(), types: {} };
      cell.ids.add(event.id);
      cell.types[event.type[0]] = (cell.types[event.type[0]] || 0) + 1;
      cells.set(key, cell);
    }
    const top = Math.max(1, ...[...cells.values()].map((cell) => cell.ids.size)), layout = frameOf(lanes, by, 2);
    const trace = { type: "scatter", mode: "markers", uid: "counts", x: [], y: [], customdata: [], hovertext: [], hoverinfo: "text", showlegend: false,
      meta: { kind: "count" }, marker: { symbol: "square", size: [], color: colour("--accent"), opacity: 0.75, line: { width: 0 } } };
    const held = [];
    for (const [key, cell] of cells) {
      const bin = key % bins, begin = range[0] + bin * step, [first, last] = [begin, begin + step - 1].map(dayWords);
      trace.x.push(chartDay(begin + step / 2));
      trace.y.push(-Math.floor(key / bins) * 2 - 1.5);
      trace.customdata.push([begin, begin + step]);
      trace.marker.size.push(3 + (BIN - 4) * Math.sqrt(cell.ids.size / top));
      held.push(cell.ids);
      const each = Object.entries(cell.types).sort((a, b) => b[1] - a[1]).map(([type, n]) => `${n} ${large.types[type].words}`);
      const many = cell.ids.size === 1 ? large.say.one : large.say.bin.replace("{n}", cell.ids.size);
      trace.hovertext.push(hoverText([`${many} · ${first === last ? first : `${first} – ${last}`}`, each.join(", ")], width));
    }
    const data = [trace, ...stripOf(undated)], strip = layStrip(data, new Map(undated.map((event, i) => [event.id, i])), across(width, layout));
    frame(layout, layout.meta.lanes.map((one) => ({ ...one, newTop: one.top, newRows: one.rows })), lanes.length * 2, strip, false);
    return { data, layout, held };
  }
  const across = (width, layout) => Math.max(1, Math.floor(width / (2 * layout.meta.glyph)));

  // The traces that figure.py makes of the same events
  const faint = (colour, alpha) => colour + Math.round(alpha * 255).toString(16).padStart(2, "0");
  function marker(members, size) {
    const { type: [type], modality: [modality] } = members[0], { symbol, colour } = large.types[type], actual = modality === "actual";
    return { size, opacity: 1, symbol: symbol + (actual ? "" : modality === "conditional" ? "-open-dot" : "-open"),
      color: members.map((event) => (actual && event.single ? faint(colour, 0.25) : colour)),
      line: { color: colour, width: members.map((event) => (actual && !event.single ? 0 : size < 10 && !actual ? 1.5 : 2)) } };
  }
  function overlay(uid, members, symbol, size) {
    return { type: "scatter", mode: "markers", uid, meta: { kind: "overlay" }, hoverinfo: "skip", showlegend: false, customdata: members.map((event) => event.id),
      x: members.map((event) => chartDay((event.from + event.till) / 2)), y: [], marker: { symbol, size, color: large.quiet, opacity: 1, line: { width: 2, color: large.quiet } } };
  }
  function groupsOf(members, kind) {
    const groups = new Map();
    for (const event of members) {
      const key = `${kind(event)}-${event.type[0]}-${event.modality[0]}`;
      if (!groups.has(key)) groups.set(key, []);
      groups.get(key).push(event);
    }
    return groups;
  }
  const common = (uid, members) => ({ uid, hoverinfo: "text", showlegend: false, customdata: members.map((event) => event.id),
    meta: { kind: "event", type: members[0].type[0], modality: members[0].modality[0] } });
  const struck = (members, uid, more) => Object.entries(large.struck).map(([modality, [symbol, size]]) =>
    ({ ...overlay(uid + modality, members.filter((event) => event.modality[0] === modality), symbol, size), ...more })).filter((trace) => trace.customdata.length);
  function stripOf(undated) {
    const aside = { xaxis: "x2", yaxis: "y2" };
    return [...[...groupsOf(undated, () => "undated")].map(([uid, members]) => ({ ...common(uid, members), ...aside, type: "scatter", mode: "markers", x: [], y: [],
      marker: marker(members, 14), meta: { ...common(uid, members).meta, undated: true } })), ...struck(undated, "struck-undated-", aside)];
  }

  // Glyphs and bars as in a smaller page, stacked by the same rules
  function glyphs(shown, undated, lanes, lane, by, range, width) {
    const place = new Map(lanes.map((one, i) => [one, i])), layout = frameOf(lanes, by, 2), data = [];
    const at = (event) => -place.get(lane(event)) * 2 - 1.5, middle = (event) => chartDay((event.from + event.till) / 2);
    for (const [uid, members] of groupsOf(shown, (event) => (event.exact ? "point" : "bar"))) {
      const y = members.map(at), { type: [type], modality: [modality], exact } = members[0], { colour } = large.types[type];
      if (exact) {
        data.push({ ...common(uid, members), type: "scatter", mode: "markers", x: members.map(middle), y, marker: marker(members, 14) });
        continue;
      }
      const pattern = modality === "conditional" ? { pattern: { shape: "/", fgcolor: colour, size: 6, solidity: 0.2 } } : {};
      data.push({ ...common(uid, members), type: "bar", orientation: "h", base: members.map((event) => chartDay(event.from)), x: members.map((event) => event.till - event.from), y,
        width: members.map(() => 0.62), marker: { ...pattern, line: { color: colour, width: 2 },
          color: members.map((event) => faint(colour, modality !== "actual" ? 0 : event.single ? 0.12 : 0.45)) } });
      data.push({ ...overlay(uid.replace("bar", "within"), members, "", 8), y, marker: marker(members, 8) });
    }
    const order = new Map([...shown, ...undated].map((event, i) => [event.id, i]));
    const ties = { type: "scatter", mode: "lines", uid: "links", x: [], y: [], customdata: [], hoverinfo: "skip", showlegend: false,
      line: { color: large.tie, width: 1.2 }, meta: { kind: "link" } };
    for (const event of shown) {
      for (const id of event.answers) {
        const other = byId.get(id);
        if (!other || !other.dated || !order.has(id)) continue;
        ties.x.push(middle(other), middle(event), null);
        ties.y.push(at(other), at(event), null);
        for (let i = 0; i < 3; i++) ties.customdata.push([id, event.id]);
      }
    }
    if (ties.x.length) data.unshift(ties);
    data.push(...struck(shown, "struck-", {}), overlay("edge", shown.filter((event) => !event.first || !event.last), "", 12));
    const edge = data[data.length - 1], open = edge.customdata.map((id) => byId.get(id));
    edge.marker = { size: 12, color: large.quiet, opacity: 1, symbol: open.map((event) => (event.first ? "arrow-right" : "arrow-left")) };
    for (const trace of data) if (trace.meta.kind === "overlay") trace.y = trace.customdata.map((id) => at(byId.get(id)));
    layout.meta.marks = shown.filter((event) => event.type[0] in layout.meta.through && ["actual", "planned"].includes(event.modality[0]))
      .map((event) => [event.id, event.type[0], chartDay(event.from), chartDay(event.till), event.exact, event.modality[0] === "planned", Boolean(event.single)]);
    return layOut({ data: [...data, ...stripOf(undated)], layout }, new Set(order.keys()), order, range, width);
  }

  function row(event) {
    const tr = document.createElement("tr"), cells = {};
    tr.setAttribute("role", "row");
    tr.dataset.id = event.id;
    for (const [name, words] of [["date", event.date], ["type", " " + large.types[event.type[0]].words], ["summary", ""],
      ["parties", event.party.map((one) => named("party", one)).join(", ") || large.say.noParty],
      ["issues", event.issue.map((one) => named("issue", one)).join(", ") || large.say.noIssue],
      ["certainty", sure(event) + (event.single ? ", " + large.say.single : "")]]) {
      cells[name] = make("td", "", tr, { role: "cell", "data-col": name });
      if (name !== "summary") make("span", words, cells[name]);
    }
    cells.type.firstChild.prepend(glyphOf(event));
    make("a", event.summary, cells.summary, { class: "open", href: "#event=" + event.id, dir: "auto" });
    return tr;
  }
  const KEYS = { date: (event) => (event.dated ? event.first + " " + event.last : "z"), type: (event) => large.types[event.type[0]].words, summary: (event) => event.summary,
    parties: (event) => event.party.join() || "~", issues: (event) => event.issue.join() || "~", certainty: sure };
  // By the rank of each key, as one number with the place: a hundred thousand numbers are sorted in a few milliseconds
  function sorted(sort, order) {
    const chosen = events.filter((event) => event.on);
    if (sort === "date") return order === "ascending" ? chosen : chosen.reverse();
    const keys = chosen.map(KEYS[sort]), ranks = new Map([...new Set(keys)].sort().map((key, i) => [key, i]));
    const sign = order === "ascending" ? 1 : -1, numbers = new Float64Array(chosen.length);
    for (let i = 0; i < keys.length; i++) numbers[i] = sign * ranks.get(keys[i]) * 2 ** 22 + i;
    return Array.from(numbers.sort(), (number) => chosen[((number % 2 ** 22) + 2 ** 22) % 2 ** 22]);
  }

  function make(tag, words, into, attributes = {}) {
    const element = document.createElement(tag);
    element.textContent = words;
    if (large.foreign && /\p{Script=Latin}/u.test(words) && !/\p{Script=Hangul}/u.test(words)) element.lang = large.foreign;
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    into.append(element);
    return element;
  }
  function glyphOf(event) {
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg"), use = document.createElementNS(svg.namespaceURI, "use");
    svg.setAttribute("class", `glyph t-${event.type[0]} m-${event.modality[0]}${event.single ? " single" : ""}`);
    svg.setAttribute("aria-hidden", "true");
    use.setAttribute("href", "#g-" + event.type[0]);
    svg.append(use);
    return svg;
  }
  // What only a card tells lies in packets of its own, each opened when the first of its cards is
  const packets = document.getElementById("cards").textContent.split("\n");
  const told = async (event) => JSON.parse(await unpacked(packets[Math.floor(event.at / large.packet)]))[event.at % large.packet];

  async function card(event) {
    const { by, date, details, terms, who, around, ties, history } = await told(event), say = large.say;
    const article = document.createElement("article"), kind = make("p", "", article, { class: "kind t-" + event.type[0] });
    article.className = "card";
    kind.append(glyphOf(event), " ");
    make("strong", large.types[event.type[0]].words, kind);
    make("span", sure(event), kind, { class: "tag m-" + event.modality[0] });
    if (event.single) make("span", say.single, kind, { class: "tag" });
    make("h3", event.summary, article, { dir: "auto" });
    const facts = make("dl", "", article, { class: "facts" });
    const fact = (name, words) => {
      if (!words.length) return;
      const line = make("div", "", facts);
      make("dt", name, line);
      if (typeof words === "string") make("dd", words, line, { dir: "auto" });
      else for (const list = make("ul", "", make("dd", "", line)); words.length;) make("li", words.shift(), list);
    };
    fact(say.date, event.date + date);
    fact(say.by, by);
    fact(say.parties, event.party.map((one) => named("party", one)).join(", "));
    fact(say.people, event.person.map((one) => people[one] || one).join(", "));
    fact(say.issues, event.issue.map((one) => named("issue", one)).join(", "));
    for (const [name, words] of details) fact(name, words);
    fact(say.terms, terms);
    fact(say.who, who);
    make("h4", say.quotations, article);
    event.quotes.forEach(([place, quote], i) => {
      const [publisher, published, title, url, language, address] = articles[place] || ["", "", "", "", "", ""], [before, after, note] = around[i];
      const figure = make("figure", "", article, { class: "quote" }), block = make("blockquote", "", figure, { dir: "auto", ...(language ? { lang: language } : {}) });
      if (before) make("span", before, block, { class: "around" }).removeAttribute("lang");
      make("mark", quote, block).removeAttribute("lang");
      if (after) make("span", after, block, { class: "around" }).removeAttribute("lang");
      const caption = make("figcaption", publisher ? `${publisher}, ${published}${title || url || address ? ": " : ""}` : "", figure);
      if (/^https?:/i.test(url)) make("a", title || url, caption, { href: url, rel: "noopener noreferrer external", dir: "auto", ...(language ? { lang: language } : {}) });
      else caption.append([title, address].filter(Boolean).join(" "));
      if (note) make("strong", " " + note, caption);
    });
    if (ties.length) {
      make("h4", say.linked, article);
      const list = make("ul", "", article, { class: "ties" });
      for (const [relation, id] of ties) {
        const line = make("li", relation + ": ", list), other = byId.get(id);
        if (other) make("a", other.summary, line, { class: "open", href: "#event=" + id, dir: "auto" });
        else make("code", id, line);
        make("span", other ? ` (${other.date})` : ` (${say.absent})`, line, { class: "quiet" });
      }
    }
    if (history.length) {
      make("h4", say.history, article);
      const list = make("ol", "", article, { class: "history" });
      for (const [action, when, author, reason, changes] of history) {
        const line = make("li", "", list);
        make("strong", action, line);
        line.append(` ${when}, ${author}${reason ? ": " + reason : ""}`);
        if (!changes.length) continue;
        const each = make("ul", "", line);
        for (const [field, before, after] of changes) make("li", `${field}: ${before || say.none} → ${after || say.none}`, each, { dir: "auto" });
      }
    }
    make("code", event.id, make("p", "", article, { class: "id" }));
    return article;
  }
  return { events, byId, textOf, figure, row, sorted, keys: KEYS, card, hover, say: large.say, layout: large.layout, most: MOST_ROWS };
}
function unescaped(html) {
  return html.replace(/<\/?b>/g, "").replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&#x27;/g, "'").replace(/&quot;/g, '"').replace(/&amp;/g, "&");
}
