"""Walk 5: Seruni's file from the village to the ministry's number: completed by the checklist, sent back once,
verified, batched with 49 others, and answered with 47 good numbers, two wrong villages and a double."""

import re
from io import BytesIO

from pypdf import PdfWriter

from tests.e2e.halaman import LAYAR
from tests.e2e.jalan_paket import hasil_dipasang, paket_terkirim, unggah_lagi
from tests.e2e.orang import Orang, Tempat

SERUNI = "33.75.02.1008.p0001"
HALAMAN = f"/posyandu/{SERUNI}/registrasi/"
PALING_BANYAK = 12  # steps to complete a file; more would mean going in circles


def pdf(tulisan: str) -> dict[str, object]:
    """A small PDF as a person would choose it from the phone."""
    penulis, isi = PdfWriter(), BytesIO()
    penulis.add_blank_page(width=595, height=842)
    penulis.add_metadata({"/Title": tulisan})
    penulis.write(isi)
    return {"name": f"{tulisan}.pdf", "mimeType": "application/pdf", "buffer": isi.getvalue()}


def jalan(tempat: Tempat) -> None:
    with tempat.orang("kelurahan.klego") as desa:
        lengkapi(desa.masuk())
        ajukan(desa)
    with tempat.orang("kecamatan.pekalongan-timur", LAYAR) as kecamatan:
        kembalikan(kecamatan.masuk(), "sk_kader", "tidak_terbaca", "Halaman kedua gelap")
    with tempat.orang("kelurahan.klego") as desa:
        perbaiki(desa.masuk(), "Keputusan kader", "Halaman kedua gelap")
        ajukan(desa, lagi=True)
    with tempat.orang("kecamatan.pekalongan-timur", LAYAR) as kecamatan:
        teruskan(kecamatan.masuk(), sisa=1)
    with tempat.orang("pmd.pekalongan", LAYAR) as dinas:
        verifikasi_dengan_papan_tik(dinas.masuk())
        menunggu = menunggu_paket(dinas)
        paket, rows = paket_terkirim(dinas, "470/12/2026", 50)
        dinas.cek("Seruni is among them", any(r.nama == "Seruni" for r in rows))
        hasil_dipasang(dinas, paket, rows)
        unggah_lagi(dinas, paket, rows)
        gambaran(dinas, menunggu - 50)


def kurang(desa: Orang) -> list[str]:
    """Addresses of the places that mend what is missing, in the order of the checklist."""
    desa.buka(HALAMAN)
    baris = desa.page.locator("ul.daftar a").filter(has_text="kurang")
    return [str(baris.nth(i).get_attribute("href")) for i in range(baris.count())]


def lengkapi(desa: Orang) -> None:
    """Follow the first missing item until none is left: the checklist alone is the guide."""
    desa.perlu("the file is not complete yet", bool(kurang(desa)))
    desa.cek("nothing can be handed in before it is", desa.tombol("Ajukan ke kecamatan").count() == 0)
    for _ in range(PALING_BANYAK):
        sisa = kurang(desa)
        if not sisa:
            break
        desa.ikuti(desa.page.locator("ul.daftar a").filter(has_text="kurang").first)
        isi_formulir(desa)
    desa.perlu("the checklist leads to a complete file", not kurang(desa))


def isi_formulir(desa: Orang) -> None:
    """Whatever the place asks for: a scan, a paper's number and date, the building."""
    page = desa.page
    if page.locator("select[name=bangunan]").count():
        page.locator("select[name=bangunan]").select_option("milik_desa")
    if page.locator("input[name=nomor]").count() and not page.locator("input[name=nomor]").input_value():
        page.locator("input[name=nomor]").fill("141/12/2026")
        page.locator("input[name=tanggal]").fill("2026-02-03")
        page.locator("input[name=penanda_tangan]").fill("Lurah Klego")
    if page.locator("input[type=file]").count():
        page.locator("input[type=file]").set_input_files(pdf("pindaian"))
    desa.ikuti(page.locator("main form .bawah button.tombol").first)


