"""THE checklist of a registration file, by version. A change of rule is a new version with its day; old files keep theirs.

Sources: what registration asks for as found in the domain study (2.2: TP SK, SK pengurus, SK kader, musyawarah record,
SK pembentukan, identity of each kader, RPJM Desa; 1.4: chairs and fields; 1.9: the six conditions of an LKD by name,
Permendagri 18/2018 Pasal 3). The wording of Kepmendagri 100.3-2834/2025 was not seen: head-counts are a region's
reference, shown as such, and hold nothing back unless the region decides so.
"""

from collections.abc import Callable
from datetime import date

from posyandu_app.lib.bidang import NAMA, SEMUA
from posyandu_app.lib.periode import kata_tanggal, tambah_tahun
from posyandu_app.lib.uang import ribuan
from registry.models import Jabatan, JenisSK, JenisSuratWilayah, KelompokSasaran, SasaranUnit
from registry.persyaratan.dasar import ADA, Bahan, Hasilnya, Isi, Keadaan, Kumpulan, Syarat, sisa

PROFIL, LEMBAGA, SURAT, ORANG = "Profil", "Enam syarat kelembagaan", "Surat", "Pengurus dan kader"
PASAL_3 = "Permendagri 18/2018 Pasal 3"
ACUAN = "acuan daerah, dasar belum dipastikan"
BIDANG = {b: NAMA[b] for b in SEMUA}


def _kurang(pesan: str) -> Hasilnya:
    return (Keadaan.KURANG, pesan) if pesan else ADA


def _berdiri(b: Bahan) -> Hasilnya:
    return _kurang("" if b.posyandu.berdiri else "Tanggal berdiri belum diisi")


def _koordinat(b: Bahan) -> Hasilnya:
    return _kurang("" if b.posyandu.lintang is not None else "Titik lokasi belum diisi")


def _isi_koordinat(b: Bahan) -> Isi:
    p = b.posyandu
    titik = f"{p.lintang}, {p.bujur}" if p.lintang is not None else "–"
    return {"Titik": titik, "Ketelitian": f"{p.akurasi} m" if p.akurasi else "–"}


def _isi_profil(b: Bahan) -> Isi:
    p = b.posyandu
    alamat = f"{p.alamat}, RT {p.rt}/RW {p.rw}"
    return {"Nama": p.nama, "Alamat": alamat, "Berdiri": kata_tanggal(p.berdiri) if p.berdiri else "–"}


def _isi_buka(b: Bahan) -> Isi:
    p = b.posyandu
    return {"Hari buka": p.hari_buka, "Jam": f"{p.buka_jam:%H.%M}" if p.buka_jam else "–"}


def _surat_lama(jenis: JenisSK) -> Callable[[Bahan], Hasilnya]:
    def periksa(b: Bahan) -> Hasilnya:
        surat = b.surat(jenis)
        ada = surat is not None and surat.berlaku
        return _kurang("" if ada else f"{jenis.label} belum dicatat atau sudah habis masa berlakunya")

    return periksa


def _surat(jenis: JenisSK | JenisSuratWilayah) -> Callable[[Bahan], Hasilnya]:
    """There, in force, with a scan that can be sent along."""

    def periksa(b: Bahan) -> Hasilnya:
        surat = b.surat(jenis)
        if surat is None:
            return _kurang(f"{jenis.label} belum dicatat")
        if not surat.berlaku:
            habis = f"sudah habis {kata_tanggal(surat.sampai)}" if surat.sampai else "belum berlaku"
            return _kurang(f"{jenis.label} {surat.nomor} {habis}")
        return _kurang("" if surat.berkas else f"Pindaian {jenis.label.lower()} belum diunggah")

    return periksa


def _isi_surat(jenis: JenisSK | JenisSuratWilayah) -> Callable[[Bahan], Isi]:
    def isi(b: Bahan) -> Isi:
        s = b.surat(jenis)
        if s is None:
            return {"Nomor": "–"}
        sampai = kata_tanggal(s.sampai) if s.sampai else "tidak dibatasi"
        return {
            "Nomor": s.nomor,
            "Tanggal": kata_tanggal(s.tanggal),
            "Penanda tangan": s.penanda_tangan or "–",
            "Berlaku sampai": sampai,
            "Pindaian": f"berkas {s.berkas}" if s.berkas else "–",
        }

    return isi


