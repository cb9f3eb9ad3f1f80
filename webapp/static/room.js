// The room: one box chooses all the candidates in progress.
"use strict";

document.addEventListener("change", (event) => {
  if (!("all" in event.target.dataset)) return;
  for (const box of document.querySelectorAll("#room [name=choisi][data-live]")) box.checked = event.target.checked;
});
