package scene

import (
	"truceline/internal/geo"
)

// Still is what stands on and around the map of a picture in a page as it opens, for every size of its set: a page can
// show it before there is a program. Lengths are CSS pixels.
type Still struct {
	// MinW and MinH are the least size of the pictures it serves; the first set serves smaller ones too.
	MinW, MinH float64
	// About is what the map shows, Air the margin around it between head and foot.
	About Box
	Air   float64
	// Foot is the plate with the key and the sources.
	Foot Plate
	// Names are the labels of the map.
	Names []StillName
	// Marks are those of hubs.
	Marks []StillMark
	// BarKm is the length of the scale bar, Bar how it is written, BarStyle its look.
	BarKm    float64
	Bar      string
	BarStyle TextStyle
	// Scale is a scale in the middle of the set, in CSS pixels a metre. At it a hatch is as wide as its style says; at
	// others it grows and shrinks with the picture.
	Scale float64
}

// Plate is a plate with lines of text: below the map, or at its right as high as the picture.
// Lengths are CSS pixels.
type Plate struct {
	// Side is the width of a plate at the right. Zero: it stands below the map.
	Side float64
	// H is the height that is kept below the map, Top how much of that is left to the map, at the
	// upper edge. Both are zero for a plate at the right.
	H, Top float64
	// Texts and Keys are placed from the upper left corner of that height, or of the plate.
	Texts []Label
	Keys  []StillKey
}

// StillKey is a swatch of the key: X is its left end, Y its middle. The swatch is SwatchW wide and SwatchH high.
type StillKey struct {
	Swatch string
	X, Y   float64
}

// The size of a swatch in the picture, in CSS pixels.
const (
	SwatchW = swatchW
	SwatchH = swatchH
)

// StillName is a label that hangs on a position: its X and Y lead from there to the left end of its baseline.
type StillName struct {
	Label
	// ID is that of the town whose name it is. Empty: it is no town's.
	ID string
	At geo.XY
	// Radius is that of the dot at the position. Zero: there is none.
	Radius float64
	// Leader leads from the position to the label, where there is one.
	Leader Leader
	// More reports whether the label stands only in pictures of the set's second least size (SetRule) or larger.
	More bool
	// Capital marks the dot of the capital.
	Capital bool
}

// About is the part of the map that a picture in a page shows when it opens.
func (w *World) About(p *Picture) Box { return newDrawer(nil, w, p).about() }

// Still is the opening of a picture in a page, for the set of its size.
func (w *World) Still(p *Picture) Still {
	d := newDrawer(nil, w, p)
	s := sets[setOf(p.Camera)]
	scales := d.opening()
	still := Still{
		MinW: s.w, MinH: s.h,
		About: d.about(), Air: s.air, Scale: scales.middle(), BarStyle: d.text("scale"),
	}
	still.Foot = d.pageFoot()
	still.Marks = d.marks()
	still.BarKm = d.barKm()
	still.Bar = w.kilometres(still.BarKm, p.Kilometres)
	pl, key := d.placer(), d.labelKey()
	key.more = d.more()
	first := d.placeOpening(pl, key)
	for i := range pl.spots {
		for _, name := range pl.spots[i].still() {
			name.More = i >= first
			still.Names = append(still.Names, name)
		}
	}
	return still
}

// still is a label as names that hang on its position: of a note each line is one, the first with
// the leader.
func (s *spot) still() (names []StillName) {
	for i, l := range s.rows() {
		n := StillName{Label: Label{Text: l.text, X: l.dx, Y: l.dy, Style: l.style}, At: s.at}
		if i == 0 {
			n.Leader = s.leader
			if s.town != nil {
				n.ID, n.Radius, n.Capital = s.town.id, s.radius, s.town.capital
			}
		}
		names = append(names, n)
	}
	return names
}

// StillMark is a ring about a position: Radius in CSS pixels, or Reach in metres.
type StillMark struct {
	At            geo.XY
	Radius, Reach float64
}

// marks are those of the picture's hubs.
func (d *drawer) marks() (list []StillMark) {
	if !d.world.showsHubs(d.p) {
		return nil
	}
	for _, h := range d.p.Hubs {
		m := StillMark{At: geo.Map.Forward(h.At), Radius: hubRadius}
		if h.Km > 0 {
			m.Radius, m.Reach = 0, h.Km*1000
		}
		list = append(list, m)
	}
	return list
}

// An Area is an oblast as it is drawn.
type Area struct {
	ID string
	*Path
}

// ContestedPaths are the paths of the contested land that Pick finds in a picture, as a canvas is given them, with its ids.
func (w *World) ContestedPaths(p *Picture) map[*Path]string {
	ids := map[*Path]string{}
	if d := newDrawer(nil, w, p); d.picksControl() {
		for _, s := range d.ctl.contested {
			for _, part := range s.parts {
				ids[part.path(d.level)] = s.id
			}
		}
	}
	return ids
}

// Oblasts are the oblasts as they are drawn in a picture.
func (w *World) Oblasts(p *Picture) []Area {
	level := newDrawer(nil, w, p).level
	var areas []Area
	for _, s := range w.oblasts {
		var lines [][]geo.XY
		for _, part := range s.parts {
			if path := part.path(level); path != nil {
				lines = append(lines, path.Lines...)
			}
		}
		areas = append(areas, Area{s.id, NewPath(lines)})
	}
	return areas
}

// A SetRule is from what size on a set is used, from what size on it has further labels (zero: it
// has none), the air that it leaves around the map, and the width of the column at the right (zero:
// there is none), in CSS pixels; and how large its type is, of the size that the style gives.
type SetRule struct{ W, H, MoreW, MoreH, Air, Type, Side float64 }

// SetRules are those of the sets, in their order.
func SetRules() (rules []SetRule) {
	for _, s := range sets {
		rules = append(rules, SetRule{s.w, s.h, s.moreW, s.moreH, s.air, s.scale, s.side})
	}
	return rules
}
