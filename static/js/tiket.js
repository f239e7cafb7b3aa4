// Keys of a step's page: 1–9 choose in the first list, Ctrl+Enter sends. Without this file every button still works.
(() => {
  const form = document.querySelector("form[data-tiket]");
  if (!form) return;
  const daftar = form.querySelector("fieldset");
  const pilihan = daftar ? [...daftar.querySelectorAll("input[type=radio]")] : [];
  document.addEventListener("keydown", (e) => {
    if (e.key === "Enter" && e.ctrlKey) { e.preventDefault(); form.requestSubmit(); return; }
    const mengetik = e.target.matches("select, textarea, input:not([type=radio])");
    if (mengetik || e.ctrlKey || e.metaKey || e.altKey || e.repeat) return;
    const ke = Number(e.key) - 1;
    if (!pilihan[ke]) return;
    e.preventDefault();
    pilihan[ke].checked = true;
    pilihan[ke].focus();
  });
})();
