"""Lines of a draft kept whole, so that an import that replaced them can be taken back."""

import hashlib
import json
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet

from planning.actions.dokumen import KOLOM_BARIS
from planning.models import (
    AsalBaris,
    BarisAnggaran,
    BarisLokasi,
    BarisSumberDana,
    DokumenAnggaran,
    ImporRencana,
    IndikatorRencana,
    TautanIndikator,
)

ANGKA = ("volume", "pagu", "pagu_depan")
ANAK = ("sumber_list", "lokasi_list")


def _sel(nilai: Any) -> Any:
    return str(nilai) if isinstance(nilai, Decimal) else nilai


def _isi(b: BarisAnggaran) -> dict[str, Any]:
    """Columns, sources and places of a line."""
    return {
        **{k: _sel(getattr(b, k)) for k in KOLOM_BARIS},
        "sumber": [{k: _sel(getattr(s, k)) for k in ("sumber", "kode", "nama", "nilai")} for s in b.sumber_list.all()],
        "lokasi": [[x.wilayah_id, _sel(x.nilai)] for x in b.lokasi_list.all()],
    }


def sidik_baris(impor: ImporRencana) -> str:
    """Fingerprint of the lines that came of the import, as they stand now."""
    rows: QuerySet[BarisAnggaran] = BarisAnggaran.objects.filter(dari_impor=impor).order_by("pk")
    isi = [_isi(b) for b in rows.prefetch_related(*ANAK)]
    return hashlib.sha256(json.dumps(isi, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def potret(dokumen: DokumenAnggaran) -> list[dict[str, Any]]:
    """Every line of the draft with what hangs on it: sources, places, origins, ties to indicators."""
    rows: QuerySet[BarisAnggaran] = BarisAnggaran.objects.filter(dokumen=dokumen).order_by("pk")
    return [
        {
            **_isi(b),
            "asal": b.asal_id,
            "impor": b.impor,
            "dari_impor": b.dari_impor_id,
            "tahap": [[a.dari_id, a.cocok] for a in b.sumber_tahap_list.all()],
            "tautan": [[t.indikator_id, t.catatan, t.pembuat_id] for t in b.tautan_list.all()],
        }
        for b in rows.prefetch_related(*ANAK, "sumber_tahap_list", "tautan_list")
    ]


def pulihkan(dokumen: DokumenAnggaran, isi: list[dict[str, Any]]) -> None:
    """Put the lines of a `potret` back; an origin or an indicator that is gone since is left out."""
    asal = _ada(BarisAnggaran, {x["asal"] for x in isi} | {dari for x in isi for dari, _ in x["tahap"]})
    indikator = _ada(IndikatorRencana, {pk for x in isi for pk, *_ in x["tautan"]})
    impor = _ada(ImporRencana, {x["dari_impor"] for x in isi})
    for x in isi:
        kolom = {k: Decimal(x[k]) if k in ANGKA and x[k] is not None else x[k] for k in KOLOM_BARIS}
        baris = BarisAnggaran.objects.create(
            dokumen=dokumen,
            **kolom,
            impor=x["impor"],
            dari_impor_id=x["dari_impor"] if x["dari_impor"] in impor else None,
            asal_id=x["asal"] if x["asal"] in asal else None,
        )
        BarisSumberDana.objects.bulk_create(
            BarisSumberDana(baris=baris, **{**s, "nilai": None if s["nilai"] is None else Decimal(s["nilai"])})
            for s in x["sumber"]
        )
        BarisLokasi.objects.bulk_create(
            BarisLokasi(baris=baris, wilayah_id=kode, nilai=None if n is None else Decimal(n))
            for kode, n in x["lokasi"]
        )
        AsalBaris.objects.bulk_create(
            AsalBaris(dari_id=dari, ke=baris, cocok=cocok) for dari, cocok in x["tahap"] if dari in asal
        )
        TautanIndikator.objects.bulk_create(
            TautanIndikator(indikator_id=pk, baris=baris, catatan=kata, pembuat_id=oleh)
            for pk, kata, oleh in x["tautan"]
            if pk in indikator
        )


def _ada(model: Any, pks: set[int | None]) -> set[int]:
    """Those of the rows that are still there."""
    return set(model.objects.filter(pk__in=pks - {None}).values_list("pk", flat=True))
