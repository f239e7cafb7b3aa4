"""Documents against each other, against the calendar, and against the totals of their decrees."""

from collections.abc import Iterator
from datetime import date

from planning.katalog import ANGGARAN
from planning.models import BarisAnggaran, DokumenAnggaran, StatusDokumen
from planning.pemeriksaan.dasar import NOL, Kandidat, kelompok, tentang_alokasi, tentang_baris, tentang_dokumen
from planning.pemeriksaan.lingkup import Lingkup
from planning.porsi import aturan_berlaku, hitung
from planning.total import selisih_jumlah, selisih_sumber
from posyandu_app.lib.uang import rupiah

# Kind → (month, day) of the year before the budget year by which it must be fixed (planning study 1.3).
TENGGAT = {"rkpd": (6, 30), "rkpdes": (9, 30), "apbd": (12, 31), "apbdes": (12, 31)}
# Kinds held against the stage before them; where that one stands for a kecamatan, it is the kabupaten's.
BERINDUK = ("rkpdes", "apbdes", "rkpd", "apbd", "dpa_kec", "renja")


def _asal(d: DokumenAnggaran) -> str:
    return d.jenis.removesuffix("_p")


def a06(bahan: Lingkup) -> Iterator[Kandidat]:
    """A Perubahan dropped or shrank a line that allocations still point to: in its draft (before it is fixed), or left
    behind on a document that was amended."""
    lanjutan = kelompok((b for b in bahan.baris if b.asal_id), lambda b: b.asal_id)
    diubah_draf = {
        d.menggantikan_id for d in bahan.dokumen.values() if d.menggantikan_id and d.status == StatusDokumen.DRAF
    }
    for b in bahan.baris:
        terikat = bahan.per_baris.get(b.pk, NOL)
        if not terikat:
            continue
        if b.dokumen.status == StatusDokumen.DIUBAH:
            kalimat = f"{rupiah(terikat)} masih terhubung ke baris {b.kode_kegiatan} dokumen yang sudah diubah."
            yield tentang_baris(b, kalimat, terikat)
        elif b.dokumen_id in diubah_draf:
            baru = sum((x.pagu for x in lanjutan.get(b.pk, [])), NOL)
            if baru < terikat:
                kini = f"pagunya tinggal {rupiah(baru)}" if b.pk in lanjutan else "baris itu tidak ada lagi"
                kalimat = f"{rupiah(terikat)} terhubung ke baris {b.kode_kegiatan}; di draf Perubahan {kini}."
                yield tentang_baris(b, kalimat, terikat - baru)


def a11(bahan: Lingkup) -> Iterator[Kandidat]:
    """The activity, or its payment, is of another year than the line. Decrees and tariffs are dated terms of the
    registry, which keeps them apart itself; they are not looked at here."""
    for a in bahan.alokasi:
        d = a.baris.dokumen
        tahun = a.rekaman.tanggal.year if a.rekaman else a.kegiatan.rencana.tahun if a.kegiatan else d.tahun
        if not d.tahun <= tahun <= d.tahun_akhir:
            kalimat = f"Kegiatan tahun {tahun} dibiayai baris {a.baris.kode_kegiatan} tahun {d.masa}."
            yield tentang_alokasi(a, kalimat, a.nilai)
    for alokasi, daftar in kelompok(bahan.bayar, lambda r: r.alokasi_id).items():
        d = daftar[0].alokasi.baris.dokumen
        salah = [r for r in daftar if not d.tahun <= r.tanggal.year <= d.tahun_akhir]
        if salah:
            kalimat = f"Pembayaran tanggal {salah[0].tanggal:%d/%m/%Y} memakai anggaran {d.masa}."
            nilai = sum((r.nilai for r in salah), NOL)
            yield tentang_alokasi(salah[0].alokasi, kalimat, nilai, ekor=f"/bayar{alokasi}")


