// Makes the style of Utrecht's components smaller without changing how a used component looks:
// - rules go that this site never uses: classes that only imitate a state, variants without a place in the design;
// - a token that nobody gives a value never has one, so `var(--token, rest)` becomes `rest`;
// - a token with a value on :root always has one, so `var(--token, rest)` becomes `var(--token)`;
// - a token of a component that has one value everywhere is replaced by that value;
// - tokens that are private to a component get a short name;
// - a token that nobody reads goes, and so does a property that only asks for a token without a value.
const ongebruikt =
  /--(?:hover|focus|focus-visible|active|pressed|busy|visited|placeholder|placeholder-ltr|placeholder-rtl|read-only|forced-colors|subtle|danger|ready|submit|arrows|fixed|oneline|truncate|alternate-row-color|row-hover|row-focus-within|sticky-block|sticky-inline|alternate-odd|alternate-even|selected|center|telephone|box-content|[a-z-]+-size)(?![\w-])|__(?:placeholder|data--|container|header-cell-button|figcaption)|utrecht-(?:button(?:-link)?--warning|button-group--column|pagination__page-link|table-container--overflow|table__header--hidden|breadcrumb-nav__(?:separator|heading)|form-field__description--before|skip-link|form-field-description--(?:warning|valid)|textbox--(?:url|password|numeric)|table--busy|table__(?:footer|header--sticky))/;

// Ends of the blocks `{...}` and statements at one level of a style sheet.
function* stukken(css) {
  let begin = 0;
  let diepte = 0;
  let open = -1;
  for (let i = 0; i < css.length; i += 1) {
    if (css[i] === "{") {
      if (diepte === 0) open = i;
      diepte += 1;
    } else if (css[i] === "}") {
      diepte -= 1;
      if (diepte === 0) {
        yield [css.slice(begin, open).trim(), css.slice(open + 1, i)];
        begin = i + 1;
      }
    } else if (css[i] === ";" && diepte === 0) {
      yield [css.slice(begin, i + 1).trim(), null];
      begin = i + 1;
    }
  }
}

// "a, b:not(c, d)" -> ["a", "b:not(c, d)"]
function keuzes(selector) {
  const delen = [""];
  let diepte = 0;
  for (const teken of selector) {
    if (teken === "(") diepte += 1;
    if (teken === ")") diepte -= 1;
    if (teken === "," && diepte === 0) delen.push("");
    else delen[delen.length - 1] += teken;
  }
  return delen.map((deel) => deel.trim());
}

