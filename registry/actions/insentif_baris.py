"""Writes about single lines of a payment list: correct, take off, settle; a kader's objection and its answer."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.http import Http404
from django.utils import timezone

from accounts import pesan
from accounts.models import User
from accounts.roles import Cap
from accounts.scope import require_in_scope
from audit.record import record, selisih
from posyandu_app.lib.galat import Ditolak
from posyandu_app.lib.waktu import hari_ini
from registry.actions._insentif import ambil_daftar, nilai_bulan, tarif_bulan
from registry.models import BarisBayar, BulanBayar, DaftarBayar, KeberatanInsentif, SatuanTarif, StatusDaftar

DAPAT_DIUBAH = (StatusDaftar.DRAF, StatusDaftar.DIBUKA)


def _ambil(pk: int, actor: User | None) -> tuple[DaftarBayar, BarisBayar]:
    """A line and its list, under the payer's lock; the list's area is asked again."""
    daftar_pk = BarisBayar.objects.filter(pk=pk).values_list("daftar", flat=True).first()
    if daftar_pk is None:
        raise Http404
    daftar = ambil_daftar(daftar_pk, actor)
    baris = BarisBayar.objects.select_related("orang").filter(pk=pk).first()
    if baris is None:
        raise Http404
    return daftar, baris


def _dapat_diubah(daftar: DaftarBayar) -> None:
    if daftar.status not in DAPAT_DIUBAH:
        raise Ditolak("", "Daftar ini sudah ditandatangani, barisnya tidak berubah lagi.")


@transaction.atomic
def ubah_baris(pk: int, *, bulan: Iterable[int], kali: int | None, catatan: str, actor: User | None) -> BarisBayar:
    """Pay a person for other months of the list (202611 …), or another number of activities, with the reason.

    Raises Ditolak for no month, one outside the list, or one that this payer pays the person elsewhere.
    """
    daftar, baris = _ambil(pk, actor)
    _dapat_diubah(daftar)
    if not catatan.strip():
        raise Ditolak("catatan", "Tulis alasannya.")
    pilih = [b for b in daftar.bulan if b.angka in set(bulan)]
    if not pilih:
        raise Ditolak("bulan", "Pilih paling sedikit satu bulan, atau keluarkan orangnya dari daftar.")
    lain = BulanBayar.objects.filter(pembayar=daftar.pembayar_id, orang=baris.orang_id).exclude(baris=baris)
    if lain.filter(bulan__in=[b.angka for b in pilih]).exists():
        raise Ditolak("bulan", "Bulan itu sudah dibayar lewat daftar lain pembayar ini.")
    per_kegiatan = daftar.satuan == SatuanTarif.KEGIATAN
    if per_kegiatan and not kali:
        raise Ditolak("kali", "Isi banyaknya kegiatan.")
    tarif = tarif_bulan(daftar.pembayar, pilih)
    nilai = {b: nilai_bulan(tarif[b], b, kali) for b in pilih}
    lama = {"banyak": baris.banyak, "jumlah": baris.jumlah}
    BulanBayar.objects.filter(baris=baris).delete()
    milik = {"pembayar_id": daftar.pembayar_id, "orang_id": baris.orang_id}
    BulanBayar.objects.bulk_create(BulanBayar(baris=baris, bulan=b.angka, jumlah=n, **milik) for b, n in nilai.items())
    baris.banyak = int(kali or 0) if per_kegiatan else len(pilih)
    baris.jumlah = sum(nilai.values(), Decimal(0))
    baris.catatan = catatan.strip()[:200]
    baris.save(update_fields=["banyak", "jumlah", "catatan"])
    baru = {"banyak": baris.banyak, "jumlah": baris.jumlah}
    record(
        actor, "ubah_baris_insentif", daftar, perubahan=selisih(lama, baru), catatan=f"{baris.orang}: {catatan}"[:200]
    )
    return baris


@transaction.atomic
def keluarkan_baris(pk: int, *, alasan: str, actor: User | None) -> DaftarBayar:
    """Take a person off a list that is not signed; its months are free again. Raises Ditolak with objections on it."""
    daftar, baris = _ambil(pk, actor)
    _dapat_diubah(daftar)
    if not alasan.strip():
        raise Ditolak("catatan", "Tulis alasannya.")
    if KeberatanInsentif.objects.filter(baris=baris).exists():
        raise Ditolak("", "Orang ini pernah mengajukan keberatan. Jawab keberatannya; barisnya tetap ada.")
    lama = f"{baris.orang.nama}, {baris.jumlah}"
    baris.delete()
    record(actor, "keluarkan_insentif", daftar, perubahan={"baris": [lama, None]}, catatan=alasan.strip()[:200])
    return daftar


@transaction.atomic
def lunasi(pk: int, *, tanggal: date, bukti: str, actor: User | None) -> BarisBayar:
    """Arrears paid after all, on a day under a proof number."""
    daftar, baris = _ambil(pk, actor)
    if baris.keadaan != BarisBayar.Keadaan.TUNGGAKAN:
        raise Ditolak("tanggal", "Baris ini bukan tunggakan.")
    if tanggal > hari_ini(daftar.wilayah_id) or (daftar.tanggal_bayar and tanggal < daftar.tanggal_bayar):
        raise Ditolak("tanggal", "Tanggalnya tidak sebelum daftar dibayar dan tidak di masa depan.")
    baris.keadaan, baris.dibayar, baris.bukti = BarisBayar.Keadaan.DIBAYAR, tanggal, bukti
    baris.save(update_fields=["keadaan", "dibayar", "bukti"])
    record(actor, "lunasi_insentif", daftar, perubahan={"tunggakan": [baris.orang.nama, tanggal.isoformat()]})
    return baris


@transaction.atomic
def ajukan_keberatan(pk: int, alasan: str, *, actor: User | None) -> KeberatanInsentif:
    """The kader (or who manages the unit, for one without an account) objects to a line of a list that is open.

    Raises Ditolak outside that time, without a reason, or with an objection still unanswered.
    """
    baris = BarisBayar.objects.select_related("orang").filter(pk=pk).first()
    if baris is None:
        raise Http404
    if actor is not None and baris.orang.akun_id != actor.pk:
        require_in_scope(baris, actor, Cap.KELOLA_POSYANDU, seen_with=Cap.LIHAT)
    daftar = ambil_daftar(baris.daftar_id, None)
    if daftar.status != StatusDaftar.DIBUKA:
        raise Ditolak("alasan", "Keberatan diajukan selama daftarnya dibuka, sebelum ditandatangani.")
    if not alasan.strip():
        raise Ditolak("alasan", "Tulis apa yang salah.")
    if KeberatanInsentif.objects.filter(baris=baris, diterima=None).exists():
        raise Ditolak("alasan", "Keberatan sebelumnya belum dijawab.")
    keberatan = KeberatanInsentif.objects.create(baris=baris, alasan=alasan.strip()[:400], oleh=actor)
    record(actor, "keberatan_insentif", daftar, perubahan={"keberatan": [None, baris.orang.nama]})
    tujuan = [daftar.pembuat_id] if daftar.pembuat_id else pesan.pemegang(Cap.KELOLA_POSYANDU, daftar.wilayah_id)
    judul = f"Keberatan insentif {daftar.periode}: {baris.orang.nama}"
    alamat = f"/kader/insentif/keberatan/{keberatan.pk}/"
    pesan.kirim(tujuan, judul, alamat=alamat, kunci=f"keberatan:{keberatan.pk}")
    return keberatan


@transaction.atomic
def jawab_keberatan(pk: int, *, diterima: bool, jawaban: str, actor: User | None) -> KeberatanInsentif:
    """Accept or refuse, with a word to the kader. An accepted one is carried out by correcting the line."""
    keberatan = KeberatanInsentif.objects.select_related("baris").filter(pk=pk).first()
    if keberatan is None:
        raise Http404
    daftar, baris = _ambil(keberatan.baris_id, actor)
    keberatan.refresh_from_db()
    if keberatan.diterima is not None:
        raise Ditolak("jawaban", "Keberatan ini sudah dijawab.")
    if not jawaban.strip():
        raise Ditolak("jawaban", "Tulis jawabannya, supaya kadernya tahu alasannya.")
    keberatan.diterima, keberatan.jawaban = diterima, jawaban.strip()[:400]
    keberatan.penjawab, keberatan.dijawab = actor, timezone.now()
    keberatan.save(update_fields=["diterima", "jawaban", "penjawab", "dijawab"])
    kata = "diterima" if diterima else "ditolak"
    record(actor, "jawab_keberatan", daftar, perubahan={baris.orang.nama: [None, kata]}, catatan=keberatan.jawaban)
    akun = [a for a in (baris.orang.akun_id, keberatan.oleh_id) if a]
    judul = f"Keberatan insentif {daftar.periode} {kata}"
    pesan.kirim(akun, judul, isi=keberatan.jawaban, alamat="/kader/insentif/saya/", kunci=f"jawab:{keberatan.pk}")
    return keberatan
