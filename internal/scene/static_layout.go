package scene

import (
	"truceline/internal/geo"
)

// StaticLayout is what stands on and around the map of a picture in a page as it opens, for every
// size of its set: a page can show it before there is a program. Lengths are CSS pixels.
type StaticLayout struct {
	// MinWidth and MinH are the least size of the pictures it serves; the first set serves smaller
	// ones too.
	MinWidth, MinHeight float64
	// FocusBounds is what the map shows, Air the margin around it between head and foot.
	FocusBounds Bounds
	Padding     float64
	// Footer is the plate with the key and the sources.
	Footer Plate
	// Labels are the labels of the map.
	Labels []StaticLabel
	// Marks are those of hubs.
	Marks []StaticMark
	// ScaleBarKm is the length of the scale bar, Bar how it is written, BarStyle its look.
	ScaleBarKm    float64
	ScaleBarText  string
	ScaleBarStyle TextStyle
	// Scale is a scale in the middle of the set, in CSS pixels a metre. At it a hatch is as wide as
	// its style says; at others it grows and shrinks with the picture.
	Scale float64
}

// Plate is a plate with lines of text: below the map, or at its right as high as the picture.
// Lengths are CSS pixels.
type Plate struct {
	// ColumnWidth is the width of a plate at the right. Zero: it stands below the map.
	ColumnWidth float64
	// ReservedHeight is the height that is kept below the map, Top how much of that is left to the
	// map, at the upper edge. Both are zero for a plate at the right.
	ReservedHeight, TopGap float64
	// Labels and Keys are placed from the upper left corner of that height, or of the plate.
	Labels   []Label
	Swatches []StaticSwatch
}

// StaticSwatch is a swatch of the key: X is its left end, Y its middle. The swatch is SwatchW wide
// and SwatchH high.
type StaticSwatch struct {
	Role string
	X, Y float64
}

// The size of a swatch in the picture, in CSS pixels.
const (
	SwatchWidth  = swatchWidth
	SwatchHeight = swatchHeight
)

// StaticLabel is a label that hangs on a position: its X and Y lead from there to the left end of
// its baseline.
type StaticLabel struct {
	Label
	// TownID is that of the town whose name it is. Empty: it is no town's.
	TownID string
	Anchor geo.XY
	// DotRadius is that of the dot at the position. Zero: there is none.
	DotRadius float64
	// Leader leads from the position to the label, where there is one.
	Leader Leader
	// Extra reports whether the label stands only in pictures of the set's second least size
	// (SetRule) or larger.
	Extra bool
	// Capital marks the dot of the capital.
	Capital bool
}

// FocusBounds is the part of the map that a picture in a page shows when it opens.
func (w *World) FocusBounds(p *Picture) Bounds { return newPainter(nil, w, p).focusBounds() }

// StaticLayout is the opening of a picture in a page, for the set of its size.
func (w *World) StaticLayout(p *Picture) StaticLayout {
	d := newPainter(nil, w, p)
	s := breakpoints[breakpointFor(p.Camera)]
	scales := d.initialScales()
	still := StaticLayout{
		MinWidth: s.minWidth, MinHeight: s.minHeight,
		FocusBounds: d.focusBounds(), Padding: s.padding, Scale: scales.mid(),
		ScaleBarStyle: d.textStyle("scale"),
	}
	still.Footer = d.pageFooter()
	still.Marks = d.staticMarks()
	still.ScaleBarKm = d.initialScaleBarKm()
	still.ScaleBarText = w.formatKilometres(still.ScaleBarKm, p.KilometreUnit)
	pl, key := d.newLabelPlacer(), d.labelSetKey()
	key.extraScales = d.extraScales()
	first := d.placeInitialLabels(pl, key)
	for i := range pl.labels {
		for _, name := range pl.labels[i].staticLabels() {
			name.Extra = i >= first
			still.Labels = append(still.Labels, name)
		}
	}
	return still
}

// staticLabels is a label as names that hang on its position: of a note each line is one, the first
// with the leader.
func (s *placedLabel) staticLabels() (names []StaticLabel) {
	for i, l := range s.textLines() {
		n := StaticLabel{Label: Label{Text: l.text, X: l.dx, Y: l.dy, Style: l.style},
			Anchor: s.anchor}
		if i == 0 {
			n.Leader = s.leader
			if s.town != nil {
				n.TownID, n.DotRadius, n.Capital = s.town.id, s.dotRadius, s.town.capital
			}
		}
		names = append(names, n)
	}
	return names
}

// StaticMark is a ring about a position: Radius in CSS pixels, or Reach in metres.
type StaticMark struct {
	Center                     geo.XY
	RadiusPixels, RadiusMetres float64
}

// staticMarks are those of the picture's hubs.
func (d *painter) staticMarks() (list []StaticMark) {
	if !d.world.showsHubs(d.p) {
		return nil
	}
	for _, h := range d.p.Hubs {
		m := StaticMark{Center: geo.UkraineAlbers.Forward(h.LonLat), RadiusPixels: hubRadius}
		if h.RadiusKm > 0 {
			m.RadiusPixels, m.RadiusMetres = 0, h.RadiusKm*1000
		}
		list = append(list, m)
	}
	return list
}

// An OblastPath is an oblast as it is drawn.
type OblastPath struct {
	ID string
	*Path
}

// ContestedPaths are the paths of the contested land that Pick finds in a picture, as a canvas is
// given them, with its ids.
func (w *World) ContestedPaths(p *Picture) map[*Path]string {
	ids := map[*Path]string{}
	if d := newPainter(nil, w, p); d.controlPickable() {
		for _, s := range d.control.contested {
			for _, part := range s.parts {
				ids[part.path(d.level)] = s.id
			}
		}
	}
	return ids
}

// OblastPaths are the oblasts as they are drawn in a picture.
func (w *World) OblastPaths(p *Picture) []OblastPath {
	level := newPainter(nil, w, p).level
	var areas []OblastPath
	for _, s := range w.oblasts {
		var lines [][]geo.XY
		for _, part := range s.parts {
			if path := part.path(level); path != nil {
				lines = append(lines, path.Lines...)
			}
		}
		areas = append(areas, OblastPath{s.id, NewPath(lines)})
	}
	return areas
}

// A Breakpoint is from what size on a set is used, from what size on it has further labels (zero:
// it has none), the air that it leaves around the map, and the width of the column at the right
// (zero: there is none), in CSS pixels; and how large its type is, of the size that the style
// gives.
type Breakpoint struct{ MinWidth, MinHeight, ExtraMinWidth, ExtraMinHeight, Padding, TextScale, ColumnWidth float64 }

// Breakpoints are those of the sets, in their order.
func Breakpoints() (rules []Breakpoint) {
	for _, s := range breakpoints {
		rules = append(rules, Breakpoint{s.minWidth, s.minHeight, s.extraMinWidth, s.extraMinHeight,
			s.padding, s.textScale, s.columnWidth})
	}
	return rules
}
