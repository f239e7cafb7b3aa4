"""2,000 complete units of one kabupaten with people and papers: the ground of the registration bench."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from accounts.models import Berkas
from posyandu_app.lib.bidang import SEMUA
from registry.models import (
    Jabatan,
    JenisSK,
    Kader,
    KelompokSasaran,
    Orang,
    Pengurus,
    Posyandu,
    SasaranUnit,
    SuratKeputusan,
    SuratWilayah,
)
from wilayah.actions import baca_sumber, muat
from wilayah.models import Wilayah

KABUPATEN = "62.03"  # Kapuas: desa and kelurahan, 231 of them
HARI = date(2026, 1, 1)
SAMPAI = date(2031, 1, 1)
KURANG = 10  # of a hundred units so many lack a paper: the checklist finds something


def isi(n: int) -> list[Posyandu]:
    """The units, made when the database has none; in the order of their codes."""
    if not Wilayah.objects.exists():
        muat([w for w in baca_sumber({"62"}) if w.kode == "62" or w.kode.startswith(KABUPATEN)])
    if not Posyandu.objects.exists():
        _buat(n)
    if not SasaranUnit.objects.exists():
        _sasaran(Posyandu.objects.values_list("pk", flat=True))
    return list(Posyandu.objects.select_related("wilayah").order_by("kode")[:n])


def _buat(n: int) -> None:
    desa = [w for w in Wilayah.objects.order_by("kode") if len(w.kode) == 13]
    scan = Berkas.objects.create(nama="contoh.pdf", jenis="pdf", ukuran=1, sha256="0" * 64, tempat="contoh.pdf")
    surat: dict[str, Any] = {"tanggal": HARI, "berlaku_sampai": SAMPAI, "berkas": scan, "contoh": True}
    SuratWilayah.objects.bulk_create(
        SuratWilayah(wilayah=w, jenis=j, nomor="1", **surat) for w in desa for j in ("tim_pembina", "rpjm_desa")
    )
    units = Posyandu.objects.bulk_create(_unit(ke, desa[ke % len(desa)], ke // len(desa) + 1) for ke in range(n))
    SuratKeputusan.objects.bulk_create(
        SuratKeputusan(posyandu=u, jenis=j, nomor=f"{u.pk}", penanda_tangan="Kepala Desa contoh", **surat)
        for ke, u in enumerate(units)
        for j in JenisSK
        if not (ke % 100 < KURANG and j == JenisSK.KADER)
    )
    kursi = [(j, "") for j in (Jabatan.KETUA, Jabatan.SEKRETARIS, Jabatan.BENDAHARA)]
    kursi += [(Jabatan.KETUA_BIDANG, b) for b in SEMUA]
    duduk = [(u, j, b) for u in units for j, b in kursi]
    tugas = [(u, b) for u in units for b in (*SEMUA, "kesehatan", "kesehatan", "sosial", "pendidikan")]
    orang = Orang.objects.bulk_create(
        (Orang(nama=f"Orang {i} (contoh)", jenis_kelamin="P", contoh=True) for i in range(len(duduk) + len(tugas))),
        batch_size=5000,
    )
    Pengurus.objects.bulk_create(
        (
            Pengurus(posyandu=u, orang=o, jabatan=j, bidang=b, mulai=HARI)
            for (u, j, b), o in zip(duduk, orang, strict=False)
        ),
        batch_size=5000,
    )
    sisa = orang[len(duduk) :]
    Kader.objects.bulk_create(
        (Kader(posyandu=u, orang=o, bidang=b, mulai=HARI) for (u, b), o in zip(tugas, sisa, strict=True)),
        batch_size=5000,
    )


def _sasaran(units: Iterable[int]) -> None:
    """Every group counted three times, so that the newest one has to be found."""
    SasaranUnit.objects.bulk_create(
        (
            SasaranUnit(posyandu_id=u, kelompok=k, jumlah=20, asal="riil", sumber="bench", per_tanggal=per)
            for u in units
            for k in KelompokSasaran
            for per in (date(2024, 1, 1), date(2025, 1, 1), HARI)
        ),
        batch_size=5000,
    )


def _unit(ke: int, desa: Wilayah, urutan: int) -> Posyandu:
    return Posyandu(
        kode=f"{desa.kode}.p{urutan:04d}",
        wilayah=desa,
        nama=f"Contoh {ke}",
        nama_cari=f"contoh {ke}",
        alamat="Jalan Contoh",
        rt="001",
        rw="001",
        buka_minggu=1,
        buka_hari=2,
        nama_kontak="Kontak contoh",
        kontak="+6281200000000",
        berdiri=date(2005, 1, 1),
        lintang="-2.95",
        bujur="114.35",
        bangunan="milik_desa",
        contoh=True,
    )
