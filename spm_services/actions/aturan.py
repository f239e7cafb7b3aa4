"""What a region sets for services from a day on: thresholds of rules, and options of lists.

Nothing set is ever changed: a later row is newer, an option ends. What was recorded keeps what it was judged by.
"""

import re
from datetime import date
from decimal import Decimal

from django.db import IntegrityError, transaction
from django.http import Http404

from accounts.models import User
from accounts.roles import Cap
from accounts.scope import require_area
from audit.record import record
from posyandu_app.lib.bidang import Bidang
from posyandu_app.lib.galat import Ditolak
from posyandu_app.lib.periode import kata_tanggal
from posyandu_app.lib.waktu import hari_ini
from spm_services.ambang import MENURUT_NAMA
from spm_services.ambang_berlaku import ambang_berlaku
from spm_services.katalog.cek import kata_angka
from spm_services.models import Ambang, DaftarPilihan
from spm_services.pilihan_lokal import DAFTAR_LOKAL, opsi_pada
from wilayah.models import Wilayah

PANJANG_KODE = 40
KALI = 3  # a threshold further off than this from the usual one is a slip of the comma


@transaction.atomic
def tetapkan_ambang(
    wilayah: str, nama: str, nilai: Decimal, *, mulai: date, sumber: str, alasan: str, actor: User
) -> Ambang:
    """A new value from a day (today or later) in the area. Raises Ditolak, Http404/PermissionDenied."""
    area = _terkunci(wilayah)
    require_area(area.kode, actor, Cap.ATUR_LAYANAN, seen_with=Cap.LIHAT, bidang=Bidang.KESEHATAN)
    bawaan = MENURUT_NAMA.get(nama)
    if bawaan is None:
        raise Http404
    _periksa_mulai(area.kode, mulai)
    if bawaan.nilai and not bawaan.nilai / KALI <= nilai <= bawaan.nilai * KALI:
        kata = f"{kata_angka(nilai)} {bawaan.satuan} terlalu jauh dari {kata_angka(bawaan.nilai)} {bawaan.satuan}."
        raise Ditolak("nilai", f"{kata} Periksa komanya.")
    lama = ambang_berlaku(area.kode, mulai)[nama]
    if lama == nilai:
        raise Ditolak("nilai", f"Nilainya sudah {kata_angka(nilai)} pada {kata_tanggal(mulai)}.")
    if Ambang.objects.filter(wilayah=area, nama=nama, mulai__gt=mulai).exists():
        raise Ditolak("mulai", "Sudah ada nilai yang ditetapkan untuk hari sesudahnya. Pilih hari yang lebih akhir.")
    row = Ambang.objects.create(
        wilayah=area, nama=nama, nilai_ambang=nilai, mulai=mulai, sumber=sumber, alasan=alasan, oleh=actor
    )
    perubahan = {nama: [str(lama), str(nilai)], "mulai": [None, mulai.isoformat()]}
    record(actor, "tetapkan_ambang", row, catatan=alasan, perubahan=perubahan)
    return row


@transaction.atomic
def tambah_pilihan(wilayah: str, daftar: str, label: str, *, mulai: date, actor: User) -> DaftarPilihan:
    """One more option of a list, from a day on. Its code is made once and never changes. Raises Ditolak."""
    area = _terkunci(wilayah)
    lokal = DAFTAR_LOKAL.get(daftar)
    if lokal is None:
        raise Http404
    require_area(area.kode, actor, Cap.ATUR_LAYANAN, seen_with=Cap.LIHAT, bidang=lokal.bidang)
    _periksa_mulai(area.kode, mulai)
    label = " ".join(label.split())
    dipakai = {kata.casefold() for _, kata in opsi_pada(lokal, area.kode, mulai)}
    if label.casefold() in dipakai:
        raise Ditolak("label", f"“{label}” sudah ada di daftar ini.")
    kode = kode_opsi(area.kode, label)
    if kode in {k for k, _ in lokal.opsi}:
        raise Ditolak("label", "Kata ini terlalu mirip dengan yang sudah ada. Tulis lain.")
    try:
        with transaction.atomic():
            row = DaftarPilihan.objects.create(wilayah=area, daftar=daftar, kode=kode, label=label, mulai=mulai)
    except IntegrityError:
        raise Ditolak("label", f"“{label}” pernah dipakai dan sudah diakhiri. Tulis kata yang lain.") from None
    record(actor, "tambah_pilihan", row, perubahan={"label": [None, label], "mulai": [None, mulai.isoformat()]})
    return row


@transaction.atomic
def akhiri_pilihan(pk: int, *, sampai: date, actor: User) -> DaftarPilihan:
    """The option is offered no more from the day on; what was recorded with it stays readable. Raises Ditolak."""
    row = DaftarPilihan.objects.select_for_update(of=("self",), no_key=True).filter(pk=pk).first()
    lokal = DAFTAR_LOKAL.get(row.daftar) if row else None
    if row is None or lokal is None:
        raise Http404
    require_area(row.wilayah_id, actor, Cap.ATUR_LAYANAN, seen_with=Cap.LIHAT, bidang=lokal.bidang)
    if row.sampai is not None:
        raise Ditolak("sampai", f"Pilihan ini sudah diakhiri {kata_tanggal(row.sampai)}.")
    hari = hari_ini(row.wilayah_id)
    if sampai < max(hari, row.mulai):
        raise Ditolak("sampai", "Paling awal hari ini: yang sudah dicatat tidak berubah.")
    row.sampai = sampai
    row.save(update_fields=["sampai"])
    record(actor, "akhiri_pilihan", row, perubahan={"sampai": [None, sampai.isoformat()]})
    return row


def kode_opsi(wilayah: str, label: str) -> str:
    """ "33_75_banjir_rob": of its region, so that it never meets another's or the catalogue's own."""
    polos = re.sub(r"[^a-z0-9]+", "_", label.lower()).strip("_") or "lain"
    return f"{wilayah.replace('.', '_')}_{polos}"[:PANJANG_KODE].rstrip("_")


def _terkunci(wilayah: str) -> Wilayah:
    """The area, locked, so that two people setting one thing at once are seen by each other."""
    area = Wilayah.objects.select_for_update(of=("self",), no_key=True).filter(pk=wilayah).first()
    if area is None:
        raise Http404
    return area


def _periksa_mulai(wilayah: str, mulai: date) -> None:
    hari = hari_ini(wilayah)
    if mulai < hari:
        raise Ditolak("mulai", f"Paling awal hari ini, {kata_tanggal(hari)}: catatan lama tetap dengan nilai lamanya.")
    if (mulai - hari).days > 731:
        raise Ditolak("mulai", "Paling jauh dua tahun ke depan.")
