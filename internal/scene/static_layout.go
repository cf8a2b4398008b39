package scene

import "truceline/internal/geo"

// StaticLayout holds labels, footer, hub marks and scale bar of the initial view for one
// breakpoint. A page can show them before the program has loaded. Lengths are CSS pixels.
type StaticLayout struct {
	// MinWidth and MinHeight are the minimum size of the breakpoint. The first breakpoint also
	// serves smaller pictures.
	MinWidth, MinHeight float64
	// FocusBounds is the part of the map to show, Padding the margin around it between header and
	// footer.
	FocusBounds Bounds
	Padding     float64
	// Footer is the plate with the legend and the sources.
	Footer Plate
	// Labels are the labels on the map.
	Labels []StaticLabel
	// Marks are the marks of hubs.
	Marks []StaticMark
	// ScaleBarKm is the length of the scale bar in km, ScaleBarText its label, ScaleBarStyle the
	// label's style.
	ScaleBarKm    float64
	ScaleBarText  string
	ScaleBarStyle TextStyle
	// Scale is the scale in the middle of the breakpoint's range, in CSS pixels per metre, at which
	// hatches have the width of their style. At other scales they are scaled with the picture.
	Scale float64
}

// Plate is a plate with lines of text: below the map, or at its right in the full height of the
// picture. Lengths are CSS pixels.
type Plate struct {
	// ColumnWidth is the width of a plate at the right. Zero means that it is below the map.
	ColumnWidth float64
	// ReservedHeight is the height that is reserved below the map. TopGap is the upper part of it
	// that the plate does not cover. Both are zero for a plate at the right.
	ReservedHeight, TopGap float64
	// Labels and Swatches are relative to the upper left corner of the reserved height, or of a
	// plate at the right.
	Labels   []Label
	Swatches []StaticSwatch
}

// StaticSwatch is a swatch of the legend, SwatchWidth by SwatchHeight. X is its left end, Y its
// vertical middle.
type StaticSwatch struct {
	Role string
	X, Y float64
}

// Size of a swatch in CSS pixels.
const (
	SwatchWidth  = swatchWidth
	SwatchHeight = swatchHeight
)

// StaticLabel is a label at an anchor on the map. Its X and Y lead from the anchor to the left end
// of its baseline.
type StaticLabel struct {
	Label
	// TownID is the id of the labelled town. Empty means that it is not a town's label.
	TownID string
	Anchor geo.XY
	// DotRadius is the radius of the dot at the anchor. Zero means that there is none.
	DotRadius float64
	// Leader is the line from the anchor to the label, if there is one.
	Leader Leader
	// Extra is set if the label is only in pictures of at least the breakpoint's ExtraMinWidth and
	// ExtraMinHeight.
	Extra bool
	// Capital is set if the dot is the capital's.
	Capital bool
}

// FocusBounds returns the part of the map that the initial view of a picture in a page shows.
func (w *World) FocusBounds(p *Picture) Bounds { return newFrame(w, p).focusBounds() }

// StaticLayout returns the static layout of a picture in a page, for the breakpoint of its size.
func (w *World) StaticLayout(p *Picture) StaticLayout {
	d := newFrame(w, p)
	bp := breakpoints[breakpointFor(p.Camera)]
	scales := d.initialScales()
	layout := StaticLayout{
		MinWidth: bp.minWidth, MinHeight: bp.minHeight,
		FocusBounds: d.focusBounds(), Padding: bp.padding, Scale: scales.mid(),
		ScaleBarStyle: d.textStyle("scale"),
	}
	layout.Footer = layouter{d}.pageFooter()
	layout.Marks = d.staticMarks()
	layout.ScaleBarKm = d.initialScaleBarKm()
	layout.ScaleBarText = w.formatKilometres(layout.ScaleBarKm, p.KilometreUnit)
	l := labeller{d}
	placer, key := l.newLabelPlacer(), l.labelSetKey()
	key.extraScales = d.extraScales()
	first := l.placeInitialLabels(placer, key)
	for i := range placer.labels {
		for _, label := range placer.labels[i].staticLabels() {
			label.Extra = i >= first
			layout.Labels = append(layout.Labels, label)
		}
	}
	return layout
}

// staticLabels returns a label as static labels: one for each line of a callout, the first with the
// leader.
func (l *placedLabel) staticLabels() (out []StaticLabel) {
	for i, line := range l.textLines() {
		label := StaticLabel{
			Label:  Label{Text: line.text, X: line.dx, Y: line.dy, Style: line.style},
			Anchor: l.anchor,
		}
		if i == 0 {
			label.Leader = l.leader
			if l.isTown() {
				label.TownID, label.Capital = l.town.id, l.town.capital
				label.DotRadius = l.dotRadius
			}
		}
		out = append(out, label)
	}
	return out
}

// StaticMark is a ring around a point: of RadiusPixels CSS pixels, or of RadiusMetres metres.
type StaticMark struct {
	Center                     geo.XY
	RadiusPixels, RadiusMetres float64
}

// staticMarks returns the marks of the picture's hubs.
func (d *frame) staticMarks() (list []StaticMark) {
	if !d.showsHubs() {
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
