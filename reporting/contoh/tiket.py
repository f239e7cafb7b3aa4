"""What became of the example requests: the older the further, some late, each office at its own pace.

The records made the tickets as drafts; here they go through the table of steps as the system, many at once, and their
clocks are set as if each step had been taken on its day.
"""

import random
import uuid
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Any

from accounts.models import Penugasan, User
from posyandu_app.lib.waktu import zona
from registry.aturan import libur_daerah, tambah_hari_kerja
from registry.models import Posyandu
from reporting.contoh.akun import SERUNI
from spm_services.actions import Kiriman, catat
from spm_services.berkas_tiket import diminta
from spm_services.jam_tiket import terpakai
from spm_services.kode_tiket import tutup_telepon
from spm_services.models import (
    BerkasTiket,
    HasilTiket,
    JawabanTiket,
    JedaTiket,
    KantorPetugas,
    PersetujuanTiket,
    Tiket,
    VerifikasiTiket,
)
from spm_services.workflow_tiket import TIKET

TARGET = 5
H = HasilTiket
# How many working days an office tends to take; above the target it is late.
LAJU = {"disdik": 4, "dinkes": 3, "pupr": 8, "perkim": 6, "satpolpp": 3, "bpbd": 4, "damkar": 2, "dinsos": 5}
KANTOR = {"opd.trantibum.pekalongan": "satpolpp", "opd.bpbd.pekalongan": "bpbd", "opd.damkar.pekalongan": "damkar"}
JAWAB = (
    (H.DIKERJAKAN, "Dikerjakan bulan ini."),
    (H.DIJADWALKAN, "Masuk rencana tahun depan."),
    (H.DITOLAK, "Di luar kewenangan kami; ajukan ke desa."),
    (H.BUTUH_DATA, "Mohon foto dan titik lokasinya."),
)
PORSI = (6, 3, 1, 1)
SELESAI = 3  # one in so many answered ones is done


# Seruni's own of the last days, so that the desk of its kelurahan has something to decide: (days ago, service, who).
BARU = (
    (1, "permohonan_rtlh", "Siti Aminah (contoh)"),
    (3, "permohonan_jamban", "Slamet Riyadi (contoh)"),
    (4, "permohonan_bantuan_sosial", "Kasmini (contoh)"),
    (6, "permohonan_biaya_sekolah", "Wahyu Nugroho (contoh)"),
    (8, "permohonan_rtlh", "Tarmudi (contoh)"),
    (9, "permohonan_poskamling", "Ketua RT 03 (contoh)"),
    (16, "permohonan_rtlh", "Rukayah (contoh)"),
    (17, "permohonan_biaya_sekolah", "Sulastri (contoh)"),
    (18, "permohonan_bantuan_sosial", "Mbah Karto (contoh)"),
    (19, "permohonan_jamban", "Darsono (contoh)"),
)
DITAHAN = 15  # days ago: older ones of these wait unanswered in their office's inbox


def _kunci(ke: int) -> uuid.UUID:
    return uuid.UUID(int=0x5EED0000 + ke)


TAHAN = frozenset(_kunci(ke) for ke, (lalu, _, _) in enumerate(BARU) if lalu > DITAHAN)


@dataclass
class Rencana:
    """Which tickets take which step, and the rows that go with them."""

    langkah: dict[str, list[int]] = field(default_factory=dict)
    tiket: list[Tiket] = field(default_factory=list)
    verifikasi: list[VerifikasiTiket] = field(default_factory=list)
    persetujuan: list[PersetujuanTiket] = field(default_factory=list)
    jawaban: list[JawabanTiket] = field(default_factory=list)
    berkas: list[BerkasTiket] = field(default_factory=list)
    jeda: list[JedaTiket] = field(default_factory=list)

    def ambil(self, tiket: Tiket, *nama: str) -> None:
        for n in nama:
            self.langkah.setdefault(n, []).append(tiket.pk)


@lru_cache(maxsize=8)
def _libur(kabupaten: str) -> frozenset[date]:
    return libur_daerah(kabupaten)


def _saat(hari: date, kode: str, jam: int = 9) -> datetime:
    return datetime.combine(hari, time(jam, 20), tzinfo=zona(kode))


def _maju(mulai: date, hari_kerja: int, libur: frozenset[date]) -> date:
    return tambah_hari_kerja(mulai, max(1, hari_kerja), libur)


