package scene

import (
	"strings"

	"github.com/paulmach/orb"

	"truceline/internal/geo"
	"truceline/internal/geo/geojson"
)

// feature is a map feature that can be drawn, picked and labelled.
type feature struct {
	kind       Kind
	id, ref    string
	names      map[string]string // by language
	shortNames map[string]string // short names for the map
	anchor     geo.XY            // of its label
	hasAnchor  bool
	radiusKm   float64 // of a hub's area around its anchor
	geometry           // areas or lines
	bounds     Bounds
	rank       int
	heldSince  string // of held territory: "2014", "2022-02-23" or a later date
	// removedOn is the first day, "2023-06-06", on which the feature no longer existed. Empty means
	// that it still exists.
	removedOn string
	capital   bool // of a town: Kyiv
	foreign   bool // of a town: in another country
}

func newFeature(source *geojson.Feature, kind Kind, prefix string) *feature {
	f := &feature{kind: kind, ref: source.ID, id: prefix + source.ID, bounds: EmptyBounds()}
	f.names, f.shortNames = textsByLang(source.Properties, "name_"),
		textsByLang(source.Properties, "label_")
	lon, hasLon := source.Properties["label_lon"].(float64)
	lat, hasLat := source.Properties["label_lat"].(float64)
	if hasLon && hasLat {
		f.anchor, f.hasAnchor = geo.UkraineAlbers.Forward(orb.Point{lon, lat}), true
	}
	if rank, ok := source.Properties["rank"].(float64); ok {
		f.rank = int(rank)
	}
	f.heldSince, _ = source.Properties["since"].(string)
	f.removedOn, _ = source.Properties["until"].(string)
	if source.Properties["kind"] == string(KindRiver) {
		f.kind = KindRiver // a river that is drawn as an area
	}
	f.parts = projectGeometry(source)
	for _, p := range f.parts {
		f.bounds = f.bounds.Union(p.bounds)
	}
	return f
}

// textsByLang returns the texts of properties such as name_en by language.
func textsByLang(properties map[string]any, prefix string) map[string]string {
	out := map[string]string{}
	for key, value := range properties {
		lang, ok := strings.CutPrefix(key, prefix)
		if text, isText := value.(string); ok && isText && len(lang) == 2 {
			out[lang] = text
		}
	}
	return out
}

// name returns the name in a language, or else in English.
func (f *feature) name(lang string) string {
	if n := f.names[lang]; n != "" {
		return n
	}
	return f.names["en"]
}

// shortName returns the short name in a language. Fallbacks are the name in that language, then the
// short name and the name in English.
func (f *feature) shortName(lang string) string {
	for _, n := range []string{f.shortNames[lang], f.names[lang], f.shortNames["en"]} {
		if n != "" {
			return n
		}
	}
	return f.names["en"]
}

// contains reports whether q is in the feature, at the finest level of detail.
func (f *feature) contains(q geo.XY) bool {
	if !f.bounds.Contains(q) {
		return false
	}
	for _, p := range f.parts {
		if p.contains(q) {
			return true
		}
	}
	return false
}

// containsAtLevel reports whether q is in the feature as it is drawn at a level of detail, which is
// faster than contains.
func (f *feature) containsAtLevel(level int, q geo.XY) bool {
	if !f.bounds.Contains(q) {
		return false
	}
	for _, p := range f.parts {
		if path := p.path(level); p.closed && path != nil && path.contains(q) {
			return true
		}
	}
	return false
}

// innerPoint returns a point inside an area: its label point, or else its best label anchor.
func (f *feature) innerPoint(anchors []labelAnchor) geo.XY {
	switch {
	case f.hasAnchor && f.contains(f.anchor):
		return f.anchor
	case len(anchors) > 0:
		return anchors[0].position
	}
	return f.parts[0].rings[0].points[0]
}
