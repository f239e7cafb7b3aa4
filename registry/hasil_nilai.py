"""Judging the rows of a ministry result before anything is written: which unit, which verdict, why."""

from collections.abc import Iterator
from typing import Any

from posyandu_app.lib.waktu import hari_ini
from registry.cocok import BarisMasuk, Calon, Pencari, Temuan, lipat
from registry.models import Ajuan, BarisHasil, HasilKementerian, KeadaanBaris, Posyandu, RiwayatKode, StatusAjuan
from registry.nomor import BENTUK, DIPAKAI, GANDA, LUAR_PAKET, NOMOR_LAIN, TIDAK_ADA, Unit, aturan_nomor, rapikan

K = KeadaanBaris
KEMBALI = ("kembali", "tolak", "perbaik", "revisi", "tidak lengkap", "belum lengkap")
Verdict = dict[str, Any]
POTONGAN = 500


def dikembalikan(keterangan: str) -> bool:
    """Does the ministry's remark send the file back?"""
    kata = lipat(keterangan)
    return any(k in kata for k in KEMBALI)


def calon_di(wilayah: str) -> list[Calon]:
    """Every unit of the kabupaten or kota as the search sees it: three queries."""
    units = Posyandu.objects.di_wilayah(wilayah)
    lama: dict[int, set[str]] = {}
    for unit, kode, desa in RiwayatKode.objects.filter(posyandu__in=units).values_list("posyandu", "kode", "wilayah"):
        lama.setdefault(unit, set()).update((kode[:13], desa))
    dikirim = Ajuan.objects.filter(posyandu__in=units, status=StatusAjuan.DIKIRIM, paket__isnull=False)
    paket = dict(dikirim.values_list("posyandu", "paket"))
    kolom = ("pk", "kode", "nama", "wilayah", "wilayah__nama", "wilayah__induk__nama", "nomor_registrasi")
    return [
        Calon(pk, kode, nama, desa, nama_desa, nama_kec, nomor, paket.get(pk), frozenset(lama.get(pk, ())))
        for pk, kode, nama, desa, nama_desa, nama_kec, nomor in units.order_by("kode").values_list(*kolom)
    ]


def pemegang(nomor: set[str]) -> dict[str, int]:
    """{number: unit that holds it} anywhere in the country."""
    semua = sorted(nomor)
    hasil: dict[str, int] = {}
    for awal in range(0, len(semua), POTONGAN):
        rows = Posyandu.objects.filter(nomor_registrasi__in=semua[awal : awal + POTONGAN])
        hasil |= {str(n): pk for n, pk in rows.values_list("nomor_registrasi", "pk")}
    return hasil


def menilai(hasil: HasilKementerian, rows: list[BarisMasuk]) -> Iterator[tuple[BarisMasuk, Verdict]]:
    """(row, columns of BarisHasil that hold the verdict) in the order of the file."""
    penilai = _Penilai(hasil, rows)
    for baris in rows:
        temuan = penilai.pencari.cari(baris)
        verdict = penilai.nilai(baris, temuan)
        calon = temuan.calon
        yield (
            baris,
            {
                "posyandu_id": calon.pk if calon else None,
                "skor": temuan.skor,
                "dasar_cocok": temuan.dasar[:200],
                **verdict,
            },
        )


class _Penilai:
    """Remembers what earlier rows of the file took."""

    def __init__(self, hasil: HasilKementerian, rows: list[BarisMasuk]) -> None:
        self.hasil = hasil
        self.pencari = Pencari(hasil.wilayah_id, calon_di(hasil.wilayah_id))
        self.aturan = aturan_nomor(hari_ini(hasil.wilayah_id))
        self.pemegang = pemegang({rapikan(b.nomor) for b in rows if b.nomor})
        self.nomor_di: dict[str, int] = {}  # number → first row
        self.unit_di: dict[int, int] = {}  # unit → row that gives it its number

    def nilai(self, baris: BarisMasuk, temuan: Temuan) -> Verdict:
        nomor = rapikan(baris.nomor)
        if dikembalikan(baris.keterangan) and not nomor:
            return self._kembali(temuan)
        if not nomor:
            return self._tolak(BENTUK, "Kolom nomornya kosong.")
        if nomor in self.nomor_di:
            return self._tolak(GANDA, f"Nomor ini sudah ada di baris {self.nomor_di[nomor]}.")
        bentuk = self.aturan.nilai(nomor, Unit({nomor[:13]}), None)
        if bentuk.alasan:
            return self._tolak(bentuk.alasan, bentuk.pesan)
        self.nomor_di[nomor] = baris.baris
        if temuan.calon is None:
            return self._tolak(temuan.alasan or TIDAK_ADA, temuan.pesan)
        return self._untuk(baris, nomor, temuan.calon)

    def _untuk(self, baris: BarisMasuk, nomor: str, calon: Calon) -> Verdict:
        if calon.pk in self.unit_di:
            return self._tolak(NOMOR_LAIN, f"Baris {self.unit_di[calon.pk]} sudah memberi nomor kepada posyandu ini.")
        if calon.nomor == nomor and not calon.menunggu:
            return {"keadaan": K.SUDAH, "pesan": "Nomor ini sudah tercatat. Tidak ada yang diubah."}
        nilai = self.aturan.nilai(nomor, Unit(calon.desa_semua, calon.nomor), None)
        if nilai.alasan:
            return self._tolak(nilai.alasan, nilai.pesan)
        if self.pemegang.get(nomor, calon.pk) != calon.pk:
            return self._tolak(DIPAKAI, "Nomor ini sudah dipakai posyandu lain. Periksa surat dari kementerian.")
        if (salah := self._luar(calon)) is not None:
            return salah
        self.unit_di[calon.pk] = baris.baris
        return {"keadaan": K.COCOK, "aturan": nilai.versi, "pesan": nilai.pesan}

    def _kembali(self, temuan: Temuan) -> Verdict:
        if temuan.calon is None:
            return self._tolak(temuan.alasan or TIDAK_ADA, temuan.pesan)
        return self._luar(temuan.calon) or {"keadaan": K.KEMBALI}

    def _luar(self, calon: Calon) -> Verdict | None:
        if calon.menunggu and self.hasil.paket_id in (None, calon.paket):
            return None
        return self._tolak(LUAR_PAKET, "Berkas posyandu ini tidak sedang menunggu jawaban kementerian di paket ini.")

    def _tolak(self, alasan: str, pesan: str) -> Verdict:
        return {"keadaan": K.PENGECUALIAN, "alasan": alasan, "pesan": pesan[:400]}


def saran(baris: BarisHasil) -> list[tuple[int, Calon]]:
    """Units a person is likely to mean, of the region of the result: (score, unit)."""
    return Pencari(baris.hasil.wilayah_id, calon_di(baris.hasil.wilayah_id)).terdekat(baris.nama, baris.desa)
