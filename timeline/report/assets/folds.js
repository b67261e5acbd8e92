// Folds of a page that reads without scripts. A wide window and paper show what a phone folds away; an address within the
// page unfolds what it names also where a browser does not do so by itself; a proof shows from which place it was asked for.
(() => {
  const wide = matchMedia("(min-width: 64rem)");
  const spread = () => wide.matches && document.querySelectorAll("details.wide").forEach((one) => { one.open = true; });
  wide.addEventListener("change", spread);
  spread();

  // Whether something was folded: then the browser did not find what is named
  function unfold(named) {
    let folded = false;
    for (let one = named; (one = one?.closest("details:not([open])")); one = one.parentElement) folded = one.open = true;
    return folded;
  }
  function arrive() {
    const named = document.getElementById(location.hash.slice(1));
    if (unfold(named)) named.scrollIntoView();
  }
  addEventListener("hashchange", arrive);
  arrive();

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#']");
    if (!link) return;
    unfold(document.getElementById(link.hash.slice(1))); // before the browser looks where it is
    if (!link.id.startsWith("cite-")) return;
    document.querySelectorAll(".back [aria-current]").forEach((one) => one.removeAttribute("aria-current"));
    document.querySelector(`.back [href="#${link.id}"]`)?.setAttribute("aria-current", "location");
  });

  const printed = [];
  addEventListener("beforeprint", () => {
    document.querySelectorAll("details.fold:not([open])").forEach((one) => {
      one.open = true;
      printed.push(one);
    });
  });
  addEventListener("afterprint", () => printed.splice(0).forEach((one) => { one.open = false; }));
})();