def ajukan(desa: Orang, *, lagi: bool = False) -> None:
    desa.buka(HALAMAN)
    desa.ikuti(desa.tombol("Ajukan lagi ke kecamatan" if lagi else "Ajukan ke kecamatan"))
    desa.cek("is told where the file is now", "sekarang di meja kecamatan" in desa.teks("[role=status]"))
    desa.sama("the line of stages stands at the kecamatan", desa.teks(".tahap .kini b"), "Diperiksa kecamatan")


def ke_seruni(pemeriksa: Orang) -> None:
    """Seruni's file, found in the queue of the desk."""
    pemeriksa.buka("/registrasi/meja/")
    pemeriksa.ikuti(pemeriksa.page.get_by_role("link", name="Posyandu Seruni"))


def kembalikan(kecamatan: Orang, butir: str, alasan: str, catatan: str) -> None:
    """All right but one paper, which goes back with its reason."""
    ke_seruni(kecamatan)
    bagian = kecamatan.page.locator(f"[data-butir={butir}]")
    bagian.get_by_label("Perbaiki").check()
    bagian.locator("select").select_option(alasan)
    bagian.locator("input[type=text]").fill(catatan)
    sisa = kecamatan.page.locator("[data-butir]")
    for i in range(sisa.count()):
        if sisa.nth(i).get_attribute("data-butir") != butir:
            sisa.nth(i).get_by_label("Sesuai").check()
    kecamatan.ikuti(kecamatan.tombol("Kembalikan"))
    kecamatan.cek("is told that it went back", "Posyandu Seruni dikembalikan" in kecamatan.teks("[role=status]"))


def perbaiki(desa: Orang, butir: str, catatan: str) -> None:
    """The returned item stands on top with its reason; a new scan replaces the old one."""
    desa.buka(HALAMAN)
    kotak = desa.page.locator(".kembali")
    desa.cek("the returned item stands on top", butir in (kotak.text_content() or ""))
    desa.cek("with the reviewer's words", catatan in (kotak.text_content() or ""))
    desa.ikuti(kotak.get_by_role("link").first)
    desa.ikuti(desa.page.get_by_role("link", name=re.compile("pindaian", re.I)).first)
    isi_formulir(desa)


def teruskan(kecamatan: Orang, *, sisa: int) -> None:
    """In the second round only what moved has to be looked at."""
    ke_seruni(kecamatan)
    belum = kecamatan.page.locator("[data-butir]:not(:has(input:checked))")
    kecamatan.sama("items that still have to be looked at", belum.count(), sisa)
    kecamatan.ikuti(kecamatan.tombol("Semua sesuai, teruskan"))
    kecamatan.cek("is told that it went on", "Posyandu Seruni diteruskan" in kecamatan.teks("[role=status]"))


def verifikasi_dengan_papan_tik(dinas: Orang) -> None:
    """A clean file needs one key."""
    ke_seruni(dinas)
    dinas.page.keyboard.press("j")
    dinas.cek("J marks the first item", dinas.page.locator(".butir-periksa.kini").count() == 1)
    dinas.page.keyboard.press("s")
    dinas.sama("S finds it right", dinas.page.locator("[data-butir] input[value=setuju]:checked").count(), 1)
    dinas.tekan("a")
    dinas.cek("A passes the file on", "Posyandu Seruni diteruskan" in dinas.teks("[role=status]"))


def menunggu_paket(dinas: Orang) -> int:
    """Verified files that wait for a batch, as the picture of the city counts them."""
    dinas.buka("/registrasi/ringkasan/?wilayah=33.75")
    return int(dinas.teks("tr:has-text('Terverifikasi, menunggu paket') td").replace(".", ""))


def gambaran(dinas: Orang, sisa: int) -> None:
    """The picture of the city: where everything is, what is missing most, who can go; fifty wait no longer."""
    dinas.sama("files still waiting for a batch", menunggu_paket(dinas), sisa)
    isi = dinas.teks("main")
    for kata in ("Di kementerian", "Paling sering kurang", "Bisa berangkat bulan ini", "Paling lama sejak"):
        dinas.cek(f"the registration picture says “{kata}”", kata in isi)
