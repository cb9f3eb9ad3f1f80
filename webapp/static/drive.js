// Files dropped anywhere on the upload line are put in its field, then sent.
"use strict";

const zoneOf = (event) => event.target.closest?.("[data-drop]");

document.addEventListener("dragover", (event) => {
  const zone = zoneOf(event);
  if (!zone) return;
  event.preventDefault();
  zone.classList.add("is-over");
});
document.addEventListener("dragleave", (event) => zoneOf(event)?.classList.remove("is-over"));
document.addEventListener("drop", (event) => {
  const zone = zoneOf(event);
  if (!zone || !event.dataTransfer.files.length) return;
  event.preventDefault();
  zone.classList.remove("is-over");
  zone.querySelector("input[type=file]").files = event.dataTransfer.files;
  zone.requestSubmit();
});