def _rpjm(b: Bahan) -> Hasilnya:
    """Only a desa has an RPJM Desa; a kelurahan's plans stand in the region's."""
    if b.posyandu.wilayah.kelurahan:
        return Keadaan.TIDAK_BERLAKU, ""
    return _surat(JenisSuratWilayah.RPJM_DESA)(b)


def _pernyataan(b: Bahan) -> Hasilnya:
    s = b.surat(JenisSK.PERNYATAAN)
    return _kurang("" if s and s.berlaku else "Surat pernyataan belum dicatat (satu surat untuk enam syarat)")


def _sekretariat(b: Bahan) -> Hasilnya:
    return _kurang("" if b.posyandu.bangunan and b.posyandu.alamat else "Bangunan (sekretariat) belum diisi")


def _isi_sekretariat(b: Bahan) -> Isi:
    return {"Alamat": b.posyandu.alamat, "Bangunan": b.posyandu.get_bangunan_display() or "–"}


def _pengurus_tetap(b: Bahan) -> Hasilnya:
    inti = {p.jabatan for p in b.pengurus} & {Jabatan.KETUA, Jabatan.SEKRETARIS, Jabatan.BENDAHARA}
    surat = b.surat(JenisSK.PENGURUS)
    tetap = len(inti) == 3 and surat is not None and surat.berlaku
    return _kurang("" if tetap else "Ketua, sekretaris, bendahara, dan keputusan yang menetapkannya belum lengkap")


def _kursi(jabatan: Jabatan) -> Callable[[Bahan], Hasilnya]:
    return lambda b: _kurang("" if b.kursi(jabatan) else f"{jabatan.label} belum ada")


def _isi_kursi(jabatan: Jabatan) -> Callable[[Bahan], Isi]:
    def isi(b: Bahan) -> Isi:
        rows = b.kursi(jabatan)
        return {jabatan.label: ", ".join(f"{p.nama} sejak {kata_tanggal(p.mulai)}" for p in rows) or "–"}

    return isi


def _ketua_bidang(b: Bahan) -> Hasilnya:
    return _kurang(sisa((p.bidang for p in b.pengurus if p.bidang), BIDANG, "Belum ada ketua bidang"))


def _isi_ketua_bidang(b: Bahan) -> Isi:
    ada = {p.bidang: p.nama for p in b.pengurus if p.bidang}
    return {nama: ada.get(kode, "–") for kode, nama in BIDANG.items()}


def _kader(b: Bahan) -> Hasilnya:
    return _kurang(sisa((k.bidang for k in b.kader), BIDANG, "Belum ada kader"))


def _isi_kader(b: Bahan) -> Isi:
    isi = {nama: ", ".join(sorted(k.nama for k in b.kader if k.bidang == kode)) for kode, nama in BIDANG.items()}
    return {nama: orang or "–" for nama, orang in isi.items()}


def _ambang(nama: str, sebutan: str, banyak: Callable[[Bahan], int]) -> Callable[[Bahan], Hasilnya]:
    """A head-count: a warning, unless the region lets it hold files back (`roster_menahan`)."""

    def periksa(b: Bahan) -> Hasilnya:
        ada, perlu = banyak(b), int(b.aturan.get(nama, 0))
        if ada >= perlu:
            return ADA
        keadaan = Keadaan.KURANG if b.aturan.get("roster_menahan") else Keadaan.PERINGATAN
        return keadaan, f"{sebutan} {ada}, acuan {perlu} orang ({ACUAN})"

    return periksa


def _isi_jumlah(label: str, banyak: Callable[[Bahan], int]) -> Callable[[Bahan], Isi]:
    return lambda b: {label: f"{banyak(b)} orang"}


def _merangkap(b: Bahan) -> list[str]:
    bidang: dict[int, set[str]] = {}
    for k in b.kader:
        bidang.setdefault(k.orang, set()).add(k.bidang)
    dua = [k.nama for k in b.kader if len(bidang[k.orang]) > 1]
    pengurus = [k.nama for k in b.kader if k.orang in {p.orang for p in b.pengurus}]
    return sorted({*dua, *pengurus})


def _rangkap(b: Bahan) -> Hasilnya:
    """Kader of one field each, apart from the pengurus: said, never in the way of work (domain study 1.4)."""
    nama = _merangkap(b)
    return (Keadaan.PERINGATAN, f"Merangkap: {', '.join(nama[:4])}") if nama else ADA


def _isi_rangkap(b: Bahan) -> Isi:
    return {"Merangkap": ", ".join(_merangkap(b)) or "tidak ada"}


