"""Reports: figures that leave something out must be seen."""

from tests.mutasi.dasar import Mutasi

UJI = "tests/reporting/test_laporan.py"
MUTASI: tuple[Mutasi, ...] = (
    Mutasi(
        apa="laporan: dokumen yang tidak berlaku ikut dihitung",
        berkas="planning/metrics_baris.py",
        lama="    rows = rows.filter(baris__dokumen__status=StatusDokumen.DITETAPKAN, baris__dokumen__tahun=tahun)\n",
        baru="    rows = rows.filter(baris__dokumen__status=StatusDokumen.DITETAPKAN)\n",
        uji=f"{UJI}::TestAngka::test_a_withdrawn_document_counts_no_more",
    ),
    Mutasi(
        apa="laporan: kerja Tim Pembina hilang",
        berkas="planning/metrics_baris.py",
        lama='    milik = Coalesce("posyandu__kode", "kegiatan__rencana__wilayah__kode")\n',
        baru='    milik = Coalesce("posyandu__kode", "posyandu__kode")\n',
        uji=f"{UJI}::TestAngka::test_the_work_of_a_tim_pembina_counts_for_its_area",
    ),
    Mutasi(
        apa="laporan: bidang tanpa uang tidak disebut",
        berkas="reporting/laporan/anggaran.py",
        lama="    semua = [(b, NAMA[b]) for b in SEMUA] +",
        baru="    semua = [(b, NAMA[b]) for b in SEMUA if b in ada] +",
        uji=f"{UJI}::TestAngka::test_by_field_all_six_stand_there",
    ),
)
