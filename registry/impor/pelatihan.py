"""Kind: training events with who took part, one row for each participant of a unit."""

from typing import Any

from posyandu_app.lib.galat import Ditolak
from registry import actions
from registry.impor.bacaan import bilangan, lipat, tanggal, teks, ya_tidak
from registry.impor.dasar import KOLOM_UNIT, Isi, Jenis, KolomImpor, Konteks, Putusan
from registry.keterampilan import KELOMPOK
from registry.models import HasilBaris, Pelatihan, PesertaPelatihan
from wilayah.models import Wilayah

_SEBUTAN = {lipat(k): k for k in KELOMPOK} | {lipat(n): k for k, n in KELOMPOK.items()}
_SEBUTAN |= {"pengelolaan": "kelola", "bayi balita": "bayi", "balita": "bayi", "bumil": "ibu", "ibu hamil": "ibu"}
_SEBUTAN |= {"remaja": "sekolah", "usia sekolah": "sekolah", "lansia": "dewasa", "usia dewasa": "dewasa"}


def kelompok(isi: str) -> list[str]:
    """Groups of skills with comma or semicolon between them, in their fixed order."""
    ada = set()
    for kata in filter(None, (lipat(b) for b in isi.replace(";", ",").split(","))):
        if kata not in _SEBUTAN:
            raise ValueError(f"“{kata}” tidak dikenal. Pilihannya: {', '.join(KELOMPOK.values())}.")
        ada.add(_SEBUTAN[kata])
    return [k for k in KELOMPOK if k in ada]


KOLOM: tuple[KolomImpor, ...] = (
    KolomImpor("judul", "Nama pelatihan", teks(160), "Pelatihan 25 keterampilan", wajib=True, sinonim=("pelatihan",)),
    KolomImpor("mulai", "Tanggal mulai", tanggal, "02/03/2026", wajib=True, sinonim=("tanggal", "mulai")),
    KolomImpor("selesai", "Tanggal selesai", tanggal, "03/03/2026", sinonim=("selesai", "sampai")),
    KolomImpor("tempat", "Tempat", teks(160), "Aula kelurahan"),
    KolomImpor("penyelenggara", "Penyelenggara", teks(120), "Puskesmas"),
    KolomImpor("sumber_dana", "Sumber dana", teks(120), "APBD"),
    KolomImpor(
        "kelompok",
        "Kelompok keterampilan",
        kelompok,
        "Pengelolaan posyandu, Bayi dan balita",
        bantuan="Boleh lebih dari satu, dengan koma.",
        sinonim=("materi", "keterampilan"),
    ),
    KolomImpor("jam", "Jam pelajaran", bilangan(500), "16", sinonim=("jp", "jpl")),
    KolomImpor("nama", "Nama peserta", teks(120), "Kader contoh", wajib=True, sinonim=("peserta", "nama lengkap")),
    KolomImpor("hadir", "Hadir", ya_tidak, "ya", bantuan="Kosong dibaca hadir."),
    KolomImpor("lulus", "Lulus", ya_tidak, "ya", bantuan="Kosong berarti belum diketahui."),
    KolomImpor("sertifikat", "Nomor sertifikat", teks(60), "12/SERT/2026", sinonim=("no sertifikat",)),
    *KOLOM_UNIT,
)
KOLOM_ACARA = ("selesai", "tempat", "penyelenggara", "sumber_dana", "kelompok", "jam")


