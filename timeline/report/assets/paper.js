// The chart on upright A4 paper: drawn a little wider than the sheet and shrunk, and parted between rows where it is
// higher, so that words stay large enough to read. Measures are CSS pixels of the sheet.
const SHEET_WIDTH = 668, SHEET_HEIGHT = 900, FIRST_SHEET = 520, SHRINK = 0.66;

// into: element that takes the sheets; make: width -> figure as layOut gives it; config: of plotly.
function paper(into, make, config) {
  into.replaceChildren();
  const { data, layout } = make(SHEET_WIDTH / SHRINK), { row, lanes } = layout.meta, margins = layout.margin.t + layout.margin.b;
  const [bottom, head] = layout.yaxis.range, strip = layout.yaxis2 ? (layout.height - margins) * layout.yaxis.domain[0] : 0;
  let from = head, room = FIRST_SHEET;
  if (layout.height * SHRINK <= SHEET_HEIGHT) room = SHEET_HEIGHT; // whole, on the next sheet if need be
  while (from > bottom) {
    let fits = Math.floor((room / SHRINK - margins) / row), to = Math.max(bottom, Math.ceil(from) - fits);
    const cut = lanes.find((lane) => lane.top > to && lane.top - lane.rows < to);
    // A lane is kept whole where that leaves at least half of a sheet; else it is parted
    if (cut && from - cut.top > fits / 2) to = cut.top;
    let last = to <= bottom;
    if (last && (from - bottom) * row + margins + strip > room / SHRINK && strip) last = false;
    sheet(into, data, layout, from, to, last ? strip : 0, config);
    if (to <= bottom && !last) sheet(into, data, layout, 0, 0, strip, config);
    from = to;
    room = SHEET_HEIGHT;
  }
}

// The rows between two heights, with the events without a date below where `strip` gives them room
function sheet(into, data, whole, from, to, strip, config) {
  const layout = structuredClone(whole), { row } = layout.meta, inner = (from - to) * row + strip, place = document.createElement("div");
  const within = (low, high) => high > to && low < from;
  layout.height = Math.round(inner) + layout.margin.t + layout.margin.b;
  layout.yaxis.range = [to, Math.max(from, to + 0.001)];
  layout.yaxis.domain = [Math.min(strip / inner, 0.999), 1];
  if (from <= to) layout.xaxis.visible = false;
  if (layout.yaxis2) layout.yaxis2.domain = [0, strip ? Math.max(0.001, (strip - layout.meta.gap) / inner) : 0.0001];
  const { lanes } = layout.meta, headings = [];
  lanes.forEach((lane, i) => {
    const note = layout.annotations[i];
    if (lane.top <= from && lane.top > to) headings.push(note);
    else if (lane.top > from && lane.top - lane.rows < from) headings.push({ ...note, y: from - 0.5, text: note.text.replace("</b>", " …</b>") });
  });
  layout.annotations = [...headings, ...layout.annotations.slice(lanes.length).filter(() => strip)];
  layout.shapes = layout.shapes.filter((shape) => (shape.yref === "y2" ? strip : shape.yref !== "y" || within(Math.min(shape.y0, shape.y1), Math.max(shape.y0, shape.y1))))
    .map((shape) => (shape.yref === "y" ? { ...shape, y0: Math.min(from, Math.max(to, shape.y0)), y1: Math.min(from, Math.max(to, shape.y1)) } : shape));
  place.className = "sheet";
  place.style.zoom = String(SHRINK);
  into.append(place);
  const shown = data.filter((trace) => trace.yaxis !== "y2" || strip).map((trace) => ({ ...trace, cliponaxis: true }));
  Plotly.newPlot(place, shown, layout, { ...config, staticPlot: true });
}
