// Counts which place among the results was opened. Sends the question and the place, and nothing about the visitor.
const lijst = document.querySelector("[data-klik-adres]");
let verstuurd = false;

function tel(event) {
  const plek = event.target.closest?.("a") && event.target.closest("[data-klik-plaats]");
  // Auxclick is also the right button, which opens nothing yet.
  if (!plek || verstuurd || event.button > 1) return;
  verstuurd = true;
  const inhoud = new URLSearchParams({ vraag: lijst.dataset.klikVraag, plaats: plek.dataset.klikPlaats });
  navigator.sendBeacon(lijst.dataset.klikAdres, inhoud);
}

if (lijst && navigator.sendBeacon) {
  lijst.addEventListener("click", tel);
  lijst.addEventListener("auxclick", tel);
}
