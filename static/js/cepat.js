// Isi cepat: arrows and Enter between rows, a block pasted from a spreadsheet, a first look at each number.
// Without it the table is plain fields; the server checks everything again.
(() => {
  const form = document.querySelector("form[data-cepat]");
  if (!form) return;
  const kata = form.querySelector("[data-kata]");
  const baris = [...form.querySelectorAll("tbody tr")];
  const sel = (b) => [...b.querySelectorAll("td")].map((td) => td.querySelector("input[type=text]"));
  const kisi = baris.map(sel);
  const letak = (m) => {
    const y = kisi.findIndex((r) => r.includes(m));
    return y < 0 ? null : [y, kisi[y].indexOf(m)];
  };
  const tunjuk = (m) => { if (m) { m.focus(); m.select(); } };

  // A number as people here type it; null where it is none.
  const angka = (teks) => {
    const rapi = teks.trim();
    return /^\d{1,6}([.,]\d{1,6})?$/.test(rapi) ? Number(rapi.replace(",", ".")) : null;
  };
  const periksa = (m) => {
    const n = angka(m.value);
    const kosong = !m.value.trim();
    const luar = n !== null && m.dataset.bawah && (n < Number(m.dataset.bawah) || n > Number(m.dataset.atas));
    m.classList.toggle("ragu", !kosong && (n === null || luar));
    m.title = kosong ? "" : n === null ? "Tulis dengan angka, misalnya 9,4" : luar ? "Angka ini tidak mungkin. Ukur ulang." : "";
  };

  const turun = (y, x, arah) => {
    for (let i = y + arah; i >= 0 && i < kisi.length; i += arah) if (kisi[i][x]) return kisi[i][x];
    return arah > 0 ? form.querySelector("button:not([type])") : null;
  };
  form.addEventListener("keydown", (e) => {
    if (e.isComposing || e.target.type !== "text") return;
    const arah = { Enter: 1, ArrowDown: 1, ArrowUp: -1 }[e.key];
    const tempat = letak(e.target);
    if (!arah || !tempat) return;
    e.preventDefault();
    const m = turun(tempat[0], tempat[1], arah);
    if (m?.select) tunjuk(m); else m?.focus();
  });

  const polos = (teks) => teks.trim().toLowerCase().replace(/\s+/g, " ");
  const isi = (y, x, nilai) => {
    const m = kisi[y]?.[x];
    if (!m) return false;
    m.value = nilai.trim();
    periksa(m);
    return true;
  };
  // Rows that begin with a name go to that name's row; others from the chosen cell to the right and down.
  const tempel = (blok, y, x) => {
    const bernama = blok.filter((r) => r.length > 1 && r[0].trim() && angka(r[0]) === null).length > blok.length / 2;
    let n = 0;
    const lepas = [];
    blok.forEach((r, i) => {
      if (!bernama) {
        r.forEach((v, j) => { if (isi(y + i, x + j, v)) n += 1; });
        return;
      }
      const ke = baris.findIndex((b) => b.dataset.nama === polos(r[0]));
      if (ke < 0) { if (r[0].trim()) lepas.push(r[0].trim()); return; }
      r.slice(1).forEach((v, j) => { if (isi(ke, j, v)) n += 1; });
    });
    kata.textContent = `${n} angka ditempel, belum disimpan.${lepas.length ? ` Tidak ada di halaman ini: ${lepas.join(", ")}.` : ""}`;
  };
  form.addEventListener("paste", (e) => {
    const teks = e.clipboardData?.getData("text/plain") ?? "";
    const tempat = letak(e.target);
    if (!tempat || !/[\t\n]/.test(teks.trim())) return;
    e.preventDefault();
    tempel(teks.replace(/\r/g, "").replace(/\n+$/, "").split("\n").map((r) => r.split("\t")), ...tempat);
  });
  form.addEventListener("input", (e) => { if (e.target.type === "text") periksa(e.target); });
  tunjuk(form.querySelector("[aria-invalid]") ?? kisi.flat().find((m) => m && !m.value));
})();
