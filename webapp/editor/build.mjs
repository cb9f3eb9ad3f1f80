// Lays the editor out among the static files: one module, one style sheet, the fonts it draws with.
import { copyFileSync, mkdirSync, readdirSync, rmSync } from "node:fs";
import { build } from "esbuild";

const OUT = new URL("../static/editor/", import.meta.url);
const FONTS = ["arimo", "caladea", "carlito", "cousine", "tinos"];

rmSync(OUT, { recursive: true, force: true });
await build({
  absWorkingDir: new URL(".", import.meta.url).pathname,
  entryPoints: ["editor.jsx"],
  outdir: OUT.pathname,
  bundle: true,
  splitting: true,
  minify: true,
  format: "esm",
  target: "es2022",
  jsx: "automatic",
  legalComments: "linked",
  define: { "process.env.NODE_ENV": '"production"' },
  loader: { ".svg": "dataurl" },
});
mkdirSync(new URL("fonts/", OUT));
for (const font of FONTS) {
  const folder = new URL(`node_modules/@fontsource/${font}/files/`, import.meta.url);
  for (const file of readdirSync(folder).filter((name) => /-latin-(400|700)-(normal|italic)\.woff2$/.test(name)))
    copyFileSync(new URL(file, folder), new URL(`fonts/${file}`, OUT));
}