def _induk(bahan: Lingkup, d: DokumenAnggaran) -> list[DokumenAnggaran] | None:
    """Fixed documents of the stage before; None where this kind has none to be held against."""
    asal = _asal(d)
    jenis = d.uraian_jenis.induk
    if asal not in BERINDUK or not jenis or d.posyandu_id:
        return None
    wilayah = d.wilayah_id[:5] if asal == "dpa_kec" else d.wilayah_id
    return [x for x in bahan.induk.get((jenis, wilayah), []) if x.tahun <= d.tahun <= x.tahun_akhir]


def a19(bahan: Lingkup) -> Iterator[Kandidat]:
    """A line that is not in the plan before it: APB Desa ← RKP Desa ← RPJM Desa, APBD ← RKPD ← RPJMD, Renja ← RKPD;
    and a line that carries a proposal which a gate refused.

    By activity code, by what the crosswalk says became of a code, or by the line's own lineage. Where the plan itself
    is not here, that is one finding about the document. Not seen: a line whose code is in the plan for something
    else, and how a proposal that nobody entered here came into SIPD."""
    yield from _usulan_ditolak(bahan)
    per_dokumen = kelompok(bahan.baris, lambda b: b.dokumen_id)
    for d in bahan.dokumen.values():
        induk = _induk(bahan, d)
        if induk is None or d.status == StatusDokumen.DIUBAH:
            continue
        baris: list[BarisAnggaran] = per_dokumen.get(d.pk, [])
        if not induk:
            nilai = sum((b.pagu for b in baris), NOL)
            yield tentang_dokumen(d, f"{d.uraian_jenis.nama} {d.masa} belum punya dokumen rencana sebelumnya.", nilai)
            continue
        ada = set().union(*(bahan.kode_rencana.get(x.pk, set()) for x in induk))
        for b in baris:
            if b.kode_kegiatan not in ada and b.pk not in bahan.pendahulu and b.pagu:
                kalimat = f"Baris {b.kode_kegiatan} {b.uraian[:120]} tidak ada di {induk[0].uraian_jenis.nama}."
                yield tentang_baris(b, kalimat, b.pagu)


def _usulan_ditolak(bahan: Lingkup) -> Iterator[Kandidat]:
    for t in bahan.usulan_ditolak:
        b = t.baris
        kalimat = f"Baris {b.kode_kegiatan} memuat usulan yang sudah ditolak: {t.usulan.judul[:120]}."
        yield tentang_baris(b, kalimat, t.nilai, ekor=f"/usulan{t.usulan_id}")


def a20(bahan: Lingkup) -> Iterator[Kandidat]:
    """A statutory share is broken (planning.porsi). Judged only where the lines make up the decree's total, source by
    source: a share of a document that is here in part would say nothing."""
    per_dokumen = kelompok(bahan.baris_berlaku, lambda b: b.dokumen_id)
    for d in bahan.berlaku:
        if d.jenis not in ANGGARAN:
            continue
        for aturan in aturan_berlaku(bahan, d):
            hasil = hitung(aturan, per_dokumen.get(d.pk, []), bahan.total.get(d.pk, {}))
            if hasil.melanggar:
                yield tentang_dokumen(d, f"{aturan.nama}: {hasil.kata}.", hasil.selisih, ekor=f"/{aturan.kode}")


def a21(bahan: Lingkup) -> Iterator[Kandidat]:
    """Fixed after its day, or still a draft when the day is over. The first document only: a Perubahan has no day."""
    for d in bahan.dokumen.values():
        tenggat = TENGGAT.get(d.jenis)
        if tenggat is None:
            continue
        batas = date(d.tahun - 1, *tenggat)
        tanggal = bahan.hari if d.draf else d.tanggal
        if tanggal is None or tanggal <= batas:
            continue
        kata = "masih draf" if d.draf else f"ditetapkan {tanggal:%d/%m/%Y}"
        yield tentang_dokumen(d, f"{d.uraian_jenis.nama} {d.masa} {kata}; batasnya {batas:%d/%m/%Y}.")