def _identitas(b: Bahan) -> Hasilnya:
    """The identity of each kader is asked for (domain study 2.2); a NIK that is not there yet is a warning."""
    tanpa = sum(not k.ber_nik for k in b.kader)
    return (Keadaan.PERINGATAN, f"{tanpa} kader belum ber-NIK") if tanpa else ADA


def _isi_identitas(b: Bahan) -> Isi:
    return {"Kader ber-NIK": f"{sum(k.ber_nik for k in b.kader)} dari {len(b.kader)}"}


def _jumlah_pengurus(b: Bahan) -> int:
    return len({p.orang for p in b.pengurus})


def _jumlah_kader(b: Bahan) -> int:
    return len({k.orang for k in b.kader})


def _dokumen(jenis: JenisSK, kode: str) -> Syarat:
    return Syarat(
        kode, jenis.label, SURAT, "sk", _surat(jenis), _isi_surat(jenis), f"jenis={jenis}", "studi bidang 2.2", jenis
    )


def _dokumen_lama(jenis: JenisSK, kode: str) -> Syarat:
    return Syarat(kode, jenis.label, SURAT, "sk", _surat_lama(jenis), _isi_surat(jenis), f"jenis={jenis}", "", jenis)


# Without these a unit cannot say whom it serves; nifas, disabilitas and rumah are known to few villages yet.
_POKOK = {
    k.value: k.label
    for k in KelompokSasaran
    if k not in (KelompokSasaran.NIFAS, KelompokSasaran.DISABILITAS, KelompokSasaran.RUMAH)
}


def _sasaran(b: Bahan) -> Hasilnya:
    """A unit that has counted nobody is missing something; groups not counted yet and old figures are a warning."""
    if not b.sasaran:
        return Keadaan.KURANG, "Sasaran menurut kelompok umur belum diisi"
    if belum := sisa(b.sasaran, _POKOK, "Sasaran belum diketahui"):
        return Keadaan.PERINGATAN, belum
    tertua = min(s.per_tanggal for k, s in b.sasaran.items() if k in _POKOK)
    if tambah_tahun(tertua, 1) <= b.hari:
        return Keadaan.PERINGATAN, f"Sasaran dari {kata_tanggal(tertua)}, sudah lebih dari setahun"
    return ADA


def _isi_sasaran(b: Bahan) -> Isi:
    def kata(kode: str) -> str:
        s = b.sasaran.get(kode)
        if s is None:
            return "–"
        asal = SasaranUnit.Asal(s.asal).label.lower()
        return f"{ribuan(s.jumlah)}, {asal}, {s.sumber}, per {kata_tanggal(s.per_tanggal)}"

    return {str(nama): kata(kode) for kode, nama in KelompokSasaran.choices}


def _orang(jabatan: Jabatan) -> Syarat:
    return Syarat(jabatan, jabatan.label, ORANG, "pengurus", _kursi(jabatan), _isi_kursi(jabatan), f"jabatan={jabatan}")


def _lembaga(kode: str, nama: str) -> Syarat:
    isi = _isi_surat(JenisSK.PERNYATAAN)
    return Syarat(
        kode, nama, LEMBAGA, "sk", _pernyataan, isi, f"jenis={JenisSK.PERNYATAAN}", PASAL_3, JenisSK.PERNYATAAN
    )


_INTI = (_orang(Jabatan.KETUA), _orang(Jabatan.SEKRETARIS), _orang(Jabatan.BENDAHARA))
_ENAM = (
    Syarat("ketua_bidang", "Enam ketua bidang", ORANG, "pengurus", _ketua_bidang, _isi_ketua_bidang),
    Syarat("kader", "Kader di enam bidang", ORANG, "kader", _kader, _isi_kader),
)
_TP = JenisSuratWilayah.TIM_PEMBINA
_RPJM = JenisSuratWilayah.RPJM_DESA

