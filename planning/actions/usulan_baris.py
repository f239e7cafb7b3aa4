"""Lines that carry a proposal: tied with an amount under the line's lock, and let go of again."""

from decimal import Decimal

from django.db import transaction
from django.db.models import F

from accounts.models import User
from accounts.roles import Cap
from accounts.scope import require_in_scope
from audit.record import record
from planning.actions.usulan import kunci_usulan
from planning.katalog import Skema
from planning.models import BarisAnggaran, StatusDokumen, Usulan, UsulanBaris
from planning.tahap_usulan import TAUT, Jalur, Putusan
from planning.workflow_usulan import LANJUT
from posyandu_app.lib import kode as kode_lib
from posyandu_app.lib.galat import Bentrok, Ditolak
from posyandu_app.lib.uang import rupiah


def _boleh(usulan: Usulan, actor: User | None) -> None:
    if usulan.tahap not in TAUT:
        raise Ditolak("", f"Di tahap {usulan.get_tahap_display()} usulan belum dihubungkan ke baris.")
    if actor is not None:
        require_in_scope(usulan, actor, TAUT[usulan.tahap], seen_with=Cap.LIHAT_RENCANA)


def _periksa(usulan: Usulan, baris: BarisAnggaran, nilai: Decimal) -> None:
    dokumen = baris.dokumen
    if not usulan.terbuka:
        raise Ditolak("", "Usulan ini sudah selesai.")
    if not kode_lib.di_bawah(usulan.kode, dokumen.wilayah_id):
        raise Ditolak("baris", f"Baris ini milik {dokumen.wilayah.sebutan}, di luar wilayah usulan.")
    if dokumen.status in (StatusDokumen.DICABUT, StatusDokumen.DIUBAH):
        raise Ditolak("baris", "Dokumen baris ini tidak berlaku lagi.")
    if not dokumen.tahun <= usulan.tahun <= dokumen.tahun_akhir:
        raise Ditolak("baris", f"Usulan ini tahun {usulan.tahun}, barisnya untuk {dokumen.masa}.")
    desa = dokumen.uraian_jenis.skema == Skema.APBDES
    if desa != (usulan.jalur == Jalur.DESA):
        raise Ditolak("baris", "Baris ini dari dokumen jalur lain.")
    _periksa_jumlah(usulan, baris, nilai)


def _periksa_jumlah(usulan: Usulan, baris: BarisAnggaran, nilai: Decimal) -> None:
    """Raises Ditolak past the ceiling of the line (all its proposals), or past what the proposal asks in a document."""
    if nilai <= 0:
        raise Ditolak("nilai", "Jumlah harus lebih dari nol.")
    dipakai = sum((t.nilai for t in UsulanBaris.objects.filter(baris=baris).exclude(usulan=usulan)), Decimal(0))
    if dipakai + nilai > baris.pagu:
        sisa = rupiah(max(baris.pagu - dipakai, Decimal(0)))
        raise Ditolak("nilai", f"Pagu baris ini tinggal {sisa} untuk usulan.")
    sendiri = UsulanBaris.objects.filter(usulan=usulan, baris__dokumen=baris.dokumen).exclude(baris=baris)
    if sum((t.nilai for t in sendiri), Decimal(0)) + nilai > usulan.nilai:
        raise Ditolak("nilai", f"Lebih dari usulannya ({rupiah(usulan.nilai)}).")


@transaction.atomic
def tautkan_usulan(pk: int, baris: int, nilai: Decimal, *, versi: int | None, actor: User | None) -> UsulanBaris:
    """Tie a line with an amount; tying the same line again sets the amount anew. Lock order: line, then proposal."""
    rows = BarisAnggaran.objects.select_for_update(of=("self",), no_key=True).select_related("dokumen__wilayah")
    row = rows.filter(pk=baris).first() or BarisAnggaran(pk=baris)
    usulan = kunci_usulan(pk, Cap.LIHAT_RENCANA, actor, None)
    _boleh(usulan, actor)
    if actor is not None:
        require_in_scope(row, actor, TAUT[usulan.tahap], seen_with=Cap.LIHAT_RENCANA)
    if versi is not None and usulan.versi != versi:
        raise Bentrok(usulan)
    _periksa(usulan, row, nilai)
    tautan, _ = UsulanBaris.objects.update_or_create(usulan=usulan, baris=row, defaults={"nilai": nilai, "oleh": actor})
    _naik(usulan)
    record(actor, "taut_usulan", usulan, perubahan={row.kode_kegiatan: [None, str(nilai)]})
    return tautan


@transaction.atomic
def lepas_usulan(pk: int, *, actor: User) -> Usulan:
    """Take the tie off again, while the proposal is still at a desk that may tie it."""
    tautan: UsulanBaris = UsulanBaris.objects.ambil(actor, Cap.LIHAT_RENCANA, seen_with=Cap.LIHAT_RENCANA, pk=pk)
    usulan = kunci_usulan(tautan.usulan_id, Cap.LIHAT_RENCANA, actor, None)
    _boleh(usulan, actor)
    if not usulan.terbuka:
        raise Ditolak("", "Usulan ini sudah selesai.")
    record(actor, "lepas_usulan", usulan, perubahan={"nilai": [str(tautan.nilai), None]})
    tautan.delete()
    _naik(usulan)
    return usulan


def _naik(usulan: Usulan) -> None:
    """Other money than it was granted with: the desk decides anew."""
    ubah = {"putusan": Putusan.BELUM} if usulan.putusan in LANJUT else {}
    Usulan.objects.filter(pk=usulan.pk).update(**ubah, versi=F("versi") + 1)
    usulan.refresh_from_db()
