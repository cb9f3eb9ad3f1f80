// The film: plays the entries one after the other, at the office's pace or the actions'. The server draws each frame.
"use strict";

const film = document.getElementById("film");
const play = document.getElementById("film-play");
const speed = document.getElementById("film-speed");
const told = document.getElementById("film-status");
const strip = document.getElementById("strip");
const cursor = document.getElementById("cursor");
const frame = () => document.getElementById("replay");
const SHORTEST = 400; // several entries of one second can still be seen one by one
const TICK = 100;
let playing = false;
let wait = null; // until the next frame: when it began, how long, from and to which office second

const x = (at) => {
  const { width, margin, end } = strip.dataset;
  return +margin + ((width - 2 * margin) * at) / Math.max(1, end);
};

function point(at) {
  for (const side of ["x1", "x2"]) cursor.setAttribute(side, x(at));
}

// How long the present frame stays, and whether that is shorter than the silence it stands for.
function pace() {
  const { at, nextAt } = frame().dataset;
  const chosen = speed.selectedOptions[0];
  if (!chosen.value) return { ms: +film.dataset.actionMs, cut: false };
  const whole = ((nextAt - at) * 1000) / chosen.value;
  const longest = chosen.dataset.longest * 1000;
  return { ms: Math.max(SHORTEST, Math.min(whole, longest)), cut: whole > longest };
}

function arm() {
  const { at, nextAt, silence } = frame().dataset;
  if (!playing) return;
  if (nextAt === undefined) return stop("Fin du film.");
  const { ms, cut } = pace();
  wait = { since: performance.now(), ms, from: +at, to: +nextAt };
  told.textContent = cut ? `Silence de ${silence} abrégé.` : "";
}

function start() {
  playing = true;
  play.classList.add("is-playing");
  const first = document.getElementById("first");
  if (frame().dataset.nextAt === undefined && first) first.click();
  else arm();
}

function stop(said = "") {
  playing = false;
  wait = null;
  play.classList.remove("is-playing");
  told.textContent = said;
  point(+frame().dataset.at);
}

setInterval(() => {
  if (!wait) return;
  const gone = Math.min(1, (performance.now() - wait.since) / wait.ms);
  point(wait.from + (wait.to - wait.from) * gone);
  if (gone < 1) return;
  wait = null;
  document.getElementById("following").click();
}, TICK);

document.addEventListener("htmx:afterSettle", (event) => {
  if (event.target.id !== "replay") return;
  const { seq, at } = frame().dataset;
  for (const field of document.querySelectorAll("[data-follows]")) field.value = seq;
  point(+at);
  arm();
});
for (const failure of ["htmx:responseError", "htmx:sendError", "htmx:timeout"])
  document.addEventListener(failure, () => stop("Le film s’est arrêté\u00a0: l’entrée suivante n’est pas venue."));

const toggle = () => (playing ? stop() : start());
const go = (move) => document.getElementById(move)?.click();
function faster(by) {
  const to = speed.selectedIndex + by;
  if (to < 0 || to >= speed.options.length) return;
  speed.selectedIndex = to;
  paced();
}

// The pace stays from one filter to the next.
function paced() {
  sessionStorage.setItem("film-speed", speed.value);
  arm();
}
speed.value = sessionStorage.getItem("film-speed") ?? speed.value;
speed.addEventListener("change", paced);
play.addEventListener("click", toggle);

// A click on the strip goes to the entry nearest to it, of those that the filter keeps.
strip.addEventListener("click", (event) => {
  const box = strip.getBoundingClientRect();
  const where = ((event.clientX - box.left) / box.width) * strip.dataset.width;
  const away = (tick) => Math.abs(x(+tick.dataset.at) - where);
  const ticks = [...strip.querySelectorAll(".tick.is-kept")];
  if (!ticks.length) return;
  const nearest = ticks.reduce((best, tick) => (away(tick) < away(best) ? tick : best));
  const form = document.getElementById("jump");
  form.elements.entree.value = nearest.dataset.seq;
  form.requestSubmit();
});

// Once an entry is asked for, the keys are the film's again.
document.addEventListener("submit", (event) => {
  if (event.target.id === "jump") document.activeElement.blur();
});

// A choice among the filters needs no button.
document.getElementById("film-filters").addEventListener("change", (event) => {
  if (event.target.matches("select")) event.currentTarget.requestSubmit();
});

const KEYS = {
  " ": toggle,
  ArrowRight: () => go("following"),
  ArrowLeft: () => go("previous"),
  Home: () => go("first"),
  End: () => go("last"),
  "+": () => faster(1),
  "-": () => faster(-1),
  "?": () => document.getElementById("film-help").showModal(),
};
document.addEventListener("keydown", (event) => {
  const key = KEYS[event.key];
  if (!key || event.ctrlKey || event.altKey || event.metaKey) return;
  if (event.target.closest("input, textarea, select, dialog[open]")) return;
  if (event.key === " " && event.target.closest("button, summary")) return;
  event.preventDefault();
  key();
});

document.getElementById("film-controls").hidden = false;
