"""Whom a record is about: people and households of a unit, those the service is for first, found by name or RT."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from accounts.models import User
from posyandu_app.lib.waktu import hari_ini
from registry.models import Posyandu
from spm_services.actions.rekaman import duty_catat
from spm_services.katalog.dasar import JenisLayanan, Subjek
from spm_services.models import KeadaanWarga, Keanggotaan, Keluarga, Warga
from spm_services.nama import q_cari
from spm_services.sasaran import KELAMIN, kata_bulan, q_sasaran, sebab_bukan

PALING = 60  # rows of one page; more are found by name
DIBACA = 240


@dataclass(frozen=True)
class Calon:
    """One row to choose: `kunci` goes into the address, `bukan` says why it cannot be chosen."""

    kunci: str
    nama: str
    ket: str
    bukan: str = ""


@dataclass(frozen=True)
class Daftar:
    """What the page of choosing shows; `lebih`: there are more, to be searched by name."""

    calon: Sequence[Calon]
    rt: Sequence[tuple[str, str]]
    lebih: bool


def perlu_orang(entri: JenisLayanan) -> str:
    """The name of the address part that says whom it is about: "warga", "keluarga", or "" """
    return {Subjek.ORANG: "warga", Subjek.KELUARGA: "keluarga"}.get(entri.subjek, "")


def ambil_orang(user: User, unit: Posyandu, entri: JenisLayanan, teks: str) -> Warga | Keluarga | None:
    """The person or household of the address, of this unit and in the reader's area; None for any other."""
    try:
        kunci = UUID(teks)
    except ValueError:
        return None
    duty = duty_catat(entri)
    if entri.subjek == Subjek.ORANG:
        rows = Keanggotaan.objects.for_user(user, duty).berjalan().select_related("warga")
        anggota = rows.filter(posyandu=unit, warga__uuid=kunci).first()
        return anggota.warga if anggota else None
    keluarga: Keluarga | None = Keluarga.objects.for_user(user, duty).filter(posyandu=unit, uuid=kunci).first()
    return keluarga


def daftar_calon(user: User, unit: Posyandu, entri: JenisLayanan, params: Any) -> Daftar:
    """Without a name only those the service is for; with one everybody who matches, the others with the reason."""
    teks = " ".join(params.get("q", "")[:80].lower().split())
    rt = params.get("rt", "")[:8]
    rumah = Keluarga.objects.for_user(user, duty_catat(entri)).filter(posyandu=unit, sampai=None)
    semua_rt = [(f"{w}/{t}", f"RT {t}/RW {w}") for w, t in sorted(set(rumah.order_by().values_list("rw", "rt")))]
    if entri.subjek == Subjek.KELUARGA:
        calon, lebih = _keluarga(rumah, teks, rt)
    else:
        calon, lebih = _orang(user, unit, entri, teks, rt)
    return Daftar(calon, semua_rt, lebih)


def _keluarga(rows: Any, teks: str, rt: str) -> tuple[list[Calon], bool]:
    if teks:
        rows = rows.filter(q_cari(teks))
    if rt.count("/") == 1:
        rows = rows.filter(rw=rt.partition("/")[0], rt=rt.partition("/")[2])
    isi = list(rows.order_by("nama_cari", "pk")[: PALING + 1])
    return [Calon(str(k.uuid), str(k), k.rt_rw) for k in isi[:PALING]], len(isi) > PALING


def _orang(user: User, unit: Posyandu, entri: JenisLayanan, teks: str, rt: str) -> tuple[list[Calon], bool]:
    hari = hari_ini(unit.kode)
    rows = Keanggotaan.objects.for_user(user, duty_catat(entri)).berjalan().filter(posyandu=unit)
    rows = rows.filter(q_cari(teks, "warga__nama_cari")) if teks else rows.filter(q_sasaran(entri.untuk, hari))
    if rt.count("/") == 1:
        rows = rows.filter(keluarga__rw=rt.partition("/")[0], keluarga__rt=rt.partition("/")[2])
    isi = list(rows.select_related("warga", "keluarga").order_by("warga__nama_cari", "pk")[:DIBACA])
    keadaan = _keadaan(user, entri, [a.warga for a in isi], hari)
    semua = [_calon(a, entri, hari, keadaan.get(a.warga_id, set())) for a in isi]
    if not teks:
        semua = [c for c in semua if not c.bukan]
    semua.sort(key=lambda c: bool(c.bukan))
    return semua[:PALING], len(semua) > PALING or len(isi) == DIBACA


def _calon(a: Keanggotaan, entri: JenisLayanan, hari: date, keadaan: set[str]) -> Calon:
    umur = kata_bulan(a.warga.umur_bulan(max(hari, a.warga.tanggal_lahir)))
    ket = [KELAMIN[a.warga.jenis_kelamin], umur, a.keluarga.rt_rw if a.keluarga else ""]
    ket += ["tamu"] if a.jenis == Keanggotaan.Jenis.TAMU else []
    bukan = sebab_bukan(entri, a.warga, hari, keadaan)
    return Calon(str(a.warga.uuid), a.warga.nama, " · ".join(filter(None, ket)), bukan)


def _keadaan(user: User, entri: JenisLayanan, orang: Iterable[Warga], hari: date) -> dict[int, set[str]]:
    """{person: states on the day}, read only where the service asks for one."""
    if entri.untuk is None or not (entri.untuk.keadaan or entri.untuk.bukan):
        return {}
    hasil: dict[int, set[str]] = {}
    rows = KeadaanWarga.objects.for_user(user, duty_catat(entri)).filter(warga__in=orang, mulai__lte=hari)
    for r in rows:
        if r.sampai is None or r.sampai > hari:
            hasil.setdefault(r.warga_id, set()).add(r.jenis)
    return hasil
