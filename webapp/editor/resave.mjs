// Opens .docx files and saves them as the editor of the page does: `node resave.mjs FROM TO`,
// two folders. It shows what the editor makes of a document without a browser.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseDocx, repackDocx } from "@eigenpal/docx-editor-core/headless";
import { toProseDoc, updateDocumentContent } from "@eigenpal/docx-editor-core/prosemirror/conversion";

async function resaved(bytes) {
  const opened = await parseDocx(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length), { preloadFonts: false });
  const page = toProseDoc(opened, { styles: opened.package.styles, theme: opened.package.theme });
  return new Uint8Array(await repackDocx(updateDocumentContent(opened, page)));
}

const [from, to] = process.argv.slice(2);
for (const name of readdirSync(from)) writeFileSync(join(to, name), await resaved(readFileSync(join(from, name))));
