// <zoek-suggesties>: suggestions under the search field, as a combobox.
// Gets [{soort, groep, titel, url}] from data-adres?q=..., kind by kind, and shows each kind under its heading.
// Arrow keys choose, Enter opens, Escape closes, "/" jumps to the field.
import Combobox from "@github/combobox-nav";

const meeste = 8;
const wachten = 150;
let teller = 0;

class ZoekSuggesties extends HTMLElement {
  connectedCallback() {
    this.veld = this.querySelector("input");
    if (!this.veld || this.lijst) return;
    teller += 1;
    this.lijst = document.createElement("div");
    this.lijst.id = `suggesties-${teller}`;
    this.lijst.className = "kk-suggesties";
    this.lijst.setAttribute("role", "listbox");
    this.lijst.setAttribute("aria-label", "Suggesties");
    this.lijst.hidden = true;
    this.stem = document.createElement("p");
    this.stem.className = "kk-onzichtbaar";
    this.stem.setAttribute("role", "status");
    this.append(this.lijst, this.stem);
    this.combobox = new Combobox(this.veld, this.lijst, { tabInsertsSuggestions: false });

    this.veld.addEventListener("input", () => this.plan());
    this.veld.addEventListener("focus", () => this.lijst.childElementCount && this.plan());
    this.veld.addEventListener("keydown", (event) => this.toets(event));
    this.lijst.addEventListener("combobox-commit", (event) => {
      location.assign(event.target.dataset.url);
    });
    this.lijst.addEventListener("mousedown", (event) => event.preventDefault());
    this.addEventListener("focusout", (event) => {
      if (!this.contains(event.relatedTarget)) this.sluit();
    });
  }

  toets(event) {
    if (event.key === "Escape" && !this.lijst.hidden) {
      event.preventDefault();
      this.sluit();
    }
  }

  plan() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.haal(), wachten);
  }

  async haal() {
    const vraag = this.veld.value.trim();
    this.bezig?.abort();
    if (vraag.length < 2) return this.sluit();
    this.bezig = new AbortController();
    try {
      const adres = `${this.dataset.adres}?q=${encodeURIComponent(vraag)}`;
      const antwoord = await fetch(adres, {
        signal: this.bezig.signal,
        headers: { accept: "application/json" },
      });
      if (!antwoord.ok) throw new Error(String(antwoord.status));
      this.toon((await antwoord.json()).slice(0, meeste));
    } catch (fout) {
      if (fout.name !== "AbortError") this.sluit();
    }
  }

  toon(suggesties) {
    if (!this.contains(document.activeElement)) return;
    if (!suggesties.length) {
      this.sluit();
      this.stem.textContent = this.dataset.geen ?? "";
      return;
    }
    this.combobox.clearSelection();
    this.lijst.replaceChildren(...this.groepen(suggesties));
    if (this.lijst.hidden) {
      this.lijst.hidden = false;
      this.combobox.start();
    }
    const { een, aantal } = this.dataset;
    this.stem.textContent = suggesties.length === 1 ? een : `${suggesties.length} ${aantal}`;
  }

  groepen(suggesties) {
    const groepen = new Map();
    suggesties.forEach((suggestie, i) => {
      const naam = suggestie.groep ?? suggestie.soort;
      if (!groepen.has(naam)) groepen.set(naam, this.groep(naam, groepen.size));
      groepen.get(naam).append(this.regel(suggestie, i));
    });
    return groepen.values();
  }

  groep(naam, nummer) {
    const groep = document.createElement("div");
    const kop = document.createElement("div");
    kop.id = `${this.lijst.id}-groep-${nummer}`;
    kop.className = "kk-suggesties__groep";
    kop.textContent = naam;
    kop.setAttribute("role", "presentation");
    groep.setAttribute("role", "group");
    groep.setAttribute("aria-labelledby", kop.id);
    groep.append(kop);
    return groep;
  }

  regel({ titel, url }, i) {
    const regel = document.createElement("div");
    regel.id = `${this.lijst.id}-${i}`;
    regel.className = "kk-suggestie";
    regel.setAttribute("role", "option");
    regel.dataset.url = new URL(url, location.href).origin === location.origin ? url : "#";
    regel.textContent = titel;
    return regel;
  }

  sluit() {
    clearTimeout(this.timer);
    this.bezig?.abort();
    if (this.lijst.hidden) return;
    this.combobox.stop();
    this.lijst.hidden = true;
    this.stem.textContent = "";
  }
}

customElements.define("zoek-suggesties", ZoekSuggesties);

document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest?.("input, textarea, select, [contenteditable]")) return;
  const veld = document.querySelector("main .kk-zoek__veld") ?? document.querySelector(".kk-zoek__veld");
  if (!veld) return;
  event.preventDefault();
  veld.focus();
  veld.select();
});
