"""Walk 8: loops that close. Twelve children and three mothers of Seruni at one open day; a thin arm leads to a referral
that nakes answer; a house becomes a request that goes through its desks and is answered by the office."""

import re

from playwright.sync_api import Locator

from tests.e2e.jalan_hari_buka import buka
from tests.e2e.orang import Orang, Tempat

ANAK, IBU = 12, 3
LILA_KURUS = "22,8"
RTLH = "Rumah tidak layak huni"
ANGKA = re.compile(r"\d+(?:,\d+)?")


def jalan(tempat: Tempat) -> None:
    with tempat.orang("kader.seruni", reduced_motion="reduce") as kader:
        kader.masuk()
        sesi = buka(kader)
        daftarkan(kader, sesi, "balita", ANAK)
        daftarkan(kader, sesi, "ibu", IBU)
        ukur_semua(kader, sesi)
        rujukan = rujuk(kader)
    with tempat.orang("nakes.klego") as nakes:
        jawab_rujukan(nakes.masuk(), rujukan)
    with tempat.orang("kader.seruni") as kader:
        kader.masuk().buka(rujukan)
        kader.cek("the referral came back with its result", "datang dan ditangani" in kader.teks("main").lower())
        rumah = temuan_rumah(kader)
        tiket = jadikan_permohonan(kader, rumah)
    permohonan(tempat, tiket)


def daftarkan(kader: Orang, sesi: str, kelompok: str, banyak: int) -> None:
    """One tap a person, those whose values of last time are known first."""
    for ke in range(banyak):
        kader.diperiksa = ke == 0  # the same page over and over
        kader.buka(f"{sesi}?kelompok={kelompok}")
        kader.ikuti(kader.page.locator(".daftar.orang button").first)
    kader.cek(f"{banyak} of {kelompok} are registered", "Nomor" in kader.teks("#baru"), kader.teks("main")[:120])


def ukur_semua(kader: Orang, sesi: str) -> None:
    """Everybody who waits at step 2, one after another, in the order of arrival; the first mother's arm is thin."""
    kader.buka(f"{sesi}?langkah=2")
    urutan: list[int] = []
    kurus = False
    kader.ikuti(kader.page.locator(".daftar.orang a").first)
    for ke in range(ANAK + IBU + 20):
        kader.diperiksa = ke == 0
        if "/langkah/2/" not in kader.jalur:
            break
        urutan.append(int(re.sub(r"\D", "", kader.teks(".orang-ini .lencana")) or 0))
        ibu = not kader.page.get_by_label("Lingkar kepala").count()
        isi_ukuran(kader, LILA_KURUS if ibu and not kurus else "")
        kurus = kurus or ibu
        simpan(kader)
        if ibu and kurus and kader.page.get_by_text("Buat rujukan").count():
            break
        kader.ikuti(kader.page.locator(".bawah .tombol.besar"))
    kader.diperiksa = True
    kader.sama("people come in the order of arrival", urutan, sorted(urutan))
    kader.cek(f"{ANAK} children were measured before the first mother", len(urutan) > ANAK, str(urutan))


def isi_ukuran(kader: Orang, lila: str) -> None:
    """Last time's value again in each field that has one; what was never measured is left out."""
    for kotak in kader.page.locator("form.langkah input[type=text]:visible").all():
        nilai = terakhir(kotak)
        if nilai:
            kotak.fill(nilai)
    if lila:
        kader.page.get_by_label("Lingkar lengan atas").fill(lila)


def terakhir(kotak: Locator) -> str:
    sebelah = kotak.locator("xpath=following-sibling::*[contains(@class, 'lalu')]")
    cocok = ANGKA.search(sebelah.first.inner_text()) if sebelah.count() else None
    return cocok[0] if cocok else ""


def simpan(kader: Orang) -> None:
    """Save; where the page asks whether a value is right, say that it was measured again."""
    kader.ikuti(kader.tombol("Simpan"))
    if "/langkah/2/" in kader.jalur:
        for kotak in kader.page.locator("input[type=checkbox][name$=yakin]").all():
            kotak.check()
        kader.ikuti(kader.tombol("Simpan"))
    kader.perlu("what was measured is stored", "/hasil/2/" in kader.jalur, kader.page.url)


def rujuk(kader: Orang) -> str:
    """From the result to a referral that is on its way; returns its address."""
    sebab = kader.teks(".temuan details")
    kader.cek("the result says why in figures", "22,8" in sebab and "23,5" in sebab, sebab)
    kader.ikuti(kader.tautan("Buat rujukan"))
    kader.page.get_by_label("Ya, setuju").check()
    kader.page.get_by_label("Yang bersangkutan").check()
    kader.ikuti(kader.tombol("Kirim"))
    kader.perlu("the referral is on its way", kader.jalur.startswith("/permohonan/"), kader.page.url)
    return kader.jalur


