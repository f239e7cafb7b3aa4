// Keys of the reviewer's page. Without this file every button still works.
(() => {
  const form = document.querySelector("form[data-meja]");
  const butir = form ? [...form.querySelectorAll("[data-butir]")] : [];
  if (!butir.length) return;
  let kini = -1;
  const ke = (i) => {
    if (kini >= 0) butir[kini].classList.remove("kini");
    kini = Math.max(0, Math.min(butir.length - 1, i));
    butir[kini].classList.add("kini");
    butir[kini].scrollIntoView({ block: "center" });
    butir[kini].querySelector("input[type=radio]")?.focus({ preventScroll: true });
  };
  const pilih = (nilai) => {
    if (kini < 0) ke(0);
    const radio = butir[kini].querySelector(`input[value=${nilai}]`);
    if (!radio) return;
    radio.checked = true;
    if (nilai === "kembali") butir[kini].querySelector("select").focus();
    else ke(kini + 1);
  };
  const kirim = (nilai) => form.querySelector(`button[name=langkah][value=${nilai}]`)?.click();
  const kerja = { j: () => ke(kini + 1), k: () => ke(kini - 1), s: () => pilih("setuju"), p: () => pilih("kembali"), a: () => kirim("semua"), b: () => kirim("kembali") };
  document.addEventListener("keydown", (e) => {
    const isian = e.target.matches("select, textarea, input:not([type=radio])");
    if (isian || e.ctrlKey || e.metaKey || e.altKey || e.repeat) return;
    const lakukan = kerja[e.key.toLowerCase()];
    if (!lakukan) return;
    e.preventDefault();
    lakukan();
  });
})();