def _satu(acak: random.Random, t: Tiket, hari: date, r: Rencana) -> None:
    """Decide how far one ticket came by today."""
    kode, libur = t.posyandu.kode, _libur(t.posyandu.kode[:5])
    r.tiket.append(t)
    ke = acak.randrange(1000)
    t.telepon_sandi, t.telepon_sidik = tutup_telepon(f"+6281200{ke:06}" if ke % 4 else "", t.kode)
    ajukan = _maju(t.tanggal, acak.choice((1, 1, 2, 4)), libur)
    kertas = [b for b in diminta(t) if b.wajib]
    if ajukan > hari or (acak.random() < 0.06 and (hari - t.tanggal).days < 40):
        r.berkas += [BerkasTiket(tiket=t, jenis=b.kode) for b in kertas[: len(kertas) // 2]]
        return
    r.berkas += [
        BerkasTiket(tiket=t, jenis=b.kode, nomor=f"{ke}/RT/contoh" if b.kode == "surat" else "") for b in kertas
    ]
    r.ambil(t, "ajukan_tiket")
    t.diajukan_pada, t.target_desa, t.sejak = _saat(ajukan, kode), TARGET, _saat(ajukan, kode)
    t.tenggat = tambah_hari_kerja(ajukan, TARGET, libur)
    periksa = _maju(ajukan, acak.choice((1, 2, 2, 3)), libur)
    if periksa > hari:
        return
    tahan = t.rekaman is not None and t.rekaman.kunci in TAHAN
    if acak.random() < 0.05 and not tahan:
        r.ambil(t, "kembalikan_tiket")
        r.jeda.append(JedaTiket(tiket=t, jam="desa", mulai=periksa, alasan="Dikembalikan untuk dilengkapi"))
        t.dijeda, t.tenggat, t.sejak = True, None, _saat(periksa, kode)
        return
    r.ambil(t, "verifikasi_tiket")
    t.sejak = _saat(periksa, kode)
    r.verifikasi.append(
        VerifikasiTiket(tiket=t, tanggal=periksa, petugas="Kasi pelayanan (contoh)", temuan="Sesuai laporan kader.")
    )
    _di_desa(acak, t, periksa, hari, r)


def _di_desa(acak: random.Random, t: Tiket, periksa: date, hari: date, r: Rencana) -> None:
    """The head's word and handing on."""
    kode, libur = t.posyandu.kode, _libur(t.posyandu.kode[:5])
    setuju = _maju(periksa, acak.choice((1, 1, 2, 5)), libur)
    if setuju > hari:
        return
    if acak.random() < 0.04 and not (t.rekaman and t.rekaman.kunci in TAHAN):
        r.ambil(t, "tutup_tiket")
        t.tenggat, t.sejak = None, _saat(setuju, kode)
        return
    r.ambil(t, "setujui_tiket")
    t.sejak = _saat(setuju, kode)
    pejabat = f"{'Lurah' if t.posyandu.wilayah.kelurahan else 'Kepala Desa'} {t.posyandu.wilayah.nama} (contoh)"
    r.persetujuan.append(PersetujuanTiket(tiket=t, tanggal=setuju, pejabat=pejabat, tahun_usulan=setuju.year + 1))
    terus = _maju(setuju, 1, libur)
    if terus > hari:
        return
    r.ambil(t, "teruskan_tiket")
    awal = t.diajukan_pada
    assert awal is not None  # noqa: S101 (set by _satu)
    t.hari_desa = terpakai(awal.date(), terus, (), libur)
    t.diteruskan_pada = t.sejak = _saat(terus, kode, 14)
    t.target_opd, t.tenggat = TARGET, tambah_hari_kerja(terus, TARGET, libur)
    _di_kantor(acak, t, terus, hari, r)


def _di_kantor(acak: random.Random, t: Tiket, terus: date, hari: date, r: Rencana) -> None:
    """What the office said, when, and whether it is done."""
    kode, libur = t.posyandu.kode, _libur(t.posyandu.kode[:5])
    laju = LAJU.get(t.tujuan, 5)
    jawab = _maju(terus, round(acak.uniform(0.4, 1.9) * laju), libur)
    if jawab > hari or acak.random() < 0.02 or (t.rekaman and t.rekaman.kunci in TAHAN):
        return
    r.ambil(t, "jawab_tiket")
    hasil, teks = acak.choices(JAWAB, PORSI)[0]
    tahun = jawab.year + 1 if hasil == H.DIJADWALKAN else None
    r.jawaban.append(
        JawabanTiket(tiket=t, hasil=hasil, teks=teks, tahun=tahun, tujuan=t.tujuan, pada=_saat(jawab, kode, 11))
    )
    t.hasil, t.tahun_rencana, t.tenggat, t.sejak = hasil, tahun, None, _saat(jawab, kode, 11)
    if hasil == H.BUTUH_DATA:
        t.dijeda = True
        r.jeda.append(JedaTiket(tiket=t, jam="opd", mulai=jawab, alasan="Perangkat daerah menunggu data tambahan"))
        return
    t.hari_opd, t.dijawab_pada = terpakai(terus, jawab, (), libur), t.sejak
    if hasil == H.DITOLAK and (hari - jawab).days > 7:
        r.ambil(t, "tutup_ditolak")
        return
    selesai = jawab + timedelta(days=acak.randint(8, 60))
    if hasil == H.DIKERJAKAN and selesai <= hari and acak.randrange(SELESAI):
        r.ambil(t, "selesaikan_opd")
        t.selesai, t.sejak = selesai, _saat(selesai, kode)


URUTAN = (
    "ajukan_tiket", "kembalikan_tiket", "verifikasi_tiket", "tutup_tiket", "setujui_tiket",
    "teruskan_tiket", "jawab_tiket", "tutup_ditolak", "selesaikan_opd",
)  # fmt: skip
KOLOM = (
    "telepon_sandi", "telepon_sidik", "diajukan_pada", "target_desa", "sejak", "tenggat", "dijeda", "hari_desa",
    "diteruskan_pada", "target_opd", "hasil", "tahun_rencana", "hari_opd", "dijawab_pada", "selesai",
)  # fmt: skip
CATATAN = {
    "kembalikan_tiket": "Foto rumah belum ada.",
    "tutup_tiket": "Sudah ditangani RT.",
    "tutup_ditolak": "Ditolak perangkat daerah; pemohon sudah diberi tahu.",
    "selesaikan_opd": "Selesai.",
}
LANGKAH = {"tutup_ditolak": "tutup_tiket"}


def _mohon_baru(hari: date) -> None:
    seruni = Posyandu.objects.filter(kode=SERUNI).first()
    kader = User.objects.filter(username="kader.seruni").first()
    if seruni is None or kader is None:
        return
    for ke, (lalu, layanan, nama) in enumerate(BARU):
        isi = {"pemohon": nama, "lokasi": f"RT 0{ke + 1}/RW 02", "jumlah": 1, "mendesak": "tinggi"}
        isi |= {"alasan": "Dilaporkan saat kunjungan rumah (contoh)."}
        catat(seruni, Kiriman(layanan, hari - timedelta(days=lalu), isi, _kunci(ke), contoh=True), actor=kader)


def buat_tiket_contoh(acak: random.Random, hari: date) -> int:
    """Move the example requests along; returns how many left the posyandu."""
    _mohon_baru(hari)
    rencana = Rencana()
    rows = Tiket.objects.filter(contoh=True, status="draf", rekaman__isnull=False).exclude(jenis="rujukan")
    for tiket in rows.select_related("posyandu__wilayah", "rekaman").order_by("pk"):
        _satu(acak, tiket, hari, rencana)
    for nama in URUTAN:
        step, note = LANGKAH.get(nama, nama), CATATAN.get(nama, "")
        TIKET.apply_many(rencana.langkah.get(nama, ()), step, actor=None, note=note)
    putusan: list[Any] = [*rencana.verifikasi, *rencana.persetujuan]
    for satu in putusan:
        satu.pada = _saat(satu.tanggal, satu.tiket.posyandu.kode)
    Tiket.objects.bulk_update(rencana.tiket, KOLOM, batch_size=200)
    anak: tuple[tuple[Any, list[Any]], ...] = (
        (VerifikasiTiket, rencana.verifikasi),
        (PersetujuanTiket, rencana.persetujuan),
        (JawabanTiket, rencana.jawaban),
        (BerkasTiket, rencana.berkas),
        (JedaTiket, rencana.jeda),
    )
    for model, isi in anak:
        model.objects.bulk_create(isi, batch_size=500)
    for akun, kantor in KANTOR.items():
        for tugas in Penugasan.objects.filter(user__username=akun):
            KantorPetugas.objects.get_or_create(penugasan=tugas, defaults={"kantor": kantor})
    return len(rencana.langkah.get("ajukan_tiket", ()))
