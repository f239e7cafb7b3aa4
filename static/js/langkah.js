// A step of the open day by keyboard: the first empty field has the focus, Enter goes to the next and saves at the last.
// Without it Enter saves at once, and every field still works.
(() => {
  const form = document.querySelector("form[data-langkah]");
  if (!form) return;
  const tampak = (m) => m.offsetParent !== null && !m.disabled && !m.closest("details:not([open])");
  const masukan = () => [...form.querySelectorAll("input:not([type=hidden]), select, textarea")].filter(tampak);
  const kelompok = (m) => (m.type === "radio" || m.type === "checkbox" ? m.name : m.id);
  const tunjuk = (m) => {
    m.focus();
    if (m.type === "text") m.select();
  };
  const berikut = (m) => {
    const semua = masukan();
    return semua.slice(semua.indexOf(m) + 1).find((n) => kelompok(n) !== kelompok(m));
  };
  form.addEventListener("keydown", (e) => {
    if (e.key !== "Enter" || e.isComposing || !e.target.matches("input, select")) return;
    e.preventDefault();
    const n = berikut(e.target);
    if (n) tunjuk(n);
    else form.requestSubmit();
  });
  form.addEventListener("submit", (e) => {
    if (form.dataset.terkirim) e.preventDefault();
    form.dataset.terkirim = "1";
  });
  // Coming back to the page by the back button: it may be sent again.
  addEventListener("pageshow", () => delete form.dataset.terkirim);
  const salah = form.querySelector(".baris.galat input, .baris.galat select");
  const mulai = salah ?? masukan().find((m) => m.type === "text" && !m.value) ?? masukan()[0];
  if (mulai) tunjuk(mulai);
})();
