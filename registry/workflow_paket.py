"""The table of steps of a batch: put together by a job, sent whole, done when the ministry has answered every file."""

from typing import Any

from accounts.roles import Cap
from audit.transitions import Transition, TransitionRefused, Workflow
from registry.aturan import baca_aturan
from registry.kunci import kunci_banyak
from registry.models import Ajuan, Paket, StatusAjuan
from registry.workflow import AJUAN

P = Paket.Status
SIAP_KIRIM = (StatusAjuan.DIVERIFIKASI, StatusAjuan.DIKETAHUI)


def kunci_isi(pk: Any) -> None:
    """All units of the batch, before the batch itself (house lock order)."""
    kunci_banyak(Ajuan.objects.filter(paket=pk).values_list("posyandu", flat=True))


def _berkas_ada(paket: Paket, actor: Any) -> None:
    if None in (paket.surat_id, paket.matriks_id, paket.arsip_id, paket.tanda_terima_id):
        raise TransitionRefused("berkas", "Berkas paket ini belum selesai disusun.")


def _utuh(paket: Paket, actor: Any) -> None:
    """What the letter says is what is in the batch: a file sent back meanwhile asks for new papers."""
    ada = Ajuan.objects.filter(paket=paket, status__in=SIAP_KIRIM).count()
    if ada != paket.jumlah or not ada:
        kalimat = f"Surat dan matriks menyebut {paket.jumlah} posyandu, sekarang ada {ada}. Susun ulang berkasnya dulu."
        raise TransitionRefused("utuh", kalimat)


def _belum_terbit(paket: Paket, actor: Any) -> None:
    terbit = Ajuan.objects.filter(paket=paket).exclude(status__in=(*SIAP_KIRIM, StatusAjuan.DIKIRIM)).count()
    if terbit:
        kalimat = f"{terbit} berkas di paket ini sudah dijawab kementerian, jadi paketnya tidak bisa dibatalkan."
        raise TransitionRefused("terjawab", kalimat)


def _semua_terjawab(paket: Paket, actor: Any) -> None:
    sisa = Ajuan.objects.filter(paket=paket, status=StatusAjuan.DIKIRIM).count()
    if sisa:
        raise TransitionRefused("sisa", f"{sisa} berkas di paket ini belum dijawab kementerian.")


def _isi(paket: Paket, *status: StatusAjuan) -> list[int]:
    return list(Ajuan.objects.filter(paket=paket, status__in=status).values_list("pk", flat=True))


def _kirim_isi(paket: Paket, actor: Any) -> None:
    AJUAN.apply_many(_isi(paket, *SIAP_KIRIM), "kirim", actor=actor, note=f"Paket {paket.nomor_surat}")


def _lepas_isi(paket: Paket, actor: Any) -> None:
    """The files are free for another batch; those already sent go back to where they came from."""
    langkah = "batal_kirim_provinsi" if baca_aturan(paket.wilayah_id)["meja_provinsi"] else "batal_kirim"
    terkirim = _isi(paket, StatusAjuan.DIKIRIM)
    if terkirim:
        AJUAN.apply_many(terkirim, langkah, actor=actor, note=f"Paket {paket.nomor_surat} dibatalkan")
    Ajuan.objects.filter(paket=paket).update(paket=None)


def _langkah(nama: str, label: str, dari: set[str], ke: str, **lain: Any) -> Transition:
    return Transition(name=nama, label=label, sources=frozenset(dari), target=ke, duty=Cap.VERIFIKASI, **lain)


PAKET = Workflow(
    model=Paket,
    field="status",
    seen_with=Cap.LIHAT,
    lock_before=kunci_isi,
    transitions=(
        _langkah("siapkan", "Berkas siap", {P.DRAF}, P.SIAP, guards=(_berkas_ada,)),
        _langkah("susun_ulang", "Susun ulang berkas", {P.SIAP}, P.DRAF),
        _langkah("kirim_paket", "Tandai terkirim", {P.SIAP}, P.DIKIRIM, guards=(_utuh,), effects=(_kirim_isi,)),
        _langkah("selesaikan", "Selesai", {P.DIKIRIM}, P.SELESAI, guards=(_semua_terjawab,)),
        _langkah(
            "batalkan_paket",
            "Batalkan paket",
            {P.DRAF, P.SIAP, P.DIKIRIM},
            P.DIBATALKAN,
            needs_note=True,
            guards=(_belum_terbit,),
            effects=(_lepas_isi,),
        ),
    ),
)
