// <kaart-plaatsen>: puts the places of the list inside it on a map above that list.
// Every place is an element with data-breedte, data-lengte and a link; data-tegels is the address of the map tiles.
import { divIcon, map, marker, tileLayer } from "leaflet/dist/leaflet-src.esm.js";

class KaartPlaatsen extends HTMLElement {
  connectedCallback() {
    if (this.kaart || !this.dataset.tegels) return;
    const plaatsen = [...this.querySelectorAll("[data-breedte][data-lengte]")];
    if (!plaatsen.length) return;
    const vlak = document.createElement("div");
    vlak.className = "kk-kaartvlak";
    this.prepend(vlak);
    this.kaart = map(vlak, { scrollWheelZoom: false, attributionControl: true });
    this.kaart.attributionControl.setPrefix(false);
    tileLayer(this.dataset.tegels, { attribution: this.dataset.bron ?? "", maxZoom: 18 }).addTo(this.kaart);
    const punten = plaatsen.map((plaats) => this.zet(plaats));
    if (punten.length === 1) this.kaart.setView(punten[0], Number(this.dataset.zoom ?? 12));
    else this.kaart.fitBounds(punten, { padding: [32, 32], maxZoom: 13 });
  }

  zet(plaats) {
    const punt = [Number(plaats.dataset.breedte), Number(plaats.dataset.lengte)];
    const link = plaats.querySelector("a");
    const titel = (link ?? plaats).textContent.trim();
    const ring = divIcon({ className: "kk-kaartring", iconSize: [28, 28] });
    const teken = marker(punt, { icon: ring, title: titel, alt: titel }).addTo(this.kaart);
    if (link) teken.on("click", () => location.assign(link.href));
    return punt;
  }
}

customElements.define("kaart-plaatsen", KaartPlaatsen);
