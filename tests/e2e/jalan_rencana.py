"""Walk 11: from a house in Klego to a line and back. A need becomes a proposal with its evidence, passes its gates by
different accounts with a cut of 30 %, lands in the Perubahan APBD, is paid, and leads to whom it served (masked); from
one household of them it is two taps up to the indicator of the RPJMD, and two taps down again."""

import re

from tests.e2e.jalan_halaman import gelap
from tests.e2e.langkah import ENAM, catat
from tests.e2e.orang import Orang, Tempat

RUMAH = ENAM[3]
LAYAR = (1280, 800)
KEBUTUHAN = "Rumah tidak layak huni"
POTONG = "Pagu Perubahan terbatas"
PALING_BANYAK = 2


def jalan(tempat: Tempat) -> None:
    with tempat.orang("kader.seruni") as kader:
        catat(kader.masuk(), RUMAH)
    with tempat.orang("kelurahan.klego", LAYAR, reduced_motion="reduce") as lurah:
        usulan = usulkan(lurah.masuk())
    with tempat.orang("kecamatan.pekalongan-timur", LAYAR) as camat:
        camat.masuk()
        langkah(camat, usulan, "Teruskan")
    with tempat.orang("perencana.pekalongan", LAYAR, reduced_motion="reduce") as perencana:
        perencana.masuk()
        langkah(perencana, usulan, "Teruskan")  # the desk of Dinas PMD, where nobody else sits
        potong(perencana, usulan)
        perubahan(perencana)
        baris = hubungkan(perencana, usulan)
        bayar(perencana, baris)
        jejak(perencana, baris)
        langkah(perencana, usulan, "Catat terlaksana")
    with tempat.orang("kelurahan.klego", LAYAR) as lurah:
        lurah.masuk().buka(f"{usulan}surat/")
        surat = lurah.teks("main")
        lurah.cek("the letter says what became of it and why", POTONG in surat and "berkurang" in surat, surat[:200])


def usulkan(lurah: Orang) -> str:
    """From the count of live rows to a proposal that left the kelurahan; returns its address."""
    lurah.buka("/rencana/usulan/butuh/?wilayah=33.75.02.1008")
    gelap(lurah)
    baris = lurah.page.locator("tbody tr").filter(has_text=KEBUTUHAN).filter(has_text="Klego")
    lurah.perlu("the need is counted from live rows", baris.count() == 1, lurah.teks("main")[:200])
    lurah.ikuti(baris.get_by_role("link"))
    lurah.cek("its evidence is ticked", lurah.page.locator("input[name=bukti]:checked").count() > 0)
    lurah.page.get_by_label("Musrenbang (aspirasi masyarakat)").check()
    lurah.page.get_by_label("Tahun anggaran").select_option(index=0)
    lurah.isi({"Masalahnya": "Atap bocor dan dinding lapuk (contoh).", "Harga satuan": "20.000.000"})
    lurah.ikuti(lurah.tombol("Simpan draf"))
    lurah.perlu("the proposal stands", bool(re.search(r"/usulan/\d+/$", lurah.jalur)), lurah.page.url)
    usulan = lurah.jalur
    langkah(lurah, usulan, "Ajukan")
    langkah(lurah, usulan, "Teruskan")
    lurah.cek("it is at the kecamatan's desk", "Kecamatan" in lurah.teks(".kartu.utama"), lurah.teks(".kartu.utama"))
    return usulan


def langkah(orang: Orang, usulan: str, nama: str) -> None:
    """One step without a change of volume or amount."""
    orang.buka(usulan)
    orang.ikuti(orang.tautan(nama))
    orang.ikuti(orang.page.locator("form.isian button").first)
    orang.perlu(f"“{nama}” is taken", orang.jalur == usulan, orang.page.url)


