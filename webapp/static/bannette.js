// The page's few manners: everything works without them, and nothing is inline (CSP).
"use strict";

document.addEventListener("htmx:configRequest", (event) => {
  event.detail.headers["X-CSRFToken"] = document.querySelector("meta[name=csrf-token]").content;
});

// Messages take their own place under the bar: what sticks or fills the screen begins below them.
const messages = () => document.getElementById("messages");
new ResizeObserver(([strip]) => {
  document.documentElement.style.setProperty("--messages-height", `${strip.contentRect.height}px`);
}).observe(messages());

// The network is down: say it once, and take it back at the first answer.
for (const name of ["htmx:sendError", "htmx:timeout"]) {
  document.addEventListener(name, () => {
    if (messages().querySelector("[data-connection-lost]")) return;
    const lost = document.getElementById("connection-lost").content.firstElementChild.cloneNode(true);
    lost.dataset.connectionLost = "";
    messages().append(lost);
  });
}
document.addEventListener("htmx:afterOnLoad", () => {
  messages().querySelector("[data-connection-lost]")?.remove();
});

// The answer to a new action of the user takes earlier messages away; a poll, which no event triggers, does not.
// Not the action itself: what is clicked twice must not move under the pointer.
document.addEventListener("htmx:beforeOnLoad", (event) => {
  if (event.detail.requestConfig.triggeringEvent?.isTrusted) messages().replaceChildren();
});

// <button data-opens="id"> opens a <dialog>; <button data-closes> closes the one it is in.
document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-opens]");
  if (opener) document.getElementById(opener.dataset.opens).showModal();
  const closer = event.target.closest("[data-closes]");
  if (closer) closer.closest("dialog").close();
  event.target.closest("[data-dismisses]")?.closest(".message").remove();
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});

// What is larger than its frame is scrolled with the keys too: the frame takes the focus while it scrolls.
const FRAMES = ".table-frame, .mail-quoted, .said";
const reachFrames = () => {
  for (const frame of document.querySelectorAll(FRAMES)) {
    const larger = frame.scrollWidth > frame.clientWidth || frame.scrollHeight > frame.clientHeight;
    if (larger && getComputedStyle(frame).overflowX !== "visible") frame.tabIndex = 0;
    else frame.removeAttribute("tabindex");
  }
};
reachFrames();
window.addEventListener("resize", reachFrames);
document.addEventListener("htmx:afterSettle", reachFrames);
document.addEventListener("toggle", reachFrames, { capture: true });

// A document's pages come after their screen: the place that its address names is shown when they are there.
document.addEventListener("htmx:afterSettle", (event) => {
  if (event.target.id === "pages" && location.hash) document.getElementById(location.hash.slice(1))?.scrollIntoView();
});
