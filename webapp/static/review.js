// Reviewing by keyboard, evidence in place, and the time a criterion is in front of its reader.
"use strict";

const panel = () => document.getElementById("criterion");
const piece = () => document.getElementById("piece");
const writes = (element) => element.matches?.("input:not([type=radio]), textarea, select, [contenteditable]");

// Evidence: opened in its region, closed by Escape; the focus goes back to where it came from.
let opener = null;

const openPiece = () => {
  const links = [...document.querySelectorAll("[data-piece]")].filter((link) => link.checkVisibility());
  const next = links[links.indexOf(opener) + 1] ?? links[0];
  if (!next) return;
  next.focus();
  next.click();
};

const closePiece = () => {
  piece().hidden = true;
  piece().replaceChildren();
  if (opener?.isConnected) opener.focus();
};

document.addEventListener("htmx:afterSettle", () => {
  if (piece() && !piece().hidden) piece().querySelector("#endroit")?.scrollIntoView({ block: "center" });
});

document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-piece]");
  if (link) opener = link;
  if (event.target.closest("[data-closes-piece]")) closePiece();
  const asks = event.target.closest("[data-asks]");
  if (!asks) return;
  const question = document.getElementById("question");
  question.value = asks.dataset.asks;
  question.focus();
});

// One key each; letters mean nothing while one writes.
const choose = (key) => {
  const levels = [...document.querySelectorAll("#ruling input[name=level]")];
  const level = key === "0" ? levels.at(-1) : levels[Number(key) - 1];
  if (!level) return;
  level.checked = true;
  level.focus();
};
const goTo = (id) => document.getElementById(id)?.focus();
const press = (id) => document.getElementById(id)?.click();
const KEYS = {
  j: () => press("following"), n: () => press("following"), k: () => press("previous"), p: () => press("previous"),
  q: () => goTo("question"), r: () => goTo("answer"), d: () => goTo("reason"), e: openPiece,
  "?": () => document.getElementById("keys")?.showModal(),
};

document.addEventListener("keydown", (event) => {
  if (document.querySelector("dialog[open]")) return;
  if (event.key === "Enter" && event.ctrlKey) event.target.closest("form")?.requestSubmit();
  if (event.key === "Escape" && writes(event.target)) event.target.blur();
  else if (event.key === "Escape" && piece() && !piece().hidden) closePiece();
  if (writes(event.target) || event.ctrlKey || event.altKey || event.metaKey) return;
  if (/^[0-4]$/.test(event.key)) choose(event.key);
  else if (KEYS[event.key]) KEYS[event.key]();
  else return;
  event.preventDefault();
});

// Time: seconds of a page in front, whose reader gave a sign of life in the last two minutes.
const times = document.querySelector("[data-times]")?.dataset.times;
const STILL_MS = 120000;
const SENT_EVERY_S = 20;
let seconds = 0;
let shown = panel()?.dataset.criterion;
let sign = Date.now();

const send = () => {
  if (!seconds || !shown) return;
  const body = new URLSearchParams({ criterion: shown, seconds });
  const token = document.querySelector("meta[name=csrf-token]").content;
  // What does not arrive is not counted: a review's time is a measure, and never worth a message.
  fetch(times, { method: "POST", body, keepalive: true, headers: { "X-CSRFToken": token } }).catch(() => {});
  seconds = 0;
};

if (times) {
  for (const name of ["keydown", "pointermove", "pointerdown", "wheel"]) {
    document.addEventListener(name, () => { sign = Date.now(); }, { passive: true });
  }
  setInterval(() => {
    if (document.visibilityState === "visible" && Date.now() - sign < STILL_MS) seconds += 1;
    if (seconds >= SENT_EVERY_S) send();
  }, 1000);
  document.addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden") send(); });
  document.addEventListener("htmx:afterSwap", () => {
    if (panel()?.dataset.criterion === shown) return;
    send();
    shown = panel()?.dataset.criterion;
  });
}
