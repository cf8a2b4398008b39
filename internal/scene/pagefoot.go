package scene

import (
	"cmp"
	"math"
	"slices"
)

// Lengths of the key in a page's picture, in CSS pixels.
const (
	keyGap    = 6  // between a swatch and its label
	keyApart  = 18 // between entries on one line
	keyMargin = 7  // above and below the key
)

// layPage sets what stands in a picture whose page names it: on a plate along the bottom the key,
// and under it the sources; in a picture that is wide and low on a plate at the right.
func (d *drawer) layPage(f *furniture) {
	p := d.p
	if p.side() > 0 {
		d.layColumn(f)
	} else {
		d.layFoot(f)
	}
	if p.Controls {
		f.controls = p.controlsRect(f.reserved)
	}
}

// layFoot sets the key and the sources below the map.
func (d *drawer) layFoot(f *furniture) {
	p := d.p
	bottom, right := p.Camera.H-p.Covered.Bottom, p.Camera.W-p.Covered.Right
	room := min(p.Camera.W, sets[setOf(p.Camera)].w) - p.Covered.Left - p.Covered.Right - 2*marginX
	lines, sources := d.footLines(d.drawnKeys(), p.Source, room)
	height := d.footHeight(len(lines), len(sources))
	keptLines, keptSources := d.footLines(d.explained(p.RoomLegend), p.RoomSource, room)
	f.reserved = bottom - max(height, d.footHeight(len(keptLines), len(keptSources)))
	f.foot = rect{p.Covered.Left, bottom - height, right, bottom}
	d.setPlate(f, lines, sources, 1)
}

// footLines breaks the key and the sources into lines. In a low picture each has one: the entries of the key that fit,
// and the brief line of sources.
func (d *drawer) footLines(keys []Key, source string, room float64) (lines [][]keyPiece, sources []string) {
	if d.p.low() {
		return d.keyLine(keys, room), d.sourceLines(d.p.BriefSource, room)
	}
	return d.keyLines(keys, room), d.sourceLines(source, room)
}

// keyLine is a line of those entries that fit whole, in few words.
func (d *drawer) keyLine(keys []Key, room float64) [][]keyPiece {
	var fit []Key
	var line [][]keyPiece
	for _, key := range keys {
		key.Label = cmp.Or(key.Brief, key.Label)
		if longer := d.keyLines(append(fit, key), room); len(longer) == 1 {
			fit, line = append(fit, key), longer
		}
	}
	return line
}

// layColumn sets the key and the sources at the right of the map, entries one under the other. Its
// width is that of the set, so the map has one scale whatever is shown. The line spacing is reduced
// if a reader switches on more layers than fit into the lowest picture of the set.
func (d *drawer) layColumn(f *furniture) {
	p, s := d.p, sets[setOf(d.p.Camera)]
	f.reserved = p.Camera.H - p.Covered.Bottom
	right := p.Camera.W - p.Covered.Right
	f.foot = rect{p.whole(right - s.side), p.Covered.Top, right, f.reserved}
	f.room = rect{p.Covered.Left, p.Covered.Top, f.foot.x0, f.reserved}
	room := s.side - 2*marginX
	var lines [][]keyPiece
	for _, key := range d.drawnKeys() {
		key.Label = cmp.Or(key.Long, key.Label)
		lines = append(lines, d.keyLines([]Key{key}, room)...)
	}
	sources := d.sourceLines(p.Source, room)
	height := d.footHeight(len(lines), len(sources))
	d.setPlate(f, lines, sources, min(1, (s.h-p.Covered.Top-p.Covered.Bottom)/height))
}

// setPlate sets lines of the key and of the sources on the plate of a picture in a page; share is
// how far apart they stand, of the distance that lines have.
func (d *drawer) setPlate(f *furniture, lines [][]keyPiece, sources []string, share float64) {
	key, source := d.text("legend"), d.text("source")
	f.plates = append(f.plates, f.foot)
	y := f.foot.y0 + share*keyMargin
	for _, line := range lines {
		d.setKeyLine(f, line, y, share*keyLeading(key), key)
		y += share * keyLeading(key)
	}
	if len(lines) == 0 {
		y = f.foot.y0
	}
	y += share * (4.5 + source.Size*0.98)
	for _, line := range sources {
		f.texts = append(f.texts, Label{Text: line, X: f.foot.x0 + marginX, Y: math.Round(y), Style: source})
		y += share * sourceLeading(source)
	}
}

