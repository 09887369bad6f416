// Puts a proposed form in a new row of "Andere benamingen", where the editor can still change it.
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-kk-vorm]");
  if (!button) return;
  const row = document.getElementById("id_labels-TOTAL_FORMS").value;
  document.getElementById("id_labels-ADD").click();
  const fill = (name, value) => {
    const field = document.getElementById(`id_labels-${row}-${name}`);
    field.value = value;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.dispatchEvent(new Event("change", { bubbles: true }));
  };
  fill("tekst", button.dataset.kkVorm);
  fill("soort", button.dataset.kkSoort);
  button.disabled = true;
});
