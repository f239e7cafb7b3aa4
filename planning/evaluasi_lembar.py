"""What the camat's office has beside each line of a draft APB Desa: need, last year, the line as it is now."""

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from accounts.models import User
from accounts.roles import Cap
from planning.butuh_usulan import Butuh, semua_butuh
from planning.evaluasi_baris import JENIS_EVALUASI
from planning.komponen import nama_komponen
from planning.metrics_butuh import menurut, per_unit
from planning.models import (
    AturanPorsi,
    BarisAnggaran,
    ButirEvaluasi,
    EvaluasiRapbdes,
    StatusDokumen,
    StatusTemuan,
    TemuanAnggaran,
    TotalDokumen,
)
from planning.porsi import HasilPorsi, dari_baris, hitung, pilih
from posyandu_app.lib.waktu import hari_ini

LIHAT = Cap.LIHAT_RENCANA
NOL = Decimal(0)


@dataclass(frozen=True)
class BarisLembar:
    """One line of the round. `kini`: its amount in the draft now, None where it was taken out. `lalu`: the same code
    last year, None where there was none. `murni`: before the Perubahan."""

    butir: ButirEvaluasi
    kini: Decimal | None
    lalu: Decimal | None
    murni: Decimal | None
    butuh: list[Butuh]

    @property
    def berubah(self) -> bool:
        return self.kini != self.butir.pagu

    @property
    def beda(self) -> Decimal | None:
        """Against last year; None where there is nothing to hold it against."""
        return None if self.lalu is None else self.butir.pagu - self.lalu


def _tahun_lalu(user: User, evaluasi: EvaluasiRapbdes) -> dict[str, Decimal]:
    """{code: ceiling} of the village's budget in force a year before. One query."""
    d = evaluasi.dokumen
    rows = BarisAnggaran.objects.for_user(user, LIHAT).filter(
        dokumen__wilayah=d.wilayah_id,
        dokumen__tahun=d.tahun - 1,
        dokumen__jenis__in=JENIS_EVALUASI,
        dokumen__status=StatusDokumen.DITETAPKAN,
    )
    hasil: dict[str, Decimal] = defaultdict(Decimal)
    for kode, pagu in rows.values_list("kode_kegiatan", "pagu"):
        hasil[kode] += pagu
    return dict(hasil)


def _butuh(user: User, evaluasi: EvaluasiRapbdes) -> dict[str, list[Butuh]]:
    """{village code of an activity: open needs it would answer}, from live rows as the reader may count them."""
    desa = evaluasi.dokumen.wilayah_id
    hasil: dict[str, list[Butuh]] = defaultdict(list)
    for b in semua_butuh(user, desa, hari_ini(desa)):
        hasil[b.jenis.apbdes].append(b)
    return hasil


def baris_lembar(user: User, evaluasi: EvaluasiRapbdes, *, hanya: int | None = None) -> list[BarisLembar]:
    """The lines of the round as handed in, each with what to hold it against; `hanya`: the one line asked for."""
    rows = ButirEvaluasi.objects.for_user(user, LIHAT).filter(evaluasi=evaluasi)
    if hanya is not None:
        rows = rows.filter(pk=hanya)
    lalu, butuh = _tahun_lalu(user, evaluasi), _butuh(user, evaluasi)
    hasil, sudah = [], set()
    for b in rows.select_related("baris__asal"):
        pertama = b.kode_kegiatan not in sudah  # a code with several lines shows its need once
        sudah.add(b.kode_kegiatan)
        asal = b.baris.asal if b.baris else None
        hasil.append(
            BarisLembar(
                butir=b,
                kini=b.baris.pagu if b.baris else None,
                lalu=lalu.get(b.kode_kegiatan),
                murni=asal.pagu if asal else None,
                butuh=butuh.get(b.kode_kegiatan, []) if pertama else [],
            )
        )
    return hasil


def _porsi(user: User, evaluasi: EvaluasiRapbdes) -> list[HasilPorsi]:
    d = evaluasi.dokumen
    daerah = AturanPorsi.objects.untuk_bawahan(user, LIHAT)
    rows = BarisAnggaran.objects.for_user(user, LIHAT).filter(dokumen=d).prefetch_related("sumber_list")
    tertulis = dict(TotalDokumen.objects.for_user(user, LIHAT).filter(dokumen=d).values_list("sumber", "nilai"))
    baris = list(rows)
    return [hitung(p, baris, tertulis) for p in pilih((dari_baris(a) for a in daerah), d)]


def bahan(user: User, evaluasi: EvaluasiRapbdes) -> dict[str, Any]:
    """Yearly need of the village's units by part, the shares of the draft, and the findings that are open about it."""
    d = evaluasi.dokumen
    butuh = menurut(per_unit(user.scope_for(LIHAT), d.wilayah_id, d.tahun), 0)
    temuan = TemuanAnggaran.objects.for_user(user, LIHAT).filter(wilayah=d.wilayah_id, tahun=d.tahun)
    return {
        "butuh": [(nama_komponen(k), j) for k, j in butuh.items() if j.kebutuhan or j.tak_tahu],
        "jumlah_butuh": sum((j.kebutuhan for j in butuh.values()), NOL),
        "dinilai": sum(
            ButirEvaluasi.objects.for_user(user, LIHAT).filter(evaluasi=evaluasi).values_list("pagu", flat=True), NOL
        ),
        "porsi": _porsi(user, evaluasi),
        "temuan": list(temuan.exclude(status=StatusTemuan.SELESAI).order_by("aturan", "id")[:50]),
    }
