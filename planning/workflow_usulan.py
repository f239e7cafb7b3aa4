"""The steps of a proposal, made from the table of gates; every step leaves a row of the shrink trail."""

from collections.abc import Callable
from typing import Any

from accounts.roles import Cap
from audit.record import record
from audit.transitions import Transition, TransitionRefused, Workflow
from planning.metrics_usulan import dibayar, tertaut
from planning.models import RiwayatUsulan, Usulan
from planning.tahap_usulan import DAERAH, DESA, GERBANG, KE_PERUBAHAN, TUTUP, Gerbang, Jalur, Putusan, Tahap
from posyandu_app.lib.uang import rupiah

LANJUT = frozenset({Putusan.DIAKOMODIR, Putusan.DIAKOMODIR_SEBAGIAN})
SISTEM = "sistem"


def jenis_langkah(nama: str) -> str:
    """`teruskan_kecamatan` → `teruskan`: what is done, whatever the gate."""
    return nama.partition(":")[0]


def _terbuka(usulan: Usulan, actor: Any) -> None:
    if usulan.putusan in TUTUP:
        kata = usulan.get_putusan_display().lower()
        raise TransitionRefused("putusan", f"Usulan ini sudah selesai: {kata}.")


def _bukan_jalur_desa(usulan: Usulan, actor: Any) -> None:
    if usulan.jalur == Jalur.DESA:
        raise TransitionRefused("jalur", "Usulan ini lewat anggaran desa: bawa ke Musyawarah Desa.")


def _jalur_desa(usulan: Usulan, actor: Any) -> None:
    if usulan.jalur != Jalur.DESA:
        raise TransitionRefused("jalur", "Usulan ini tidak lewat anggaran desa.")


def _tertaut(usulan: Usulan, actor: Any) -> None:
    ada = tertaut(usulan)
    if not ada:
        raise TransitionRefused("baris", "Hubungkan dulu usulan ini ke baris anggaran yang sudah ditetapkan.")
    if ada < usulan.nilai:
        kata = f"Yang terhubung ke anggaran baru {rupiah(ada)} dari {rupiah(usulan.nilai)}."
        raise TransitionRefused("baris", f"{kata} Hubungkan baris lain, atau kurangi rupiahnya dengan alasan.")


def _sudah_diakomodir(usulan: Usulan, actor: Any) -> None:
    if usulan.putusan not in LANJUT:
        raise TransitionRefused("putusan", "Tetapkan dulu: diakomodir berapa.")


def _terbayar(usulan: Usulan, actor: Any) -> None:
    if not dibayar(usulan):
        raise TransitionRefused("realisasi", "Belum ada realisasi untuk wilayah ini dari baris yang terhubung.")


def _isi(putusan: Putusan) -> Callable[[Usulan, Any], None]:
    def tulis(usulan: Usulan, actor: Any) -> None:
        usulan.putusan = putusan
        usulan.save(update_fields=["putusan"])

    return tulis


def _tetapkan(usulan: Usulan, actor: Any) -> None:
    utuh = usulan.nilai >= usulan.nilai_awal
    _isi(Putusan.DIAKOMODIR if utuh else Putusan.DIAKOMODIR_SEBAGIAN)(usulan, actor)


def _jadi_usulan_daerah(usulan: Usulan, actor: Any) -> None:
    usulan.jalur = Jalur.MUSRENBANG
    usulan.save(update_fields=["jalur"])


def _putusan_riwayat(nama: str, usulan: Usulan, dari: str) -> str:
    """What the step says about the proposal: passing on with less than came in is a part."""
    apa = jenis_langkah(nama)
    tetap = {
        "kembalikan": Putusan.DIKEMBALIKAN,
        "tolak": Putusan.DITOLAK,
        "tunda": Putusan.DITUNDA,
        "tarik": Putusan.BATAL,
        "naikkan": Putusan.DINAIKKAN,
        "gabung": Putusan.DIGABUNG,
        "laksana": Putusan.REALISASI,
    }
    if apa in tetap:
        return tetap[apa]
    lama = RiwayatUsulan.objects.filter(usulan=usulan).order_by("-id").first()
    kurang = lama is not None and (usulan.nilai < lama.nilai or usulan.volume < lama.volume)
    if dari in GERBANG and GERBANG[dari].menerima:
        return Putusan.DIAKOMODIR_SEBAGIAN if kurang else Putusan.DIAKOMODIR
    return Putusan.SEBAGIAN if kurang else Putusan.DITERUSKAN


def catat_riwayat(actor: Any, nama: str, usulan: Usulan, *, dari: str, ke: str, catatan: str = "") -> None:
    """The common log, and the trail that villages read: volume and rupiah after every gate."""
    putusan = _putusan_riwayat(nama, usulan, dari)
    record(actor, f"usulan_{jenis_langkah(nama)}", usulan, dari=dari, ke=ke, catatan=catatan)
    RiwayatUsulan.objects.create(
        usulan=usulan,
        dari=dari,
        ke=ke,
        putusan=putusan,
        volume=usulan.volume,
        nilai=usulan.nilai,
        alasan=catatan,
        oleh=actor,
        oleh_nama=actor.nama if actor is not None else SISTEM,
    )


