"""Growth of a child in one unit, from all records of its visits there: z-scores, classes, N/T/O/B, 2T.

The series is the child's weighings in this unit. It is computed whole whenever one of its records is stored,
corrected, cancelled or added late, so that no row says what an earlier weighing no longer bears out; only rows that
changed are written. A row keeps the version of N/T it was judged by; a new row takes the region's. From 60 to 71 months
a child is weighed and gets N/T/O/B, but no z-score; from 72 on there is no row.

Callers hold the unit's lock.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Any

from posyandu_app.lib.periode import umur_bulan, umur_hari
from registry.aturan import baca_aturan
from registry.models import Posyandu
from spm_services import katalog
from spm_services.ambang_berlaku import RiwayatAmbang
from spm_services.hitung_aturan import ganti_hasil, nilai_aturan
from spm_services.katalog.dasar import JenisLayanan, Subjek
from spm_services.models import HasilAturan, KunjunganWarga, Pertumbuhan, Rekaman, Warga
from spm_services.tumbuh import kelas, naik, zskor
from spm_services.tumbuh.tabel import Indeks
from spm_services.turunan import dari_warga

UMUR_AKHIR = 72  # months; from then on nothing is computed
UKURAN = ("bb", "pb_tb", "cara_ukur", "lk", "lila", "edema")
DIUKUR = ("bb", "pb_tb", "lk", "lila")
ATURAN_NAIK = "versi_naik"  # the region's setting (registry.aturan)
# {name that rules ask for: (column of the class, column of the z-score)}
KELAS = {
    "bb_u": ("kelas_bb_u", "z_bb_u"),
    "tb_u": ("kelas_pb_u", "z_pb_u"),
    "bb_tb": ("kelas_bb_pb", "z_bb_pb"),
    "lk_u": ("kelas_lk_u", "z_lk_u"),
}
DARI_SERI = ("nt", "t_berturut")  # what an earlier weighing may change
KOLOM = (
    *("posyandu_id", "warga_id", "tanggal", "umur_hari", "tamu", "bb", "pb_tb", "lk", "lila", "cara_ukur", "edema"),
    *("z_bb_u", "z_pb_u", "z_bb_pb", "z_imt_u", "z_lk_u", "kelas_bb_u", "kelas_pb_u", "kelas_bb_pb", "kelas_lk_u"),
    *("bendera", "nt", "dua_t", "bgm", "oranye", "versi_standar", "versi_naik"),
)


def _mengukur(entri: JenisLayanan) -> bool:
    """Does the service measure small children?"""
    kecil = entri.untuk is not None and entri.untuk.sampai is not None and entri.untuk.sampai <= UMUR_AKHIR
    return kecil and entri.subjek == Subjek.ORANG and any(k.kode in UKURAN for k in entri.isian)


LAYANAN_UKUR = frozenset(e.kode for e in katalog.SEMUA.values() if _mengukur(e))


def _aturan_seri() -> frozenset[str]:
    """Codes of the rules that ask for what an earlier weighing may change."""
    semua = (a for kode in LAYANAN_UKUR for a in katalog.SEMUA[kode].aturan)
    return frozenset(a.kode for a in semua if getattr(a, "kolom", "") in DARI_SERI)


ATURAN_SERI = _aturan_seri()


@dataclass
class Anak:
    """One child in one unit: its visits with measures (answers merged over their records), by day."""

    warga: Warga
    kunjungan: dict[int, KunjunganWarga] = field(default_factory=dict)
    rekaman: dict[int, list[Rekaman]] = field(default_factory=dict)

    def tambah(self, rekaman: Rekaman, kunjungan: KunjunganWarga) -> None:
        self.kunjungan[kunjungan.pk] = kunjungan
        self.rekaman.setdefault(kunjungan.pk, []).append(rekaman)

    def isi(self, kunjungan: int) -> dict[str, Any]:
        return {k: v for r in self.rekaman[kunjungan] for k, v in r.isian.items()}

    def dihitung(self) -> list[KunjunganWarga]:
        """Visits that get a row, by day: young enough, not called off, with something measured."""
        return sorted((k for k in self.kunjungan.values() if self._dihitung(k)), key=lambda k: k.tanggal)

    def _dihitung(self, k: KunjunganWarga) -> bool:
        lahir = self.warga.tanggal_lahir
        if k.batal or k.tanggal < lahir or umur_bulan(lahir, k.tanggal) >= UMUR_AKHIR:
            return False
        isi = self.isi(k.pk)
        return isi.get("edema") is True or any(isi.get(n) is not None for n in DIUKUR)


@dataclass(frozen=True)
class Dasar:
    """What the computing of one unit leans on: its thresholds by day, and the region's version of N/T."""

    ambang: RiwayatAmbang
    versi_naik: str

    def aturan(self, versi: str, hari: date) -> naik.AturanNaik:
        """How N is told from T under a version on a day: the tolerance is the region's threshold."""
        satu = naik.ATURAN.get(versi, naik.ATURAN[naik.BAWAAN])
        return replace(satu, toleransi_z=self.ambang.pada(hari)[naik.TOLERANSI]) if satu.ikut_garis else satu


