// <begrippen-filter>: a field above the A-Z list that hides what does not fit.
// Looks at names only, without accents and capitals; the list itself is on the page already.
const vlak = (tekst) => tekst.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

class BegrippenFilter extends HTMLElement {
  connectedCallback() {
    if (this.veld) return;
    this.items = [...this.querySelectorAll(".kk-begrippen__item")].map((item) => ({
      item,
      tekst: vlak(item.querySelector(".kk-begrippen__naam")?.textContent ?? ""),
    }));
    const rij = document.createElement("div");
    rij.className = "kk-begrippen__filter";
    const label = document.createElement("label");
    label.className = "utrecht-form-label";
    label.htmlFor = "begrippen-filter";
    label.textContent = this.dataset.label ?? "Filter";
    this.veld = document.createElement("input");
    this.veld.id = "begrippen-filter";
    this.veld.type = "search";
    this.veld.autocomplete = "off";
    this.veld.className = "utrecht-textbox utrecht-textbox--html-input";
    this.stem = document.createElement("p");
    this.stem.className = "kk-begrippen__stand";
    this.stem.setAttribute("role", "status");
    rij.append(label, this.veld, this.stem);
    this.prepend(rij);
    this.veld.addEventListener("input", () => this.filter());
  }

  filter() {
    const vraag = vlak(this.veld.value.trim());
    let aantal = 0;
    for (const { item, tekst } of this.items) {
      item.hidden = !tekst.includes(vraag);
      if (!item.hidden) aantal += 1;
    }
    for (const groep of this.querySelectorAll(".kk-begrippen__groep")) {
      groep.hidden = !groep.querySelector(".kk-begrippen__item:not([hidden])");
    }
    if (!vraag) this.stem.textContent = "";
    else if (!aantal) this.stem.textContent = this.dataset.geen ?? "";
    else this.stem.textContent = `${aantal} ${(aantal === 1 ? this.dataset.een : this.dataset.aantal) ?? ""}`;
  }
}

customElements.define("begrippen-filter", BegrippenFilter);
