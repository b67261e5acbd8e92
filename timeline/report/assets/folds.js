// Folds of a page that reads without scripts. A wide window and paper show what a phone folds away; an address within the
// page unfolds what it names also where a browser does not do so by itself.
(() => {
  const wide = matchMedia("(min-width: 64rem)");
  const spread = () => wide.matches && document.querySelectorAll("details.wide").forEach((one) => { one.open = true; });
  wide.addEventListener("change", spread);
  spread();

  function unfold(hash) {
    const named = document.getElementById(hash.slice(1));
    let closed = false;
    for (let one = named?.closest("details:not([open])"); one; one = one.parentElement.closest("details:not([open])")) {
      closed = one.open = true;
    }
    return closed && named;
  }
  const arrive = () => { unfold(location.hash)?.scrollIntoView?.(); };
  addEventListener("hashchange", arrive);
  document.addEventListener("click", (event) => { // before the browser looks where the target is
    const link = event.target.closest("a[href^='#']");
    if (link) unfold(link.hash);
  });
  arrive();

  let printed = [];
  addEventListener("beforeprint", () => {
    printed = [...document.querySelectorAll("details.fold:not([open])")];
    printed.forEach((one) => { one.open = true; });
  });
  addEventListener("afterprint", () => {
    printed.forEach((one) => { one.open = false; });
  });
})();
