"""Kind: units with their profile."""

import re
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet
from rapidfuzz.fuzz import ratio

from audit.record import selisih
from posyandu_app.lib.galat import Ditolak
from registry import actions
from registry.impor.bacaan import (
    bilangan,
    derajat,
    hari_buka,
    jam,
    kode_posyandu,
    lipat_nama,
    minggu_ke,
    pilihan,
    rt_rw,
    tanggal,
    teks,
    telepon,
    ya_tidak,
)
from registry.impor.dasar import KOLOM_DESA, Isi, Jenis, KolomImpor, Konteks, Putusan, wajib_ada
from registry.models import Bangunan, HasilBaris, Posyandu, Strata
from wilayah.models import Wilayah

MIRIP = 88  # of 100: names this close in one village are shown to a person
WAJIB_BARU = ("nama", "alamat", "rt", "rw", "buka_hari", "buka_minggu", "nama_kontak", "kontak")
BUKAN_PROFIL = frozenset({"kode_posyandu", "kode_desa", "desa", "kecamatan"})

KOLOM: tuple[KolomImpor, ...] = (
    KolomImpor(
        "kode_posyandu",
        "Kode posyandu",
        kode_posyandu,
        "",
        bantuan="Kode di sistem ini, untuk mengubah posyandu yang sudah ada. Kosongkan untuk posyandu baru.",
        sinonim=("kode", "kode unit", "id posyandu"),
    ),
    KolomImpor(
        "nama",
        "Nama posyandu",
        lambda s: re.sub(r"^(?i:posyandu)\s+", "", teks(80)(s)),
        "Melati",
        wajib=True,
        sinonim=("nama", "posyandu", "nama unit", "nama pos"),
    ),
    *KOLOM_DESA,
    KolomImpor(
        "alamat", "Alamat", teks(200), "Jalan Truntum 5", sinonim=("alamat posyandu", "alamat lengkap", "jalan")
    ),
    KolomImpor("rt", "RT", rt_rw, "003"),
    KolomImpor("rw", "RW", rt_rw, "005"),
    KolomImpor("buka_hari", "Hari buka", hari_buka, "Selasa", sinonim=("hari", "hari pelayanan", "hari buka posyandu")),
    KolomImpor(
        "buka_minggu",
        "Minggu ke",
        minggu_ke,
        "3",
        bantuan="1, 2, 3, 4, atau terakhir.",
        sinonim=("minggu", "pekan ke", "minggu buka"),
    ),
    KolomImpor("buka_jam", "Jam buka", jam, "08.30", sinonim=("jam", "pukul", "waktu")),
    KolomImpor(
        "nama_kontak",
        "Nama kontak",
        teks(80),
        "Kontak contoh",
        pribadi=True,
        sinonim=("kontak person", "narahubung", "contact person", "nama pic"),
    ),
    KolomImpor(
        "kontak",
        "Telepon kontak",
        telepon,
        "0812 0000 0000",
        pribadi=True,
        sinonim=(
            "telepon",
            "no hp",
            "nomor hp",
            "hp",
            "no telepon",
            "nomor telepon",
            "no telp",
            "telp",
            "wa",
            "whatsapp",
        ),
    ),
    KolomImpor(
        "berdiri", "Tanggal berdiri", tanggal, "17/08/1990", sinonim=("berdiri", "tgl berdiri", "tanggal dibentuk")
    ),
    KolomImpor(
        "lintang",
        "Lintang",
        derajat(Decimal(-11), Decimal("6.1"), "-6.889000"),
        "-6.889",
        sinonim=("latitude", "lat", "garis lintang", "koordinat lintang"),
    ),
    KolomImpor(
        "bujur",
        "Bujur",
        derajat(Decimal(95), Decimal("141.1"), "109.676000"),
        "109.676",
        sinonim=("longitude", "long", "lng", "garis bujur", "koordinat bujur"),
    ),
    KolomImpor(
        "strata", "Strata", pilihan(dict(Strata.choices)), "Purnama", sinonim=("strata posyandu", "tingkat strata")
    ),
    KolomImpor(
        "bangunan",
        "Bangunan",
        pilihan(dict(Bangunan.choices), sendiri="milik_sendiri", milik_kelurahan="milik_desa", numpang="menumpang"),
        "Menumpang",
        sinonim=("status bangunan", "gedung", "kepemilikan bangunan"),
    ),
    KolomImpor(
        "cakupan", "RT/RW yang dilayani", teks(300), "RT 1-4 RW 5", sinonim=("wilayah layanan", "cakupan rt rw")
    ),
    KolomImpor("dana_sehat", "Dana sehat", ya_tidak, "ya"),
    KolomImpor(
        "dana_sehat_persen",
        "Cakupan dana sehat (%)",
        bilangan(100),
        "40",
        sinonim=("cakupan dana sehat", "persen dana sehat"),
    ),
)


