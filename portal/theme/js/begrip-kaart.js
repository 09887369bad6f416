// <begrip-kaart>: shows what a marked word means, at hover, focus and the first tap (WCAG 1.4.13).
// It stays while pointer or focus is on the word or the card; Escape, or a tap elsewhere, takes it away.
// The word is a link to the same text, so nothing in the card needs a stop of the keyboard.
const woord = "a.kk-begriplink";
const wachten = { open: 200, dicht: 300 };
const kaarten = new Map();

const haal = (link) => {
  const adres = `${link.pathname}/kaart`;
  if (!kaarten.has(adres)) {
    const antwoord = fetch(adres).then((gekregen) => (gekregen.ok ? gekregen.text() : Promise.reject(adres)));
    antwoord.catch(() => kaarten.delete(adres));
    kaarten.set(adres, antwoord);
  }
  return kaarten.get(adres);
};

class BegripKaart extends HTMLElement {
  connectedCallback() {
    document.addEventListener("pointerover", (event) => this.wijs(event));
    document.addEventListener("pointerdown", (event) => this.druk(event));
    document.addEventListener("click", (event) => this.tik(event), true);
    document.addEventListener("focusin", (event) => this.volg(event));
    document.addEventListener("keydown", (event) => event.key === "Escape" && this.sluit());
    addEventListener("scroll", () => this.plaats(), { passive: true, capture: true });
    addEventListener("resize", () => this.plaats());
  }

  wijs(event) {
    if (event.pointerType === "touch") return;
    const link = event.target.closest?.(woord);
    clearTimeout(this.klok);
    if (link) {
      if (link !== this.link) this.klok = setTimeout(() => this.open(link), wachten.open);
    } else if (this.link && !this.contains(event.target) && this.link !== document.activeElement) {
      this.klok = setTimeout(() => this.sluit(), wachten.dicht);
    }
  }

  druk(event) {
    this.vinger = event.pointerType === "touch";
    if (this.link && !this.contains(event.target) && event.target.closest?.(woord) !== this.link) this.sluit();
  }

  tik(event) {
    const link = event.target.closest?.(woord);
    if (!link || !this.vinger || link === this.link) return;
    event.preventDefault();
    this.open(link).then((gelukt) => gelukt || location.assign(link.href));
  }

  volg(event) {
    const link = event.target.closest?.(woord);
    if (link && link !== this.link && link.matches(":focus-visible") && !this.vinger) this.open(link);
    else if (!link && !this.contains(event.target)) this.sluit();
  }

  async open(link) {
    this.sluit();
    this.link = link;
    try {
      const html = await haal(link);
      if (this.link !== link) return true;
      this.innerHTML = html;
    } catch {
      if (this.link === link) this.link = null;
      return false;
    }
    link.setAttribute("aria-describedby", this.id);
    this.hidden = false;
    this.plaats();
    return true;
  }

  plaats() {
    if (this.hidden || !this.link) return;
    const woord = this.link.getBoundingClientRect();
    if (woord.bottom < 0 || woord.top > innerHeight) return void this.sluit();
    this.style.maxHeight = "";
    const { offsetWidth: breed, offsetHeight: hoog } = this;
    const onder = innerHeight - woord.bottom - 8;
    const boven = woord.top - 8;
    const past = onder >= hoog || onder >= boven;
    const ruimte = Math.min(hoog, past ? onder : boven);
    const rand = document.documentElement.clientWidth - breed - 8;
    this.style.maxHeight = `${ruimte}px`;
    this.style.left = `${Math.max(8, Math.min(woord.left, rand))}px`;
    this.style.top = `${past ? woord.bottom : woord.top - ruimte}px`;
    // What scrolls must be reachable by keyboard too.
    if (this.scrollHeight > this.clientHeight) this.tabIndex = 0;
    else this.removeAttribute("tabindex");
  }

  sluit() {
    clearTimeout(this.klok);
    this.link?.removeAttribute("aria-describedby");
    this.link = null;
    this.hidden = true;
  }
}

customElements.define("begrip-kaart", BegripKaart);
