"""Adds U+202F (the narrow no-break space of French and Ukrainian numbers), which the font lacks.

Usage: narrow_space.py IN.ttf OUT.ttf
"""
import sys

from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._g_l_y_f import Glyph

font = TTFont(sys.argv[1], recalcTimestamp=False)
name = "uni202F"
width = round(font["hmtx"]["space"][0] * 0.7)
font.setGlyphOrder(font.getGlyphOrder() + [name])
font["glyf"][name] = Glyph()
font["hmtx"][name] = (width, 0)
for table in font["cmap"].tables:
    if table.isUnicode():
        table.cmap[0x202F] = name
font.save(sys.argv[2])
