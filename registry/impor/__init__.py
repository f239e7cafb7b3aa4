"""Bringing in what exists: a file becomes rows, each row an outcome, and only then something is stored.

- `berkas.py`: XLSX and CSV as rows of text, checked before anything is opened;
- `bacaan.py`: one cell to one value, or a sentence why not;
- `dasar.py`: what a kind of list consists of, and what is known while its rows are judged;
- `jenis.py`: THE list of kinds; a new kind is one entry there;
- `kerja.py`: the two long jobs, reading and storing.
"""
