"""What fills a draft of a unit's paper: its live roster and profile, its village, the papers on file.

Legal basis: domain study 1.1, 1.3, 1.9. The texts of Permendagri 13/2024 and Kepmendagri 100.3-2834/2025 were not seen;
a draft says so in a note until somebody has checked the wording.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from posyandu_app.lib.bidang import NAMA, SEMUA
from posyandu_app.lib.periode import kata_tanggal
from registry.identitas import nik_samar, nik_terang
from registry.models import Jabatan, JenisSK, Kader, Pengurus, Posyandu, SuratKeputusan
from registry.sebutan import jabatan_kepala, nama_polos
from registry.templat import TITIK, Bahan, Tabel
from wilayah.models import Wilayah

DASAR_HUKUM: tuple[tuple[str, str], ...] = (  # (act, "" or the areas it is for)
    (
        "Undang-Undang Nomor 6 Tahun 2014 tentang Desa sebagaimana diubah dengan Undang-Undang Nomor 3 Tahun 2024",
        "desa",
    ),
    ("Undang-Undang Nomor 23 Tahun 2014 tentang Pemerintahan Daerah", "kelurahan"),
    ("Peraturan Pemerintah Nomor 43 Tahun 2014 jo. Nomor 47 Tahun 2015 dan Nomor 11 Tahun 2019", "desa"),
    ("Peraturan Pemerintah Nomor 2 Tahun 2018 tentang Standar Pelayanan Minimal", ""),
    ("Peraturan Pemerintah Nomor 17 Tahun 2018 tentang Kecamatan", "kelurahan"),
    (
        "Peraturan Menteri Dalam Negeri Nomor 18 Tahun 2018 tentang Lembaga Kemasyarakatan Desa dan Lembaga Adat Desa",
        "",
    ),
    ("Peraturan Menteri Dalam Negeri Nomor 13 Tahun 2024 tentang Pos Pelayanan Terpadu (*)", ""),
    ("Keputusan Menteri Dalam Negeri Nomor 100.3-2834 Tahun 2025 tentang nomor registrasi posyandu (*)", ""),
)
CATATAN_DASAR = "(*) Rumusan dan judul ini belum dicocokkan dengan naskah aslinya. Periksa sebelum ditandatangani."
HADIR_BARIS = 20
INTI = (Jabatan.KETUA, Jabatan.SEKRETARIS, Jabatan.BENDAHARA)


@dataclass(frozen=True)
class Isi:
    """The rows a draft is made of, read in scope by the page. `nik`: all digits; `identitas`: particulars at all."""

    unit: Posyandu
    hari: date
    pengurus: Sequence[Pengurus]
    kader: Sequence[Kader]
    sk: Sequence[SuratKeputusan]
    masa_bakti: int
    identitas: bool = False
    nik: bool = False


def dasar_hukum(wilayah: Wilayah) -> Tabel:
    """The list of acts for such an area, and the note about those that were not seen."""
    jenis = "kelurahan" if wilayah.kelurahan else "desa"
    return Tabel((), tuple((f"{nama};",) for nama, untuk in DASAR_HUKUM if untuk in ("", jenis)))


def _tempat(wilayah: Wilayah) -> dict[str, str]:
    """Names of the village and all above it, read with it."""
    kecamatan = wilayah.induk
    kabupaten = kecamatan.induk if kecamatan else None
    provinsi = kabupaten.induk if kabupaten else None
    return {
        "jenis_desa": "Kelurahan" if wilayah.kelurahan else "Desa",
        "desa": wilayah.nama,
        "kecamatan": kecamatan.nama if kecamatan else "",
        "kabupaten": kabupaten.nama if kabupaten else "",
        "provinsi": nama_polos(provinsi) if provinsi else "",
        "jabatan_kepala": jabatan_kepala(wilayah),
    }


def _nomor(sk: Iterable[SuratKeputusan], hari: date) -> dict[str, str]:
    """Number and date of the papers on file that a later draft refers to."""
    hasil: dict[str, str] = {}
    for s in sorted(sk, key=lambda s: s.tanggal):
        if s.dicabut is None and s.jenis in (JenisSK.BERITA_ACARA, JenisSK.PEMBENTUKAN, JenisSK.PENGURUS):
            hasil |= {f"nomor_{s.jenis}": s.nomor, f"tanggal_{s.jenis}": kata_tanggal(s.tanggal)}
    return hasil


def _tabel_pengurus(isi: Isi) -> tuple[Tabel, list[str]]:
    duduk = {(p.jabatan, p.bidang): p.orang.nama for p in isi.pengurus}
    kursi = [(str(j.label), duduk.get((j, ""), "")) for j in INTI]
    kursi += [(f"Ketua bidang {NAMA[b].lower()}", duduk.get((Jabatan.KETUA_BIDANG, b), "")) for b in SEMUA]
    baris = tuple((str(n), nama or TITIK, jabatan) for n, (jabatan, nama) in enumerate(kursi, 1))
    return Tabel(("No", "Nama", "Jabatan"), baris, (1, 7, 6)), [jabatan for jabatan, nama in kursi if not nama]


def _urut(kader: Iterable[Kader]) -> list[Kader]:
    return sorted(kader, key=lambda k: (SEMUA.index(k.bidang), k.orang.nama))


def _tabel_kader(isi: Isi) -> tuple[Tabel, list[str]]:
    rows = [(NAMA[k.bidang], k.orang.nama) for k in _urut(isi.kader)]
    kosong = [b for b in SEMUA if b not in {k.bidang for k in isi.kader}]
    rows += [(NAMA[b], TITIK) for b in kosong]
    baris = tuple((str(n), nama, bidang) for n, (bidang, nama) in enumerate(rows, 1))
    return Tabel(("No", "Nama", "Bidang"), baris, (1, 7, 6)), [f"Kader bidang {NAMA[b].lower()}" for b in kosong]


def _identitas(isi: Isi) -> tuple[Tabel, list[str]]:
    """One row for each kader. Particulars only for whoever may see them; the NIK in full on the logged way only."""
    baris = []
    for n, k in enumerate(_urut(isi.kader), 1):
        o = k.orang
        lahir = f"{o.tempat_lahir}, {kata_tanggal(o.tanggal_lahir)}" if o.tanggal_lahir else ""
        nik = (nik_terang(o) if isi.nik else nik_samar(o)) if isi.identitas else ""
        pribadi = (nik, lahir.strip(", "), o.alamat) if isi.identitas else ("disamarkan",) * 3
        baris.append((str(n), o.nama, o.jenis_kelamin, *(p or TITIK for p in pribadi), NAMA[k.bidang]))
    tanpa = sum(not k.orang.nik_sandi for k in isi.kader)
    kepala = ("No", "Nama", "L/P", "NIK", "Tempat, tanggal lahir", "Alamat", "Bidang")
    return Tabel(kepala, tuple(baris), (2, 8, 2, 8, 8, 8, 6)), [f"NIK {tanpa} kader"] if tanpa else []


def _tim_pembina() -> Tabel:
    """Chairs of the team (domain study 1.5); names are for the village to fill."""
    kursi = ["Ketua", "Sekretaris", "Bendahara", *(f"Ketua bidang {NAMA[b].lower()}" for b in SEMUA), "Anggota"]
    return Tabel(("No", "Nama", "Kedudukan"), tuple((str(n), TITIK, k) for n, k in enumerate(kursi, 1)), (1, 7, 6))


def _hadir() -> Tabel:
    baris = tuple((str(n), "", "", "") for n in range(1, HADIR_BARIS + 1))
    return Tabel(("No", "Nama", "Unsur/jabatan", "Tanda tangan"), baris, (1, 6, 5, 5))


def bahan_unit(isi: Isi, jenis: str, **lain: str) -> Bahan:
    """Everything a draft of that kind can name. `lain` are values typed on the page (number, date)."""
    unit = isi.unit
    pengurus, kurang_pengurus = _tabel_pengurus(isi)
    kader, kurang_kader = _tabel_kader(isi)
    identitas, kurang_nik = _identitas(isi)
    ketua = next((p.orang.nama for p in isi.pengurus if p.jabatan == Jabatan.KETUA), "")
    nilai = {
        "nama_posyandu": unit.sebutan,
        "alamat_posyandu": f"{unit.alamat}, RT {unit.rt}/RW {unit.rw}",
        "hari_buka": unit.hari_buka,
        "tanggal_berdiri": kata_tanggal(unit.berdiri) if unit.berdiri else "",
        "jumlah_pengurus": str(len(isi.pengurus)) if isi.pengurus else "",
        "jumlah_kader": str(len(isi.kader)) if isi.kader else "",
        "nama_ketua": ketua,
        "tahun": str(isi.hari.year),
        "masa_bakti": str(isi.masa_bakti),
        **_tempat(unit.wilayah),
        **_nomor(isi.sk, isi.hari),
        **{k: v for k, v in lain.items() if v},
    }
    belum = {
        "berita_acara": (*kurang_pengurus, *kurang_kader),
        "pengurus": tuple(kurang_pengurus),
        "kader": (*kurang_kader, *kurang_nik),
        "tim_pembina": ("Nama anggota Tim Pembina",),
    }
    tabel = {
        "dasar_hukum": (dasar_hukum(unit.wilayah), Tabel((), (), judul=CATATAN_DASAR)),
        "tabel_pengurus": (pengurus,),
        "tabel_kader": (kader,),
        "daftar_identitas": (identitas,),
        "tabel_tim_pembina": (_tim_pembina(),),
        "daftar_hadir": (_hadir(),),
    }
    return Bahan(nilai, tabel, unit.wilayah.kelurahan, belum.get(jenis, ()))
