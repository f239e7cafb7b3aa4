"""The table of steps of an open day (and of a round of home visits)."""

from typing import Any

from accounts.roles import Cap
from audit.transitions import Transition, TransitionRefused, Workflow
from posyandu_app.lib.galat import Ditolak
from posyandu_app.lib.periode import kata_tanggal
from posyandu_app.lib.waktu import hari_ini
from registry.kunci import kunci_posyandu
from registry.models import StatusPosyandu
from spm_services.actions.rekaman import periksa_bulan
from spm_services.models import KunjunganWarga, Sesi, StatusSesi

S = StatusSesi


def _kunci_unit(pk: Any) -> None:
    unit = Sesi.objects.filter(pk=pk).values_list("posyandu", flat=True).first()
    if unit is not None:
        kunci_posyandu(unit)


def _unit_jalan(sesi: Sesi, actor: Any) -> None:
    if sesi.posyandu.status != StatusPosyandu.AKTIF:
        raise TransitionRefused("unit", "Posyandu ini sudah ditutup, jadi tidak bisa dibuka harinya.")


def _sudah_harinya(sesi: Sesi, actor: Any) -> None:
    if sesi.tanggal > hari_ini(sesi.posyandu.kode):
        raise TransitionRefused("tanggal", f"Baru bisa dibuka pada harinya, {kata_tanggal(sesi.tanggal)}.")


def _bulan_terbuka(sesi: Sesi, actor: Any) -> None:
    try:
        periksa_bulan(sesi.posyandu, sesi.tanggal)
    except Ditolak as galat:
        raise TransitionRefused("bulan", str(galat)) from None


def _tanpa_kunjungan(sesi: Sesi, actor: Any) -> None:
    n = KunjunganWarga.objects.filter(sesi=sesi, batal=False).count()
    if n:
        raise TransitionRefused("kunjungan", f"Sudah {n} orang didaftarkan. Batalkan pendaftarannya dulu.")


SESI = Workflow(
    model=Sesi,
    field="status",
    seen_with=Cap.LIHAT,
    lock_before=_kunci_unit,
    transitions=(
        Transition(
            name="buka_sesi",
            label="Buka",
            sources=frozenset({S.TERJADWAL}),
            target=S.DIBUKA,
            duty=Cap.CATAT,
            guards=(_unit_jalan, _sudah_harinya, _bulan_terbuka),
        ),
        Transition(
            name="tutup_sesi",
            label="Selesai",
            sources=frozenset({S.DIBUKA}),
            target=S.SELESAI,
            duty=Cap.CATAT,
        ),
        Transition(
            name="buka_lagi_sesi",
            label="Buka lagi",
            sources=frozenset({S.SELESAI}),
            target=S.DIBUKA,
            duty=Cap.CATAT,
            needs_note=True,
            guards=(_unit_jalan, _bulan_terbuka),
        ),
        Transition(
            name="batal_sesi",
            label="Tidak jadi",
            sources=frozenset({S.TERJADWAL, S.DIBUKA}),
            target=S.BATAL,
            duty=Cap.CATAT,
            needs_note=True,
            guards=(_tanpa_kunjungan,),
        ),
    ),
)
