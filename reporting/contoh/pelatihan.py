"""Example training of Kota Pekalongan: two events, skill marks so that every level occurs."""

import random
from datetime import date, timedelta

from registry import actions
from registry.keterampilan import DAFTAR, ISI, KELOMPOK
from registry.models import Kader, PesertaPelatihan, TandaKeterampilan
from wilayah.models import Wilayah

KOTA, KLEGO = "33.75", "33.75.02.1008"
TINGKAT: tuple[tuple[str, ...], ...] = (
    tuple(KELOMPOK),
    ("kelola", "bayi", "ibu", "dewasa"),
    ("kelola", "bayi", "ibu"),
    ("kelola",),
    (),
)


def buat_pelatihan(acak: random.Random, hari: date) -> int:
    """Both events, and marks of a part of the kader; returns how many marks."""
    _acara(KOTA, "Pelatihan 25 keterampilan dasar (contoh)", hari - timedelta(days=120), list(KELOMPOK), 30)
    _acara(KLEGO, "Penyegaran kader Klego (contoh)", hari - timedelta(days=20), ["kelola", "bayi"], 12)
    kader = Kader.objects.di_wilayah(KOTA).berlaku(hari).filter(bidang="kesehatan").order_by("posyandu__kode", "id")
    rows: list[TandaKeterampilan] = []
    for k in kader[:160]:
        isi = {"orang_id": k.orang_id, "tanggal": hari - timedelta(days=acak.randint(30, 400))}
        kelompok = acak.choice(TINGKAT)
        kode = [x.kode for x in DAFTAR if x.kelompok in kelompok] + ([] if kelompok else sorted(ISI["bayi"])[:3])
        rows += [TandaKeterampilan(keterampilan=x, penilai="Puskesmas (contoh)", **isi) for x in kode]
    punya = set(TandaKeterampilan.objects.values_list("orang", "keterampilan"))
    rows = list({(t.orang_id, t.keterampilan): t for t in rows if (t.orang_id, t.keterampilan) not in punya}.values())
    TandaKeterampilan.objects.bulk_create(rows, batch_size=500)
    return len(rows)


def _acara(kode: str, judul: str, mulai: date, kelompok: list[str], banyak: int) -> None:
    isi = {"judul": judul, "mulai": mulai, "selesai": mulai + timedelta(days=1), "kelompok": kelompok, "jam": 16}
    isi |= {"tempat": "Aula (contoh)", "penyelenggara": "Dinas Kesehatan (contoh)", "sumber_dana": "APBD"}
    acara = actions.buat_pelatihan(Wilayah.objects.get(kode=kode), isi, actor=None, contoh=True)
    calon = Kader.objects.di_wilayah(kode).berlaku(mulai).order_by("posyandu__kode", "id")
    actions.tambah_peserta(acara.pk, list(calon.values_list("orang", flat=True)[:banyak]), actor=None)
    lurah = {"sebagai": "kepala", "nama": "Lurah Klego (contoh)", "asal": "Kelurahan Klego"}
    actions.tambah_peserta_lain(acara.pk, lurah, actor=None)
    peserta = PesertaPelatihan.objects.filter(pelatihan=acara).order_by("pk").values_list("pk", flat=True)
    hasil = {pk: (ke % 7 != 0, ke % 7 != 0 and ke % 5 != 0, "") for ke, pk in enumerate(peserta)}
    actions.isi_hadir(acara.pk, hasil, actor=None)
