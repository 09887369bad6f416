// <thema-kiezer>: applies light or dark at once and remembers it for a year.
const jaar = 60 * 60 * 24 * 365;

class ThemaKiezer extends HTMLElement {
  connectedCallback() {
    this.dataset.werkt = "";
    this.addEventListener("click", (event) => {
      const knop = event.target.closest("button[name=thema]");
      if (!knop) return;
      event.preventDefault();
      this.kies(knop.value);
    });
  }

  kies(thema) {
    const eigen = thema === "licht" || thema === "donker";
    const veilig = location.protocol === "https:" ? ";secure" : "";
    document.cookie = `thema=${eigen ? thema : ""};path=/;max-age=${eigen ? jaar : 0};samesite=lax${veilig}`;
    if (eigen) document.documentElement.dataset.thema = thema;
    else delete document.documentElement.dataset.thema;
    for (const knop of this.querySelectorAll("button[name=thema]")) {
      knop.setAttribute("aria-pressed", String(knop.value === thema));
    }
  }
}

customElements.define("thema-kiezer", ThemaKiezer);
