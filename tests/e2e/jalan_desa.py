"""Walk 12, on a phone: a desa of Kapuas plans and pays for itself.

A need becomes a proposal, Musyawarah Desa agrees, it passes RKP Desa, RAPB Desa and the camat into the Perubahan
APB Desa, pays for a day of service and leads to the people it served, masked for whoever does not serve them. What the
desa cannot carry is raised (DU-RKP Desa). On the way the camat judges the draft line by line and the desa answers.
"""

import re

from tests.e2e.jalan_halaman import gelap
from tests.e2e.jalan_hari_buka import buka
from tests.e2e.jalan_lingkaran import isi_ukuran
from tests.e2e.jalan_lingkaran import simpan as simpan_ukuran
from tests.e2e.jalan_rencana import hari_ini, langkah
from tests.e2e.langkah import KESEHATAN, catat
from tests.e2e.orang import Orang, Tempat

ANJIR = "62.03.03.2004"
UNIT = f"{ANJIR}.p0001"
BUTUH, JUDUL = "Permohonan terbuka, Kesehatan", "Pemenuhan permohonan warga bidang kesehatan"
BUTUH_NAIK = "Permohonan terbuka, Pekerjaan umum"
CATATAN = "Insentif kader baru sepuluh bulan (contoh)."
ALASAN_NAIK = "Dana Desa tidak cukup untuk sumur bor"
NAMA_LENGKAP = re.compile(r"[A-Z][a-z]{3,}")


def jalan(tempat: Tempat) -> None:
    with tempat.orang("kader.kapuas", reduced_motion="reduce") as kader:
        nama, kegiatan = layani(kader.masuk())
    with tempat.orang("desa.anjir-mambulau-timur", reduced_motion="reduce") as desa:
        desa.masuk()
        naik = usulkan(desa, BUTUH_NAIK, "25.000.000")
        naikkan(desa, naik)
        usulan = usulkan(desa, BUTUH, "150.000")
        sepakat(desa, usulan)
        rapbdes(desa, usulan)
    evaluasi = camat_menilai(tempat, usulan)
    with tempat.orang("desa.anjir-mambulau-timur", reduced_motion="reduce") as desa:
        jawab(desa.masuk(), evaluasi)
    with tempat.orang("kecamatan.kapuas-timur", reduced_motion="reduce") as camat:
        tutup(camat.masuk(), evaluasi)
    with tempat.orang("desa.anjir-mambulau-timur", reduced_motion="reduce") as desa:
        desa.masuk()
        baris = apbdes(desa, usulan)
        bayar(desa, baris, kegiatan)
        orang_terlayani(desa, baris, nama, terang=True)
        langkah(desa, usulan, "Catat terlaksana")
        desa.cek("the proposal says that it was done", "terealisasi" in desa.teks("main").lower(), desa.teks(".judul"))
    with tempat.orang("kecamatan.kapuas-timur", reduced_motion="reduce") as camat:
        camat.masuk()
        orang_terlayani(camat, baris, nama, terang=False)
        sampai(camat, naik)


def layani(kader: Orang) -> tuple[str, str]:
    """An open day of today: one child measured, and the day's visit as an activity; (child's name, its address)."""
    sesi = buka(kader, UNIT)
    kader.buka(f"{sesi}?kelompok=balita")
    kader.ikuti(kader.page.locator(".daftar.orang button").first)
    kader.buka(f"{sesi}?langkah=2")
    kader.ikuti(kader.page.locator(".daftar.orang a").first)
    nama = kader.teks(".orang-ini h1") or kader.teks("h1")
    isi_ukuran(kader, "")
    simpan_ukuran(kader)
    kader.buka("/")
    return nama, catat(kader, KESEHATAN)