@dataclass(frozen=True)
class Baris:
    """One visit's growth, with what the row does not store: how many T in a row, and why."""

    pertumbuhan: Pertumbuhan
    hasil: naik.Hasil | None

    def turunan(self) -> dict[str, Any]:
        """What rules may ask for, by name; what was not measured is left out."""
        p, isi = self.pertumbuhan, dict[str, Any]()
        for nama, (kolom_kelas, kolom_z) in KELAS.items():
            if getattr(p, kolom_kelas):
                isi |= {nama: getattr(p, kolom_kelas), f"z_{nama}": str(getattr(p, kolom_z))}
        if self.hasil is not None:
            isi |= {"nt": self.hasil.status.value, "t_berturut": self.hasil.t_berturut}
        return isi


def _angka(isi: Mapping[str, Any], nama: str) -> Decimal | None:
    return None if isi.get(nama) in (None, "") else Decimal(str(isi[nama]))


def _z(nilai: float | None) -> Decimal | None:
    return None if nilai is None else Decimal(str(nilai))


def ukur(warga: Warga, kunjungan: KunjunganWarga, isi: Mapping[str, Any], versi_naik: str) -> Pertumbuhan:
    """The row of one visit without N/T: age on the day of measuring, z-scores, classes, lines of the KMS."""
    umur = umur_hari(warga.tanggal_lahir, kunjungan.tanggal)
    cara, edema = str(isi.get("cara_ukur") or ""), isi.get("edema") is True
    bb, pb, lk, lila = (_angka(isi, n) for n in DIUKUR)
    z = zskor.hitung(warga.jenis_kelamin, umur, bb, pb, cara, edema, lk)
    golongan = {i: kelas.kelas(i, getattr(z, i.value)) for i in kelas.MENURUT_INDEKS}
    garis = kelas.garis_kms(z.bb_u)
    return Pertumbuhan(
        kunjungan=kunjungan,
        posyandu_id=kunjungan.posyandu_id,
        warga_id=warga.pk,
        tanggal=kunjungan.tanggal,
        umur_hari=umur,
        tamu=kunjungan.tamu,
        bb=bb,
        pb_tb=pb,
        lk=lk,
        lila=lila,
        cara_ukur=cara,
        edema=edema,
        z_bb_u=_z(z.bb_u),
        z_pb_u=_z(z.pb_u),
        z_bb_pb=_z(z.bb_pb),
        z_imt_u=_z(z.imt_u),
        z_lk_u=_z(z.lk_u),
        bendera=",".join(sorted(z.bendera)),
        bgm=garis is kelas.BGM,
        oranye=garis is kelas.ATAS_ORANYE,
        versi_standar=zskor.VERSI,
        versi_naik=versi_naik,
        **{f"kelas_{i.value}": k.kode if k else "" for i, k in golongan.items() if i != Indeks.IMT_U},
    )


def putusan_dari(row: Pertumbuhan) -> naik.Putusan | None:
    return naik.Putusan(naik.Status(row.nt_nakes), row.alasan_nakes) if row.nt_nakes else None


def seri(
    warga: Warga, rows: Sequence[Pertumbuhan], aturan: Callable[[str, date], naik.AturanNaik]
) -> dict[date, naik.Hasil]:
    """{day: N/T/O/B with its reason} of the rows that were weighed."""
    timbang = [p for p in rows if p.bb is not None]
    versi = {p.tanggal: p.versi_naik for p in timbang}
    putusan = {p.tanggal: u for p in timbang if (u := putusan_dari(p))}
    hasil = naik.tiap_timbang(
        warga.jenis_kelamin,
        warga.tanggal_lahir,
        [naik.Timbang(p.tanggal, p.bb, p.edema) for p in timbang if p.bb is not None],
        lambda hari: aturan(versi[hari], hari),
        putusan,
    )
    return dict(zip(sorted(versi), hasil, strict=True))