def potong(perencana: Orang, usulan: str) -> None:
    """Bappeda takes it into this year's Perubahan with 70 % of the amount."""
    perencana.buka(usulan)
    perencana.ikuti(perencana.tautan("Masukkan ke Perubahan APBD"))
    kotak = perencana.page.get_by_label("Rupiah yang diteruskan")
    semula = int(re.sub(r"\D", "", kotak.input_value()))
    kotak.fill(str(semula * 7 // 10))
    perencana.isi({"Alasan": POTONG})
    perencana.ikuti(perencana.page.locator("form.isian button").first)
    trail = perencana.teks("main")
    perencana.cek("the trail shows the cut with its reason", POTONG in trail and "berkurang" in trail, trail[:200])
    gelap(perencana)


def perubahan(perencana: Orang) -> None:
    """This year's APBD is amended; the draft has the same lines and is fixed."""
    perencana.buka("/rencana/?jenis=apbd")
    perencana.ikuti(perencana.page.locator("tbody tr").filter(has_text="ditetapkan").get_by_role("link").first)
    perencana.ikuti(perencana.tombol("Buat Perubahan"))
    perencana.ikuti(perencana.tautan("Tetapkan"))
    perencana.isi({"Nomor peraturan": "contoh/P/1", "Tanggal penetapan": hari_ini(perencana)})
    perencana.ikuti(perencana.page.locator("form.isian button").first)
    perencana.cek("the Perubahan is fixed", "ditetapkan" in perencana.teks("main").lower(), perencana.page.url)


def hari_ini(orang: Orang) -> str:
    return str(orang.page.evaluate("new Date().toISOString().slice(0, 10)"))


def hubungkan(perencana: Orang, usulan: str) -> str:
    """The proposal is tied to its line and granted; returns the line's address."""
    perencana.buka(usulan)
    perencana.ikuti(perencana.tautan("Hubungkan ke baris"))
    perencana.ikuti(perencana.page.locator("tbody tr").first.get_by_role("link"))
    perencana.ikuti(perencana.page.locator("form.isian button").first)
    langkah(perencana, usulan, "Akomodir")
    baris = str(perencana.page.locator("main a[href*='/rencana/baris/']").first.get_attribute("href"))
    perencana.cek("the proposal shows the line that carries it", "/rencana/baris/" in baris, baris)
    return baris


def bayar(perencana: Orang, baris: str) -> None:
    """An activity of the field is tied to the line, and a part of it paid."""
    perencana.buka(baris)
    perencana.ikuti(perencana.tautan("Hubungkan kegiatan"))
    perencana.ikuti(perencana.page.locator("main .daftar a").filter(has_text="Seruni").first)
    perencana.isi({"Jumlah untuk kegiatan ini": "500.000"})
    perencana.ikuti(perencana.tombol("Hubungkan"))
    perencana.buka(baris)
    perencana.ikuti(perencana.page.locator("main a[href*='/rencana/uang/alokasi/']").first)
    perencana.ikuti(perencana.page.locator("main a[href$='/bayar/']").first)
    perencana.isi({"Tanggal bayar": hari_ini(perencana), "Jumlah dibayar": "300.000", "Nomor bukti": "SP2D contoh 1"})
    perencana.ikuti(perencana.page.locator("form.isian button").first)
    perencana.cek("the payment stands on the allocation", "SP2D contoh 1" in perencana.teks("main"), perencana.page.url)


def jejak(perencana: Orang, baris: str) -> None:
    """From the line to whom it served, from one household of them up to the RPJMD, and down again; taps counted."""
    perencana.buka(baris)
    perencana.ikuti(perencana.tautan("Jejak"))
    perencana.cek("the line leads up to its plan", "RKPD" in perencana.teks("main"), perencana.teks("main")[:200])
    gelap(perencana)
    perencana.ikuti(perencana.page.locator("main .daftar a[href*='/jejak/kegiatan/']").first)
    perencana.cek("the activity leads to whom it served", "orang" in perencana.teks("main").lower(), perencana.page.url)
    gelap(perencana)
    keluarga(perencana)
    naik(perencana, baris)
    turun(perencana)


def keluarga(perencana: Orang) -> None:
    """One household of those served, by initials only."""
    rumah = perencana.page.locator("main a[href*='/jejak/keluarga/']")
    perencana.perlu("it names whom it served by their households", rumah.count() > 0, perencana.teks("main")[-300:])
    perencana.ikuti(rumah.first)
    kepala = perencana.teks("h1")
    perencana.cek("the household is initials", bool(re.match(r"Keluarga ([A-Z]\. ?)+\d{4}$", kepala)), kepala)
    perencana.cek("and says so", "nama disamarkan" in perencana.teks("main"), perencana.teks(".judul"))
    gelap(perencana)


def naik(perencana: Orang, baris: str) -> None:
    """From the household to the RPJMD's indicator with its target and what was reached: at most two taps. Other lines
    may reach the household too (open days of its unit); the way goes by the one that was paid here."""
    pk = re.search(r"/baris/(\d+)/", baris)
    perencana.perlu("the line's address holds its number", pk is not None, baris)
    perencana.ketukan = 0
    perencana.ikuti(perencana.page.locator(f"main th a[href*='/jejak/baris/{pk[1] if pk else 0}/']").first)
    rantai = perencana.teks("main")
    for kata in ("RPJMD", "RKPD", "sebelum Perubahan", "Perubahan APBD"):
        perencana.cek(f"the line's chain names “{kata}”", kata in rantai, rantai[:300])
    perencana.ikuti(perencana.page.locator("main .indikator a").filter(has_text="RPJMD").first)
    perencana.sama("the indicator", perencana.teks("h1"), "Rumah tidak layak huni yang diperbaiki")
    perencana.cek("it is the RPJMD's", "RPJMD" in perencana.teks("p.jejak"), perencana.teks("p.jejak"))
    tahun = perencana.page.locator("tbody tr").filter(has_text=hari_ini(perencana)[:4]).first
    sel = [" ".join(t.split()) for t in tahun.locator("td").all_inner_texts()]
    perencana.cek("with a target and what was reached", all(re.search(r"\d", t) for t in sel[:2]), f"{sel[:2]}")
    sampai(perencana, "from a household up to the RPJMD's indicator")


def turun(perencana: Orang) -> None:
    """From that indicator to masked people, and from its trace to a household: at most two taps each."""
    perencana.ketukan = 0
    perencana.ikuti(perencana.tautan("Jejak sampai warga"))
    awal = perencana.page.url
    gelap(perencana)
    ke_orang(perencana)
    isi = perencana.teks("main")
    perencana.cek("people stand there by initials", "Nama disamarkan menjadi inisial" in isi, isi[:300])
    sampai(perencana, "from the indicator down to people")
    perencana.buka(awal)
    perencana.ketukan = 0
    ke_orang(perencana)
    perencana.ikuti(perencana.page.locator("main a[href*='/jejak/keluarga/']").first)
    perencana.cek("the household names the lines", "Baris anggaran" in perencana.teks("main"), perencana.page.url)
    sampai(perencana, "from the indicator's trace down to a household")


def ke_orang(perencana: Orang) -> None:
    kegiatan = perencana.page.locator("main .daftar a[href*='/jejak/kegiatan/']").filter(has_text="Seruni")
    perencana.perlu(
        "the indicator names the activity that was paid", kegiatan.count() > 0, perencana.teks("main")[:300]
    )
    perencana.ikuti(kegiatan.first)


def sampai(orang: Orang, apa: str) -> None:
    orang.cek(f"{apa}: at most {PALING_BANYAK} taps", orang.ketukan <= PALING_BANYAK, f"{orang.ketukan} taps")
