// Checks every pair of colours that the style uses, in both themes.
// Text needs 4.5:1, a control or a line that carries meaning 3:1.
import { readFileSync } from "node:fs";

const kleuren = JSON.parse(readFileSync(new URL("./kleuren.json", import.meta.url), "utf8"));

const tekst = [
  ["inkt", ["papier", "vlak", "zand", "water-licht", "baksteen-licht", "polder-licht", "markering"]],
  ["inkt-zacht", ["papier", "vlak", "zand", "water-licht", "baksteen-licht", "polder-licht"]],
  ["water", ["papier", "vlak", "zand", "water-licht"]],
  ["water-diep", ["papier", "vlak", "zand", "water-licht", "markering"]],
  ["baksteen", ["papier", "vlak", "zand", "baksteen-licht"]],
  ["baksteen-diep", ["papier", "vlak", "zand", "baksteen-licht"]],
  ["polder", ["papier", "vlak", "zand", "polder-licht"]],
  ["op-water", ["water", "water-diep"]],
  ["op-baksteen", ["baksteen", "baksteen-diep"]],
  ["op-amber", ["amber"]],
];
const vorm = [
  ["rand", ["papier", "vlak", "zand"]],
  ["water", ["papier", "vlak", "zand", "water-licht"]],
  ["baksteen", ["papier", "vlak", "zand", "baksteen-licht"]],
  ["polder", ["papier", "vlak", "zand"]],
];

function luminance(hex) {
  const [r, g, b] = [1, 3, 5].map((i) => {
    const c = parseInt(hex.slice(i, i + 2), 16) / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a, b) {
  const [hoog, laag] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (hoog + 0.05) / (laag + 0.05);
}

let fouten = 0;
let aantal = 0;
let laagste = { tekst: Infinity, vorm: Infinity };
for (const [soort, paren, grens] of [["tekst", tekst, 4.5], ["vorm", vorm, 3]]) {
  for (const [voor, gronden] of paren) {
    for (const grond of gronden) {
      for (const thema of [0, 1]) {
        const waarde = contrast(kleuren[voor][thema], kleuren[grond][thema]);
        aantal += 1;
        laagste[soort] = Math.min(laagste[soort], waarde);
        if (waarde < grens) {
          fouten += 1;
          const naam = thema === 0 ? "licht" : "donker";
          console.error(`${naam}: ${voor} op ${grond} is ${waarde.toFixed(2)}, moet ${grens} zijn`);
        }
      }
    }
  }
}
console.log(
  `${aantal} kleurparen bekeken, laagste tekst ${laagste.tekst.toFixed(2)}, laagste vorm ${laagste.vorm.toFixed(2)}, ${fouten} fout`,
);
process.exitCode = fouten ? 1 : 0;
