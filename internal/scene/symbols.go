package scene

import (
	"strings"

	"github.com/paulmach/orb"

	"truceline/internal/geo"
)

// Symbol is a point of a layer that the picture brings along, such as a site. It is drawn as a
// hollow square of constant size on the screen.
type Symbol struct {
	// Layer is the id in Picture.Layers of its layer.
	Layer string
	// ID is its id as in Hit.ID, Ref its id in the story.
	ID, Ref string
	// LonLat is its position, lon and lat in degrees.
	LonLat orb.Point
	// Label is its label, ShortLabel its form in a small picture.
	Label, ShortLabel string
}

// SymbolRadius is half the side of a symbol's square, in CSS pixels.
const SymbolRadius = 4.5

func (s *Symbol) feature(kind Kind) *feature {
	point := geo.UkraineAlbers.Forward(s.LonLat)
	return &feature{kind: kind, id: s.ID, ref: s.Ref, anchor: point, hasAnchor: true,
		bounds: Bounds{point, point}, names: map[string]string{"en": s.Label},
		shortNames: map[string]string{"en": s.ShortLabel}}
}

// symbolFeatures returns the picture's symbols of a layer.
func (d *frame) symbolFeatures(l *layer) (list []*feature) {
	for i := range d.p.Symbols {
		if s := &d.p.Symbols[i]; s.Layer == l.toggle {
			list = append(list, s.feature(l.kind))
		}
	}
	return list
}

// isSymbol reports whether a feature is one of the picture's symbols.
func (d *frame) isSymbol(f *feature) bool {
	for i := range d.p.Symbols {
		if d.p.Symbols[i].ID == f.id {
			return true
		}
	}
	return false
}

// drawSymbol draws a hollow square around a point in CSS pixels.
func (d *painter) drawSymbol(x, y float64, line LineStyle) {
	const side = 2 * SymbolRadius
	m := Matrix{XX: side, YY: side, X0: x - SymbolRadius, Y0: y - SymbolRadius}
	d.strokePath(unitSquare, m, line.Casing)
	d.strokePath(unitSquare, m, line.Stroke)
}

// placeSymbolLabels labels the points of plain layers, on land of the holder of the point.
func (d labeller) placeSymbolLabels(placer *labelPlacer) {
	for i := range layers {
		l := &layers[i]
		if l.stage != stageSymbols || !l.isPlain() || len(l.texts) == 0 || !d.isShown(l) {
			continue
		}
		for _, f := range d.features(l) {
			texts := []string{f.name(d.p.Lang), f.shortName(d.p.Lang)}
			if IsSmall(d.p.Camera) {
				texts = texts[1:]
			}
			d.placeSymbolLabel(placer, f, texts, d.textStyle(l.texts[0]))
		}
	}
}

// placeSymbolLabel places the first of some texts that fits beside a symbol.
func (d labeller) placeSymbolLabel(placer *labelPlacer, f *feature, texts []string,
	style TextStyle) {
	for _, text := range texts {
		label := &townLabel{text: text, style: style, dotRadius: SymbolRadius,
			clearance: SymbolRadius, allowLeader: true}
		if placer.isPlaced(label, f) ||
			placer.placeTownLabel(d.newTownConstraints(f), f, label) {
			return
		}
	}
}

// shownSymbols returns the ids of the symbols that are labelled, each followed by a space.
func (d labeller) shownSymbols() string {
	if len(d.p.Symbols) == 0 {
		return ""
	}
	var ids strings.Builder
	for i := range d.p.Symbols {
		if s := &d.p.Symbols[i]; d.p.Shows(s.Layer) {
			ids.WriteString(s.ID + " ")
		}
	}
	return ids.String()
}

// isTown reports whether a label is that of a town.
func (l *placedLabel) isTown() bool { return l.town != nil && l.town.kind == KindTown }
