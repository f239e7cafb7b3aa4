"""The table of steps of a registration file (domain study 2.3). Order is held here, not by the screens."""

from collections.abc import Callable
from typing import Any

from django.utils import timezone

from accounts.roles import Cap
from audit.transitions import Banyak, Transition, TransitionRefused, Workflow
from posyandu_app.lib.waktu import hari_ini
from registry.aturan import baca_aturan, baca_aturan_banyak
from registry.kunci import kunci_posyandu
from registry.meja import MENURUT_KODE, MENURUT_STATUS, Meja, duduk_di, tenggat
from registry.models import Ajuan, Posyandu, PutusanButir, StatusAjuan
from registry.persyaratan import Hasil, berlaku, periksa

S = StatusAjuan


def hasil_ajuan(ajuan: Ajuan) -> Hasil:
    """The file's items as they are now, under the version it was handed in with. Four queries and the unit's."""
    unit = Posyandu.objects.select_related("wilayah").get(pk=ajuan.posyandu_id)
    return periksa([unit], hari_ini(unit.kode), versi=ajuan.versi_syarat)[unit.pk]


def putusan_terakhir(ajuan: Ajuan, meja: str) -> dict[str, PutusanButir]:
    """{item: what the desk said of it last, in whatever round}. One query."""
    return {p.butir: p for p in PutusanButir.objects.filter(ajuan=ajuan, meja=meja).order_by("pk")}


def _lengkap(ajuan: Ajuan, actor: Any) -> None:
    """Nothing that holds back is missing, by the rules of today (a file that comes again is judged by them too)."""
    unit = Posyandu.objects.select_related("wilayah").get(pk=ajuan.posyandu_id)
    if unit.nomor_registrasi:
        raise TransitionRefused("nomor", "Posyandu ini sudah punya nomor registrasi.")
    hari = hari_ini(unit.kode)
    hasil = periksa([unit], hari)[unit.pk]
    if hasil.kurang:
        nama = ", ".join(s.nama for s, _ in hasil.kurang[:5])
        raise TransitionRefused("kurang", f"Belum bisa diajukan. Masih kurang: {nama}.")
    ajuan.saat_diajukan = (berlaku(hari).versi, {b.kode: dict(b.isi) for b in hasil.semua})  # type: ignore[attr-defined]


def _catat_pengajuan(ajuan: Ajuan, actor: Any) -> None:
    """Pin the rule set and what the items hold; a file that was sent back starts its next round."""
    putaran = ajuan.putaran + 1 if ajuan.dari_meja else ajuan.putaran
    ajuan.versi_syarat, ajuan.dasar = ajuan.saat_diajukan  # type: ignore[attr-defined] # read by _lengkap, same lock
    ajuan.putaran, ajuan.dari_meja, ajuan.pengaju, ajuan.diajukan_pada = putaran, "", actor, timezone.now()
    ajuan.save(update_fields=["putaran", "dari_meja", "pengaju", "diajukan_pada", "versi_syarat", "dasar"])


def _mulai_jam(ajuan: Ajuan, actor: Any) -> None:
    """The desk that has the file now starts its clock; nobody has taken it yet."""
    kode = Posyandu.objects.values_list("kode", flat=True).get(pk=ajuan.posyandu_id)
    ajuan.sejak, ajuan.petugas = timezone.now(), None
    ajuan.tenggat = tenggat(ajuan.status, kode)
    ajuan.save(update_fields=["sejak", "petugas", "tenggat"])


def _di_meja(kode_meja: str) -> Callable[[Ajuan, Any], None]:
    def jaga(ajuan: Ajuan, actor: Any) -> None:
        meja = MENURUT_KODE[kode_meja]
        kode = Posyandu.objects.values_list("kode", flat=True).get(pk=ajuan.posyandu_id)
        if actor is not None and not duduk_di(actor, meja, kode):
            raise TransitionRefused("meja", f"Langkah ini milik {meja.nama.lower()}.")

    return jaga


def _bukan_pengaju(ajuan: Ajuan, actor: Any) -> None:
    """Maker and checker are two people, and so are the checkers of two desks in one round."""
    if actor is None:
        return
    if ajuan.pengaju_id == actor.pk:
        raise TransitionRefused("sendiri", "Anda yang mengajukan berkas ini. Orang lain yang memeriksanya.")
    meja = MENURUT_STATUS.get(StatusAjuan(ajuan.status))
    lain = PutusanButir.objects.filter(ajuan=ajuan, putaran=ajuan.putaran, oleh=actor)
    if meja is not None and lain.exclude(meja=meja.kode).exists():
        raise TransitionRefused("sendiri", "Anda sudah memeriksa berkas ini di meja sebelumnya.")


