// Menus made of <details> also close with Escape and when the reader goes elsewhere.
const menus = ".kk-menu[open], .kk-uitklap[open]";

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of document.querySelectorAll(menus)) {
    const hierin = menu.contains(document.activeElement);
    menu.open = false;
    if (hierin) menu.querySelector("summary").focus();
  }
});

for (const gebeurtenis of ["click", "focusin"]) {
  document.addEventListener(gebeurtenis, (event) => {
    for (const menu of document.querySelectorAll(menus)) {
      if (!menu.contains(event.target)) menu.open = false;
    }
  });
}