def susun(anak: Anak, lama: Mapping[int, Pertumbuhan], dasar: Dasar) -> list[Baris]:
    """All rows of a child in a unit as they must be, by day. `lama`: {visit: its row now}; decisions of tenaga
    kesehatan and versions are taken over from there."""
    rows = []
    for k in anak.dihitung():
        ada = lama.get(k.pk)
        baru = ukur(anak.warga, k, anak.isi(k.pk), ada.versi_naik if ada else dasar.versi_naik)
        if ada:
            baru.pk, baru.nt_nakes, baru.alasan_nakes = ada.pk, ada.nt_nakes, ada.alasan_nakes
        rows.append(baru)
    hasil = seri(anak.warga, rows, dasar.aturan)
    for p in rows:
        satu = hasil.get(p.tanggal)
        if satu is not None and satu.aturan is not None:
            p.nt, p.dua_t = satu.aturan.value, satu.dua_t
    return [Baris(p, hasil.get(p.tanggal)) for p in rows]


def _baca(unit: Posyandu, warga: Warga) -> Anak:
    anak = Anak(warga)
    rows = Rekaman.objects.filter(posyandu=unit, warga=warga, layanan__in=LAYANAN_UKUR, kunjungan__batal=False)
    for r in rows.berlaku().select_related("kunjungan").order_by("pk"):
        if r.kunjungan is not None:
            anak.tambah(r, r.kunjungan)
    return anak


def perbarui(
    unit: Posyandu, warga: Warga, ambang: RiwayatAmbang, *, kini: int | None = None, semua: bool = False
) -> dict[int, dict[str, Any]]:
    """Store the growth of a child in a unit anew, and judge again what an earlier weighing changed in other visits.

    Returns {visit: what rules may ask for by name}. The caller judges the visit `kini` itself. `semua`: judge every
    rule of every measuring record again, because the person's own data (birth, sex) changed.
    """
    anak = _baca(unit, warga)
    lama = {p.kunjungan_id: p for p in Pertumbuhan.objects.filter(posyandu=unit, warga=warga)}
    if not anak.kunjungan and not lama:
        return {}
    perlu_versi = any(k.pk not in lama for k in anak.dihitung())
    dasar = Dasar(ambang, baca_aturan(unit.kode)[ATURAN_NAIK] if perlu_versi else naik.BAWAAN)
    baris = susun(anak, lama, dasar)
    _simpan(baris, lama)
    turunan = {b.pertumbuhan.kunjungan_id: b.turunan() for b in baris}
    anak.rekaman.pop(kini or 0, None)
    _nilai_lagi(anak, turunan, ambang, None if semua else ATURAN_SERI)
    return turunan


def _simpan(baris: Iterable[Baris], lama: Mapping[int, Pertumbuhan]) -> None:
    """Write what differs from the stored rows."""
    baru = {b.pertumbuhan.kunjungan_id: b.pertumbuhan for b in baris}
    hilang = [p.pk for k, p in lama.items() if k not in baru]
    if hilang:
        Pertumbuhan.objects.filter(pk__in=hilang).delete()
    ubah = [p for k, p in baru.items() if k in lama and any(getattr(p, n) != getattr(lama[k], n) for n in KOLOM)]
    if ubah:
        Pertumbuhan.objects.bulk_update(ubah, [n.removesuffix("_id") for n in KOLOM])
    Pertumbuhan.objects.bulk_create([p for k, p in baru.items() if k not in lama])


def _nilai_lagi(
    anak: Anak, turunan: Mapping[int, Mapping[str, Any]], ambang: RiwayatAmbang, hanya: frozenset[str] | None
) -> None:
    """Judge the measuring records of the child again, only by the rules in `hanya` where given."""
    if not anak.rekaman:
        return
    rekaman, hasil = list[Rekaman](), list[HasilAturan]()
    for pk, rows in anak.rekaman.items():
        hari, isi = anak.kunjungan[pk].tanggal, anak.isi(pk)
        lengkap = {**isi, **dari_warga(anak.warga, hari, isi), **turunan.get(pk, {})}
        for r in rows:
            rekaman.append(r)
            hasil += [h for h in nilai_aturan(r, ambang.pada(hari), lengkap) if hanya is None or h.kode in hanya]
    ganti_hasil(rekaman, hasil, hanya)
