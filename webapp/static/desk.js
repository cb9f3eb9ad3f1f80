// The desk between two polls: the clock ticks, toasts fade, a few keys. Everything works without it.
"use strict";

const WARNINGS = [[15 * 60, "Il vous reste 15 minutes."], [5 * 60, "Il vous reste 5 minutes."]];
const clock = () => document.getElementById("office-clock");
let shown = null;

function read() {
  const element = clock();
  if (!element) return null;
  const data = element.dataset;
  return { element, running: "running" in data, second: +data.second, remaining: +data.remaining, factor: +data.factor, since: Date.now() };
}

function french(seconds) {
  const hours = Math.floor(seconds / 3600), minutes = Math.floor(seconds / 60) % 60;
  if (hours) return `${hours}\u00a0h\u00a0${String(minutes).padStart(2, "0")}`;
  return minutes ? `${minutes}\u00a0min` : `${seconds}\u00a0s`;
}

function warn(text) {
  const template = document.getElementById("time-warning");
  if (!template) return;
  const toast = template.content.firstElementChild.cloneNode(true);
  toast.querySelector("strong").textContent = text;
  document.getElementById("arrivals").append(toast);
  setTimeout(() => toast.remove(), 20000);
}

function tick() {
  if (!shown || shown.element !== clock()) shown = read();
  if (!shown || !shown.running) return;
  const elapsed = Math.floor((Date.now() - shown.since) / 1000 / shown.factor);
  const left = Math.max(0, shown.remaining - elapsed), second = shown.second + elapsed;
  const before = shown.left ?? shown.remaining;
  shown.left = left;
  shown.element.querySelector(".office-time").textContent =
    `${Math.floor(second / 3600) % 24}\u00a0h\u00a0${String(Math.floor(second / 60) % 60).padStart(2, "0")}`;
  shown.element.querySelector(".office-left").textContent = `reste ${french(left)}`;
  shown.element.classList.toggle("is-short", left <= WARNINGS[0][0]);
  for (const [limit, text] of WARNINGS) if (before > limit && left <= limit) warn(text);
  if (before > 0 && left === 0) htmx.trigger("#pulse", "pulse");
}
setInterval(tick, 1000);

// The pulse says whether another page or program is in front: nothing else is told, and nobody is scored on it.
document.addEventListener("htmx:configRequest", (event) => {
  if (document.hidden && event.target.id === "pulse") event.detail.parameters.ailleurs = 1;
});
document.addEventListener("visibilitychange", () => {
  // A page that gives way to the next is gone before it could say so.
  setTimeout(() => htmx.trigger("#pulse", "pulse"), document.hidden ? 2000 : 0);
});

// Toasts leave by themselves; the badges stay.
new MutationObserver((changes) => {
  for (const { addedNodes } of changes)
    for (const node of addedNodes) if (node.dataset && "fades" in node.dataset) setTimeout(() => node.remove(), 15000);
}).observe(document.getElementById("arrivals"), { childList: true });

// Several addresses in one field: each suggestion is offered after what is already typed.
document.addEventListener("input", (event) => {
  const list = event.target.list;
  if (!list || !("addresses" in event.target.dataset)) return;
  const typed = event.target.value.replace(/[^,;]*$/, "").trimEnd();
  for (const option of list.options) {
    option.dataset.address ??= option.value;
    option.value = typed ? `${typed} ${option.dataset.address}` : option.dataset.address;
  }
});

// A choice that is the whole of its form sends it.
document.addEventListener("change", (event) => {
  if ("submits" in event.target.dataset) event.target.form.requestSubmit();
});

// Keys, never while typing: n new message, r reply, / search, d answer who rings, 1 to 9 a proposed reply.
// Ctrl+Enter sends what is being written; Escape leaves a field that other keys wait behind.
const KEYS = { n: "[data-key=n]", r: "[data-key=r]", d: "[data-key=d]", "/": "[data-key='/']" };
for (let digit = 1; digit <= 9; digit++) KEYS[digit] = `[data-key='${digit}']`;
document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input, textarea, select, [contenteditable]");
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && typing?.form) {
    typing.form.querySelector("[data-sends]")?.click();
  } else if (event.key === "Escape" && typing && "leaves" in typing.dataset) {
    typing.blur();
  } else if (!typing && !event.ctrlKey && !event.altKey && !event.metaKey && KEYS[event.key]) {
    const target = document.querySelector(KEYS[event.key]);
    if (!target) return;
    event.preventDefault();
    if (target.matches("input")) target.focus(); else target.click();
  }
});

// A list stays where it was scrolled to; a conversation is read from its end.
const scrolled = {};
document.addEventListener("htmx:beforeSwap", () => {
  for (const pane of document.querySelectorAll("[data-keeps-scroll]")) scrolled[pane.id] = pane.scrollTop;
});
function place() {
  for (const pane of document.querySelectorAll("[data-keeps-scroll]")) pane.scrollTop = scrolled[pane.id] ?? pane.scrollTop;
  for (const lines of document.querySelectorAll(".chat-lines")) lines.scrollTop = lines.scrollHeight;
}
document.addEventListener("htmx:afterSettle", place);
place();

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-prints]")) window.print();
  const listener = event.target.closest("[data-listens]");
  if (listener) {
    for (const other of document.querySelectorAll("audio")) other.pause();
    listener.nextElementSibling.currentTime = 0;
    listener.nextElementSibling.play();
  }
});
