"""Area codes live in four columns and in keys to the area's own row; any other column would go stale at a re-code."""

import re

from django.apps import apps
from django.db import models

from tests.rumah.baca import APLIKASI
from wilayah.models import Wilayah

KOLOM_KODE = {"wilayah.Wilayah.kode", "registry.Posyandu.kode", "accounts.Penugasan.kode", "wilayah.Rekap.kode"}
BEKAS_KODE = {
    "registry.RiwayatKode.kode": "a code that is no longer held: it never follows a re-code",
    "registry.KeadaanUnit.kode": "the code the unit held in that period",
}
BUKAN_KODE_WILAYAH = {
    "planning.Usulan.kode_kegiatan": "budget code of the activity asked for",
    "planning.KodeNomenklatur.kode_kegiatan": "budget code of a code book",
    "planning.BarisAnggaran.kode_kegiatan": "budget code as the document prints it",
    "planning.BarisAnggaran.kode_rekening": "account code as the document prints it",
    "planning.BarisSumberDana.kode": "code of a source of money as the document prints it",
    "planning.ImporRencanaBaris.kode_kegiatan": "budget code as a file prints it",
    "planning.ButirEvaluasi.kode_kegiatan": "budget code of the line as it was handed to the camat",
    "planning.ButirEvaluasi.kode_rekening": "account code of the line as it was handed to the camat",
    "planning.ButirRab.kode_rekening": "account code as the document prints it",
    "wilayah.Wilayah.kode_pos": "postal code",
    "registry.BarisHasil.desa": "as the ministry wrote it: a fact on paper",
    "registry.BarisHasil.kecamatan": "as the ministry wrote it: a fact on paper",
    "registry.BarisHasil.kode_desa": "as the ministry wrote it: a fact on paper",
    "spm_services.Tiket.kode": "random code on an applicant's slip",
    "spm_services.HasilAturan.kode": "code of a rule",
    "spm_services.DaftarPilihan.kode": "code of an option",
    "registry.Posyandu.nomor_registrasi": "the ministry's number: a fact on paper, it does not follow a re-code",
}
# Keys to Wilayah hold the code too (it is the primary key), so a re-code has to carry these along.
KUNCI_KE_WILAYAH = {
    "wilayah.Wilayah.induk",
    "wilayah.KataWilayah.wilayah",
    "registry.Posyandu.wilayah",
    "planning.DokumenAnggaran.wilayah",
    "registry.SuratWilayah.wilayah",
    "registry.AnggotaTim.wilayah",
    "registry.ProgramKerja.wilayah",
    "registry.Rapat.wilayah",
    "registry.Kunjungan.tim",
    "registry.AturanDaerah.wilayah",
    "registry.HariLibur.wilayah",
    "registry.Paket.wilayah",
    "registry.HasilKementerian.wilayah",
    "registry.RiwayatKode.wilayah",
    "registry.KeadaanUnit.wilayah",
    "registry.Faskes.wilayah",
    "registry.BatasWilayah.wilayah",
    "registry.PergantianKepala.wilayah",
    "registry.TemplatDaerah.wilayah",
    "registry.ImporSesi.wilayah",
    "registry.Pembayar.wilayah",
    "registry.DaftarBayar.wilayah",
    "registry.PeriodePemutakhiran.wilayah",
    "spm_services.Ambang.wilayah",
    "spm_services.DaftarPilihan.wilayah",
    "spm_services.LaporanTertutup.wilayah",
    "registry.Pelatihan.wilayah",
    "planning.BarisLokasi.wilayah",
    "planning.GerbangTahap.wilayah",
    "planning.RencanaKerja.wilayah",
    "planning.Usulan.wilayah",
    "planning.ProgramOpd.wilayah",
    "planning.VersiNomenklatur.wilayah",
    "planning.StandarHarga.wilayah",
    "planning.Skenario.wilayah",
    "planning.TemuanAnggaran.wilayah",
    "planning.AturanPorsi.wilayah",
    "planning.ImporRencana.wilayah",
    "planning.GantiKode.wilayah",
}
POLA = re.compile(r"(^|_)(kode|area|wilayah|desa|kelurahan|kecamatan|kabupaten|kota|provinsi|nomor_registrasi)(_|$)")


def kolom() -> list[models.Field]:
    return [f for m in apps.get_models() if m._meta.app_label in APLIKASI for f in m._meta.concrete_fields]


def nama(f: models.Field) -> str:
    return f"{f.model._meta.label}.{f.name}"


def test_codes_stand_in_four_columns_only():
    teks = {nama(f) for f in kolom() if isinstance(f, models.CharField | models.TextField) and POLA.search(f.name)}
    assert teks == KOLOM_KODE | set(BEKAS_KODE) | set(BUKAN_KODE_WILAYAH)


def test_keys_to_an_area_are_the_known_ones():
    assert {nama(f) for f in kolom() if f.is_relation and f.related_model is Wilayah} == KUNCI_KE_WILAYAH


def test_facts_reach_an_area_through_their_unit():
    for nama_model in ("spm_services.Rekaman", "spm_services.Hitungan", "planning.Alokasi", "registry.Kader"):
        tunjuk = {f.related_model for f in apps.get_model(nama_model)._meta.concrete_fields if f.is_relation}
        assert Wilayah not in tunjuk
