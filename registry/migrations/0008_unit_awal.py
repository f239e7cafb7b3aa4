"""Every present unit gets its first period."""

from typing import Any

from django.db import migrations

KOLOM = (
    "kode", "nama", "alamat", "rt", "rw", "status", "buka_hari", "buka_minggu", "strata", "bangunan", "percontohan",
)  # fmt: skip
SEKALI = 1000


def isi(apps: Any, schema_editor: Any) -> None:
    posyandu, keadaan = apps.get_model("registry", "Posyandu"), apps.get_model("registry", "KeadaanUnit")
    rows: list[Any] = []
    for p in posyandu.objects.order_by("pk").iterator(chunk_size=SEKALI):
        rows.append(keadaan(posyandu_id=p.pk, wilayah_id=p.wilayah_id, **{k: getattr(p, k) for k in KOLOM}))
        if len(rows) == SEKALI:
            keadaan.objects.bulk_create(rows)
            rows = []
    keadaan.objects.bulk_create(rows)


class Migration(migrations.Migration):
    dependencies = [("registry", "0007_unit")]
    operations = [migrations.RunPython(isi, migrations.RunPython.noop, elidable=False)]
