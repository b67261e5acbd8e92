// Lays the figure out anew for the events chosen and the span of time shown: lanes shrink to what they hold,
// crowded days are stacked for the width at hand, nothing is drawn over anything else. The figure itself, made
// once by figure.py, stays as it is.
const chartTime = (text) => Date.parse(String(text).slice(0, 16).replace(" ", "T") + (String(text).length > 10 ? "Z" : "T00:00Z"));
const chartDay = (moment) => new Date(moment).toISOString().slice(0, 16).replace("T", " ");

// figure: {data, layout}; chosen: set of event ids; place: id -> place in the order of dates;
// range: [first, last] in milliseconds; width: of the chart in pixels.
function layOut(figure, chosen, place, range, width) {
  const meta = figure.layout.meta, layout = structuredClone(figure.layout);
  const data = figure.data.map((trace) => choose(trace, chosen));
  const spans = spansOf(data);
  const unit = (range[1] - range[0]) * meta.glyph / width;
  const lanes = meta.lanes.map((lane) => ({ ...lane, items: [] }));
  for (const trace of data) {
    if (trace.yaxis === "y2" || !["event", "echo"].includes(trace.meta.kind)) continue;
    trace.customdata.forEach((id, i) => {
      const y = trace.y[i], [begin, end] = trace.type === "bar" ? spans.get(id) : [chartTime(trace.x[i]), chartTime(trace.x[i])];
      const middle = (begin + end) / 2, left = Math.min(begin, middle - unit / 2), right = Math.max(end, middle + unit / 2);
      lanes.find((lane) => y < lane.top && y > lane.top - lane.rows)
        .items.push({ key: id + "|" + y, id, left, right, begin, seen: right > range[0] && left < range[1] });
    });
  }
  const heights = new Map(), counted = { seen: new Set(), all: new Set() };
  let top = 0;
  for (const lane of lanes) {
    const free = [];
    lane.items.sort((a, b) => place.get(a.id) - place.get(b.id));
    for (const item of lane.items.filter((item) => item.seen)) {
      let depth = free.findIndex((until) => until <= item.left);
      if (depth < 0) depth = free.length;
      free[depth] = item.right;
      heights.set(item.key, -(top + 1.5 + depth));
      counted.seen.add(item.id);
    }
    // What lies outside the span comes into view only while a reader drags; then it is stacked in turn
    lane.items.filter((item) => !item.seen).forEach((item, i) => heights.set(item.key, -(top + 1.5 + (i % Math.max(free.length, 1)))));
    for (const item of lane.items) counted.all.add(item.id);
    lane.newTop = -top;
    lane.newRows = 1 + free.length;
    top += lane.newRows;
  }
  for (const trace of data) {
    if (trace.yaxis === "y2") continue;
    const owner = (i) => (trace.meta.kind === "link" ? trace.customdata[i][i % 3] : trace.customdata[i]);
    trace.y = trace.y.map((y, i) => (y === null ? null : heights.get(owner(i) + "|" + y)));
    if (trace.meta.kind === "link") trace.x = trace.x.map((x, i) => (spans.has(owner(i)) && x !== null ? inSight(spans.get(owner(i)), range) : x));
    if (trace.uid.startsWith("within-")) trace.x = trace.customdata.map((id) => inSight(spans.get(id), range));
  }
  const strip = layStrip(data, place, Math.max(1, Math.floor(width / (2 * meta.glyph))));
  frame(layout, lanes, top, strip);
  const marks = marksOf(layout.meta, chosen, range, width);
  layout.shapes.push(...marks.lines, ...marks.spans);
  if (marks.rail.x.length) data.push(marks.rail);
  return { data, layout, seen: counted.seen.size, dated: counted.all.size };
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

function spansOf(data) {
  const spans = new Map();
  for (const trace of data) {
    if (trace.type !== "bar") continue;
    trace.customdata.forEach((id, i) => spans.set(id, [chartTime(trace.base[i]), chartTime(trace.base[i]) + trace.x[i]]));
  }
  return spans;
}

// The middle of what is in sight of a bar
function inSight([begin, end], [first, last]) {
  const left = Math.max(begin, first), right = Math.min(end, last);
  return chartDay(left < right ? (left + right) / 2 : (begin + end) / 2);
}

// Events without a date, side by side in order; returns how many rows they take with their heading
function layStrip(data, place, across) {
  const traces = data.filter((trace) => trace.yaxis === "y2");
  const ids = traces.flatMap((trace) => trace.customdata).sort((a, b) => place.get(a) - place.get(b));
  const at = new Map(ids.map((id, i) => [id, i]));
  for (const trace of traces) {
    trace.x = trace.customdata.map((id) => (at.get(id) % across) + 0.5);
    trace.y = trace.customdata.map((id) => -(Math.floor(at.get(id) / across) + 1.5));
  }
  return { rows: ids.length ? Math.ceil(ids.length / across) + 1 : 0, across };
}

// Agreements and deadlines: a sign on the rail above the lanes and a fine line through all of them. Marks that would
// stand closer than a sign is wide share one; a day that is not known is a span of the rail without a line.
function marksOf(meta, chosen, range, width) {
  const scale = width / (range[1] - range[0]), near = 9, groups = new Map(), spans = [];
  const rail = { type: "scatter", mode: "markers", uid: "rail", x: [], y: [], customdata: [], hoverinfo: "text", showlegend: false,
    meta: { kind: "mark" }, marker: { symbol: [], color: [], size: 9, opacity: 1, line: { width: 0 } } };
  for (const [id, type, from, till, exact] of meta.marks) {
    const begin = chartTime(from), end = chartTime(till), style = meta.through[type];
    if (!chosen.has(id) || end <= range[0] || begin >= range[1]) continue;
    const middle = (Math.max(begin, range[0]) + Math.min(end, range[1])) / 2;
    const key = exact ? type + Math.floor((middle - range[0]) * scale / near) : [type, from, till].join();
    if (!groups.has(key)) {
      groups.set(key, { type, at: chartDay(exact ? (begin + end) / 2 : middle), exact, ids: [] });
      if (!exact) spans.push({ type: "rect", xref: "x", x0: from, x1: till, yref: "y", y0: style.y - 0.06, y1: style.y + 0.06, layer: "below",
        line: { width: 0 }, fillcolor: style.colour, opacity: 0.5 });
    }
    groups.get(key).ids.push(id);
  }
  const lines = [], faint = [...groups.values()].filter((group) => group.exact).length > width / 28;
  for (const { type, at, exact, ids } of groups.values()) {
    const { colour, symbol, dash, y } = meta.through[type];
    rail.x.push(at);
    rail.y.push(y);
    rail.customdata.push(ids);
    rail.marker.symbol.push(symbol);
    rail.marker.color.push(colour);
    if (exact) lines.push({ type: "line", name: ids[0], xref: "x", x0: at, x1: at, yref: "y", y0: y, y1: -meta.down, layer: "below",
      opacity: faint ? 0.3 : 0.55, line: { color: colour, width: 1, dash } });
  }
  return { rail, lines, spans };
}

// Heights, axes, grounds and headings that go with it
function frame(layout, lanes, top, strip) {
  const meta = layout.meta, rows = Math.max(top, 1) + meta.foot_rows, head = meta.head_rows;
  const below = strip.rows ? strip.rows * meta.row + meta.gap : 0, inner = (rows + head) * meta.row + below;
  layout.height = Math.round(inner) + layout.margin.t + layout.margin.b;
  layout.yaxis.range = [-rows, head];
  layout.yaxis.domain = [below / inner, 1];
  meta.down = rows;
  if (layout.yaxis2) {
    layout.yaxis2.range = [-Math.max(strip.rows, 1), 0];
    layout.yaxis2.domain = [0, strip.rows ? strip.rows * meta.row / inner : 0.001];
    layout.xaxis2.range = [0, strip.across];
  }
  lanes.forEach((lane, i) => {
    Object.assign(layout.shapes[i], { y1: lane.newTop, y0: lane.newTop - lane.newRows });
    layout.annotations[i].y = lane.newTop - 0.5;
  });
  layout.shapes = layout.shapes.filter((shape) => shape.yref !== "y2" || strip.rows);
  for (const shape of layout.shapes) if (shape.yref === "y2") shape.y0 = -strip.rows;
  layout.annotations = layout.annotations.filter((note) => note.yref !== "y2" || strip.rows);
}