function zonderRegels(css) {
  let uit = "";
  for (const [kop, blok] of stukken(css.replace(/\/\*[\s\S]*?\*\//g, ""))) {
    if (blok === null) uit += kop;
    else if (kop.startsWith("@media") || kop.startsWith("@supports")) {
      const binnen = zonderRegels(blok);
      if (binnen) uit += `${kop}{${binnen}}`;
    } else if (kop.startsWith("@")) uit += `${kop}{${blok}}`;
    else {
      const blijft = keuzes(kop).filter((keuze) => !ongebruikt.test(keuze.replace(/:not\([^)]*\)/g, "")));
      if (blijft.length) uit += `${blijft.join(",")}{${blok}}`;
    }
  }
  return uit;
}

const verklaring = /(^|[{;])\s*(--[\w-]+)\s*:/g;

// Position of the bracket that closes the one before `i`.
function sluit(css, i) {
  for (let diepte = 1; i < css.length; i += 1) {
    if (css[i] === "(") diepte += 1;
    if (css[i] === ")") diepte -= 1;
    if (diepte === 0) return i;
  }
  throw new Error("haakje zonder einde");
}

// `var(--token, rest)` -> `rest` for tokens without a value; without a rest it stays and the declaration is empty.
function vulIn(css, gegeven, altijd) {
  let uit = "";
  let i = 0;
  for (let v = css.indexOf("var(", i); v !== -1; v = css.indexOf("var(", i)) {
    const eind = sluit(css, v + 4);
    const binnen = css.slice(v + 4, eind);
    const komma = binnen.indexOf(",");
    const naam = (komma === -1 ? binnen : binnen.slice(0, komma)).trim();
    const rest = komma === -1 ? null : vulIn(binnen.slice(komma + 1).trim(), gegeven, altijd);
    uit += css.slice(i, v);
    if (gegeven.has(naam)) uit += rest === null || altijd.has(naam) ? `var(${naam})` : `var(${naam}, ${rest})`;
    else uit += rest ?? `var(${naam})`;
    i = eind + 1;
  }
  return uit + css.slice(i);
}

function namen(css) {
  return [...css.matchAll(verklaring)].map(([, , naam]) => naam);
}

function gelezen(css) {
  return [...css.matchAll(/var\(\s*(--[\w-]+)/g)].map(([, naam]) => naam);
}

// `--_utrecht-button-hover-color` -> `--_u7`: only the components themselves use these.
function korteNamen(bladen) {
  const eigen = /--_utrecht-[\w-]+/g;
  const alle = [...new Set(Object.values(bladen).flatMap((css) => css.match(eigen) ?? []))].sort();
  const kort = new Map(alle.map((naam, i) => [naam, `--_u${i.toString(36)}`]));
  return Object.fromEntries(
    Object.entries(bladen).map(([pad, css]) => [pad, css.replace(eigen, (naam) => kort.get(naam))]),
  );
}

// Without declarations that nobody reads or that only ask for a token without a value, and without empty rules.
function zonderLeeg(css, gegeven, nodig) {
  return css
    .replace(/(?<=[{;])\s*(--[\w-]+)\s*:([^;}]*)(?:;|(?=}))/g, (regel, naam, waarde) => {
      const leeg = waarde.match(/^\s*var\((--[\w-]+)\)\s*$/);
      return !nodig.has(naam) || (leeg && !gegeven.has(leeg[1])) ? "" : regel;
    })
    .replace(/(?<=[{;])\s*[a-z-]+\s*:\s*var\((--[\w-]+)\)\s*(?:;|(?=}))/g, (regel, naam) =>
      gegeven.has(naam) ? regel : "",
    )
    .replace(/[^{};]+{\s*}/g, "");
}

// The tokens of `maten` (one :root block) that nobody sets or reads anywhere else, with their value.
function vasteWaarden(bladen, eigen, maten) {
  const gezet = new Map();
  for (const naam of [...namen(eigen), ...Object.values(bladen).flatMap(namen)]) {
    gezet.set(naam, (gezet.get(naam) ?? 0) + 1);
  }
  const elders = new Set(gelezen(eigen));
  return new Map(
    [...maten.matchAll(/(--utrecht-[\w-]+)\s*:\s*([^;]+);/g)]
      .filter(([, naam]) => gezet.get(naam) === 1 && !elders.has(naam))
      .map(([, naam, waarde]) => [naam, waarde.trim()]),
  );
}

// bladen: {path: css} of all components together; eigen: the portal's own style sheets as one text;
// maten: the sheet with the portal's values for the components; wortel: all that stands on :root.
// Gives the components and `maten` back, smaller.
export function slank(bladen, eigen, maten, wortel) {
  const uit = Object.fromEntries(
    Object.entries(bladen).map(([pad, css]) => [pad, zonderRegels(css).replace(/\s+/g, " ")]),
  );
  const vast = namen(eigen.replace(/\s+/g, " "));
  const altijd = new Set(namen(wortel.replace(/\s+/g, " ")));
  for (let veranderd = true; veranderd; ) {
    veranderd = false;
    const alles = Object.values(uit);
    const gegeven = new Set([...vast, ...alles.flatMap(namen)]);
    const nodig = new Set([...gelezen(eigen), ...alles.flatMap(gelezen)]);
    for (const [pad, css] of Object.entries(uit)) {
      const nieuw = zonderLeeg(vulIn(css, gegeven, altijd), gegeven, nodig);
      veranderd ||= nieuw !== css;
      uit[pad] = nieuw;
    }
  }
  const waarden = vasteWaarden(uit, eigen.replace(/\s+/g, " "), maten);
  const invullen = (css) => css.replace(/var\((--[\w-]+)\)/g, (alles, naam) => waarden.get(naam) ?? alles);
  return {
    bladen: korteNamen(Object.fromEntries(Object.entries(uit).map(([pad, css]) => [pad, invullen(css)]))),
    maten: maten.replace(/(--[\w-]+)\s*:\s*[^;]+;/g, (regel, naam) => (waarden.has(naam) ? "" : regel)),
  };
}
