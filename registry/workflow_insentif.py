"""The steps of a payment list. The paper is signed outside; the step notes that it was."""

from typing import Any

from accounts import pesan
from accounts.roles import Cap
from audit.transitions import Transition, TransitionRefused, Workflow
from registry.models import BarisBayar, BulanBayar, DaftarBayar, KeberatanInsentif, Pembayar, StatusDaftar


def kunci_pembayar(pk: int) -> Pembayar:
    """Lock a payer until the transaction ends: lists of one payer are drawn up and changed one after another."""
    return Pembayar.objects.select_for_update(of=("self",), no_key=True).get(pk=pk)


def _kunci_dulu(pk: Any) -> None:
    """House lock order: payer before list before line."""
    pembayar = DaftarBayar.objects.filter(pk=pk).values_list("pembayar", flat=True).first()
    if pembayar is not None:
        kunci_pembayar(pembayar)


def _ada_baris(daftar: DaftarBayar, actor: Any) -> None:
    if not BarisBayar.objects.filter(daftar=daftar).exists():
        raise TransitionRefused("baris", "Daftar ini belum berisi satu orang pun.")


def _milik_pembayar(daftar: DaftarBayar, actor: Any) -> None:
    """Signing and paying are the payer's: the duty must reach the whole area that pays."""
    kode = daftar.pembayar.wilayah_id
    if actor is not None and not actor.scope_for(Cap.KELOLA_POSYANDU).memuat(kode):
        raise TransitionRefused("wilayah", f"Langkah ini milik pembayarnya, {daftar.pembayar.wilayah.sebutan}.")


def _keberatan_terjawab(daftar: DaftarBayar, actor: Any) -> None:
    n = KeberatanInsentif.objects.filter(baris__daftar=daftar, diterima=None).count()
    if n:
        raise TransitionRefused("keberatan", f"Masih ada {n} keberatan yang belum dijawab. Jawab dulu semuanya.")


def _beri_tahu(daftar: DaftarBayar, actor: Any) -> None:
    """Each kader with an account, once for this list."""
    akun = BarisBayar.objects.filter(daftar=daftar, orang__akun__isnull=False).values_list("orang__akun", flat=True)
    judul = f"Daftar insentif {daftar.periode} dibuka"
    isi = "Periksa jumlah Anda. Kalau ada yang salah, ajukan keberatan sebelum daftar ditandatangani."
    pesan.kirim(list(akun), judul, isi=isi, alamat="/kader/insentif/saya/", kunci=f"insentif:{daftar.pk}")


def _lepas_bulan(daftar: DaftarBayar, actor: Any) -> None:
    BulanBayar.objects.filter(baris__daftar=daftar).delete()


INSENTIF = Workflow(
    model=DaftarBayar,
    field="status",
    seen_with=Cap.LIHAT,
    lock_before=_kunci_dulu,
    transitions=(
        Transition(
            name="buka_insentif",
            label="Buka untuk diperiksa kader",
            sources=frozenset({StatusDaftar.DRAF}),
            target=StatusDaftar.DIBUKA,
            duty=Cap.KELOLA_POSYANDU,
            guards=(_ada_baris,),
            effects=(_beri_tahu,),
        ),
        Transition(
            name="tanda_insentif",
            label="Catat ditandatangani",
            sources=frozenset({StatusDaftar.DIBUKA}),
            target=StatusDaftar.DITANDATANGANI,
            duty=Cap.KELOLA_POSYANDU,
            guards=(_milik_pembayar, _ada_baris, _keberatan_terjawab),
        ),
        Transition(
            name="bayar_insentif",
            label="Catat dibayar",
            sources=frozenset({StatusDaftar.DITANDATANGANI}),
            target=StatusDaftar.DIBAYAR,
            duty=Cap.KELOLA_POSYANDU,
            guards=(_milik_pembayar,),
        ),
        Transition(
            name="batal_insentif",
            label="Batalkan daftar",
            sources=frozenset({StatusDaftar.DRAF, StatusDaftar.DIBUKA}),
            target=StatusDaftar.DIBATALKAN,
            duty=Cap.KELOLA_POSYANDU,
            needs_note=True,
            effects=(_lepas_bulan,),
        ),
    ),
)
