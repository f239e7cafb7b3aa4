// "Ambil titik dari HP": fills latitude, longitude and accuracy. Without it the three are typed.
(() => {
  const kotak = document.querySelector("[data-titik]");
  if (!kotak || !navigator.geolocation) return;
  kotak.hidden = false;
  const kata = kotak.querySelector("[role=status]");
  const isi = (nama, nilai) => { document.querySelector(`[name=${nama}]`).value = nilai; };
  kotak.querySelector("button").addEventListener("click", () => {
    kata.textContent = "Mencari titik…";
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        isi("lintang", coords.latitude.toFixed(6));
        isi("bujur", coords.longitude.toFixed(6));
        isi("akurasi", Math.round(coords.accuracy));
        kata.textContent = `Titik terisi, ketelitian ${Math.round(coords.accuracy)} m. Periksa, lalu simpan.`;
      },
      () => { kata.textContent = "Titik tidak didapat. Izinkan lokasi di HP, atau ketik sendiri."; },
      { enableHighAccuracy: true, timeout: 20000 },
    );
  });
})();
