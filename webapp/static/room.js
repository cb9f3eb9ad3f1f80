// The room: one box chooses all the candidates in progress.
"use strict";

document.addEventListener("change", (event) => {
  if (!("all" in event.target.dataset)) return;
  for (const box of document.querySelectorAll("#room tr[data-live] [name=choisi]")) box.checked = event.target.checked;
});