def a22(bahan: Lingkup) -> Iterator[Kandidat]:
    """Amended more than once in a year; paid before the budget was fixed, or before the Perubahan that made the line.

    A Pergeseran is no Perubahan and does not count."""
    perubahan = [d for d in bahan.dokumen.values() if d.jenis.endswith("_p") and d.jenis in ANGGARAN]
    for daftar in kelompok(perubahan, lambda d: (d.jenis, d.wilayah_id, d.tahun, d.perangkat_daerah)).values():
        if len(daftar) > 1:
            akhir = max(daftar, key=lambda d: d.pk)
            yield tentang_dokumen(akhir, f"{akhir.uraian_jenis.nama} {akhir.masa} dibuat {len(daftar)} kali.")
    rantai = {d.pk: d for d in bahan.dokumen.values()}
    for r in bahan.bayar:
        awal = _boleh_dibelanjakan(rantai, r.alokasi.baris)
        if awal is not None and r.tanggal < awal:
            kalimat = f"Dibayar {r.tanggal:%d/%m/%Y}, sebelum anggarannya ditetapkan ({awal:%d/%m/%Y})."
            yield tentang_alokasi(r.alokasi, kalimat, r.nilai, ekor=f"/{r.pk}")


def _boleh_dibelanjakan(rantai: dict[int, DokumenAnggaran], baris: BarisAnggaran) -> date | None:
    """Since when money of the line may be spent: the day of the document in which the line first stands."""
    d = rantai.get(baris.dokumen_id, baris.dokumen)
    while baris.asal_id and d.menggantikan_id:
        lama = rantai.get(d.menggantikan_id, d.menggantikan)
        if lama is None or lama is d:
            break
        d = lama
    return d.tanggal


def a27(bahan: Lingkup) -> Iterator[Kandidat]:
    """A line of several sources whose shares are not known yet (imported with one amount)."""
    for b in bahan.baris:
        sumber = list(b.sumber_list.all())
        if b.dokumen.status != StatusDokumen.DIUBAH and any(s.nilai is None for s in sumber):
            tahu = sum((s.nilai for s in sumber if s.nilai is not None), NOL)
            kalimat = f"Pembagian {len(sumber)} sumber dana baris {b.kode_kegiatan} belum diketahui."
            yield tentang_baris(b, kalimat, b.pagu - tahu)


def a29(bahan: Lingkup) -> Iterator[Kandidat]:
    """Lines tagged as a posyandu's with no allocation at all: their ceiling must not be told as posyandu money."""
    tanpa = [b for b in bahan.baris_berlaku if b.pagu and not bahan.per_baris.get(b.pk) and bahan.bertanda(b)]
    for daftar in kelompok(tanpa, lambda b: b.dokumen_id).values():
        nilai = sum((b.pagu for b in daftar), NOL)
        kalimat = (
            f"{len(daftar)} baris bertanda posyandu ({rupiah(nilai)}) tidak punya alokasi: bukan anggaran posyandu."
        )
        yield tentang_dokumen(daftar[0].dokumen, kalimat, nilai)


def a30(bahan: Lingkup) -> Iterator[Kandidat]:
    """The lines of a fixed document add up to another total of a source, or of the whole, than its decree prints or
    the imported file states. Only where a total was typed in or came with the import."""
    per_dokumen = kelompok(bahan.baris, lambda b: b.dokumen_id)
    for d in bahan.berlaku:
        baris, tertulis = per_dokumen.get(d.pk, []), bahan.total.get(d.pk, {})
        seluruh = selisih_jumlah(baris, tertulis)
        for s in [*selisih_sumber(baris, tertulis), *([seluruh] if seluruh else [])]:
            if s.tertulis is not None and s.beda:
                apa = s.nama if s is not seluruh else "seluruh baris"
                kalimat = f"Jumlah {apa} di sini {rupiah(s.jumlah)}, di peraturannya {rupiah(s.tertulis)}."
                yield tentang_dokumen(d, kalimat, abs(s.beda), ekor=f"/{s.sumber}")
