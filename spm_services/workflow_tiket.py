"""The table of steps of a ticket (domain study 3.3), and what each does to its clocks.

A request: posyandu → the village's desk → (head's word) → the office → result. A referral: posyandu → nakes → result.
"""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from accounts.models import User
from accounts.roles import Cap
from accounts.scope import require_in_scope
from audit.transitions import Banyak, Transition, TransitionRefused, Workflow
from posyandu_app.lib.galat import Bentrok
from posyandu_app.lib.waktu import hari_ini, zona
from registry.aturan import baca_aturan, libur_daerah
from registry.models import Posyandu, StatusPosyandu
from spm_services.berkas_tiket import kurang
from spm_services.jam_tiket import tenggat, terpakai
from spm_services.models import HasilTiket, JedaTiket, JenisTiket, StatusTiket, Tiket
from spm_services.models.tiket import DI_DESA, DI_NAKES

S, H = StatusTiket, HasilTiket
Jam = JedaTiket.Jam


def hari_lokal(saat: datetime, kode: str) -> date:
    return saat.astimezone(zona(kode)).date()


def jeda_dari(tiket: Tiket, jam: str) -> list[tuple[date, date | None]]:
    """Pauses of one clock. One query."""
    rows = JedaTiket.objects.filter(tiket=tiket, jam=jam)
    return list(rows.values_list("mulai", "sampai"))


def _kode(tiket: Tiket) -> str:
    return str(tiket.posyandu.kode)


def _simpan(tiket: Tiket, **isi: Any) -> None:
    """Write the columns of a step; the desk that has the ticket now starts its own time."""
    isi.setdefault("sejak", timezone.now())
    for nama, nilai in isi.items():
        setattr(tiket, nama, nilai)
    tiket.save(update_fields=list(isi))


def akhiri_jeda(tiket: Tiket) -> None:
    """End the running pause, if there is one."""
    if tiket.dijeda:
        JedaTiket.objects.filter(tiket=tiket, sampai=None).update(sampai=hari_ini(_kode(tiket)))


def mulai_jeda(tiket: Tiket, jam: str, alasan: str, actor: Any) -> None:
    JedaTiket.objects.create(tiket=tiket, jam=jam, mulai=hari_ini(_kode(tiket)), alasan=alasan[:200], oleh=actor)


def tenggat_desa(tiket: Tiket) -> date | None:
    """Last working day of the village's clock, its pauses taken out; None where it does not run."""
    if tiket.diajukan_pada is None or tiket.target_desa is None:
        return None
    kode = _kode(tiket)
    awal, jeda = hari_lokal(tiket.diajukan_pada, kode), jeda_dari(tiket, Jam.DESA)
    return tenggat(awal, tiket.target_desa, jeda, libur_daerah(kode))


# --- guards


def _bukan_rujukan(tiket: Tiket, actor: Any) -> None:
    if tiket.rujukan:
        raise TransitionRefused("jenis", "Langkah ini bukan untuk rujukan kesehatan.")


def _rujukan(tiket: Tiket, actor: Any) -> None:
    if not tiket.rujukan:
        raise TransitionRefused("jenis", "Langkah ini hanya untuk rujukan kesehatan.")


def _lengkap(tiket: Tiket, actor: Any) -> None:
    """A request waits as a draft for its papers; a complaint may come without, and is told what that means."""
    belum = kurang(tiket)
    if belum and tiket.jenis != JenisTiket.PENGADUAN:
        raise TransitionRefused("berkas", f"Belum bisa diajukan. Masih kurang: {', '.join(b.label for b in belum)}.")


def _bertujuan(tiket: Tiket, actor: Any) -> None:
    if not tiket.tujuan:
        raise TransitionRefused("tujuan", "Pilih perangkat daerah tujuannya.")


def _minta_data(tiket: Tiket, actor: Any) -> None:
    if tiket.hasil != H.BUTUH_DATA:
        raise TransitionRefused("hasil", "Perangkat daerah tidak meminta data tambahan.")


def _bukan_minta_data(tiket: Tiket, actor: Any) -> None:
    if tiket.hasil == H.BUTUH_DATA:
        raise TransitionRefused("hasil", "Perangkat daerah masih menunggu data. Kirim dulu datanya.")


def _unit_aktif(tiket: Tiket, actor: Any) -> None:
    if tiket.posyandu.status != StatusPosyandu.AKTIF:
        raise TransitionRefused("unit", "Posyandu ini sudah ditutup.")


# --- effects


