// Forms made from the catalogue: questions that another answer opens, "tidak ada" alone, and the phone's position.
// Without it every question shows, says when it counts, and is ignored by the server where it does not.
(() => {
  const terpilih = (form, nama) => {
    const semua = [...form.querySelectorAll(`[name="${CSS.escape(nama)}"]`)];
    const tanda = semua.filter((m) => m.type !== "radio" && m.type !== "checkbox" ? true : m.checked);
    return tanda.map((m) => m.value);
  };

  const bertanya = (form) => {
    const baris = [...form.querySelectorAll("[data-kalau]")];
    const tata = () => {
      for (const b of baris) {
        const nilai = b.dataset.nilai.split("|");
        const induk = form.querySelector(`[name="${CSS.escape(b.dataset.kalau)}"]`);
        const terbuka = induk && !induk.closest(".baris").hidden;
        b.hidden = !(terbuka && terpilih(form, b.dataset.kalau).some((n) => nilai.includes(n)));
        for (const m of b.querySelectorAll("input, select, textarea")) m.disabled = b.hidden;
      }
    };
    if (!baris.length) return;
    for (const b of baris) b.querySelector(".kata-kalau")?.remove();
    form.addEventListener("change", tata);
    tata();
  };

  const tidakAda = (form) => {
    form.addEventListener("change", ({ target }) => {
      if (target.type !== "checkbox" || !target.checked || target.name.endsWith("_yakin")) return;
      const lain = form.querySelectorAll(`[type=checkbox][name="${CSS.escape(target.name)}"]`);
      for (const m of lain) if (m !== target && (m.value === "-" || target.value === "-")) m.checked = false;
    });
  };

  const titik = (masukan) => {
    if (!navigator.geolocation) return;
    const tombol = document.createElement("button");
    const kata = document.createElement("p");
    Object.assign(tombol, { type: "button", className: "tombol kedua", textContent: "Ambil titik dari HP" });
    kata.className = "bantuan";
    kata.setAttribute("role", "status");
    masukan.after(tombol, kata);
    tombol.addEventListener("click", () => {
      kata.textContent = "Mencari titik…";
      navigator.geolocation.getCurrentPosition(
        ({ coords }) => {
          masukan.value = `${coords.latitude.toFixed(5)}, ${coords.longitude.toFixed(5)}`;
          kata.textContent = `Titik terisi, ketelitian ${Math.round(coords.accuracy)} m.`;
        },
        () => { kata.textContent = "Titik tidak didapat. Izinkan lokasi di HP, atau ketik sendiri."; },
        { enableHighAccuracy: true, timeout: 20000 },
      );
    });
  };

  for (const form of document.querySelectorAll("form.isian")) {
    bertanya(form);
    tidakAda(form);
    form.querySelectorAll("[data-lokasi]").forEach(titik);
  }
})();
