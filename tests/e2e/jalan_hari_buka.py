"""Walk 7, on a phone: an open day of Seruni. Children come, are measured one after another by keyboard and by thumb,
with few taps beyond the values; a slip of the comma is caught; two phones never overwrite each other."""

from datetime import date, timedelta

from tests.e2e.hasil import tulis
from tests.e2e.ketukan import Penghitung
from tests.e2e.orang import Orang, Tempat

PALING_BANYAK = 12  # taps or keys beyond the values for one child (median)
ANAK = 6
SERUNI = "33.75.02.1008.p0001"
UKUR = "/langkah/2/"


def jalan(tempat: Tempat) -> None:
    with tempat.orang("kader.seruni", reduced_motion="reduce") as kader:
        hitung = Penghitung(kader.page)
        kader.masuk()
        sesi = buka(kader)
        for ke in range(1, ANAK + 1):
            tamu(kader, sesi, ke)
        kader.buka(f"{sesi}?langkah=2")
        salah_koma(kader)
        ukur(kader, hitung, dengan_jempol=False)
        ukur(kader, hitung, dengan_jempol=True)
        tulis(f"   ketukan per anak {hitung.per_orang}, median {hitung.tengah:g} (paling banyak {PALING_BANYAK})")
        kader.cek(f"median of taps for one child at most {PALING_BANYAK}", 0 < hitung.tengah <= PALING_BANYAK)
    with tempat.orang("kader2.seruni", reduced_motion="reduce") as lain:
        dua_hp(tempat, lain.masuk(), sesi)


def buka(kader: Orang, unit: str = SERUNI) -> str:
    """Open today by one tap, from the list of open days. Returns the session's address."""
    kader.buka(f"/lapangan/sesi/?unit={unit}")
    tombol = kader.page.get_by_role("button", name="hari ini").first
    lanjut = kader.tautan("Lanjutkan")
    kader.ikuti(lanjut if lanjut.count() else tombol)
    kader.perlu("the open day runs", "/lapangan/sesi/" in kader.jalur and bool(kader.teks(".lima")), kader.page.url)
    return kader.jalur


def tamu(kader: Orang, sesi: str, ke: int) -> None:
    """A child that is not of the unit, fourteen months old and a little more."""
    kader.buka(f"{sesi}tamu/")
    lahir = date.today() - timedelta(days=430 + ke)  # noqa: DTZ011 (a birthday, not a moment)
    kader.isi({"Nama ibu": "Ibu contoh"})
    kader.page.locator("#id_lahir").fill(lahir.isoformat())
    kader.page.locator("#id_nama").fill(f"Anak contoh jalan {ke}")
    kader.page.get_by_label("Perempuan" if ke % 2 else "Laki-laki").check()
    kader.ikuti(kader.tombol("Daftarkan"))
    kader.cek(f"guest {ke} is registered", f"Anak contoh jalan {ke}" in kader.teks("#baru"), kader.teks("main")[:200])


def salah_koma(kader: Orang) -> None:
    """75 typed as 7,5 is refused at the field, and what was typed is still there."""
    kader.ikuti(kader.page.locator(".daftar.orang a").first)
    kader.page.get_by_label("Berat badan").fill("9,4")
    kader.page.get_by_label("Panjang badan").fill("7.5")
    kader.ikuti(kader.tombol("Simpan"), status=422)
    pesan = kader.teks(".baris.galat .pesan")
    kader.cek("a length of 7,5 cm is refused at the field", "tidak mungkin" in pesan, pesan)
    kader.cek("the weight is still there", kader.page.get_by_label("Berat badan").input_value() == "9,4")
    kader.page.get_by_label("Panjang badan").fill("74,5")
    kader.ikuti(kader.tombol("Simpan"))
    kader.cek("mended, it is stored", "/hasil/2/" in kader.jalur, kader.page.url)
    kader.ikuti(kader.page.locator(".bawah .tombol.besar"))


def ukur(kader: Orang, hitung: Penghitung, *, dengan_jempol: bool) -> None:
    """Two children: from the form that stands there to the form of the next."""
    cara = "thumb" if dengan_jempol else "keyboard"
    for ke in range(2):
        kader.perlu(f"a form stands there for the {cara}", UKUR in kader.jalur, kader.page.url)
        hitung.mulai()
        isian = kader.page.locator("form.langkah input[type=text]")
        kader.cek("the first field has the focus", isian.first.evaluate("e => e === document.activeElement"))
        for letak, nilai in enumerate((f"9,{ke + 2}", "74,5", "45,8", "14,1")):
            if dengan_jempol and letak:
                isian.nth(letak).click()
            kader.page.keyboard.type(nilai)
            if not dengan_jempol and letak < 3:
                kader.page.keyboard.press("Enter")
        if dengan_jempol:
            kader.ikuti(kader.tombol("Simpan"))
            kader.ikuti(kader.page.locator(".bawah .tombol.besar"))
        else:
            kader.tekan("Enter")
            kader.cek("Enter at the last field shows the result", "/hasil/2/" in kader.jalur, kader.page.url)
            kader.tekan("Enter")
        hitung.selesai()


def dua_hp(tempat: Tempat, lain: Orang, sesi: str) -> None:
    """Two phones open one child's form; the second sees both texts and loses nothing."""
    lain.buka(f"{sesi}?langkah=2")
    with tempat.orang("kader.seruni", reduced_motion="reduce", diperiksa=False) as satu:
        satu.masuk().buka(f"{sesi}?langkah=2")
        for hp in (satu, lain):
            hp.ikuti(hp.page.locator(".daftar.orang a").first)
        satu.sama("both phones show one child", satu.jalur, lain.jalur)
        satu.page.get_by_label("Berat badan").fill("9,1")
        satu.ikuti(satu.tombol("Simpan"))
    lain.page.get_by_label("Berat badan").fill("9,6")
    lain.ikuti(lain.tombol("Simpan"), status=409)
    baris = lain.teks(".galat-atas")
    lain.cek("the second phone sees both weights", "9,10 kg" in baris and "9,60 kg" in baris, baris)
    lain.cek("and still holds what was typed", lain.page.get_by_label("Berat badan").input_value().startswith("9,6"))
    lain.ikuti(lain.tombol("Pakai isian saya"))
    lain.cek("said so, the second one is kept", "/hasil/2/" in lain.jalur, lain.page.url)