def usulkan(desa: Orang, butuh: str, harga: str) -> str:
    """From the page of needs to a proposal of this year through the village's own budget; returns its address."""
    desa.buka(f"/rencana/usulan/butuh/?wilayah={ANJIR}")
    baris = desa.page.locator("tbody tr").filter(has_text=butuh)
    desa.perlu(f"the need “{butuh}” is counted from live rows", baris.count() == 1, desa.teks("main")[:200])
    jumlah = re.sub(r"\D", "", baris.locator("td.k").inner_text())
    desa.ikuti(baris.get_by_role("link"))
    desa.sama(
        "its evidence is ticked, one row each", desa.page.locator("input[name=bukti]:checked").count(), int(jumlah)
    )
    desa.page.get_by_label("Anggaran desa sendiri").check()
    desa.page.get_by_label("Tahun anggaran").select_option(index=0)
    desa.isi({"Harga satuan": harga})
    desa.ikuti(desa.tombol("Simpan draf"))
    desa.perlu("the proposal stands", bool(re.search(r"/usulan/\d+/$", desa.jalur)), desa.page.url)
    usulan = desa.jalur
    langkah(desa, usulan, "Ajukan")
    langkah(desa, usulan, "Bawa ke Musyawarah Desa")
    desa.cek("it is before the Musyawarah Desa", "Musyawarah Desa" in desa.teks(".kartu.utama"), desa.teks(".kartu"))
    return usulan


def naikkan(desa: Orang, usulan: str) -> None:
    """What the village cannot carry goes on the list to the kabupaten, with the reason."""
    desa.buka(usulan)
    desa.ikuti(desa.tautan("Naikkan ke DU-RKP Desa"))
    desa.isi({"Alasan": ALASAN_NAIK})
    desa.ikuti(desa.page.locator("form.isian button").first)
    trail = desa.teks("main")
    desa.cek(
        "the trail says that it was raised, and why",
        "dinaikkan ke du-rkp desa" in trail.lower() and ALASAN_NAIK in trail,
    )
    desa.ikuti(desa.tautan("Daftar DU-RKP Desa"))
    daftar = desa.teks("main")
    gelap(desa)
    desa.cek("the DU-RKP Desa list names it", "bidang pekerjaan umum" in daftar and ALASAN_NAIK in daftar, daftar[:300])
    langkah(desa, usulan, "Teruskan")
    desa.cek("it waits at the kecamatan", "Kecamatan" in desa.teks(".kartu.utama"), desa.teks(".kartu.utama"))


def sepakat(desa: Orang, usulan: str) -> None:
    """Musyawarah Desa agrees; the line of the RKP Desa carries it."""
    langkah(desa, usulan, "Teruskan")
    desa.cek("agreed, it is in the RKP Desa", "RKP Desa" in desa.teks(".judul"), desa.teks(".judul"))
    taut(desa, usulan, "RKP Desa")
    langkah(desa, usulan, "Teruskan")


def taut(desa: Orang, usulan: str, dokumen: str) -> None:
    """Tie the first line offered: the one of the proposed code."""
    desa.buka(usulan)
    desa.ikuti(desa.tautan("Hubungkan ke baris"))
    pilihan = desa.page.locator("tbody tr").filter(has_text=dokumen).first
    desa.cek(f"the {dokumen} offers the line of the proposed code first", "2.2.02" in pilihan.inner_text())
    desa.ikuti(pilihan.get_by_role("link"))
    desa.ikuti(desa.page.locator("form.isian button").first)
    desa.cek(f"the proposal shows its line of the {dokumen}", dokumen in desa.teks("main"), desa.page.url)


def rapbdes(desa: Orang, usulan: str) -> None:
    """The village drafts its Perubahan APB Desa and ties the proposal to a line of it."""
    desa.buka("/rencana/?jenis=apbdes")
    desa.ikuti(desa.page.locator("tbody tr").filter(has_text="ditetapkan").get_by_role("link").first)
    desa.ikuti(desa.tombol("Buat Perubahan"))
    desa.cek("a draft of the Perubahan APB Desa", "Perubahan APB Desa" in desa.teks("h1"), desa.teks("h1"))
    draf = desa.jalur
    taut(desa, usulan, "Perubahan APB Desa")
    langkah(desa, usulan, "Teruskan")
    desa.cek("it is at the camat's evaluation", "Evaluasi camat" in desa.teks(".judul"), desa.teks(".judul"))
    desa.buka(draf)
    desa.ikuti(desa.tombol("Serahkan ke camat"))
    desa.cek("the draft waits for the camat", "belum dievaluasi" in desa.teks(".judul"), desa.teks(".judul"))


