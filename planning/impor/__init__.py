"""Reading budgets and code books from files: text in, judged rows out. No database here, so it is fast to test.

- `dasar.py`: what a row becomes (terima, perbaiki, abaikan, tolak) and the control totals;
- `kode.py`, `angka.py`, `sumber.py`: one cell to one value, with every repair told;
- `sipd.py`, `siskeudes.py`, `templat.py`, `tempel.py`: the four shapes of budget lines;
- `nomenklatur.py`: code books (export of SIPD, flat lists).

Storing is planning.actions.impor and planning.actions.kode. Nothing is changed in silence: what a reader alters stands
in the row's messages (planning study 2 and 8).
"""
