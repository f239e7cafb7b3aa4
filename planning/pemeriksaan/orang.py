"""People: paid twice, more than there are, for months without service. No sentence names a person."""

from collections.abc import Iterator
from decimal import Decimal

from django.db.models import Count, Max, Q
from django.db.models.functions import ExtractMonth

from accounts.roles import Peran
from planning.models import KegiatanRencana
from planning.pemeriksaan.dasar import NOL, Kandidat, kelompok, pemilik, tentang_unit
from planning.pemeriksaan.insentif import baris_bayar, bulan_dibayar
from planning.pemeriksaan.lingkup import Lingkup
from posyandu_app.lib.periode import Bulan
from posyandu_app.lib.uang import rupiah
from registry.models import BarisBayar, Kader, SasaranUnit
from spm_services.models import Rekaman, Sesi, StatusRekaman, StatusSesi


def a08(bahan: Lingkup) -> Iterator[Kandidat]:
    """One person paid in two units, or in two kader terms, in the same month.

    Seen: kader terms here and months on opened payment lists. Not seen: KPM, TPK and PPKBD, who are no terms here."""
    for bulan in kelompok(bulan_dibayar(bahan), lambda m: m.orang_id).values():
        nilai, unit = NOL, {m.baris.posyandu_id for m in bulan}
        for m in kelompok(bulan, lambda m: m.bulan).values():
            if len({x.baris.posyandu_id for x in m}) > 1:
                nilai += sum((x.jumlah for x in m), NOL) - max(x.jumlah for x in m)
        if nilai:
            yield _orang(
                bahan, bulan[0].baris, f"Satu orang dibayar di {len(unit)} posyandu untuk bulan yang sama.", nilai
            )
        elif ganda := [m.baris for m in bulan if m.baris.ganda]:
            kalimat = "Satu orang dalam daftar bayar memegang dua masa tugas kader sekaligus."
            yield _orang(bahan, ganda[0], kalimat, max(b.jumlah for b in ganda))


def _orang(bahan: Lingkup, baris: BarisBayar, kalimat: str, nilai: Decimal) -> Kandidat:
    unit = baris.posyandu
    return Kandidat(
        objek=f"registry.orang:{baris.orang_id}/{bahan.tahun}",
        wilayah=unit.wilayah_id,
        kalimat=kalimat,
        nilai=nilai,
        pemilik=Peran.DINAS_PMD,
        posyandu=unit.pk,
    )


BALITA = ("bayi", "balita")
HARI_BUKA_SETAHUN = 12


def a17(bahan: Lingkup) -> Iterator[Kandidat]:
    """More than there can be: kader paid than hold a term with a decree; portions of PMT than children × open days;
    more than twelve open days planned without as many months."""
    yield from _kader_lebih(bahan)
    yield from _rencana_lebih(bahan)