PERTAMA = Kumpulan(
    versi="2026-1",
    sejak=date(2026, 1, 1),
    dasar="butir yang diminta daerah menurut studi bidang 2.2",
    syarat=(
        Syarat("berdiri", "Tanggal berdiri", PROFIL, "lengkapi", _berdiri, _isi_profil),
        Syarat("koordinat", "Titik lokasi", PROFIL, "lengkapi", _koordinat, _isi_koordinat),
        _dokumen_lama(JenisSK.BERITA_ACARA, "berita_acara"),
        _dokumen_lama(JenisSK.PEMBENTUKAN, "sk_pembentukan"),
        _dokumen_lama(JenisSK.PENGURUS, "sk_pengurus"),
        _dokumen_lama(JenisSK.KADER, "sk_kader"),
        *_INTI,
        *_ENAM,
    ),
)
KEDUA = Kumpulan(
    versi="2026-2",
    sejak=date(2026, 11, 1),
    dasar="studi bidang 1.4, 1.9, 2.2; enam syarat Permendagri 18/2018 Pasal 3",
    syarat=(
        Syarat("berdiri", "Nama, alamat, tanggal berdiri", PROFIL, "lengkapi", _berdiri, _isi_profil),
        Syarat("koordinat", "Titik lokasi", PROFIL, "lokasi", _koordinat, _isi_koordinat),
        Syarat("hari_buka", "Hari buka", PROFIL, "lengkapi", lambda b: ADA, _isi_buka),
        _lembaga("asas", "Berasaskan Pancasila dan UUD 1945"),
        Syarat("kedudukan", "Berkedudukan di desa/kelurahan", LEMBAGA, "lengkapi", lambda b: ADA, _isi_profil, "", PASAL_3),
        _lembaga("manfaat", "Bermanfaat dan dibutuhkan masyarakat"),
        Syarat("pengurus_tetap", "Kepengurusan yang tetap", LEMBAGA, "pengurus", _pengurus_tetap, _isi_surat(JenisSK.PENGURUS), "", PASAL_3, JenisSK.PENGURUS),
        Syarat("sekretariat", "Sekretariat yang tetap", LEMBAGA, "lengkapi", _sekretariat, _isi_sekretariat, "", PASAL_3),
        _lembaga("nonpartai", "Tidak berafiliasi dengan partai politik"),
        _dokumen(JenisSK.BERITA_ACARA, "berita_acara"),
        _dokumen(JenisSK.PEMBENTUKAN, "sk_pembentukan"),
        _dokumen(JenisSK.PENGURUS, "sk_pengurus"),
        _dokumen(JenisSK.KADER, "sk_kader"),
        Syarat("sk_tp", "Keputusan TP Posyandu desa/kelurahan", SURAT, "surat_wilayah", _surat(_TP), _isi_surat(_TP), f"jenis={_TP}", "", _TP),
        Syarat("rpjm_desa", "Tercantum dalam RPJM Desa", SURAT, "surat_wilayah", _rpjm, _isi_surat(_RPJM), f"jenis={_RPJM}", "", _RPJM),
        *_INTI,
        *_ENAM,
        Syarat("jumlah_pengurus", "Jumlah pengurus", ORANG, "pengurus", _ambang("min_pengurus", "Pengurus", _jumlah_pengurus), _isi_jumlah("Pengurus", _jumlah_pengurus), "", ACUAN),
        Syarat("jumlah_kader", "Jumlah kader", ORANG, "kader", _ambang("min_kader", "Kader", _jumlah_kader), _isi_jumlah("Kader", _jumlah_kader), "", ACUAN),
        Syarat("satu_bidang", "Kader satu bidang, tidak merangkap", ORANG, "kader", _rangkap, _isi_rangkap),
        Syarat("identitas", "Identitas kader", ORANG, "kader", _identitas, _isi_identitas),
    ),
)  # fmt: skip
_SASARAN = Syarat(
    "sasaran", "Sasaran menurut kelompok umur", PROFIL, "sasaran", _sasaran, _isi_sasaran, "", "studi bidang 2.2"
)
_SESUDAH = KEDUA.syarat.index(next(s for s in KEDUA.syarat if s.kode == "hari_buka")) + 1
KETIGA = Kumpulan(
    versi="2026-3",
    sejak=date(2026, 11, 24),
    dasar=f"{KEDUA.dasar}; sasaran menurut kelompok umur",
    syarat=(*KEDUA.syarat[:_SESUDAH], _SASARAN, *KEDUA.syarat[_SESUDAH:]),
)
SEMUA_VERSI: tuple[Kumpulan, ...] = (PERTAMA, KEDUA, KETIGA)
MENURUT_VERSI = {k.versi: k for k in SEMUA_VERSI}


def berlaku(hari: date) -> Kumpulan:
    """The version in force on a day; before the first one, the first."""
    return max((k for k in SEMUA_VERSI if k.sejak <= hari), key=lambda k: k.sejak, default=PERTAMA)
