// The office's usual fonts, drawn with free fonts of the same widths: lines and pages break as they do in Word.
const FREE = {
  Calibri: "carlito",
  Carlito: "carlito",
  Arial: "arimo",
  "Liberation Sans": "arimo",
  Cambria: "caladea",
  "Times New Roman": "tinos",
  "Liberation Serif": "tinos",
  "Courier New": "cousine",
};

export const OFFERED = ["Arial", "Calibri", "Cambria", "Courier New", "Times New Roman"];

/** Return the font faces to declare; `root` is the address of the folder of font files. */
export function faces(root) {
  return Object.entries(FREE).flatMap(([family, font]) =>
    [400, 700].flatMap((weight) =>
      ["normal", "italic"].map((style) => ({
        family, weight, style, src: `${root}/${font}-latin-${weight}-${style}.woff2`,
      })),
    ),
  );
}
