"""A fixed document is a snapshot: whatever planning does, its lines keep their words and their amounts."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404

from audit.transitions import TransitionRefused
from planning.actions.dokumen import KOLOM_BARIS, hapus_baris, tambah_baris
from planning.actions.indikator import hapus_indikator
from planning.models import BarisAnggaran, IndikatorRencana, TargetIndikator
from posyandu_app.lib.galat import Bentrok, Ditolak
from tests.planning.pembuat import isi_baris
from tests.rumah.test_kunci_kedua import langkah

pytestmark = pytest.mark.django_db
TOLAK = (Http404, PermissionDenied, Bentrok, Ditolak, TransitionRefused)
# Everything but the money sums, which say what happened to the line, not what the document says.
KOLOM = ("dokumen_id", "asal_id", "impor", *KOLOM_BARIS)
TUGAS = ("perencana", "operator_desa", "pengurus", "dinas_pmd", "verifikator_kecamatan", "tim_pembina", "kader")


def naskah() -> dict[Any, Any]:
    """What fixed documents say: their lines, their indicators with targets."""
    baris = BarisAnggaran.objects.exclude(dokumen__status="draf")
    indikator = IndikatorRencana.objects.exclude(dokumen__status="draf")
    target = TargetIndikator.objects.exclude(indikator__dokumen__status="draf")
    return {
        **{("baris", r[0]): r[1:] for r in baris.values_list("pk", *KOLOM)},
        **{("indikator", r[0]): r[1:] for r in indikator.values_list("pk", "uraian", "satuan", "program", "ukuran")},
        **{("target", r[0]): r[1:] for r in target.values_list("pk", "tahun", "target", "pagu")},
    }


def test_no_step_of_planning_changes_what_a_fixed_document_says(dunia):
    semula, berhasil = naskah(), set()
    for nama, coba in langkah(dunia).items():
        for siapa in TUGAS if nama.startswith("planning.") else ():
            with transaction.atomic():
                try:
                    with transaction.atomic():
                        coba(dunia.cast[siapa])
                        berhasil.add(nama)
                except TOLAK:
                    pass
                kini = naskah()
                assert {k: kini.get(k) for k in semula} == semula, f"{nama} oleh {siapa}"
                transaction.set_rollback(True)
    assert {"planning.actions.alokasikan", "planning.actions.tetapkan", "planning.actions.tautkan"} <= berhasil


def test_neither_line_nor_indicator_is_added_or_taken(dunia):
    actor = dunia.cast["perencana"]
    satu = IndikatorRencana.objects.create(dokumen=dunia.dokumen, uraian="x", satuan="x")
    for coba in (
        lambda: tambah_baris(dunia.dokumen, isi_baris(dunia.dokumen), actor=actor),
        lambda: hapus_baris(dunia.baris.pk, actor=actor),
        lambda: hapus_indikator(satu.pk, actor=actor),
    ):
        with pytest.raises(Ditolak, match="sudah ditetapkan"):
            coba()
