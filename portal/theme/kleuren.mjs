// Turns kleuren.json into custom properties: light, dark by preference, and the reader's own choice.
import { readFileSync } from "node:fs";

const bron = new URL("./kleuren.json", import.meta.url);

function regels(kleuren, thema) {
  return Object.entries(kleuren)
    .map(([naam, paar]) => `--kk-${naam}:${paar[thema]};`)
    .join("");
}

export function kleurenCss() {
  const kleuren = JSON.parse(readFileSync(bron, "utf8"));
  const licht = `color-scheme:light;${regels(kleuren, 0)}`;
  const donker = `color-scheme:dark;${regels(kleuren, 1)}`;
  return [
    `:root{${licht}}`,
    `@media screen and (prefers-color-scheme:dark){:root:not([data-thema="licht"]){${donker}}}`,
    `@media screen{:root[data-thema="donker"]{${donker}}}`,
  ].join("\n");
}
