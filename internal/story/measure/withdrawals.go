package measure

import (
	"maps"
	"slices"

	"github.com/paulmach/orb"

	"truceline/internal/geo/geojson"
	"truceline/internal/story"
)

// WithdrawalFeatures returns the land that the forces of one side would leave under the scenario.
// The first feature is a MultiPolygon with the shape's id and the properties km2, oblasts (codes),
// label_lon and label_lat. The second is its outline without the line of contact, a MultiLineString
// with the id "edge-ID". Contested land that would pass to the other side is included. The result
// is empty if no land would be left.
func (z *Zones) WithdrawalFeatures(shape story.Shape) []geojson.Feature {
	withdrawal := shape.Withdrawal
	km2 := map[string]float64{}
	isLeft := func(face int) bool {
		if face < 0 {
			return false
		}
		f := z.Faces[face]
		inOblasts := len(withdrawal.Oblasts) == 0 || slices.Contains(withdrawal.Oblasts, f.Oblast)
		return f.Oblast != "" && inOblasts && z.changesSides(face) &&
			(f.Class == story.ClassHeld) == (withdrawal.From == story.ClassHeld)
	}
	total := 0.0
	for i, f := range z.Faces {
		if isLeft(i) {
			km2[f.Oblast] += f.Km2
			total += f.Km2
		}
	}
	if total < minChangeKm2 {
		return nil
	}
	maps.DeleteFunc(km2, func(_ string, size float64) bool { return size < minChangeKm2 })
	land, levels := z.Subdivision.Dissolve(isLeft)
	label := labelPoint(land)
	// On the line of contact one side is held land and the other is not.
	edge, edgeLevels := z.Subdivision.EdgesBetween(isLeft, func(face int) bool {
		held := face >= 0 && z.Faces[face].Class == story.ClassHeld
		abroad := face < 0 || z.Faces[face].Oblast == ""
		return !isLeft(face) && (abroad || held == (withdrawal.From == story.ClassHeld))
	})
	return []geojson.Feature{
		{ID: shape.ID, Geometry: land, Levels: levels, Properties: map[string]any{
			"km2": round(total, 1), "oblasts": slices.Sorted(maps.Keys(km2)), "label_lon": label[0],
			"label_lat": label[1],
		}},
		{ID: "edge-" + shape.ID, Geometry: orb.MultiLineString(edge), Levels: edgeLevels,
			Properties: map[string]any{}},
	}
}
