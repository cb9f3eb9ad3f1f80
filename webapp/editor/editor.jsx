// The page that edits a text document: a maintained editor, our French, our fonts, and a keeper of what is typed.
import "@eigenpal/docx-editor-react/styles.css";
import { setGoogleFontsEnabled } from "@eigenpal/docx-editor-core";
import { DocxEditor } from "@eigenpal/docx-editor-react";
import { createRef } from "react";
import { createRoot } from "react-dom/client";
import { faces, OFFERED } from "./fonts.js";
import { FRENCH } from "./french.js";
import { Keeper } from "./keeper.js";

setGoogleFontsEnabled(false); // an exam room has no internet, and nobody is told what is typed here

const root = document.getElementById("editor");
const page = root.dataset;
const status = document.getElementById("editor-status");
const editor = createRef();
const fonts = faces(page.fonts);
const keeper = new Keeper(page, bytes, tell);
let typed = false; // the editor reports changes of its own while it opens a document
let asked = false; // the editor announces the saves we ask for as it announces those of its own menu

async function bytes() {
  asked = true;
  try {
    return await editor.current.save();
  } finally {
    asked = false;
  }
}

function tell(state, text) {
  status.dataset.state = state;
  status.querySelector("[data-text]").textContent = text;
  for (const choice of status.querySelectorAll("[data-when]")) choice.hidden = choice.dataset.when !== state;
}

function changed() {
  if (typed) keeper.changed();
}

// What takes the keyboard lies beside the pages, at the end of the body: the root alone would hear the mouse only.
for (const sign of ["keydown", "beforeinput", "pointerdown", "paste", "drop"]) {
  document.addEventListener(sign, (event) => {
    if (event.target.closest?.("#editor, [contenteditable=true]")) typed = true;
  }, true);
}

async function open() {
  const answer = await fetch(page.content);
  if (!answer.ok) throw new Error(String(answer.status));
  const bytes = await answer.arrayBuffer();
  createRoot(root).render(
    <DocxEditor
      ref={editor} documentBuffer={bytes} mode="editing" author={page.author} documentName={page.name}
      documentNameEditable={false} showFileOpen={false} showHelpMenu={false} showRuler rulerUnit="cm"
      fonts={fonts} fontFamilies={OFFERED} i18n={FRENCH} colorMode="light"
      onChange={changed} onError={() => tell("refused", page.unreadable)}
      onSave={() => asked || keeper.save()}
    />,
  );
  tell("kept", page.opened);
}

// Leaving waits for what is typed: the link or the form goes on once it is kept, or given up knowingly.
async function leave(event, go) {
  if (!keeper.dirty) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  const warned = keeper.refused;
  if (await keeper.save()) return go();
  if (warned && confirm(page.abandon)) {
    keeper.abandon();
    go();
  }
}
document.addEventListener("click", (event) => {
  const link = event.target.closest("a[href]");
  if (link && !link.target && !root.contains(link) && !link.getAttribute("href").startsWith("#")) leave(event, () => link.click());
}, true);
document.addEventListener("submit", (event) => {
  if (!root.contains(event.target)) leave(event, () => event.target.requestSubmit(event.submitter));
}, true);
addEventListener("beforeunload", (event) => { if (keeper.dirty) event.preventDefault(); });
document.addEventListener("visibilitychange", () => { if (document.hidden && !keeper.refused) keeper.save(); });
document.addEventListener("keydown", (event) => {
  if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== "s") return;
  event.preventDefault();
  keeper.save();
}, true);
const button = document.getElementById("editor-save");
button.addEventListener("pointerdown", (event) => event.preventDefault()); // the cursor stays in the text
button.addEventListener("click", () => keeper.save());
status.querySelector("[data-when=conflict]")?.addEventListener("click", () => keeper.save({ over: true }));

open().catch(() => tell("refused", page.unreadable));
