#!/usr/bin/env python3
"""Writes an assembler file that holds files as constants: embed.py OUT NAME=FILE ...

The names become the rows of `embedded_files` in server/base/embedded.h, in the order given.
"""
import sys
from pathlib import Path


def main(out, *files):
    rows, data = [], []
    for number, pair in enumerate(files):
        name, _, path = pair.partition("=")
        size = Path(path).stat().st_size
        rows.append(f"    .quad name{number}, data{number}, {size}")
        data.append(f'name{number}: .asciz "{name}"\ndata{number}: .incbin "{Path(path).resolve()}"\n    .byte 0')
    Path(out).write_text("\n".join([
        "    .section .data.rel.ro", "    .globl embedded_files", "    .balign 8", "embedded_files:",
        *rows, "    .quad 0, 0, 0", "    .section .rodata", *data,
        '    .section .note.GNU-stack,"",@progbits', ""]))


main(*sys.argv[1:])