def _cari(konteks: Konteks, isi: Isi, p: Putusan) -> tuple[Posyandu | None, str]:
    """The unit the row speaks of, if it is there, and its village's code ("": refused)."""
    kode = isi.get("kode_posyandu", "")
    if kode:
        unit = konteks.unit.get(kode)
        if unit is None or not konteks.scope.memuat(kode):
            p.tolak("kode_posyandu", "Posyandu ini tidak ada di wilayah impor ini atau di luar tugas Anda.")
            return None, ""
        return unit, unit.wilayah_id
    desa = konteks.cari_desa(isi, p)
    calon = konteks.unit_bernama.get((desa, lipat_nama(isi.get("nama", ""))), []) if desa else []
    if len(calon) > 1:
        p.tolak("nama", f"Ada {len(calon)} posyandu bernama ini di desa itu. Isi kolom kode posyandu.")
        return None, ""
    return (calon[0] if calon else None), desa


def _mirip(konteks: Konteks, desa: str, nama: str) -> Posyandu | None:
    """A unit of the village with nearly this name; numbers in the names must agree (Melati 1 is not Melati 2)."""
    lipatan = lipat_nama(nama)
    angka = _angka(lipatan)
    for (milik, lain), rows in konteks.unit_bernama.items():
        if milik == desa and rows and _angka(lain) == angka and ratio(lipatan, lain) >= MIRIP:
            return rows[0]
    return None


def _angka(nama: str) -> list[str]:
    return re.findall(r"\d+|\b[ivx]+\b|\b[a-h]\b", nama)


def periksa(konteks: Konteks, isi: Isi) -> Putusan:
    """New, changed, the same, doubtful or refused."""
    p = Putusan()
    if isi.get("berdiri") and isi["berdiri"] > konteks.hari:
        p.tolak("berdiri", "Tanggal ini belum terjadi.")
    if ("lintang" in isi) != ("bujur" in isi):
        p.tolak("bujur" if "lintang" in isi else "lintang", "Isi lintang dan bujur, atau kosongkan keduanya.")
    unit, desa = _cari(konteks, isi, p)
    if p.hasil == HasilBaris.TOLAK or not desa:
        return p
    p.objek = unit or desa
    if unit is None:
        wajib_ada(isi, WAJIB_BARU, p, "Isi bagian ini; posyandu baru memerlukannya.")
        lain = _mirip(konteks, desa, isi["nama"]) if "nama" in isi else None
        if lain is not None:
            p.ragu("nama", f"Mirip dengan {lain.sebutan} ({lain.kode}) di desa itu. Pastikan ini posyandu lain.")
        return p
    if unit.status == "tutup":
        return p.tolak("nama", "Posyandu ini sudah tutup; datanya tidak diubah lewat impor.")
    p.beda = selisih(_lama(unit), _profil(isi), pribadi=Posyandu.PRIBADI)
    if p.hasil != HasilBaris.PERIKSA:
        p.hasil = HasilBaris.UBAH if p.beda else HasilBaris.SAMA
    return p


def _lama(unit: Posyandu) -> dict[str, Any]:
    return {k: getattr(unit, k) for k in actions.KOLOM_UBAH}


def _profil(isi: Isi) -> dict[str, Any]:
    """What the row says of the unit: columns that may be changed; an empty cell says nothing."""
    return {k: v for k, v in isi.items() if k in actions.KOLOM_UBAH}


def simpan(konteks: Konteks, isi: Isi, p: Putusan) -> Posyandu:
    """Make or change the unit as the session's owner."""
    if isinstance(p.objek, Posyandu):
        unit = p.objek
        hasil = actions.ubah_posyandu(unit.pk, _profil(isi), versi=unit.versi, actor=konteks.pemilik)
    else:
        desa = Wilayah.objects.select_for_update(no_key=True).get(pk=p.objek)  # two imports at once: one makes it
        if any(lipat_nama(n) == lipat_nama(isi["nama"]) for n in _nama_di(desa)):
            raise Ditolak("nama", "Posyandu bernama ini baru saja dibuat di desa itu. Impor ulang berkasnya.")
        profil = {k: v for k, v in isi.items() if k not in BUKAN_PROFIL}
        hasil = actions.buat_posyandu({**profil, "wilayah": desa, "contoh": konteks.contoh}, actor=konteks.pemilik)
    konteks.kenal(hasil)
    return hasil


def _nama_di(desa: Wilayah) -> "QuerySet[Posyandu, str]":
    return Posyandu.objects.filter(wilayah=desa).values_list("nama", flat=True)


def kunci(konteks: Konteks, isi: Isi) -> str:
    """Our code, or village and folded name."""
    if isi.get("kode_posyandu"):
        return str(isi["kode_posyandu"])
    unit, desa = _cari(konteks, isi, Putusan())
    if unit is not None:
        return unit.kode
    return f"{desa}|{lipat_nama(isi['nama'])}" if desa and "nama" in isi else ""


POSYANDU = Jenis(
    kode="posyandu",
    nama="Posyandu",
    keterangan="Posyandu dengan alamat, hari buka, kontak, dan profilnya. Sel kosong tidak menghapus isi yang ada.",
    kolom=KOLOM,
    sebutan=lambda isi: isi.get("nama", ""),
    kunci=kunci,
    periksa=periksa,
    simpan=simpan,
)
