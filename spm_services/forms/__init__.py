"""Forms of services, one file for each part of them."""

from spm_services.forms.langkah import FormLangkah, entri_langkah
from spm_services.forms.rekaman import AWALAN, BatalForm, KoreksiKepala, RekamanForm, awal_koreksi, kelas_form

__all__ = [
    "AWALAN",
    "BatalForm",
    "FormLangkah",
    "KoreksiKepala",
    "RekamanForm",
    "awal_koreksi",
    "entri_langkah",
    "kelas_form",
]