def periksa(konteks: Konteks, isi: Isi) -> Putusan:
    p = Putusan()
    if isi.get("mulai") and isi["mulai"] > konteks.hari:
        p.tolak("mulai", "Tanggal ini belum terjadi.")
    if isi.get("selesai") and isi.get("mulai") and isi["selesai"] < isi["mulai"]:
        p.tolak("selesai", "Tanggal selesai tidak boleh sebelum mulai.")
    if isi.get("lulus") and isi.get("hadir") is False:
        p.tolak("lulus", "Yang tidak hadir tidak bisa lulus.")
    unit = konteks.cari_unit(isi, p)
    if unit is None or p.hasil == HasilBaris.TOLAK or not {"judul", "mulai", "nama"} <= isi.keys():
        return p
    if not konteks.scope.memuat(konteks.wilayah):
        return p.tolak("", "Pelatihan dicatat untuk seluruh wilayah impor ini, dan itu di luar tugas Anda.")
    cocok = {o.pk: o for o in konteks.orang_unit.get(unit.pk, ()) if lipat(o.nama) == lipat(isi["nama"])}
    if len(cocok) != 1:
        kata = "Ada dua orang bernama ini" if cocok else "Tidak ada kader atau pengurus bernama ini"
        return p.tolak("nama", f"{kata} di posyandu itu.")
    p.objek = next(iter(cocok.values()))
    return _banding(p, isi, konteks)


def _acara(konteks: Konteks, isi: Isi) -> Pelatihan | None:
    return Pelatihan.objects.filter(wilayah=konteks.wilayah, judul__iexact=isi["judul"], mulai=isi["mulai"]).first()


def _banding(p: Putusan, isi: Isi, konteks: Konteks) -> Putusan:
    """Against what is stored already: the same, or something to change."""
    acara = _acara(konteks, isi)
    lama = acara and PesertaPelatihan.objects.filter(pelatihan=acara, orang=p.objek).first()
    if not lama:
        return p
    baru = _hasil(isi)
    kini = (lama.hadir, lama.lulus, lama.sertifikat)
    nama = ("hadir", "lulus", "sertifikat")
    p.beda = {k: [a, b] for k, a, b in zip(nama, kini, baru, strict=True) if a != b}
    p.hasil = HasilBaris.UBAH if p.beda else HasilBaris.SAMA
    return p


def _hasil(isi: Isi) -> tuple[bool, bool | None, str]:
    hadir = isi.get("hadir", True)
    return hadir, isi.get("lulus") if hadir else False, isi.get("sertifikat", "")


def simpan(konteks: Konteks, isi: Isi, p: Putusan) -> PesertaPelatihan:
    wilayah = Wilayah.objects.select_for_update(no_key=True).get(kode=konteks.wilayah)  # one event, however many files
    acara = _acara(konteks, isi)
    if acara is None:
        kolom: dict[str, Any] = {k: isi[k] for k in KOLOM_ACARA if k in isi}
        kolom = {"judul": isi["judul"], "mulai": isi["mulai"], "selesai": isi["mulai"], **kolom}
        acara = actions.buat_pelatihan(wilayah, kolom, actor=konteks.pemilik, contoh=konteks.contoh)
    actions.tambah_peserta(acara.pk, [p.objek.pk], actor=konteks.pemilik)
    peserta = PesertaPelatihan.objects.filter(pelatihan=acara, orang=p.objek).first()
    if peserta is None:
        raise Ditolak("nama", "Orang ini tidak bertugas lagi di wilayah impor ini.")
    actions.isi_hadir(acara.pk, {peserta.pk: _hasil(isi)}, actor=konteks.pemilik)
    return peserta


def kunci(konteks: Konteks, isi: Isi) -> str:
    unit = konteks.cari_unit(isi, Putusan())
    if unit is None or not {"judul", "mulai", "nama"} <= isi.keys():
        return ""
    return f"{lipat(isi['judul'])}|{isi['mulai']}|{unit.pk}|{lipat(isi['nama'])}"


PELATIHAN = Jenis(
    kode="pelatihan",
    nama="Pelatihan dan pesertanya",
    keterangan="Satu baris satu peserta. Kader dan pengurusnya harus sudah tercatat di posyandunya.",
    kolom=KOLOM,
    sebutan=lambda isi: isi.get("nama", ""),
    kunci=kunci,
    periksa=periksa,
    simpan=simpan,
)
