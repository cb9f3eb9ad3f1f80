// Typing comfort in the ERP's forms: without scripts, the same buttons ask the server.
"use strict";

const blankLine = (table) => {
  const last = table.tBodies[0].lastElementChild;
  const line = last.cloneNode(true);
  const at = Number(/^l\.(\d+)\./.exec(line.querySelector("[name^='l.']").name)[1]) + 1;
  for (const field of line.querySelectorAll("[name], [id]")) {
    if (field.name) field.name = field.name.replace(/^l\.\d+\./, `l.${at}.`);
    if (field.id) field.id = field.id.replace(/^l-\d+-/, `l-${at}-`);
    const label = field.getAttribute("aria-label");
    if (label) field.setAttribute("aria-label", label.replace(/\d+$/, at + 1));
    if (field.matches("input:not([type=hidden]):not([type=checkbox]), textarea")) field.value = "";
    if (field.matches("input[type=checkbox]")) field.checked = false;
    if (field.matches("select")) field.selectedIndex = 0;
    if (field.matches("output")) field.value = "—";
    if (field.name === "retirer") field.value = at;
  }
  last.after(line);
  return line;
};

const firstField = (line) => line.querySelector("input:not([type=hidden]), select, textarea");

document.addEventListener("click", (event) => {
  const add = event.target.closest("[data-add-line]");
  const remove = event.target.closest("[data-remove-line]");
  if (!add && !remove) return;
  const table = (add || remove).closest("form").querySelector("[data-lines]");
  if (!table.tBodies[0].rows.length) return; // nothing to copy: let the server add the first line
  event.preventDefault();
  if (add) return firstField(blankLine(table)).focus();
  if (table.tBodies[0].rows.length === 1) blankLine(table);
  remove.closest("tr").remove();
}, true);

// Enter goes to the same place of the next line, and makes one after the last.
document.addEventListener("keydown", (event) => {
  const form = document.querySelector("[data-erp-form]");
  if (!form) return;
  if (event.key === "s" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    return form.querySelector("[data-save]").click();
  }
  const line = event.target.closest("[data-lines] tbody tr");
  if (event.key !== "Enter" || !line || event.target.matches("button")) return;
  event.preventDefault();
  const next = line.nextElementSibling || blankLine(line.closest("table"));
  firstField(next).focus();
});
