// <zoek-uitslag>: the results of the search page, replaced in place when a filter, an order or a page is chosen.
// Every link in it that begins with "?" is another state of this page. The address follows, Back works.
// After a filter the focus stays on it and the new number is announced; otherwise the focus goes to the number.

class ZoekUitslag extends HTMLElement {
  connectedCallback() {
    if (this.stem) return;
    this.stem = document.createElement("p");
    this.stem.className = "kk-onzichtbaar";
    this.stem.setAttribute("role", "status");
    this.after(this.stem);
    this.addEventListener("click", (event) => this.klik(event));
    addEventListener("popstate", () => this.laad(location.href, { terug: true }));
  }

  klik(event) {
    const link = event.target.closest?.("a[href^='?']");
    if (!link || event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    this.laad(link.href, { filter: link.dataset.filter });
  }

  async laad(adres, { filter, terug } = {}) {
    this.bezig?.abort();
    const bezig = (this.bezig = new AbortController());
    this.setAttribute("aria-busy", "true");
    try {
      const antwoord = await fetch(adres, { signal: bezig.signal, headers: { accept: "text/html" } });
      const pagina = new DOMParser().parseFromString(await antwoord.text(), "text/html");
      const nieuw = pagina.querySelector("zoek-uitslag");
      if (!antwoord.ok || !nieuw) throw new Error(String(antwoord.status));
      if (!terug) history.pushState(null, "", adres);
      document.title = pagina.title;
      this.vraag(nieuw, pagina);
      this.vervang(nieuw);
      this.wijs(filter, terug);
      this.removeAttribute("aria-busy");
    } catch (fout) {
      if (fout.name !== "AbortError") location.assign(adres);
    }
  }

  // "Bedoelde je" asks something else: the field says so, and an opened result counts for that question.
  vraag(nieuw, pagina) {
    if (nieuw.dataset.klikVraag === this.dataset.klikVraag) return;
    this.dataset.klikVraag = nieuw.dataset.klikVraag;
    const veld = (bron) => bron.querySelector("main .kk-zoek__veld");
    veld(document).value = veld(pagina).value;
  }

  // Whatever the reader opened or closed stays so.
  vervang(nieuw) {
    const naam = (details) => details.dataset.facet ?? details.id;
    const open = new Map([...this.querySelectorAll("details")].map((details) => [naam(details), details.open]));
    for (const details of nieuw.querySelectorAll("details")) {
      if (open.has(naam(details))) details.open = open.get(naam(details));
    }
    this.replaceChildren(...nieuw.childNodes);
  }

  wijs(filter, terug) {
    const stand = this.querySelector("#stand");
    const zelfde = filter && this.querySelector(`[data-filter="${CSS.escape(filter)}"]`);
    if (zelfde) {
      zelfde.focus({ preventScroll: true });
      this.stem.textContent = stand.textContent.replace(/\s+/g, " ").trim();
    } else if (!terug) {
      stand.focus();
      stand.scrollIntoView({ block: "nearest" });
    }
  }
}

customElements.define("zoek-uitslag", ZoekUitslag);
