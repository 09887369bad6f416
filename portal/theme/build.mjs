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
const eigenStijl = readdirSync(stijl)
  .filter((naam) => naam.endsWith(".css"))
  .sort()
  .map((naam) => readFileSync(resolve(stijl, naam), "utf8"));
const onderdelen = slank(
  Object.fromEntries(
    [...eigenStijl.join("\n").matchAll(/@import "(@utrecht\/[^"]+)"/g)].map(([, pakket]) => {
      const pad = resolve(wortel, "node_modules", pakket);
      return [pad, readFileSync(pad, "utf8")];
    }),
  ),
  eigenStijl.join("\n"),
  ["maten.css", "utrecht-maten.css"].map((naam) => readFileSync(resolve(stijl, naam), "utf8")).join("\n"),
);

const thema = {
  name: "thema",
  setup(bouw) {
    bouw.onResolve({ filter: /^kleuren$/ }, () => ({ path: "kleuren", namespace: "kleuren" }));
    bouw.onLoad({ filter: /.*/, namespace: "kleuren" }, () => ({ contents: kleurenCss(), loader: "css" }));
    bouw.onLoad({ filter: /@utrecht\/.*\.css$/ }, ({ path }) => ({ contents: onderdelen[path], loader: "css" }));
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

const pakketten = licenties(wortel, Object.keys(metafile.inputs));
writeFileSync(resolve(doel, "licenties.json"), JSON.stringify(pakketten, null, 1) + "\n");

for (const [pad, uit] of Object.entries(metafile.outputs).sort()) {
  const inhoud = readFileSync(resolve(wortel, pad));
  const klein = /\.(css|js)$/.test(pad) ? `, ${(gzipSync(inhoud).length / 1024).toFixed(1)} kB ingepakt` : "";
  console.log(`${relative(doel, resolve(wortel, pad))}  ${(uit.bytes / 1024).toFixed(1)} kB${klein}`);
}
console.log(`licenties.json  ${pakketten.length} pakketten`);