def _semua_sesuai(ajuan: Ajuan, actor: Any) -> None:
    """Each item that applies was found right by this desk, as it stands now, and none is missing."""
    meja = MENURUT_STATUS[StatusAjuan(ajuan.status)].kode
    hasil, putusan = hasil_ajuan(ajuan), putusan_terakhir(ajuan, meja)
    if hasil.kurang:
        nama = ", ".join(s.nama for s, _ in hasil.kurang[:3])
        raise TransitionRefused("kurang", f"Sekarang ada yang kurang: {nama}. Kembalikan berkasnya.")
    belum = [b.syarat.nama for b in hasil.butir if not sesuai(putusan.get(b.kode), b.sidik)]
    if actor is not None and belum:
        sisa = f" dan {len(belum) - 3} lagi" if len(belum) > 3 else ""
        raise TransitionRefused("butir", f"Belum dinyatakan sesuai: {', '.join(belum[:3])}{sisa}.")


def sesuai(putusan: PutusanButir | None, sidik: str) -> bool:
    """Was the item found right, and does it still hold what was seen then?"""
    return putusan is not None and putusan.putusan == PutusanButir.Putusan.SETUJU and putusan.sidik == sidik


def _ada_yang_kembali(ajuan: Ajuan, actor: Any) -> None:
    rows = PutusanButir.objects.filter(ajuan=ajuan, putaran=ajuan.putaran, putusan=PutusanButir.Putusan.KEMBALI)
    if not rows.exists():
        raise TransitionRefused("butir", "Tandai dulu butir yang perlu diperbaiki, dengan alasannya.")


def _dari(meja: str) -> Callable[[Ajuan, Any], None]:
    def catat(ajuan: Ajuan, actor: Any) -> None:
        ajuan.dari_meja, ajuan.paket = meja, None
        ajuan.save(update_fields=["dari_meja", "paket"])

    return catat


def _provinsi_dipakai(ajuan: Ajuan, actor: Any) -> None:
    kode = Posyandu.objects.values_list("kode", flat=True).get(pk=ajuan.posyandu_id)
    if not baca_aturan(kode)["meja_provinsi"]:
        raise TransitionRefused("provinsi", "Daerah ini tidak memakai meja provinsi.")


def _siap_dikirim(ajuan: Ajuan, actor: Any) -> None:
    """In a batch, and past the province where the region has that desk."""
    if ajuan.paket_id is None:
        raise TransitionRefused("paket", "Masukkan dulu ke paket.")
    kode = Posyandu.objects.values_list("kode", flat=True).get(pk=ajuan.posyandu_id)
    if ajuan.status == S.DIVERIFIKASI and baca_aturan(kode)["meja_provinsi"]:
        raise TransitionRefused("provinsi", "Berkas ini masih menunggu meja provinsi.")


def _siap_dikirim_banyak(rows: list[Ajuan], actor: Any) -> None:
    """As `_di_meja("dinas")` and `_siap_dikirim`, for a chunk of files: two queries."""
    kode = dict(Posyandu.objects.filter(pk__in=[a.posyandu_id for a in rows]).values_list("pk", "kode"))
    aturan = baca_aturan_banyak({k[:5] for k in kode.values()})
    for ajuan in rows:
        unit = kode[ajuan.posyandu_id]
        if ajuan.paket_id is None:
            raise TransitionRefused("paket", "Masukkan dulu ke paket.")
        if actor is not None and not duduk_di(actor, MENURUT_KODE["dinas"], unit):
            raise TransitionRefused("meja", "Langkah ini milik meja dinas.")
        if ajuan.status == S.DIVERIFIKASI and aturan[unit[:5]]["meja_provinsi"]:
            raise TransitionRefused("provinsi", "Ada berkas yang masih menunggu meja provinsi.")


def _mulai_jam_banyak(rows: list[Ajuan], actor: Any) -> None:
    """As `_mulai_jam` for a status that no desk's clock runs for."""
    Ajuan.objects.filter(pk__in=[a.pk for a in rows]).update(sejak=timezone.now(), petugas=None, tenggat=None)


def _bernomor(ajuan: Ajuan, actor: Any) -> None:
    if not Posyandu.objects.filter(pk=ajuan.posyandu_id, nomor_registrasi__isnull=False).exists():
        raise TransitionRefused("nomor", "Nomor dari kementerian belum dicatat.")


def _kunci_unit(pk: Any) -> None:
    unit = Ajuan.objects.filter(pk=pk).values_list("posyandu", flat=True).first()
    if unit is not None:
        kunci_posyandu(unit)


def _periksa(meja: Meja, label: str, target: S) -> Transition:
    return Transition(
        name=meja.maju,
        label=label,
        sources=frozenset({meja.status}),
        target=target,
        duty=meja.duty,
        guards=(_di_meja(meja.kode), _bukan_pengaju, _semua_sesuai),
        effects=(_mulai_jam,),
    )


