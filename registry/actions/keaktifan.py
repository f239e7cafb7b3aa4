"""What was answered about a kader who recorded nothing for a while."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from accounts.models import User
from accounts.roles import Cap
from audit.record import record
from posyandu_app.lib.galat import Ditolak
from posyandu_app.lib.periode import Bulan
from posyandu_app.lib.waktu import hari_ini
from registry.actions.orang import akhiri_kader
from registry.aturan import baca_aturan
from registry.kunci import kunci_posyandu
from registry.models import Kader, Keaktifan

SELESAI = (Keaktifan.Jawaban.PINDAH, Keaktifan.Jawaban.BERHENTI)
ISTIRAHAT = (Keaktifan.Jawaban.SAKIT, Keaktifan.Jawaban.CUTI)


@transaction.atomic
def jawab_keaktifan(pk: int, isi: Mapping[str, Any], *, actor: User) -> Keaktifan:
    """Keep the answer. `isi`: jawaban, tanggal, tanya_lagi, catatan, akhiri (end the term on that day as well).

    Still at work is asked again after the region's months; ill or on leave on the day named. Raises Ditolak for a
    leave without a later day, or a day to come; and what ending a term raises.
    """
    kader: Kader = Kader.objects.ambil(actor, Cap.KELOLA_POSYANDU, seen_with=Cap.LIHAT, pk=pk)
    posyandu = kunci_posyandu(kader.posyandu_id)
    jawaban, tanggal, lagi = isi["jawaban"], isi["tanggal"], isi.get("tanya_lagi")
    hari = hari_ini(posyandu.kode)
    if tanggal > hari:
        raise Ditolak("tanggal", "Tanggal ini belum terjadi.")
    if jawaban in ISTIRAHAT and (lagi is None or lagi <= hari):
        raise Ditolak("tanya_lagi", "Isi sampai kapan, sesudah hari ini.")
    if jawaban == Keaktifan.Jawaban.AKTIF:
        lagi = Bulan.dari(tanggal).tambah(int(baca_aturan(posyandu.kode)["keaktifan_bulan"])).sampai
    catatan = isi.get("catatan", "").strip()[:200]
    row = Keaktifan.objects.create(
        kader=kader,
        jawaban=jawaban,
        tanggal=tanggal,
        tanya_lagi=None if jawaban in SELESAI else lagi,
        catatan=catatan,
        oleh=actor,
    )
    perubahan = {"keaktifan": [None, f"{kader.orang.nama}: {row.get_jawaban_display()}"]}
    record(actor, "jawab_keaktifan", posyandu, perubahan=perubahan, catatan=catatan)
    if jawaban in SELESAI and isi.get("akhiri"):
        akhiri_kader(kader.pk, sampai=tanggal, actor=actor)
    return row
