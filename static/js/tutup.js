// Leave a page at once and keep it out of the browser's history. Without this file the link still leads away.
(function () {
  "use strict";
  var tautan = document.querySelector("[data-tutup]");
  if (!tautan) return;
  function pergi(peristiwa) {
    if (peristiwa) peristiwa.preventDefault();
    document.querySelectorAll("form.isian").forEach(function (f) { f.reset(); });
    location.replace(tautan.href);
  }
  tautan.addEventListener("click", pergi);
  document.addEventListener("keydown", function (p) { if (p.key === "Escape") pergi(p); });
  // A page kept alive by the back button shows nothing of what was typed.
  addEventListener("pageshow", function (p) { if (p.persisted) location.reload(); });
})();
