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

// Menus close when one goes elsewhere, and on Escape.
document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll(".erp-menu[open]")) if (!menu.contains(event.target)) menu.open = false;
});
document.addEventListener("keydown", (event) => {
  const menu = event.key === "Escape" && event.target.closest(".erp-menu[open]");
  if (!menu) return;
  menu.open = false;
  menu.querySelector("summary").focus();
});

// A form opens ready to be typed in: on what was refused, else on its first field.
const settleForm = () => {
  const form = document.querySelector("[data-erp-form], .erp-asked, .erp-parameters");
  if (!form || form.contains(document.activeElement)) return;
  form.querySelector("[aria-invalid], .erp-field input:not([type=hidden]), .erp-field select, .erp-field textarea")?.focus();
};
document.addEventListener("DOMContentLoaded", settleForm);
document.addEventListener("htmx:afterSettle", settleForm);

// What is typed and not saved is not left without a word.
let unsaved = false;
document.addEventListener("input", (event) => { if (event.target.closest("[data-erp-form]")) unsaved = true; });
document.addEventListener("submit", () => { unsaved = false; }, true);
document.addEventListener("htmx:beforeRequest", () => { unsaved = false; });
document.addEventListener("htmx:afterSwap", () => { unsaved = Boolean(document.querySelector("[data-erp-form] .note-danger, [data-erp-form] .erp-warning")); });
window.addEventListener("beforeunload", (event) => { if (unsaved) event.preventDefault(); });

// Alt and a letter: the same on every system and browser, where access keys differ.
document.addEventListener("keydown", (event) => {
  if (!event.altKey || event.ctrlKey || event.metaKey || event.key.length !== 1) return;
  const target = document.querySelector(`#erp [accesskey="${CSS.escape(event.key.toLowerCase())}"]`);
  if (!target) return;
  event.preventDefault();
  if (target.matches("input")) return target.focus();
  target.click();
});

// Lists: arrows or j and k go from record to record, / to the search, n to a new one.
const typing = (target) => target.matches("input, select, textarea, [contenteditable]");
const steps = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1 };
document.addEventListener("keydown", (event) => {
  const list = document.querySelector("[data-erp-list]");
  if (!list || typing(event.target) || event.ctrlKey || event.altKey || event.metaKey) return;
  if (event.key === "/") {
    const search = document.getElementById("erp-query");
    if (!search) return;
    event.preventDefault();
    return search.focus();
  }
  if (event.key === "n") return document.querySelector("[data-new]")?.click();
  if (!(event.key in steps)) return;
  const links = [...list.querySelectorAll("tbody th a")];
  if (!links.length) return;
  event.preventDefault();
  const at = links.indexOf(document.activeElement);
  links[Math.min(Math.max(at < 0 ? 0 : at + steps[event.key], 0), links.length - 1)].focus();
});

const fieldsOf = (line) => [...line.querySelectorAll("input:not([type=hidden]), select, textarea")];

const copyLine = (line) => {
  const copy = blankLine(line.closest("table"));
  fieldsOf(line).forEach((field, place) => {
    const twin = fieldsOf(copy)[place];
    if (field.type === "checkbox") twin.checked = field.checked;
    else twin.value = field.value;
  });
  line.after(copy);
  firstField(copy).focus();
};

// In the lines of a form: Enter goes to the next line, arrows to the one above or below, Ctrl+D copies.
document.addEventListener("keydown", (event) => {
  const form = document.querySelector("[data-erp-form]");
  if (!form) return;
  const control = event.ctrlKey || event.metaKey;
  if (event.key === "s" && control) {
    event.preventDefault();
    return form.querySelector("[data-save]").click();
  }
  const line = event.target.closest("[data-lines] tbody tr");
  if (!line || event.target.matches("button")) return;
  if (control && event.key.toLowerCase() === "d") {
    event.preventDefault();
    return copyLine(line);
  }
  if (control && event.key === "Delete") {
    event.preventDefault();
    const near = line.nextElementSibling || line.previousElementSibling;
    line.querySelector("[data-remove-line]").click();
    return near && firstField(near).focus();
  }
  const place = fieldsOf(line).indexOf(event.target);
  const near = { ArrowDown: line.nextElementSibling, ArrowUp: line.previousElementSibling }[event.key];
  if (near && !event.target.matches("select, textarea")) {
    event.preventDefault();
    return fieldsOf(near)[place]?.focus();
  }
  if (event.key !== "Enter") return;
  event.preventDefault();
  firstField(line.nextElementSibling || blankLine(line.closest("table"))).focus();
});
