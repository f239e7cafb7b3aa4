// "Salin": puts the text on the clipboard. Without it the text is marked and copied by hand.
(() => {
  const kotak = document.querySelector("[data-salin]");
  const tombol = kotak?.querySelector("button");
  const teks = kotak?.querySelector("textarea");
  const kata = kotak?.querySelector("[role=status]");
  if (!tombol || !teks) return;
  tombol.hidden = false;
  const dengan_tangan = () => {
    teks.focus();
    teks.select();
    return document.execCommand("copy");
  };
  tombol.addEventListener("click", async () => {
    let jadi = false;
    try {
      await navigator.clipboard.writeText(teks.value);
      jadi = true;
    } catch {
      jadi = dengan_tangan();
    }
    kata.textContent = jadi ? "Tersalin. Tempel di pesan." : "Teks sudah ditandai. Tekan lama, lalu pilih Salin.";
  });
})();
