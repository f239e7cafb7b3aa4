"""Whose each allocation is, and the one source of each line there was, as rows of their own."""

from django.db import migrations
from django.db.models import OuterRef, Subquery

POTONGAN = 2000


def isi(apps, schema_editor):
    alokasi = apps.get_model("planning", "Alokasi").objects
    rekaman = apps.get_model("spm_services", "Rekaman").objects.filter(pk=OuterRef("rekaman"))
    milik = {k: Subquery(rekaman.values(k)[:1]) for k in ("posyandu", "bidang")}
    alokasi.filter(posyandu=None).update(**milik)
    baris, sumber = (apps.get_model("planning", m).objects for m in ("BarisAnggaran", "BarisSumberDana"))
    rows = baris.filter(sumber_list=None).order_by("pk")
    baru = [
        sumber.model(baris_id=b.pk, sumber=b.sumber_dana, nilai=b.pagu, teralokasi=b.teralokasi)
        for b in rows.only("pk", "sumber_dana", "pagu", "teralokasi").iterator(POTONGAN)
    ]
    sumber.bulk_create(baru, batch_size=POTONGAN)
    satu = sumber.filter(baris=OuterRef("baris")).order_by("pk").values("pk")[:1]
    alokasi.filter(sumber=None).update(sumber=Subquery(satu))


class Migration(migrations.Migration):
    dependencies = [("planning", "0002_rencana")]
    operations = [migrations.RunPython(isi, migrations.RunPython.noop)]