def _kader_lebih(bahan: Lingkup) -> Iterator[Kandidat]:
    masa = kelompok(
        Kader.objects.filter(bahan.di_area("posyandu__kode"), sk__isnull=False).exclude(sk__dicabut__isnull=False),
        lambda k: k.posyandu_id,
    )
    for unit, bulan in kelompok(bulan_dibayar(bahan), lambda m: m.baris.posyandu_id).items():
        lebih: list[tuple[int, int, int]] = []
        for kunci, m in kelompok(bulan, lambda m: m.bulan).items():
            b = Bulan(kunci // 100, kunci % 100)
            ada = {
                k.orang_id
                for k in masa.get(unit, [])
                if k.mulai < b.sampai and (k.sampai is None or k.sampai > b.mulai)
            }
            dibayar = {x.orang_id for x in m}
            if len(dibayar) > len(ada):
                lebih.append((len(dibayar) - len(ada), len(dibayar), len(ada)))
        if lebih:
            _, dibayar_n, ada_n = max(lebih)
            kalimat = f"{dibayar_n} kader dibayar, yang ber-SK hanya {ada_n} ({len(lebih)} bulan)."
            tanpa = sum((m.jumlah for m in bulan if m.baris.kader.sk_id is None), NOL)
            yield tentang_unit(bulan[0].baris.posyandu, kalimat, tanpa or None, ekor=f"/{bahan.tahun}")


def _rencana_lebih(bahan: Lingkup) -> Iterator[Kandidat]:
    milik = bahan.di_area("rencana__posyandu__kode")
    rows = KegiatanRencana.objects.filter(milik, rencana__tahun=bahan.tahun).select_related(
        "rencana__posyandu__wilayah"
    )
    daftar = [k for k in rows if k.satuan.casefold() in ("porsi", "hari buka")]
    unit = {k.rencana.posyandu_id for k in daftar}
    sasaran = _balita({u for u in unit if u})
    for k in daftar:
        posyandu = k.rencana.posyandu
        hari = len(k.bulan) or HARI_BUKA_SETAHUN
        if k.satuan.casefold() == "hari buka":
            batas, kata = Decimal(HARI_BUKA_SETAHUN), f"{HARI_BUKA_SETAHUN} hari buka setahun"
        elif posyandu is not None and posyandu.pk in sasaran:
            batas, kata = Decimal(sasaran[posyandu.pk] * hari), f"{sasaran[posyandu.pk]} balita × {hari} hari buka"
        else:
            continue  # nobody counted the children: no verdict
        if posyandu is not None and k.volume > batas:
            volume = f"{k.volume:f}".rstrip("0").rstrip(".")
            kalimat = f"“{k.uraian}” {volume} {k.satuan}, lebih dari {kata}."
            yield tentang_unit(posyandu, kalimat, k.biaya, ekor=f"/kegiatan{k.pk}")


def _balita(unit: set[int]) -> dict[int, int]:
    """{unit: children under five} as last counted or reckoned; a unit with neither group is not in it."""
    hasil: dict[tuple[int, str], int] = {}
    rows = SasaranUnit.objects.filter(posyandu__in=unit, kelompok__in=BALITA).order_by("per_tanggal", "pk")
    for s in rows:
        hasil[s.posyandu_id, s.kelompok] = s.jumlah
    return {u: sum(n for (x, _), n in hasil.items() if x == u) for u in {u for u, _ in hasil}}


def a18(bahan: Lingkup) -> Iterator[Kandidat]:
    """An incentive for a month in which the unit recorded nothing and held no open day; and arrears: kader on a list
    who were not paid.

    Seen: records and sessions of units here. A unit that works on paper only looks closed."""
    buka = _bulan_buka(bahan)
    per_unit = kelompok(bulan_dibayar(bahan), lambda m: m.baris.posyandu_id)
    for unit, bulan in per_unit.items():
        dibayar = [m for m in bulan if m.baris.keadaan == BarisBayar.Keadaan.DIBAYAR]
        kosong = [m for m in dibayar if m.bulan % 100 not in buka.get(unit, set())]
        if kosong:
            n = len({m.bulan for m in kosong})
            nilai = sum((m.jumlah for m in kosong), NOL)
            kalimat = f"Insentif {n} bulan dibayar, padahal posyandu tidak mencatat apa pun di bulan itu."
            yield tentang_unit(bulan[0].baris.posyandu, kalimat, nilai, ekor=f"/{bahan.tahun}")
    tunggak = [b for b in baris_bayar(bahan) if b.keadaan == BarisBayar.Keadaan.TUNGGAKAN]
    for daftar in kelompok(tunggak, lambda b: b.posyandu_id).values():
        nilai = sum((b.jumlah for b in daftar), NOL)
        kalimat = f"{len(daftar)} baris insentif menunggak: pelayanan berjalan, bayarannya belum ({rupiah(nilai)})."
        yield tentang_unit(daftar[0].posyandu, kalimat, nilai, ekor=f"/{bahan.tahun}/tunggak")


def _bulan_buka(bahan: Lingkup) -> dict[int, set[int]]:
    """{unit: months with a record or a session}; two questions for the whole area."""
    area, tahun = bahan.di_area("posyandu__kode"), bahan.tahun
    catat = Rekaman.objects.filter(area, tanggal__year=tahun, status=StatusRekaman.BERLAKU)
    sesi = Sesi.objects.filter(area, tanggal__year=tahun, status__in=(StatusSesi.DIBUKA, StatusSesi.SELESAI))
    hasil: dict[int, set[int]] = {}
    for rows in (catat, sesi):
        isi = rows.order_by().annotate(b=ExtractMonth("tanggal")).values_list("posyandu", "b").distinct()
        for unit, bulan in isi:
            hasil.setdefault(unit, set()).add(bulan)
    return hasil


def a26(bahan: Lingkup) -> Iterator[Kandidat]:
    """One person or household counted twice for the same service: recorded for it by two units on the same day.

    Seen: records here. Whether an OPD counts the same person in its own system is not in this data."""
    area = bahan.di_area("posyandu__kode")
    rows = Rekaman.objects.filter(area, tanggal__year=bahan.tahun, status=StatusRekaman.BERLAKU).order_by()
    for kolom, kata in (("warga", "orang"), ("keluarga", "keluarga")):
        ganda = rows.exclude(**{kolom: None}).values(kolom, "layanan", "tanggal")
        ganda = ganda.annotate(unit=Count("posyandu", distinct=True), satu=Max("posyandu")).filter(Q(unit__gt=1))
        per_unit = kelompok(ganda, lambda g: g["satu"])
        for pk, daftar in per_unit.items():
            posyandu = bahan.unit.get(pk)
            if posyandu is not None:
                kalimat = f"{len(daftar)} pelayanan dihitung di dua posyandu untuk {kata} dan hari yang sama."
                yield Kandidat(
                    objek=f"registry.posyandu:{pk}/{bahan.tahun}/{kolom}",
                    wilayah=posyandu.wilayah_id,
                    kalimat=kalimat,
                    pemilik=pemilik(posyandu.wilayah_id),
                    posyandu=pk,
                )
