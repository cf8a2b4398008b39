package scene

import (
	"fmt"
	"io/fs"
	"slices"
	"strconv"

	"github.com/paulmach/orb"

	"truceline/internal/diag"
	"truceline/internal/geo"
	"truceline/internal/jsonlite"
)

// readTowns reads towns.csv and sorts the towns by rank and population, the most important first.
func readTowns(fsys fs.FS) ([]*feature, error) {
	const name = "towns.csv"
	data, err := fs.ReadFile(fsys, name)
	if err != nil {
		return nil, err
	}
	rows, err := jsonlite.ReadRecords(data)
	if err != nil {
		return nil, diag.InFile(name, err)
	}
	if len(rows) == 0 {
		return nil, fmt.Errorf("%s: it has no head", name)
	}
	column := map[string]int{}
	for i, head := range rows[0] {
		column[head] = i
	}
	for _, need := range []string{"id", "name_en", "name_uk", "name_fr", "lon", "lat", "rank",
		"kind", "population"} {
		if _, ok := column[need]; !ok {
			return nil, fmt.Errorf("%s: column %q is missing", name, need)
		}
	}
	towns := make([]*feature, 0, len(rows)-1)
	population := map[*feature]int{}
	for _, row := range rows[1:] {
		get := func(head string) string { return row[column[head]] }
		f, err := newTown(get)
		if err != nil {
			return nil, fmt.Errorf("%s: town %q: %w", name, get("id"), err)
		}
		population[f], _ = strconv.Atoi(get("population")) // unknown: the smallest of its rank
		towns = append(towns, f)
	}
	slices.SortStableFunc(towns, func(a, b *feature) int {
		if a.rank != b.rank {
			return a.rank - b.rank
		}
		return population[b] - population[a]
	})
	return towns, nil
}

func newTown(get func(string) string) (*feature, error) {
	lon, err := strconv.ParseFloat(get("lon"), 64)
	if err != nil {
		return nil, fmt.Errorf("lon: %w", err)
	}
	lat, err := strconv.ParseFloat(get("lat"), 64)
	if err != nil {
		return nil, fmt.Errorf("lat: %w", err)
	}
	rank, err := strconv.Atoi(get("rank"))
	if err != nil {
		return nil, fmt.Errorf("rank: %w", err)
	}
	point := geo.UkraineAlbers.Forward(orb.Point{lon, lat})
	return &feature{
		kind: KindTown, ref: get("id"), id: "town-" + get("id"), rank: rank,
		names:  map[string]string{"en": get("name_en"), "uk": get("name_uk"), "fr": get("name_fr")},
		anchor: point, hasAnchor: true, bounds: Bounds{point, point},
		capital: get("kind") == "capital",
		foreign: get("kind") == "foreign",
	}, nil
}
