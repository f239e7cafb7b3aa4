"""Forms of services, one file for each part of them."""

from spm_services.forms.rekaman import AWALAN, BatalForm, KoreksiKepala, RekamanForm, awal_koreksi, kelas_form

__all__ = ["AWALAN", "BatalForm", "KoreksiKepala", "RekamanForm", "awal_koreksi", "kelas_form"]
