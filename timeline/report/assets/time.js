// The span of time that the chart shows: by its buttons, by dragging, by the slider below; and what is due next.
const DAY = 864e5; // milliseconds

// data: of the page, with its events; chart: element of plotly; view: {days, to, span}, what the reader chose, kept here
function periodShown(data, chart, view) {
  const $ = (id) => document.getElementById(id), time = chartTime, iso = chartDay;
  // What is due or planned next
  const next = data.events.filter((event) => ["planned", "conditional"].includes(event.modality[0]) && event.begin >= Date.parse(data.as_of))
    .sort((a, b) => a.begin - b.begin)[0];
  const most = mostOf(data, next), usual = most && most[1] - most[0] < 0.75 * most[2] ? "fit" : "0";
  const edges = (layout) => [layout.xaxis.minallowed, layout.xaxis.maxallowed];
  const within = () => edges(chart.layout).map(time), inView = () => chart.layout.xaxis.range.map(time);
  const set = (first, last) => { view.span = [iso(first), iso(last)]; };

  function range(layout) {
    const [begin, end] = edges(layout).map(time);
    if (view.span) {
      const [first, last] = view.span.map((at) => Math.min(end, Math.max(begin, time(at))));
      return last > first ? [iso(first), iso(last)] : edges(layout);
    }
    if (view.days === "0" || !most) return edges(layout);
    if (view.days === "fit") return [iso(Math.max(begin, most[0])), iso(Math.min(end, most[1]))];
    const span = Math.min(Number(view.days) * DAY, end - begin);
    const wanted = view.to ? time(view.to + " 12:00") : time(data.as_of + " 12:00") + span * 0.15;
    const last = Math.min(end, Math.max(wanted, begin + span));
    return [iso(last - span), iso(last)];
  }
  function move(way) {
    const [first, last] = inView();
    goTo(last + way * (last - first) / 2);
  }
  function goTo(last) {
    if (!view.span && Number(view.days)) {
      view.to = iso(last).slice(0, 10);
      return;
    }
    const [first, until] = inView(), [begin, end] = within(), span = until - first;
    const to = Math.min(end, Math.max(last, begin + span));
    set(to - span, to);
  }
  function zoom([first, last]) {
    const [begin, end] = within();
    set(Math.max(begin, first), Math.min(end, last));
  }
  // As long as before, with the event in the middle
  function centre(event) {
    const [first, last] = inView(), [begin, end] = within(), half = (last - first) / 2;
    const middle = Math.min(end - half, Math.max(begin + half, (event.begin + event.finish) / 2));
    set(middle - half, middle + half);
  }

  // The slider: where the span lies in the time that most events lie in, over a sketch of how many there are
  function reach() {
    const [first, last] = inView(), [begin, end] = within();
    return most ? [Math.max(begin, Math.min(most[0], first)), Math.min(end, Math.max(most[1], last))] : [begin, end];
  }
  function slide() {
    const [first, last] = inView(), [begin, end] = reach(), room = end - begin - (last - first);
    $("slider").hidden = room < DAY;
    if (room < DAY) return;
    const thumb = Math.max(24, (last - first) / (end - begin) * $("slide").clientWidth);
    $("slider").style.setProperty("--thumb", thumb.toFixed(1) + "px");
    $("slide").value = String(Math.round((first - begin) / room * 1000));
    $("slide").setAttribute("aria-valuetext", dayWords(first) + " – " + dayWords(last));
    const bins = new Array(80).fill(0);
    for (const event of data.events) {
      const middle = (event.begin + event.finish) / 2;
      if (event.on && middle >= begin && middle <= end) bins[Math.min(79, Math.floor((middle - begin) / (end - begin) * 80))]++;
    }
    const top = Math.max(1, ...bins);
    const bars = bins.map((n, i) => (n ? `M${i * 3} 24h2.4v${(-Math.sqrt(n / top) * 22).toFixed(1)}h-2.4z` : "")).join("");
    $("density").querySelector(".count").setAttribute("d", bars);
  }
  function slid() {
    const [first, last] = inView(), [begin, end] = reach();
    goTo(begin + Number($("slide").value) / 1000 * (end - begin - (last - first)) + (last - first));
  }
  return { next, usual, range, move, zoom, centre, slide, slid };
}

// The shortest span that holds nearly all dated events and the day of the report, and how long that of all of them is:
// far-off ones must not squeeze it
function mostOf(data, next) {
  const asOf = Date.parse(data.as_of), dated = data.events.filter((event) => !isNaN(event.begin));
  if (!dated.length) return null;
  const firsts = Float64Array.from(dated, (event) => event.begin).sort(), lasts = Float64Array.from(dated, (event) => event.finish).sort();
  // From each end a few are left out, and up to a tenth where they lie far off: over half as far as all the rest spans
  const count = firsts.length, few = count < 8 ? 0 : Math.ceil(count * 0.03), tenth = count < 5 ? 0 : Math.ceil(count / 10);
  function edge(day) {
    let at = few;
    for (let i = few; i < tenth; i++) if (Math.abs(day(i + 1) - day(i)) > Math.abs(day(count - 1 - few) - day(i + 1)) / 2) at = i + 1;
    return day(at);
  }
  const first = Math.min(edge((i) => firsts[i]), asOf), until = Math.max(edge((i) => lasts[count - 1 - i]), asOf);
  const last = (next && next.begin - until <= (until - first) / 2 ? Math.max(until, next.begin) : until) + DAY;
  const pad = Math.max((last - first) * 0.04, 2 * DAY);
  return [first - pad, last + pad, lasts[lasts.length - 1] - firsts[0]];
}