def _ajukan(tiket: Tiket, actor: Any) -> None:
    """The village's clock starts once, at the first time; coming back it goes on."""
    akhiri_jeda(tiket)
    if tiket.diajukan_pada is None:
        tiket.diajukan_pada = timezone.now()
        tiket.target_desa = int(baca_aturan(_kode(tiket))["hari_desa"])
    isi = {"diajukan_pada": tiket.diajukan_pada, "target_desa": tiket.target_desa}
    _simpan(tiket, tenggat=tenggat_desa(tiket), dijeda=False, **isi)


def _maju(tiket: Tiket, actor: Any) -> None:
    """The next person of the village has it; a pause ends with the step."""
    if tiket.dijeda:
        akhiri_jeda(tiket)
        _simpan(tiket, tenggat=tenggat_desa(tiket), dijeda=False)
    else:
        _simpan(tiket)


def _kembali(tiket: Tiket, actor: Any) -> None:
    if not tiket.dijeda:
        mulai_jeda(tiket, Jam.DESA, "Dikembalikan untuk dilengkapi", actor)
    _simpan(tiket, tenggat=None, dijeda=True)


def _teruskan(tiket: Tiket, actor: Any) -> None:
    """The village's clock stops, the office's starts."""
    akhiri_jeda(tiket)
    kode = _kode(tiket)
    hari, libur = hari_ini(kode), libur_daerah(kode)
    isi: dict[str, Any] = {}
    if tiket.diajukan_pada is not None:
        awal, jeda = hari_lokal(tiket.diajukan_pada, kode), jeda_dari(tiket, Jam.DESA)
        isi["hari_desa"] = terpakai(awal, hari, jeda, libur)
    target = int(baca_aturan(kode)["hari_opd"])
    isi |= {"diteruskan_pada": timezone.now(), "target_opd": target}
    _simpan(tiket, tenggat=tenggat(hari, target, (), libur), dijeda=False, **isi)


def _kirim_data(tiket: Tiket, actor: Any) -> None:
    """What was asked for is there: the office's clock goes on."""
    akhiri_jeda(tiket)
    kode = _kode(tiket)
    jeda, awal = jeda_dari(tiket, Jam.OPD), hari_lokal(tiket.diteruskan_pada, kode)  # type: ignore[arg-type]
    akhir = tenggat(awal, tiket.target_opd or 0, jeda, libur_daerah(kode))
    _simpan(tiket, tenggat=akhir, dijeda=False, hasil="")


def hari_jawab(tiket: Tiket) -> int | None:
    """Working days the office had it until today, the time it waited for data taken out. Two queries."""
    if tiket.diteruskan_pada is None:
        return None
    kode = _kode(tiket)
    awal, jeda = hari_lokal(tiket.diteruskan_pada, kode), jeda_dari(tiket, Jam.OPD)
    return terpakai(awal, hari_ini(kode), jeda, libur_daerah(kode))


def _rujuk(tiket: Tiket, actor: Any) -> None:
    kode = _kode(tiket)
    target = int(baca_aturan(kode)["hari_rujukan"])
    isi = {"diajukan_pada": timezone.now(), "target_opd": target, "diteruskan_pada": timezone.now()}
    _simpan(tiket, tenggat=tenggat(hari_ini(kode), target, (), libur_daerah(kode)), **isi)


def _henti(tiket: Tiket, actor: Any) -> None:
    """No clock runs any more."""
    akhiri_jeda(tiket)
    _simpan(tiket, tenggat=None, dijeda=False)


def kunci_unit(pk: Any) -> None:
    rows = Posyandu.objects.select_for_update(of=("self",), no_key=True).filter(tiket_list=pk)
    list(rows)


def _hanya_sistem(rows: list[Tiket], actor: Any) -> None:
    """Many tickets at once are moved by a seed alone, which sets their clocks itself."""
    if actor is not None:
        raise TransitionRefused("banyak", "Permohonan diputus satu per satu.")


SISTEM = Banyak(guards=(_hanya_sistem,))


def kunci_tiket(pk: int, actor: User | None, duty: str, versi: int | None) -> Tiket:
    """The ticket, its unit locked first, for a write that is no step. Raises as a step does."""
    kunci_unit(pk)
    rows = Tiket.objects.select_for_update(of=("self",), no_key=True).select_related("posyandu")
    tiket: Tiket = rows.filter(pk=pk).first() or Tiket(pk=pk)
    if actor is not None:
        require_in_scope(tiket, actor, duty, seen_with=Cap.LIHAT_TIKET)
    if versi is not None and tiket.versi != versi:
        raise Bentrok(tiket)
    return tiket


