// Keeps a document safe while it is edited: saves it as a version, by itself when the candidate does not, and says so.
// Nothing typed is lost: what a save cannot keep stays in the editor, and leaving waits for it.

const AFTER_MS = 60_000; // a change is saved by itself after a minute: each save is a version
const LAST_S = 20; // near the end of the exam, at once
const CHECK_MS = 2_000;

export class Keeper {
  /**
   * @param {object} page addresses and names, from the page's data attributes
   * @param {() => Promise<ArrayBuffer>} bytes what the editor holds now
   * @param {(state: string, text: string) => void} tell shows what became of the document
   */
  constructor(page, bytes, tell) {
    Object.assign(this, { page, bytes, tell });
    this.version = Number(page.version);
    this.changes = 0;
    this.kept = 0;
    this.tries = 0;
    this.since = 0;
    this.refused = false;
    this.saving = null;
    setInterval(() => this.check(), CHECK_MS);
  }

  get dirty() {
    return this.changes !== this.kept;
  }

  changed() {
    if (!this.dirty) this.since = Date.now();
    this.changes += 1;
    this.refused = false;
    if (!this.saving) this.tell("dirty", "Modifications non enregistrées");
  }

  /** Save by itself what has waited long enough; a refusal waits for the candidate. */
  check() {
    if (!this.dirty || this.refused) return;
    const left = Number(document.getElementById("office-clock")?.dataset.remaining ?? Infinity);
    if (Date.now() - this.since >= AFTER_MS || left <= LAST_S) this.save();
  }

  /** Save now; true when everything typed so far is kept. */
  async save({ over = false } = {}) {
    if (this.saving) await this.saving;
    if (!this.dirty && !over) return true;
    this.saving = this.send(over).finally(() => { this.saving = null; });
    return this.saving;
  }

  /** Let go of what could not be saved: the candidate has chosen to. */
  abandon() {
    this.kept = this.changes;
  }

  async send(over) {
    const mark = this.changes;
    this.tell("saving", "Enregistrement…");
    try {
      const answer = await this.post(await this.bytes(), over);
      if (answer.status === 409) return this.refuse("conflict", answer.said.refusal);
      if (answer.status !== 200) return this.refuse("refused", answer.said.refusal);
      this.version = answer.said.version;
      this.kept = mark;
      this.since = Date.now();
      this.tell(this.dirty ? "dirty" : "kept", answer.said.notice);
      return true;
    } catch {
      return this.refuse("refused", this.page.lost);
    }
  }

  async post(bytes, over) {
    this.tries += 1;
    const form = new FormData();
    form.set("fichier", new Blob([bytes]), this.page.name);
    form.set("chemin", this.page.path);
    form.set("version", over ? "" : String(this.version));
    form.set("nonce", `${this.page.nonce}-${this.tries}`);
    const headers = { "X-CSRFToken": document.querySelector("meta[name=csrf-token]").content };
    const answer = await fetch(this.page.save, { method: "POST", body: form, headers, redirect: "error" });
    return { status: answer.status, said: await answer.json() };
  }

  refuse(state, text) {
    this.refused = true;
    this.tell(state, text);
    return false;
  }
}