def camat_menilai(tempat: Tempat, usulan: str) -> str:
    """The camat passes the proposal on and judges the draft's lines, sending one back; returns the round's address."""
    with tempat.orang("kecamatan.kapuas-timur", reduced_motion="reduce") as camat:
        camat.masuk()
        langkah(camat, usulan, "Teruskan")
        camat.buka("/rencana/evaluasi/")
        desa = (
            camat.page.locator("tbody tr").filter(has_text="Perubahan APB Desa").filter(has_text="Anjir Mambulau Timur")
        )
        camat.perlu("the kecamatan's list shows the draft", desa.count() == 1, camat.teks("main")[:200])
        gelap(camat)
        camat.ikuti(desa.get_by_role("link").first)
        evaluasi = camat.jalur
        camat.cek("beside the lines stands what was before", "sebelum perubahan Rp" in camat.teks("main"))
        camat.ikuti(camat.tombol("Mulai evaluasi"))
        nilai_semua(camat, evaluasi)
        camat.ikuti(camat.tautan("Tutup evaluasi"))
        camat.page.get_by_label("Sesuai, dapat ditetapkan").check()
        camat.isi({"Kesimpulan": "Sesuai (contoh).", "Penanda tangan": "Camat contoh"})
        camat.ikuti(camat.tombol("Tutup evaluasi"), status=409)
        pesan = camat.teks("main")
        camat.cek("it does not close as fitting with a line to mend", "harus diperbaiki" in pesan, pesan[:200])
        return evaluasi


def nilai_semua(camat: Orang, evaluasi: str) -> None:
    """Every line as it comes: the one of posyandu is sent back with a note, the rest fit."""
    alamat = [a.get_attribute("href") for a in camat.page.locator("tbody a[href$='/nilai/']").all()]
    for ke, satu in enumerate(alamat):
        camat.diperiksa = ke == 0  # the same page over and over
        camat.buka(str(satu))
        posyandu = "2.2.02" in camat.teks("h1")
        camat.page.get_by_label("Perbaiki" if posyandu else "Sesuai", exact=True).check()
        if posyandu:
            camat.isi({"Catatan untuk desa": CATATAN, "Rupiah yang disarankan": "60.000.000"})
        camat.ikuti(camat.tombol("Simpan"))
    camat.diperiksa = True
    camat.buka(evaluasi)
    gelap(camat)
    camat.cek(f"{len(alamat)} lines are judged", f"{len(alamat)} dari {len(alamat)} baris" in camat.teks(".utama"))


def jawab(desa: Orang, evaluasi: str) -> None:
    """The village sees it among its tasks and keeps the line, with its reason."""
    tugas = desa.page.get_by_role("link", name=re.compile("Jawab catatan camat: Perubahan")).first
    desa.perlu("the village's tasks name the line to answer", tugas.count() == 1, desa.teks("main")[:200])
    desa.ikuti(tugas)
    desa.cek("the camat's note is read", CATATAN in desa.teks("main") and desa.jalur == evaluasi, desa.page.url)
    desa.ikuti(desa.page.locator("tbody a[href$='/jawab/']").first)
    desa.page.get_by_label("Tetap, dengan alasan").check()
    desa.ikuti(desa.tombol("Simpan"), status=422)
    desa.isi({"Alasan atau keterangan": "Dana Desa tahun ini turun."})
    desa.ikuti(desa.tombol("Simpan"))
    desa.cek("the answer stands beside the note", "dijelaskan desa" in desa.teks("main"), desa.page.url)


def tutup(camat: Orang, evaluasi: str) -> None:
    """The camat accepts the answer, closes the round and prints its sheet."""
    camat.buka(evaluasi)
    baris = camat.page.locator("tbody tr").filter(has_text="dijelaskan desa")
    camat.ikuti(baris.get_by_role("link").last)
    camat.page.get_by_label("Sesuai", exact=True).check()
    camat.ikuti(camat.tombol("Simpan"))
    camat.ikuti(camat.tautan("Tutup evaluasi"))
    camat.page.get_by_label("Sesuai, dapat ditetapkan").check()
    camat.isi({"Kesimpulan": "Sesuai (contoh).", "Penanda tangan": "Camat contoh"})
    camat.ikuti(camat.tombol("Tutup evaluasi"))
    camat.cek("the round is closed as fitting", "selesai: sesuai" in camat.teks(".judul"), camat.teks(".judul"))
    camat.ikuti(camat.tautan("Lembar evaluasi"))
    lembar = camat.teks("main")
    camat.cek(
        "the sheet has the answer and the camat's block", "turun" in lembar and "Camat contoh" in lembar, lembar[:200]
    )


