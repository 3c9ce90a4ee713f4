"use strict";
for (const article of document.querySelectorAll(".article")) {
  const selects = article.querySelectorAll("select[data-filter]");
  const apply = () => {
    const wanted = {};
    for (const select of selects) wanted[select.dataset.filter] = select.value;
    for (const item of article.querySelectorAll(".ledger li[data-classes]")) {
      const speakers = item.dataset.speakers.split("\u241f");
      const classes = item.dataset.classes.split(" ");
      const fits = (!wanted.speaker || speakers.includes(wanted.speaker)) && (!wanted.class || classes.includes(wanted.class));
      item.classList.toggle("off", !fits);
    }
    for (const mark of article.querySelectorAll(".body mark")) {
      const speaker = !wanted.speaker || mark.dataset.speakers.split("\u241f").includes(wanted.speaker);
      const kind = !wanted.class || mark.classList.contains(wanted.class);
      mark.classList.toggle("dim", !(speaker && kind));
    }
  };
  for (const select of selects) select.addEventListener("change", apply);
}
const named = (hash) => { try { return decodeURIComponent(hash); } catch { return hash; } };
const show = () => {
  for (const old of document.querySelectorAll("mark.here")) old.classList.remove("here");
  const anchor = location.hash && document.getElementById(named(location.hash.slice(1)));
  if (!anchor || !anchor.classList.contains("anchor")) return;
  const id = anchor.id.slice(anchor.id.indexOf("-") + 1);
  for (const mark of anchor.closest(".body").querySelectorAll("mark")) {
    if (mark.dataset.ids.split(" ").includes(id)) mark.classList.add("here");
  }
  anchor.focus({ preventScroll: true });
};
addEventListener("hashchange", show);
show();
const search = document.getElementById("search");
if (search) search.addEventListener("input", () => {
  const wanted = search.value.toLowerCase();
  for (const thread of document.querySelectorAll(".thread")) thread.classList.toggle("off", !thread.textContent.toLowerCase().includes(wanted));
});
const cards = [...document.querySelectorAll(".card")];
const wishes = document.querySelectorAll("[data-card]");
const holds = {
  text: (card, wanted) => card.textContent.toLowerCase().includes(wanted),
  status: (card, wanted) => card.dataset.status.split(" ").includes(wanted),
  outlet: (card, wanted) => card.dataset.outlet.toLowerCase() === wanted,
  people: (card, wanted) => card.dataset.people.toLowerCase().includes(wanted),
  day: (card, wanted) => card.dataset.day.startsWith(wanted),
};
const pick = () => {
  for (const card of cards) {
    card.classList.toggle("off", ![...wishes].every((wish) => !wish.value || holds[wish.dataset.card](card, wish.value.toLowerCase())));
  }
};
for (const wish of wishes) wish.addEventListener("input", pick);
const sort = document.querySelector("[data-sort]");
if (sort) sort.addEventListener("change", () => {
  const known = (card) => (card.dataset.day.includes("X") ? "" : card.dataset.day);
  const day = (a, b) => known(a).localeCompare(known(b));
  const orders = { acts: (a, b) => !a.dataset.status - !b.dataset.status || day(b, a), down: (a, b) => day(b, a), up: day };
  document.querySelector(".cards").append(...[...cards].sort(orders[sort.value]));
});