// drawnKeys are the entries of the picture's key, those of which it has something.
func (d *drawer) drawnKeys() []Key {
	keys := d.explained(d.p.Legend)
	return slices.DeleteFunc(keys, func(k Key) bool { return !d.draws(k.Swatch) })
}

// explained are the entries of a key, in a small picture without the border: what it is goes without saying there.
func (d *drawer) explained(keys []Key) []Key {
	return slices.DeleteFunc(slices.Clone(keys), func(k Key) bool { return k.Swatch == "border" && Small(d.p.Camera) })
}

// footHeight is the height of so many lines of key and sources.
func (d *drawer) footHeight(keys, sources int) (h float64) {
	if keys > 0 {
		h += keyMargin + float64(keys)*keyLeading(d.text("legend"))
	}
	if sources > 0 {
		h += 9 + float64(sources)*sourceLeading(d.text("source"))
	}
	return math.Round(h)
}

// sourceLines breaks the line of sources.
func (d *drawer) sourceLines(text string, room float64) []string {
	if text == "" {
		return nil
	}
	const most = 12
	s := d.text("source")
	lines := d.wrap(text, s, room, most)
	if len(lines) > 2 {
		lines = d.balance(text, s, room, most)
	}
	return lines
}

// PageFoot is what stands below the map of a picture in a page, or at its right.
func (w *World) PageFoot(p *Picture) Plate { return newDrawer(nil, w, p).pageFoot() }

func (d *drawer) pageFoot() Plate {
	f := d.fur
	foot, x, y := Plate{H: d.p.Camera.H - f.reserved, Top: f.foot.y0 - f.reserved}, 0.0, f.reserved
	if side := d.p.side(); side > 0 {
		foot, x, y = Plate{Side: side}, f.foot.x0, f.foot.y0
	}
	for _, l := range f.texts {
		l.X, l.Y = l.X-x, l.Y-y
		foot.Texts = append(foot.Texts, l)
	}
	for _, k := range f.keys {
		foot.Keys = append(foot.Keys, StillKey{k.swatch, k.x - x, k.y - y})
	}
	return foot
}

func keyLeading(s TextStyle) float64    { return math.Round(s.Size*1.22 + 2) }
func sourceLeading(s TextStyle) float64 { return s.Size * 1.28 }

// keyPiece is a line of an entry of the key: its swatch stands before the first.
type keyPiece struct {
	swatch string
	text   string
	x      float64 // of its left end, from the key's
}

// keyLines breaks the key into lines no wider than room, as many entries on each as have room. A label that is longer goes
// on over several lines.
func (d *drawer) keyLines(keys []Key, room float64) (lines [][]keyPiece) {
	s := d.text("legend")
	const indent = swatchW + keyGap
	x := math.Inf(1)
	for _, key := range keys {
		width := indent + d.world.Fonts.Advance(key.Label, s)
		if x+width > room {
			lines, x = append(lines, nil), 0
		}
		last := len(lines) - 1
		if width <= room {
			lines[last] = append(lines[last], keyPiece{key.Swatch, key.Label, x})
			x += width + keyApart
			continue
		}
		for i, text := range d.balance(key.Label, s, room-indent, 3) {
			swatch := key.Swatch
			if i > 0 {
				lines, swatch = append(lines, nil), ""
			}
			lines[len(lines)-1] = []keyPiece{{swatch, text, 0}}
		}
		x = math.Inf(1)
	}
	return lines
}

// setKeyLine sets a line of the key whose upper edge is at y; leading is its height.
func (d *drawer) setKeyLine(f *furniture, line []keyPiece, y, leading float64, s TextStyle) {
	left := f.foot.x0 + marginX
	base := math.Round(y + (leading+d.world.Fonts.CapHeight(s))/2)
	for _, piece := range line {
		if piece.swatch != "" {
			f.keys = append(f.keys, placedKey{piece.swatch, left + math.Round(piece.x), base - math.Round(d.world.Fonts.CapHeight(s)/2)})
		}
		f.texts = append(f.texts, Label{Text: piece.text, X: left + math.Round(piece.x) + swatchW + keyGap, Y: base, Style: s})
	}
}
