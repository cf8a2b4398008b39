package scene

import (
	"io/fs"
	"slices"

	"truceline/internal/gazetteer"
	"truceline/internal/geo"
)

// readTowns reads the table of towns and sorts them by rank and population, the most important
// first.
func readTowns(fsys fs.FS) ([]*feature, error) {
	table, err := gazetteer.Read(fsys)
	if err != nil {
		return nil, err
	}
	slices.SortStableFunc(table, func(a, b gazetteer.Town) int {
		if a.Rank != b.Rank {
			return a.Rank - b.Rank
		}
		return b.Population - a.Population
	})
	towns := make([]*feature, len(table))
	for i := range table {
		towns[i] = newTown(&table[i])
	}
	return towns, nil
}

func newTown(t *gazetteer.Town) *feature {
	point := geo.UkraineAlbers.Forward(t.Point)
	return &feature{
		kind: KindTown, ref: t.ID, id: "town-" + t.ID, rank: t.Rank,
		names: t.Names, anchor: point, hasAnchor: true, bounds: Bounds{point, point},
		capital: t.Kind == "capital",
		foreign: t.Kind == "foreign",
	}
}
