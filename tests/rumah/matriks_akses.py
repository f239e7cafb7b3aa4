"""THE matrix: what each address answers to each member of the cast, around one unit (tests/rumah/dunia.py).

200 page · 302 on its way (visitors: to /masuk/) · 403 in the area without the duty, or without it anywhere ·
404 out of the area or the field · 405 the address only takes a form. A new address or a new role is a new line or
column here; the tests refuse to run before that.
"""

from tests.rumah.bagian import BAGIAN

SIAPA = (
    "kader", "pengurus", "operator_desa", "verifikator_kecamatan", "dinas_pmd", "opd", "nakes", "uptd_ppa",
    "tim_pembina", "perencana", "auditor", "admin_wilayah",
    "nasional", "kabupaten_lain", "kelurahan_lain", "tanpa_tugas", "anonim",
)  # fmt: skip

# A query behind the name asks for Seruni or its area outright, so that outsiders meet the scope and not their own list.
TANYA = {
    "?unit": "?unit={unit}",
    "?wilayah": "?wilayah={desa}",
    "?kota": "?wilayah={kota}",
    "?kode": "?kode={desa}",
    **{nama: isi for b in BAGIAN for nama, isi in getattr(b, "TANYA", {}).items()},
}

#                                     kad png opr ver pmd opd nks ppa tim prn aud adm nas kbl kll tnp anonim
TABEL = """
GET  beranda                          200 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200 302
GET  masuk                            302 302 302 302 302 302 302 302 302 302 302 302 302 302 302 302 200
GET  account_login                    302 302 302 302 302 302 302 302 302 302 302 302 302 302 302 302 200
GET  keluar                           200 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200 302
GET  account_change_password          200 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200 302
GET  account_set_password             302 302 302 302 302 302 302 302 302 302 302 302 302 302 302 302 302
GET  healthz                          200 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200
GET  readyz                           200 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200
GET  metrics                          200 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200
GET  wilayah:cari                     200 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200 302
GET  wilayah:anak                     200 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200 302
GET  registry:daftar                  200 200 200 200 200 200 200 200 200 200 200 200 200 200 200 403 302
GET  registry:daftar ?wilayah         404 404 200 200 200 200 200 200 200 200 200 200 200 404 404 403 302
GET  registry:registrasi              200 200 200 200 200 200 200 200 200 200 200 200 200 200 200 403 302
GET  registry:registrasi ?wilayah     404 404 200 200 200 200 200 200 200 200 200 200 200 404 404 403 302
GET  registry:kader                   200 200 200 200 200 200 200 200 200 200 200 200 200 200 200 403 302
GET  registry:kader ?wilayah          404 404 200 200 200 200 200 200 200 200 200 200 200 404 404 403 302
GET  registry:buat                    403 403 302 403 200 403 403 403 403 403 403 403 403 403 302 403 302
GET  registry:buat ?wilayah           403 403 200 403 200 403 403 403 403 403 403 403 403 403 400 403 302
GET  registry:rinci                   200 200 200 200 200 200 200 200 200 200 200 200 200 404 404 403 302
GET  registry:ubah                    403 200 200 403 200 403 403 403 403 403 403 403 403 403 404 403 302
GET  registry:nomor                   403 403 403 403 200 403 403 403 403 403 403 403 403 403 403 403 302
GET  registry:tambah-kader            403 200 200 403 200 403 403 403 403 403 403 403 403 403 404 403 302
GET  registry:tambah-pengurus         403 200 200 403 200 403 403 403 403 403 403 403 403 403 404 403 302
GET  registry:tambah-sk               403 200 200 403 200 403 403 403 403 403 403 403 403 403 404 403 302
GET  registry:akhiri-kader            403 200 200 403 200 403 403 403 403 403 403 403 403 403 404 403 302
GET  spm_services:lapangan            200 200 200 403 403 403 403 403 403 403 403 403 403 403 200 403 302
GET  spm_services:lapangan ?unit      200 200 200 403 403 403 403 403 403 403 403 403 403 403 404 403 302
GET  spm_services:bidang              200 200 200 403 403 403 403 403 403 403 403 403 403 403 200 403 302
GET  spm_services:bidang ?unit        200 200 200 403 403 403 403 403 403 403 403 403 403 403 404 403 302
GET  spm_services:pilih               200 200 200 403 403 403 403 403 403 403 403 403 403 403 200 403 302
GET  spm_services:pilih ?unit         200 200 200 403 403 403 403 403 403 403 403 403 403 403 404 403 302
GET  spm_services:catat               200 200 200 403 403 403 403 403 403 403 403 403 403 403 200 403 302
GET  spm_services:catat ?unit         200 200 200 403 403 403 403 403 403 403 403 403 403 403 404 403 302
GET  spm_services:daftar              200 200 200 200 200 200 200 403 200 200 200 403 200 200 200 403 302
GET  spm_services:daftar ?wilayah     404 404 200 200 200 200 200 403 200 200 200 403 200 404 404 403 302
GET  spm_services:rinci               200 200 200 200 200 404 200 403 200 200 200 403 200 404 404 403 302
GET  spm_services:koreksi             200 200 200 403 403 403 403 403 403 403 403 403 403 403 404 403 302
GET  spm_services:batalkan            200 200 200 403 403 403 403 403 403 403 403 403 403 403 404 403 302
GET  planning:daftar                  403 200 200 200 200 200 403 403 200 200 200 403 200 200 200 403 302
GET  planning:buat                    403 403 200 403 403 403 403 403 403 200 403 403 403 403 200 403 302
GET  planning:buat ?kota              403 403 404 403 403 403 403 403 403 200 403 403 403 403 404 403 302
GET  planning:dokumen                 403 200 200 200 200 200 403 403 200 200 200 403 200 404 200 403 302
GET  planning:tambah-baris            403 403 404 403 403 403 403 403 403 200 403 403 403 403 404 403 302
GET  planning:tetapkan                403 403 404 403 403 403 403 403 403 200 403 403 403 403 404 403 302
GET  planning:cabut                   403 403 404 403 403 403 403 403 403 200 403 403 403 403 404 403 302
GET  planning:perubahan               403 403 405 403 403 403 403 403 403 405 403 403 403 403 405 403 302
POST planning:perubahan               403 403 404 403 403 403 403 403 403 302 403 403 403 403 404 403 302
GET  planning:baris                   403 200 200 200 200 200 403 403 200 200 200 403 200 404 200 403 302
GET  planning:hapus-baris             403 403 405 403 403 403 403 403 403 405 403 403 403 403 405 403 302
POST planning:hapus-baris             403 403 404 403 403 403 403 403 403 302 403 403 403 403 404 403 302
GET  planning:pilih-kegiatan          403 403 404 403 403 403 403 403 403 200 403 403 403 403 404 403 302
GET  planning:pilih-baris             403 403 200 403 403 403 403 403 403 200 403 403 403 403 404 403 302
GET  planning:alokasikan              403 403 404 403 403 403 403 403 403 200 403 403 403 403 404 403 302
GET  planning:cabut-alokasi           403 403 403 403 403 403 403 403 403 200 403 403 403 403 404 403 302
GET  reporting:dasbor-awal            302 302 302 302 302 302 302 302 302 302 302 302 302 302 302 403 302
GET  reporting:dasbor                 404 404 200 200 200 200 200 200 200 200 200 200 200 404 404 403 302
GET  reporting:belum                  404 404 200 200 200 200 200 200 200 200 200 200 200 404 404 403 302
GET  api-rekap                        200 200 200 200 200 200 200 200 200 200 200 200 200 200 200 403 302
GET  api-rekap ?kode                  404 404 200 200 200 200 200 200 200 200 200 200 200 404 404 403 302
"""


def baca() -> dict[tuple[str, str, str], dict[str, int]]:
    """{(method, name, query): {who: expected status}}. Raises ValueError for a line too short or long."""
    hasil = {}
    for baris in filter(None, "".join([TABEL, *(getattr(b, "TABEL", "") for b in BAGIAN)]).splitlines()):
        cara, nama, *sisa = baris.split()
        tanya = sisa.pop(0) if sisa[0].startswith("?") else ""
        if len(sisa) != len(SIAPA):
            raise ValueError(f"{nama} {tanya}: {len(sisa)} jawaban untuk {len(SIAPA)} orang")
        hasil[cara, nama, tanya] = {siapa: int(kode) for siapa, kode in zip(SIAPA, sisa, strict=True)}
    return hasil


MATRIKS = baca()