def _langkah(nama: str, label: str, dari: str | frozenset[Tahap], ke: Tahap, duty: Cap, **lain: Any) -> Transition:
    guards = (_terbuka, *lain.pop("guards", ()))
    sumber = dari if isinstance(dari, frozenset) else frozenset({dari})
    effects = lain.pop("effects", (_isi(Putusan.BELUM),))
    return Transition(
        name=nama, label=label, sources=sumber, target=ke, duty=duty, guards=guards, effects=effects, **lain
    )


def _maju(g: Gerbang) -> list[Transition]:
    """How a proposal leaves the gate upward; at a budget it is first granted, then done."""
    if g.tertaut:
        return [
            _langkah(
                f"tetapkan:{g.tahap}", "Akomodir", g.tahap, g.tahap, g.duty, guards=(_tertaut,), effects=(_tetapkan,)
            ),
            _langkah(
                f"laksana:{g.tahap}",
                "Catat terlaksana",
                g.tahap,
                Tahap.TERLAKSANA,
                g.duty,
                guards=(_sudah_diakomodir, _terbayar),
                effects=(_isi(Putusan.REALISASI),),
            ),
        ]
    lain: dict[str, Any] = {}
    if g.tahap == Tahap.DU_RKPDES:
        lain["effects"] = (_isi(Putusan.BELUM), _jadi_usulan_daerah)
    if g.tahap == Tahap.DIAJUKAN:
        lain["guards"] = (_bukan_jalur_desa,)
    return [_langkah(f"teruskan:{g.tahap}", "Teruskan", g.tahap, g.maju, g.duty, **lain)]


def _gerbang(g: Gerbang) -> list[Transition]:
    """Every desk passes on, sends back, postpones, rejects; and may put proposals of one kind together."""
    t, d = g.tahap, g.duty
    lain = [
        ("kembalikan", "Kembalikan", Tahap.DRAF, Putusan.DIKEMBALIKAN),
        ("tunda", "Tunda", t, Putusan.DITUNDA),
        ("tolak", "Tolak", t, Putusan.DITOLAK),
        ("gabung", "Gabungkan", t, Putusan.DIGABUNG),
    ]
    return [
        *_maju(g),
        *(_langkah(f"{n}:{t}", label, t, ke, d, needs_note=True, effects=(_isi(p),)) for n, label, ke, p in lain),
    ]


AWAL = GERBANG[Tahap.DIAJUKAN]
DESA_BERJALAN = frozenset({Tahap.MUSDES, Tahap.RKPDES, Tahap.RAPBDES})
USULAN = Workflow(
    model=Usulan,
    field="tahap",
    seen_with=Cap.LIHAT_RENCANA,
    catat=catat_riwayat,
    transitions=(
        _langkah("ajukan", "Ajukan", Tahap.DRAF, Tahap.DIAJUKAN, Cap.USUL),
        _langkah(
            "tarik",
            "Tarik usulan",
            frozenset({Tahap.DRAF, Tahap.DIAJUKAN}),
            Tahap.DRAF,
            Cap.USUL,
            needs_note=True,
            effects=(_isi(Putusan.BATAL),),
        ),
        _langkah("musdes", "Bawa ke Musyawarah Desa", Tahap.DIAJUKAN, Tahap.MUSDES, AWAL.duty, guards=(_jalur_desa,)),
        *(t for g in (AWAL, *DAERAH, *DESA) for t in _gerbang(g)),
        _langkah("naikkan", "Naikkan ke DU-RKP Desa", DESA_BERJALAN, Tahap.DU_RKPDES, Cap.USUL_DESA, needs_note=True),
        _langkah(
            "perubahan", "Masukkan ke Perubahan APBD", KE_PERUBAHAN, Tahap.APBD_P, Cap.USUL_BAPPEDA, needs_note=True
        ),
    ),
)


def langkah_untuk(usulan: Usulan, user: Any) -> list[Transition]:
    """Steps this person may take now, by duty, field and door; no query beyond the assignments."""
    if not usulan.terbuka:
        return []
    desa = usulan.jalur == Jalur.DESA
    tutup = {"teruskan:diajukan"} if desa else {"musdes"}
    belum = "tetapkan" if usulan.putusan in LANJUT else "laksana"  # granted already, or not yet
    tutup |= {t.name for t in USULAN.transitions if jenis_langkah(t.name) == belum}
    return [
        t
        for t in USULAN.transitions
        if usulan.tahap in t.sources
        and t.name not in tutup
        and user.scope_for(t.duty).mencapai(usulan.kode, usulan.bidang)
    ]
