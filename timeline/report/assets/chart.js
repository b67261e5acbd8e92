// Lays the figure out anew for the events chosen and the span of time shown: lanes shrink to what they hold, those with
// nothing in sight are folded, crowded days are stacked for the width at hand, nothing is drawn over anything else. The
// figure itself, made once by figure.py, stays as it is.
const chartTime = (text) => Date.parse(String(text).slice(0, 16).replace(" ", "T") + (String(text).length > 10 ? "Z" : "T00:00Z"));
const chartDay = (moment) => new Date(moment).toISOString().slice(0, 16).replace("T", " ");
const dayWords = (moment) => new Intl.DateTimeFormat(document.documentElement.lang === "en" ? "en-GB" : document.documentElement.lang,
  { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" }).format(moment);
const escaped = (text) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
const HALF_DAY = 432e5, REACH = 7; // milliseconds; rows that a line to an answer spans without being asked for
const NARROW = 480, DOT = 0.5; // pixels; room of a dot as a part of that of a glyph

// Text in lines of so many letters; those of East Asia are twice as wide
function wrapped(text, columns) {
  const lines = [""];
  let taken = 0;
  const wide = (word) => [...word].reduce((sum, sign) => sum + (sign > "\u10ff" ? 2 : 1), 0);
  for (let word of text.split(" ")) {
    if (taken && taken + 1 + wide(word) > columns) taken = lines.push("") && 0;
    for (; wide(word) > columns; taken = lines.push("") && 0) {
      let cut = columns;
      while (wide(word.slice(0, cut)) > columns) cut--;
      lines[lines.length - 1] += word.slice(0, cut);
      word = word.slice(cut);
    }
    lines[lines.length - 1] += (taken ? " " : "") + word;
    taken += wide(word) + (taken ? 1 : 0);
  }
  return lines;
}
// What hovering shows, no wider than the chart
function hoverText([head, summary], width) {
  const columns = Math.max(14, Math.min(56, Math.floor((width - 34) / 8.2)));
  return [...wrapped(head, Math.floor(columns * 0.88)).map((line) => `<b>${escaped(line)}</b>`), ...wrapped(summary, columns).map(escaped)].join("<br>");
}

// figure: {data, layout}; chosen: set of event ids; place: id -> place in the order of dates; range: [first, last] in
// milliseconds; width: of the chart in pixels; owner: key of the one lane in which every event of it is to be drawn;
// folded: key of a lane -> whether it is, where lanes are folded.
function layOut(figure, chosen, place, range, width, owner, folded) {
  const meta = figure.layout.meta, layout = structuredClone(figure.layout);
  const data = figure.data.map((trace) => choose(trace, chosen));
  if (owner) bringTo(meta.lanes.find((lane) => lane.key === owner), data);
  const spans = spansOf(data), unit = (range[1] - range[0]) * meta.glyph / width;
  const lanes = meta.lanes.map((lane) => ({ ...lane, items: [] }));
  for (const trace of data) {
    if (trace.yaxis === "y2" || !["event", "echo"].includes(trace.meta.kind)) continue;
    trace.customdata.forEach((id, i) => {
      const y = trace.y[i], at = trace.type === "bar" ? standing(spans.get(id), range) : chartTime(trace.x[i]);
      const { begin, end } = trace.type === "bar" ? spans.get(id) : { begin: at, end: at };
      // On a phone the dots of what is drawn in another lane stand close to one another, in low rows of their own
      const dot = width < NARROW && trace.meta.kind === "echo", half = unit / 2 * (dot ? DOT : 1);
      const left = Math.min(begin, at - half), right = Math.max(end, at + half);
      lanes.find((lane) => y < lane.top && y > lane.top - lane.rows)
        .items.push({ key: id + "|" + y, id, dot, echo: trace.meta.kind === "echo", at, left, right, seen: right > range[0] && left < range[1] });
    });
  }
  const heights = new Map(), seen = new Set(), dated = new Set(), piles = [], single = new Set();
  let top = 0;
  for (const lane of lanes) {
    const free = [], fold = Boolean(folded?.(lane.key)), inSight = lane.items.filter((item) => item.seen);
    let own = 0; // rows above those of the dots
    lane.head = fold ? FOLDED_HEAD : 1;
    if (fold) {
      for (const pile of piled(inSight, unit / 2)) {
        const y = -(top + lane.head + 0.5), ids = [...new Set(pile.items.map((item) => item.id))].sort((a, b) => place.get(a) - place.get(b));
        if (pile.items.length > 1) piles.push({ key: lane.key, at: pile.at, y, ids, own: pile.items.filter((item) => !item.echo).map((item) => item.id) });
        else single.add(pile.items[0].key);
        for (const item of pile.items) heights.set(item.key, pile.items.length > 1 ? null : y);
      }
      inSight.forEach((item) => seen.add(item.id));
      if (inSight.length) free.push(0);
      own = free.length;
    }
    lane.items.sort((a, b) => a.dot - b.dot || place.get(a.id) - place.get(b.id));
    for (const item of fold ? [] : lane.items.filter((item) => item.seen)) {
      let depth = free.findIndex((until, row) => row >= (item.dot ? own : 0) && until <= item.left);
      if (depth < 0) depth = free.length;
      free[depth] = item.right;
      if (!item.dot) own = free.length;
      heights.set(item.key, -(top + 1 + (item.dot ? own + (depth - own + 0.5) * DOT : depth + 0.5)));
      seen.add(item.id);
    }
    // What lies outside the span comes into view only while a reader drags; then it is stacked in turn
    lane.items.filter((item) => !item.seen).forEach((item, i) => heights.set(item.key, free.length && !fold ? -(top + 1.5 + (i % Math.max(own, 1))) : null));
    for (const item of lane.items) dated.add(item.id);
    lane.newTop = -top;
    lane.newRows = free.length ? lane.head + own + (free.length - own) * DOT : 0;
    top += lane.newRows;
  }
  const ties = [];
  for (const trace of data) {
    if (trace.yaxis === "y2") continue;
    if (trace.meta.kind === "link") {
      joinUp(trace, heights, spans, range, ties, single);
      continue;
    }
    trace.y = trace.y.map((y, i) => heights.get(trace.customdata[i] + "|" + y) ?? null);
    if (trace.uid.startsWith("within-")) trace.x = trace.customdata.map((id) => chartDay(standing(spans.get(id), range)));
    if (trace.uid === "edge") trace.x = trace.customdata.map((id) => chartDay(atEdge(spans.get(id), range, unit)));
  }
  const strip = layStrip(data, place, Math.max(1, Math.floor(width / (2 * meta.glyph))));
  const marks = marksOf(layout.meta, chosen, range, width, Math.max(top, 1));
  frame(layout, lanes, top, strip, marks.rail.x.length > 0);
  layout.shapes.push(...marks.lines, ...marks.spans);
  if (marks.rail.x.length) data.push(marks.rail);
  if (piles.length) data.push(pileTrace(piles));
  return { data, layout, ties, piles, seen: seen.size, dated: dated.size, outside: [...dated].filter((id) => !seen.has(id)) };
}

// The points of a trace that belong to chosen events
function choose(trace, chosen) {
  const keep = [];
  trace.customdata.forEach((ids, i) => { if ([].concat(ids).every((id) => chosen.has(id))) keep.push(i); });
  const pick = (value) => (Array.isArray(value) ? keep.map((i) => value[i]) : value);
  const shown = { ...trace };
  for (const name of ["x", "y", "base", "width", "customdata"]) if (name in shown) shown[name] = pick(shown[name]);
  if (trace.marker) {
    shown.marker = { ...trace.marker, symbol: pick(trace.marker.symbol), color: pick(trace.marker.color) };
    if (trace.marker.line) shown.marker.line = { ...trace.marker.line, width: pick(trace.marker.line.width) };
  }
  return shown;
}

// Events that are recalled in a lane are drawn in it, and recalled nowhere
function bringTo(lane, data) {
  const to = new Map();
  for (const trace of data) {
    if (trace.meta.kind !== "echo") continue;
    trace.customdata.forEach((id, i) => { if (lane && trace.y[i] < lane.top && trace.y[i] > lane.top - lane.rows) to.set(id, trace.y[i]); });
    for (const name of ["x", "y", "customdata"]) trace[name] = [];
  }
  for (const trace of data) {
    if (trace.yaxis === "y2") continue;
    trace.y = trace.y.map((y, i) => (y === null ? null : to.get(trace.meta.kind === "link" ? trace.customdata[i][i % 3] : trace.customdata[i]) ?? y));
  }
}

// From when to when each event lies, and which end of it is open
function spansOf(data) {
  const spans = new Map();
  for (const trace of data) {
    if (trace.meta.kind !== "event" || trace.yaxis === "y2") continue;
    trace.customdata.forEach((id, i) => {
      const begin = chartTime(trace.type === "bar" ? trace.base[i] : trace.x[i]);
      spans.set(id, { begin, end: trace.type === "bar" ? begin + trace.x[i] : begin, open: 0 });
    });
  }
  const edge = data.find((trace) => trace.uid === "edge");
  if (edge) edge.customdata.forEach((id, i) => { spans.get(id).open = edge.marker.symbol[i] === "arrow-left" ? -1 : 1; });
  return spans;
}

// Where the glyph of a bar stands: at the end that is known, else in the middle of what is in sight
function standing({ begin, end, open }, [first, last]) {
  const known = open < 0 ? end - HALF_DAY : begin + HALF_DAY, left = Math.max(begin, first), right = Math.min(end, last);
  if (open && known >= first && known <= last) return known;
  return left < right ? (left + right) / 2 : (begin + end) / 2;
}
const atEdge = ({ begin, end, open }, [first, last], unit) => (open < 0 ? Math.max(begin, first) + unit * 0.3 : Math.min(end, last) - unit * 0.3);

// Lines from answers to what they answer, between the nearest points of both; those that would cross many rows are kept
// for when one of the two is looked at, and so are those of folded lanes
function joinUp(trace, heights, spans, [first, last], ties, single) {
  const cut = ({ begin, end }) => (end > first && begin < last ? [Math.max(begin, first), Math.min(end, last)] : [begin, end]);
  const y = [];
  for (let i = 0; i + 2 < trace.x.length + 1; i += 3) {
    const ids = trace.customdata[i], [one, other] = ids.map((id) => spans.get(id)).map(cut);
    const common = (Math.max(one[0], other[0]) + Math.min(one[1], other[1])) / 2;
    const x = (one[1] < other[0] ? [one[1], other[0]] : other[1] < one[0] ? [one[0], other[1]] : [common, common]).map(chartDay);
    const at = [0, 1].map((end) => heights.get(ids[end] + "|" + trace.y[i + end]) ?? null);
    trace.x[i] = x[0];
    trace.x[i + 1] = x[1];
    const shown = at.every((height) => height !== null);
    if (shown) ties.push({ ids, x, y: at });
    const still = [0, 1].some((end) => single.has(ids[end] + "|" + trace.y[i + end]));
    y.push(...(shown && !still && Math.abs(at[0] - at[1]) <= REACH ? at : [null, null]), null);
  }
  trace.y = y;
}

// Events without a date, side by side in order; returns how many rows they take with their heading
function layStrip(data, place, across) {
  const traces = data.filter((trace) => trace.yaxis === "y2");
  const ids = traces.filter((trace) => trace.meta.kind === "event").flatMap((trace) => trace.customdata).sort((a, b) => place.get(a) - place.get(b));
  const at = new Map(ids.map((id, i) => [id, i]));
  for (const trace of traces) {
    trace.x = trace.customdata.map((id) => (at.get(id) % across) + 0.5);
    trace.y = trace.customdata.map((id) => -(Math.floor(at.get(id) / across) + 1.5));
  }
  return { rows: ids.length ? Math.ceil(ids.length / across) + 1 : 0, across };
}

// Agreements and deadlines: a sign on the rail above the lanes and a fine line through all of them. Marks that would
// stand closer than a sign is wide share one, but never what happened and what is planned; a sign is light where a single
// source tells all of its marks; a day that is not known is a span of the rail without a line.
function marksOf(meta, chosen, range, width, rows) {
  const scale = width / (range[1] - range[0]), near = 9, groups = new Map(), spans = [];
  const rail = { type: "scatter", mode: "markers", uid: "rail", x: [], y: [], customdata: [], hoverinfo: "text", showlegend: false,
    meta: { kind: "mark" }, marker: { symbol: [], color: [], size: 9, opacity: 1, line: { width: [], color: [] } } };
  for (const [id, type, from, till, exact, planned, single] of meta.marks) {
    const begin = chartTime(from), end = chartTime(till), style = meta.through[type], y = planned ? style.planned.y : style.y;
    if (!chosen.has(id) || end <= range[0] || begin >= range[1]) continue;
    const middle = (Math.max(begin, range[0]) + Math.min(end, range[1])) / 2;
    const key = [type, planned, ...(exact ? [Math.floor((middle - range[0]) * scale / near)] : [from, till])].join();
    if (!groups.has(key)) {
      groups.set(key, { style, y, planned, at: chartDay(exact ? (begin + end) / 2 : middle), exact, ids: [], single: true });
      if (!exact) spans.push({ type: "rect", xref: "x", x0: from, x1: till, yref: "y", y0: y - 0.06, y1: y + 0.06, layer: "below",
        line: { width: 0 }, fillcolor: style.colour, opacity: 0.5 });
    }
    groups.get(key).ids.push(id);
    groups.get(key).single &&= single;
  }
  const lines = [], faint = [...groups.values()].filter((group) => group.exact).length > width / 28;
  for (const { style, y, planned, at, exact, ids, single } of groups.values()) {
    rail.x.push(at);
    rail.y.push(y);
    rail.customdata.push(ids);
    rail.marker.symbol.push(style.symbol + (planned ? "-open" : ""));
    rail.marker.color.push(single && !planned ? style.tint : style.colour);
    rail.marker.line.width.push(planned || single ? 1.5 : 0);
    rail.marker.line.color.push(style.colour);
    if (exact) lines.push({ type: "line", name: ids[0], xref: "x", x0: at, x1: at, yref: "y", y0: y, y1: -rows, layer: "below",
      opacity: faint ? 0.3 : 0.55, line: { color: style.colour, width: 1, dash: (planned ? style.planned : style).dash } });
  }
  return { rail, lines, spans };
}

// Heights, axes, grounds and headings that go with it; the first shapes and annotations are those of the lanes
function frame(layout, lanes, top, strip, railed) {
  const meta = layout.meta, rows = Math.max(top, 1), head = (railed ? meta.rail : 0) + meta.day;
  const below = strip.rows ? strip.rows * meta.row + meta.gap : 0, inner = (rows + head) * meta.row + below;
  layout.height = Math.round(inner) + layout.margin.t + layout.margin.b;
  layout.yaxis.range = [-rows, head];
  layout.yaxis.domain = [below / inner, 1];
  if (layout.yaxis2) {
    layout.yaxis2.range = [-Math.max(strip.rows, 1), 0];
    layout.yaxis2.domain = [0, strip.rows ? strip.rows * meta.row / inner : 0.001];
    layout.xaxis2.range = [0, strip.across];
  }
  meta.lanes = lanes.filter((lane) => lane.newRows).map(({ key, name, newTop, newRows }) => ({ key, name, top: newTop, rows: newRows }));
  const grounds = [], headings = [], fills = [0, 1].map((odd) => layout.shapes[odd] && layout.shapes[odd].fillcolor);
  lanes.forEach((lane, i) => {
    if (!lane.newRows) return;
    grounds.push({ ...layout.shapes[i], y1: lane.newTop, y0: lane.newTop - lane.newRows, fillcolor: fills[grounds.length % 2] });
    headings.push({ ...layout.annotations[i], y: lane.newTop - (lane.head ?? 1) / 2 });
  });
  layout.shapes = [...grounds, ...layout.shapes.slice(lanes.length).filter((shape) => shape.yref !== "y2" || strip.rows)];
  for (const shape of layout.shapes) if (shape.yref === "y2") shape.y0 = -strip.rows;
  layout.annotations = [...headings, ...layout.annotations.slice(lanes.length).filter((note) => note.yref !== "y2" || strip.rows)];
}
