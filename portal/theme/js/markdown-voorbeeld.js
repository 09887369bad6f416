// <markdown-voorbeeld>: buttons for Markdown and a preview made by the server, the same renderer as the page.
import "@github/markdown-toolbar-element";

class MarkdownVoorbeeld extends HTMLElement {
  connectedCallback() {
    this.veld = document.getElementById(this.dataset.veld) ?? this.querySelector("textarea");
    this.doel = this.querySelector(".kk-markdown__voorbeeld");
    if (!this.veld || !this.doel || this.knop) return;
    this.balk = this.querySelector("markdown-toolbar");
    if (this.balk) {
      this.balk.hidden = false;
      this.veld.closest(".utrecht-form-field__input")?.before(this.balk);
    }
    this.knop = document.createElement("button");
    this.knop.type = "button";
    this.knop.className = "utrecht-button utrecht-button--secondary-action kk-markdown__wissel";
    this.knop.setAttribute("aria-expanded", "false");
    this.knop.textContent = this.dataset.knop;
    this.knop.addEventListener("click", () => (this.doel.hidden ? this.bekijk() : this.verberg()));
    this.doel.before(this.knop);
  }

  async bekijk() {
    const gegevens = new FormData();
    gegevens.set("tekst", this.veld.value);
    this.knop.setAttribute("aria-disabled", "true");
    try {
      const antwoord = await fetch(this.dataset.adres, {
        method: "POST",
        body: gegevens,
        headers: { "X-CSRFToken": this.dataset.token },
        credentials: "same-origin",
      });
      if (!antwoord.ok) throw new Error(String(antwoord.status));
      // The server cleans this HTML; it is the same text as on the page after publication.
      this.doel.innerHTML = await antwoord.text();
    } catch {
      this.doel.textContent = this.dataset.fout;
    }
    this.knop.removeAttribute("aria-disabled");
    this.doel.hidden = false;
    this.knop.setAttribute("aria-expanded", "true");
    this.knop.textContent = this.dataset.terug;
  }

  verberg() {
    this.doel.hidden = true;
    this.knop.setAttribute("aria-expanded", "false");
    this.knop.textContent = this.dataset.knop;
    this.veld.focus();
  }
}

customElements.define("markdown-voorbeeld", MarkdownVoorbeeld);
