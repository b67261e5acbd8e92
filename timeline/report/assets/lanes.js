// Folded lanes: one row each, in which events that stand too close together are drawn as their number. A window narrower
// than a desk's folds a chart that is higher than two screens; a heading or a number unfolds its lane.
const FOLDED_HEAD = 0.8; // rows that the heading of a folded lane takes

// items: of one lane, with `left`, `right` and `at`; half: of the width of a sign. Returns piles of items, apart from one
// another by a sign; a pile of one stays where it is, however long, and one of several stands in their middle.
function piled(items, half) {
  const piles = [];
  for (const item of [...items].sort((a, b) => a.left - b.left)) {
    let pile = { items: [item], at: item.at, left: item.left, right: item.right };
    while (piles.length && piles.at(-1).right > pile.left) {
      const all = [...piles.pop().items, ...pile.items], at = all.reduce((sum, one) => sum + one.at, 0) / all.length;
      pile = { items: all, at, left: at - half, right: at + half };
    }
    piles.push(pile);
  }
  return piles;
}

// The numbers, as a trace of plotly
function pileTrace(piles) {
  return { type: "scatter", mode: "markers+text", uid: "piles", meta: { kind: "pile" }, hoverinfo: "text", showlegend: false, cliponaxis: false,
    x: piles.map((pile) => chartDay(pile.at)), y: piles.map((pile) => pile.y), text: piles.map((pile) => String(pile.ids.length)),
    customdata: piles.map((pile) => pile.ids), marker: { symbol: "circle", size: 20, opacity: 1, line: { width: 1.5 } }, textfont: { size: 11 } };
}

// view: {lanes, fold}, what the reader chose, kept here: "yes", "no" or "" for what suits the window
function laneFolds(view, button) {
  const unfolded = new Set(), narrow = matchMedia("(max-width: 63.99rem)"), named = (key) => view.lanes + "|" + key;
  let now = false;
  const folded = (key) => now && !unfolded.has(named(key));
  // whole: layout of the chart without folds. Whether lanes are to be folded; null where there is nothing to fold
  function wanted(whole) {
    const some = whole.meta.lanes.some((lane) => lane.rows > 2);
    now = some && (view.fold ? view.fold === "yes" : narrow.matches && whole.height > 2 * innerHeight);
    button.hidden = !some;
    button.setAttribute("aria-pressed", String(now));
    return now ? folded : null;
  }
  function turn(key) {
    if (unfolded.has(named(key))) unfolded.delete(named(key));
    else unfolded.add(named(key));
  }
  function turnAll() {
    view.fold = now ? "no" : "yes";
    unfolded.clear();
  }
  // A heading that is chosen to fold and unfold
  const heading = (note, lane) => Object.assign(note, { text: (folded(lane.key) ? "▸ " : "▾ ") + note.text, captureevents: true });
  return { wanted, turn, turnAll, heading, active: () => now };
}
