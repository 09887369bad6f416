// Counts which place among the results was opened. Sends the question and the place, and nothing about the visitor.
let verstuurd;

function tel(event) {
  const plek = event.target.closest?.("a") && event.target.closest("[data-klik-plaats]");
  const lijst = plek?.closest("[data-klik-adres]");
  // The right button opens nothing yet; only the first click on the results of a question counts.
  if (!lijst || event.button > 1 || verstuurd === lijst.dataset.klikVraag) return;
  verstuurd = lijst.dataset.klikVraag;
  const inhoud = new URLSearchParams({ vraag: verstuurd, plaats: plek.dataset.klikPlaats });
  navigator.sendBeacon(lijst.dataset.klikAdres, inhoud);
}

if (navigator.sendBeacon) {
  document.addEventListener("click", tel);
  document.addEventListener("auxclick", tel);
}