def _kembali(nama: str, meja: str, duty: str, dari: set[S], *jaga: Callable[[Ajuan, Any], None]) -> Transition:
    return Transition(
        name=nama,
        label="Kembalikan untuk diperbaiki",
        sources=frozenset(dari),
        target=S.DIKEMBALIKAN,
        duty=duty,
        guards=(*jaga, _ada_yang_kembali),
        effects=(_dari(meja), _mulai_jam),
    )


_KEC, _DINAS, _PROV = (MENURUT_KODE[k] for k in ("kecamatan", "dinas", "provinsi"))
AJUAN = Workflow(
    model=Ajuan,
    field="status",
    seen_with=Cap.LIHAT,
    lock_before=_kunci_unit,
    transitions=(
        Transition(
            name="ajukan",
            label="Ajukan",
            sources=frozenset({S.DRAF, S.DIKEMBALIKAN}),
            target=S.DIAJUKAN,
            duty=Cap.AJUKAN,
            guards=(_lengkap,),
            effects=(_catat_pengajuan, _mulai_jam),
        ),
        _periksa(_KEC, "Teruskan ke dinas", S.DIPERIKSA),
        Transition(
            name="ambil_alih",
            label="Ambil alih dari kecamatan",
            sources=frozenset({S.DIAJUKAN}),
            target=S.DIPERIKSA,
            duty=Cap.VERIFIKASI,
            needs_note=True,
            guards=(_di_meja("dinas"), _bukan_pengaju),
            effects=(_mulai_jam,),
        ),
        _periksa(_DINAS, "Nyatakan terverifikasi", S.DIVERIFIKASI),
        Transition(
            name="ketahui",
            label="Nyatakan diketahui",
            sources=frozenset({S.DIVERIFIKASI}),
            target=S.DIKETAHUI,
            duty=Cap.KETAHUI,
            guards=(_di_meja("provinsi"), _provinsi_dipakai, _bukan_pengaju, _semua_sesuai),
            effects=(_mulai_jam,),
        ),
        Transition(
            name="kirim",
            label="Kirim ke kementerian",
            sources=frozenset({S.DIVERIFIKASI, S.DIKETAHUI}),
            target=S.DIKIRIM,
            duty=Cap.VERIFIKASI,
            guards=(_di_meja("dinas"), _siap_dikirim),
            effects=(_mulai_jam,),
            many=Banyak((_siap_dikirim_banyak,), (_mulai_jam_banyak,)),
        ),
        *(
            Transition(
                name=nama,
                label="Batalkan pengiriman",
                sources=frozenset({S.DIKIRIM}),
                target=target,
                duty=Cap.VERIFIKASI,
                needs_note=True,
                guards=(_di_meja("dinas"),),
                effects=(_mulai_jam,),
                many=Banyak((), (_mulai_jam_banyak,)),
            )
            for nama, target in (("batal_kirim", S.DIVERIFIKASI), ("batal_kirim_provinsi", S.DIKETAHUI))
        ),
        Transition(
            name="terbit",
            label="Nomor terbit",
            sources=frozenset({S.DIKIRIM}),
            target=S.TERBIT,
            duty=Cap.VERIFIKASI,
            guards=(_bernomor,),
            effects=(_mulai_jam,),
        ),
        _kembali("kembalikan_kecamatan", "kecamatan", Cap.PERIKSA, {S.DIAJUKAN}, _di_meja("kecamatan"), _bukan_pengaju),
        _kembali("kembalikan_dinas", "dinas", Cap.VERIFIKASI, {S.DIPERIKSA, S.DIVERIFIKASI}, _di_meja("dinas"), _bukan_pengaju),
        _kembali("kembalikan_provinsi", "provinsi", Cap.KETAHUI, {S.DIVERIFIKASI, S.DIKETAHUI}, _di_meja("provinsi"), _bukan_pengaju),
        _kembali("kembalikan_kementerian", "kementerian", Cap.VERIFIKASI, {S.DIKIRIM}, _di_meja("dinas")),
        Transition(
            name="tolak",
            label="Tidak dapat diproses",
            sources=frozenset({S.DIPERIKSA, S.DIVERIFIKASI, S.DIKIRIM}),
            target=S.TIDAK_DIPROSES,
            duty=Cap.VERIFIKASI,
            needs_note=True,
            guards=(_di_meja("dinas"), _bukan_pengaju),
            effects=(_mulai_jam,),
        ),
        Transition(
            name="tarik",
            label="Tarik berkas",
            sources=frozenset({S.DRAF, S.DIAJUKAN, S.DIPERIKSA, S.DIKEMBALIKAN}),
            target=S.DITARIK,
            duty=Cap.AJUKAN,
            needs_note=True,
            effects=(_mulai_jam,),
        ),
    ),
)  # fmt: skip
__all__ = ["AJUAN", "hasil_ajuan", "putusan_terakhir", "sesuai"]
