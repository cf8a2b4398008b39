package measure

import (
	"maps"
	"slices"

	"github.com/paulmach/orb"

	"truceline/internal/geo"
	"truceline/internal/story"
)

// WithdrawalsFile is the file with the land that forces would leave, of a date, relative to the
// assets.
func WithdrawalsFile(date string) string { return "geojson/withdrawals-" + date + ".geojson" }

// WithdrawalFeatures returns the land that the forces of one side would leave under the scenario: a
// MultiPolygon with the shape's id, its km2, the codes of its oblasts, and where to write on it,
// label_lon and label_lat; then, with the id "edge-ID", its outline as a MultiLineString where that
// is not the line of contact. Contested land that would go to the other side goes with it. Empty:
// there is none.
func (z *Zones) WithdrawalFeatures(s story.Shape) []geo.Feature {
	w := s.Withdrawal
	km2 := map[string]float64{}
	leaves := func(face int) bool {
		if face < 0 {
			return false
		}
		f := z.Faces[face]
		own := len(w.Oblasts) == 0 || slices.Contains(w.Oblasts, f.Oblast)
		return f.Oblast != "" && own && z.changesSides(face) &&
			(f.Class == story.ClassHeld) == (w.From == story.ClassHeld)
	}
	total := 0.0
	for i, f := range z.Faces {
		if leaves(i) {
			km2[f.Oblast] += f.Km2
			total += f.Km2
		}
	}
	if total < minChangeKm2 {
		return nil
	}
	maps.DeleteFunc(km2, func(_ string, size float64) bool { return size < minChangeKm2 })
	land, levels := z.Subdivision.Dissolve(leaves)
	at := labelPoint(land)
	// The line of contact has held land on one of its sides.
	edge, edgeLevels := z.Subdivision.EdgesBetween(leaves, func(face int) bool {
		held := face >= 0 && z.Faces[face].Class == story.ClassHeld
		abroad := face < 0 || z.Faces[face].Oblast == ""
		return !leaves(face) && (abroad || held == (w.From == story.ClassHeld))
	})
	return []geo.Feature{
		{ID: s.ID, Geometry: land, Levels: levels, Properties: map[string]any{
			"km2": round(total, 1), "oblasts": slices.Sorted(maps.Keys(km2)), "label_lon": at[0],
			"label_lat": at[1],
		}},
		{ID: "edge-" + s.ID, Geometry: orb.MultiLineString(edge), Levels: edgeLevels,
			Properties: map[string]any{}},
	}
}
