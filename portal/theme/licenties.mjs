// Collects name, version, licence and its text of every npm package that has a part in the build.
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { resolve } from "node:path";

const bestand = /^(licen[cs]e|copying)(\.(md|txt))?$/i;

export function licenties(wortel, bronnen) {
  const namen = new Set();
  for (const bron of bronnen) {
    const gevonden = bron.match(/node_modules\/((?:@[^/]+\/)?[^/]+)\//);
    if (gevonden) namen.add(gevonden[1]);
  }
  return [...namen].sort().map((naam) => {
    const map = resolve(wortel, "node_modules", naam);
    const pakket = JSON.parse(readFileSync(resolve(map, "package.json"), "utf8"));
    const tekst = existsSync(map) ? readdirSync(map).filter((f) => bestand.test(f)).sort()[0] : undefined;
    if (!pakket.license || !tekst) throw new Error(`${naam}: licentie of licentietekst ontbreekt`);
    return {
      naam,
      versie: pakket.version,
      licentie: pakket.license,
      omschrijving: pakket.description ?? "",
      tekst: readFileSync(resolve(map, tekst), "utf8").trim(),
    };
  });
}
