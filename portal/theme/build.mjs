// Builds the style and the small scripts of the site into portal/static/portal/build/.
// Run after `npm ci`: node portal/theme/build.mjs. Same input, same bytes out.
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { slank } from "./afslanken.mjs";
import { kleurenCss } from "./kleuren.mjs";
import { licenties } from "./licenties.mjs";

const hier = dirname(fileURLToPath(import.meta.url));
const wortel = resolve(hier, "../..");
const doel = resolve(hier, "../static/portal/build");

const stijl = resolve(hier, "css");
const lees = (naam) => readFileSync(resolve(stijl, naam), "utf8");
const eigenStijl = readdirSync(stijl)
  .filter((naam) => naam.endsWith(".css"))
  .sort()
  .map(lees)
  .join("\n");
const pakketten = [...lees("utrecht.css").matchAll(/"(@utrecht\/[^"]+)"/g)].map(([, pakket]) =>
  resolve(wortel, "node_modules", pakket),
);
const maten = lees("utrecht-maten.css");
const slankeStijl = slank(
  Object.fromEntries(pakketten.map((pad) => [pad, readFileSync(pad, "utf8")])),
  eigenStijl,
  maten,
  lees("maten.css") + maten,
);

const thema = {
  name: "thema",
  setup(bouw) {
    bouw.onResolve({ filter: /^kleuren$/ }, () => ({ path: "kleuren", namespace: "kleuren" }));
    bouw.onLoad({ filter: /.*/, namespace: "kleuren" }, () => ({ contents: kleurenCss(), loader: "css" }));
    bouw.onLoad({ filter: /@utrecht\/.*\.css$/ }, ({ path }) => ({ contents: slankeStijl.bladen[path], loader: "css" }));
    bouw.onLoad({ filter: /utrecht-maten\.css$/ }, () => ({ contents: slankeStijl.maten, loader: "css" }));
  },
};

rmSync(doel, { recursive: true, force: true });
mkdirSync(doel, { recursive: true });

const { metafile } = await build({
  absWorkingDir: wortel,
  entryPoints: [
    { in: "portal/theme/css/site.css", out: "site" },
    { in: "portal/theme/js/site.js", out: "site" },
    { in: "portal/theme/css/kaart.css", out: "kaart" },
    { in: "portal/theme/js/kaart.js", out: "kaart" },
  ],
  outdir: doel,
  entryNames: "[name]",
  assetNames: "[name]",
  bundle: true,
  minify: true,
  format: "esm",
  target: ["chrome109", "firefox115", "safari16"],
  loader: { ".woff2": "file", ".png": "file", ".svg": "file" },
  legalComments: "none",
  metafile: true,
  logLevel: "warning",
  plugins: [thema],
});

const gebruikt = licenties(wortel, Object.keys(metafile.inputs));
writeFileSync(resolve(doel, "licenties.json"), JSON.stringify(gebruikt, null, 1) + "\n");

for (const [pad, uit] of Object.entries(metafile.outputs).sort()) {
  const inhoud = readFileSync(resolve(wortel, pad));
  const klein = /\.(css|js)$/.test(pad) ? `, ${(gzipSync(inhoud).length / 1024).toFixed(1)} kB ingepakt` : "";
  console.log(`${relative(doel, resolve(wortel, pad))}  ${(uit.bytes / 1024).toFixed(1)} kB${klein}`);
}
console.log(`licenties.json  ${gebruikt.length} pakketten`);