def apbdes(desa: Orang, usulan: str) -> str:
    """The Perubahan is fixed and the proposal granted; returns the line's address."""
    desa.buka("/rencana/?jenis=apbdes_p")
    desa.ikuti(desa.page.locator("tbody tr").filter(has_text="draf").get_by_role("link").first)
    desa.ikuti(desa.tautan("Tetapkan"))
    desa.cek("nothing warns after a closed evaluation", "belum diserahkan" not in desa.teks("main"), desa.teks("main"))
    desa.isi({"Nomor peraturan": "contoh/P/2", "Tanggal penetapan": hari_ini(desa)})
    desa.ikuti(desa.page.locator("form.isian button").first)
    desa.cek("the Perubahan APB Desa is fixed", "ditetapkan" in desa.teks(".judul").lower(), desa.page.url)
    langkah(desa, usulan, "Akomodir")
    desa.cek("granted", "diakomodir" in desa.teks(".judul").lower(), desa.teks(".judul"))
    baris = desa.page.locator("main tbody tr").filter(has_text="Perubahan APB Desa").locator("a").first
    return str(baris.get_attribute("href"))


def bayar(desa: Orang, baris: str, kegiatan: str) -> None:
    """The activity of today is tied to the line, and paid from the village's account."""
    desa.buka(baris)
    desa.ikuti(desa.tautan("Hubungkan kegiatan"))
    kunci = kegiatan.rstrip("/").rsplit("/", 1)[-1]
    desa.ikuti(desa.page.locator(f"main .daftar a[href*='{kunci}']").first)
    desa.isi({"Jumlah untuk kegiatan ini": "400.000"})
    desa.ikuti(desa.tombol("Hubungkan"))
    desa.ikuti(desa.page.locator("tbody tr").filter(has_text="Rp400.000").locator("a[href*='/uang/alokasi/']").first)
    desa.ikuti(desa.page.locator("main a[href$='/bayar/']").first)
    desa.sama("paid from the village's account", desa.page.get_by_label("Dibayar dari").input_value(), "rkd")
    desa.isi({"Tanggal bayar": hari_ini(desa), "Jumlah dibayar": "400.000", "Nomor bukti": "SPP contoh 12"})
    desa.ikuti(desa.page.locator("form.isian button").first)
    desa.cek("the payment stands with its evidence", "SPP contoh 12" in desa.teks("main"), desa.page.url)


def orang_terlayani(orang: Orang, baris: str, nama: str, *, terang: bool) -> None:
    """From the line to the people in two taps: by name for those who serve them, by initials for the camat."""
    orang.buka(baris)
    orang.ikuti(orang.tautan("Jejak"))
    orang.cek("the line leads up to the RKP Desa", "RKP Desa" in orang.teks("main"), orang.teks("main")[:200])
    orang.ikuti(orang.page.locator("main .daftar a").filter(has_text="Kunjungan rumah").first)
    isi = orang.teks("main")
    orang.cek("the activity names the line that paid it", "Perubahan APB Desa" in isi and "Rp400.000" in isi, isi[:200])
    if terang:
        orang.cek("whoever serves them reads the child's name", nama in isi, f"{nama} in {isi[:300]}")
        return
    sel = orang.teks("tbody tr th")
    orang.cek("the camat reads initials only", bool(sel) and nama not in isi and not NAMA_LENGKAP.search(sel), sel)
    orang.cek("and is told why", "Nama disamarkan" in isi, isi[:200])


def sampai(camat: Orang, naik: str) -> None:
    """The raised proposal is on the camat's desk."""
    camat.buka(naik)
    camat.cek(
        "the raised proposal waits for the camat", camat.tautan("Teruskan").count() == 1, camat.teks(".kartu.utama")
    )
