"""Particulars of example people: NIK with kecamatan part 99 (nobody's), birth dates, and one conflict of each kind."""

import random
from datetime import date, timedelta

from posyandu_app.lib.bidang import SEMUA
from registry import actions
from registry.models import JabatanLKD, Kader, Orang, Pengurus, Posyandu
from registry.nik import tutup_nik

BER_NIK = 0.8


def isi_orang(acak: random.Random, hari: date) -> int:
    """Give most example people a NIK and a birth date; returns how many have one."""
    tempat = dict(Kader.objects.values_list("orang", "posyandu__kode"))
    tempat |= dict(Pengurus.objects.values_list("orang", "posyandu__kode"))
    rows = []
    for ke, orang in enumerate(Orang.objects.filter(contoh=True, pk__in=tempat).order_by("pk"), 1):
        if acak.random() > BER_NIK:
            continue
        lahir = date(acak.randint(1965, 2000), acak.randint(1, 12), acak.randint(1, 28))
        hari_lahir = lahir.day + (40 if orang.jenis_kelamin == "P" else 0)
        daerah = tempat[orang.pk][:5].replace(".", "")
        nik = f"{daerah}99{hari_lahir:02d}{lahir:%m%y}{ke % 9999 + 1:04d}"
        orang.nik_sandi, orang.nik_sidik = tutup_nik(nik)
        orang.tanggal_lahir = lahir
        orang.mengabdi_sejak = hari - timedelta(days=acak.randint(300, 9000))
        rows.append(orang)
    Orang.objects.bulk_update(rows, ["nik_sandi", "nik_sidik", "tanggal_lahir", "mengabdi_sejak"], batch_size=500)
    return len(rows)


def buat_konflik(hari: date) -> None:
    """One conflict of each kind, so that the list has something to resolve."""
    mulai = hari - timedelta(days=100)
    pertama, kedua = Posyandu.objects.filter(kode__startswith="33.75.02", percontohan=False).order_by("kode")[:2]
    kader = list(Kader.objects.filter(posyandu=pertama).select_related("orang").order_by("pk")[:3])
    if kader:
        siapa = kader[0].orang
        actions.tambah_kader(kedua, siapa, bidang=SEMUA[0], mulai=mulai, actor=None)
    ketua = Pengurus.objects.filter(posyandu=kedua).select_related("orang").order_by("pk").first()
    if ketua is not None:
        isi = {"lembaga": JabatanLKD.Lembaga.RT, "jabatan": "Ketua RT (contoh)", "mulai": mulai}
        JabatanLKD.objects.create(orang=ketua.orang, **isi)
        kembar = Orang(nama=ketua.orang.nama, jenis_kelamin=ketua.orang.jenis_kelamin, contoh=True)
        actions.tambah_kader(kedua, kembar, bidang=SEMUA[1], mulai=mulai, actor=None)