def _desa(
    nama: str, label: str, dari: set[StatusTiket], target: StatusTiket, *efek: Callable[[Tiket, Any], None], **lain: Any
) -> Transition:
    jaga = (_bukan_rujukan, *lain.pop("guards", ()))
    isi = {"sources": frozenset(dari), "target": target, "duty": Cap.URUS_TIKET, "guards": jaga, "effects": efek}
    lain.setdefault("many", SISTEM)
    return Transition(name=nama, label=label, **isi, **lain)  # type: ignore[arg-type]


def _opd(
    nama: str, label: str, dari: set[StatusTiket], target: StatusTiket, *jaga: Callable[[Tiket, Any], None], **lain: Any
) -> Transition:
    lain.setdefault("many", SISTEM)
    isi = {"sources": frozenset(dari), "target": target, "duty": Cap.JAWAB_TIKET, "guards": jaga, **lain}
    return Transition(name=nama, label=label, **isi)  # type: ignore[arg-type]


_TERIMA = {S.DITERUSKAN, S.DIJAWAB}
TIKET = Workflow(
    model=Tiket,
    field="status",
    seen_with=Cap.LIHAT_TIKET,
    lock_before=kunci_unit,
    transitions=(
        Transition(
            name="ajukan_tiket",
            label="Ajukan ke desa/kelurahan",
            sources=frozenset({S.DRAF, S.DIKEMBALIKAN}),
            target=S.DIAJUKAN,
            duty=Cap.CATAT,
            guards=(_bukan_rujukan, _unit_aktif, _lengkap),
            effects=(_ajukan,),
            many=SISTEM,
        ),
        _desa("verifikasi_tiket", "Catat verifikasi lapangan", {S.DIAJUKAN}, S.DIVERIFIKASI, _maju),
        _desa("setujui_tiket", "Catat persetujuan kepala desa/lurah", {S.DIVERIFIKASI}, S.DISETUJUI, _maju),
        _desa("teruskan_tiket", "Teruskan ke perangkat daerah", {S.DISETUJUI}, S.DITERUSKAN, _teruskan, guards=(_bertujuan,)),
        _desa("kirim_data", "Kirim data yang diminta", {S.DIJAWAB}, S.DITERUSKAN, _kirim_data, guards=(_minta_data,), needs_note=True),
        _desa("kembalikan_tiket", "Kembalikan untuk dilengkapi", {S.DIAJUKAN, S.DIVERIFIKASI}, S.DIKEMBALIKAN, _kembali, needs_note=True),
        _desa("selesaikan_desa", "Selesai dikerjakan", {S.DIVERIFIKASI, S.DISETUJUI, S.DIJAWAB}, S.SELESAI, _henti, guards=(_bukan_minta_data,)),
        _desa("jawab_surat", "Salin jawaban dari surat", _TERIMA, S.DIJAWAB),
        _desa("tutup_tiket", "Tutup tanpa dikerjakan", {*DI_DESA, S.DIJAWAB}, S.DITUTUP, _henti, needs_note=True),
        Transition(
            name="tarik_tiket",
            label="Tarik permohonan",
            sources=frozenset({S.DRAF, S.DIAJUKAN, S.DIKEMBALIKAN}),
            target=S.DITARIK,
            duty=Cap.CATAT,
            needs_note=True,
            effects=(_henti,),
        ),
        _opd("jawab_tiket", "Jawab", _TERIMA, S.DIJAWAB, _bukan_rujukan),
        _opd("selesaikan_opd", "Selesai dikerjakan", {S.DIJAWAB}, S.SELESAI, _bukan_rujukan, _bukan_minta_data, effects=(_henti,)),
        Transition(
            name="rujuk",
            label="Rujuk",
            sources=frozenset({S.DRAF}),
            target=S.DIRUJUK,
            duty=Cap.CATAT,
            guards=(_rujukan,),
            effects=(_rujuk,),
        ),
        _opd("terima_rujukan", "Terima rujukan", {S.DIRUJUK}, S.DITERIMA, _rujukan, effects=(_maju,)),
        _opd("hasil_rujukan", "Catat hasil rujukan", set(DI_NAKES), S.SELESAI, _rujukan, effects=(_henti,)),
        Transition(
            name="tutup_rujukan",
            label="Tutup rujukan",
            sources=frozenset({S.DRAF, *DI_NAKES}),
            target=S.DITUTUP,
            duty=Cap.CATAT,
            needs_note=True,
            guards=(_rujukan,),
            effects=(_henti,),
        ),
    ),
)  # fmt: skip