def jawab_rujukan(nakes: Orang, rujukan: str) -> None:
    """Nakes find it in their list, read why, and say what came of it."""
    nakes.buka("/rujukan/")
    nakes.ikuti(nakes.page.locator(f'a[href="{rujukan}"]').first)
    nakes.cek("nakes read the reason", "22,8" in nakes.teks("main"))
    nakes.ikuti(nakes.tautan("Catat hasilnya"))
    nakes.page.get_by_label("Datang dan ditangani").check()
    nakes.page.get_by_label("Pesan untuk kader").fill("Sudah diperiksa. Ingatkan makan dan periksa lagi bulan depan.")
    nakes.ikuti(nakes.page.locator("form.isian .tombol.besar").first)
    nakes.cek("the loop is closed", "datang dan ditangani" in nakes.teks("main").lower(), nakes.page.url)


def temuan_rumah(kader: Orang) -> str:
    """A house that is not fit to live in, of the first household found; returns the record's address."""
    kader.buka("/lapangan/catat/kondisi_rumah/")
    kader.ikuti(kader.page.locator("main .daftar a[href*='keluarga=']").first)
    for nama in ("Atap", "Dinding", "Lantai", "Jendela dan lubang angin", "Pencahayaan"):
        kader.page.get_by_role("group", name=nama).get_by_label("Tidak layak", exact=True).check()
    kader.page.get_by_role("group", name="Ada jamban sehat?").get_by_label("Tidak", exact=True).check()
    kader.page.get_by_label("Tidak layak huni (RTLH)").check()
    kader.ikuti(kader.tombol("Simpan"))
    kader.perlu("the house is recorded", kader.jalur.startswith("/layanan/"), kader.page.url)
    return kader.jalur


def jadikan_permohonan(kader: Orang, rumah: str) -> str:
    """The finding becomes a request, its papers handed in; returns the ticket's address."""
    kader.buka(rumah)
    kader.ikuti(kader.page.get_by_role("link", name=re.compile("Jadikan permohonan")).first)
    kader.page.get_by_label("Jumlah rumah yang diusulkan").fill("1")
    kader.page.get_by_label("Mendesak", exact=True).check()
    alasan = kader.page.get_by_label("Ceritakan kebutuhannya")
    if not alasan.input_value():
        alasan.fill("Atap bocor dan dinding lapuk (contoh).")
    kader.ikuti(kader.tombol("Simpan sebagai draf"))
    kader.perlu("a draft names what is missing", "Belum bisa diajukan" in kader.teks("main"), kader.page.url)
    tiket = kader.jalur
    for _ in range(8):
        pasang = kader.page.get_by_role("link", name="pasang", exact=True)
        if not pasang.count():
            break
        kader.ikuti(pasang.first)
        kader.page.get_by_label("Kertasnya sudah diserahkan").check()
        kader.ikuti(kader.tombol("Simpan"))
    kader.ikuti(kader.tombol("Ajukan ke desa/kelurahan"))
    kader.cek(
        "the request is at the village's desk", "Meja Kelurahan Klego" in kader.teks(".kartu.utama"), kader.page.url
    )
    return tiket


def permohonan(tempat: Tempat, tiket: str) -> None:
    """Verified, agreed to and forwarded by the kelurahan; answered by the office; read by the kader."""
    with tempat.orang("kelurahan.klego", (1280, 800)) as lurah:
        lurah.masuk().buka("/permohonan/meja/")
        lurah.ikuti(lurah.page.locator(f'a[href="{tiket}"]').first)
        lurah.ikuti(lurah.tautan("Catat verifikasi lapangan"))
        lurah.isi({"Siapa yang datang": "Kasi contoh dan kader", "Apa yang ditemukan di tempat": "Benar tidak layak."})
        lurah.ikuti(lurah.page.locator("form.isian .tombol.besar").first)
        lurah.ikuti(lurah.tautan("Catat persetujuan"))
        lurah.isi({"Disetujui oleh": "Lurah contoh Klego"})
        lurah.page.get_by_role("group", name="Yang bisa membiayai").locator("input[type=radio]").last.check()
        lurah.ikuti(lurah.page.locator("form.isian .tombol.besar").first)
        lurah.ikuti(lurah.tautan("Teruskan ke perangkat daerah"))
        lurah.ikuti(lurah.page.locator("form.isian .tombol.besar").first)
        lurah.cek("the request is at the office", "Diteruskan" in lurah.teks("main"), lurah.page.url)
    with tempat.orang("opd.pu.pekalongan", (1280, 800)) as lain:
        lain.masuk().buka(tiket, status=404)
    with tempat.orang("opd.perumahan.pekalongan", (1280, 800)) as opd:
        opd.masuk().buka("/permohonan/opd/")
        opd.ikuti(opd.page.locator(f'a[href="{tiket}"]').first)
        opd.ikuti(opd.tautan("Jawab"))
        opd.page.get_by_label("Diterima, dikerjakan").check()
        opd.isi({"Penjelasan untuk desa dan pemohon": "Dikerjakan bulan depan bersama kelurahan."})
        opd.ikuti(opd.page.locator("form.isian .tombol.besar").first)
        opd.buka(tiket)
        opd.cek("the answer stands", "Dikerjakan bulan depan" in opd.teks("main"), opd.page.url)
    with tempat.orang("kader.seruni") as kader:
        kader.masuk().buka(tiket)
        kader.cek("the kader reads the answer", "Dikerjakan bulan depan" in kader.teks("main"))
