package main

import (
	"truceline/internal/control"
	"truceline/internal/gazetteer"
	"truceline/internal/locale"
)

// findSettlements returns the settlements that query identifies: the one with that id, else all
// with that name, else the one at a labelled town with that name in some language. Names are
// compared by locale.FoldSpelling.
func findSettlements(t *control.SettlementTable, towns []gazetteer.Town,
	query string) []*control.Settlement {
	var matches []*control.Settlement
	spelling := locale.FoldSpelling(query)
	for i := range t.Settlements {
		s := &t.Settlements[i]
		if s.ID == query {
			return []*control.Settlement{s}
		}
		if locale.FoldSpelling(s.Name) == spelling {
			matches = append(matches, s)
		}
	}
	if len(matches) > 0 {
		return matches
	}
	for _, town := range towns {
		if !isNamed(town, spelling) {
			continue
		}
		if s := settlementOfTown(t, town); s != nil {
			return []*control.Settlement{s}
		}
	}
	return nil
}

// isNamed reports whether the town has, or had, a name of that folded spelling in any language.
func isNamed(town gazetteer.Town, spelling string) bool {
	for _, names := range []map[string]string{town.Names, town.FormerNames} {
		for _, name := range names {
			if locale.FoldSpelling(name) == spelling {
				return true
			}
		}
	}
	return false
}

// settlementOfTown returns the settlement of the town's oblast that is nearest to the town, or nil
// if none is near.
func settlementOfTown(t *control.SettlementTable, town gazetteer.Town) *control.Settlement {
	var best *control.Settlement
	nearest := 3000.0 // in grid steps, about 3 km
	for i := range t.Settlements {
		s := &t.Settlements[i]
		p := s.Position.Point()
		d := max(abs(p[0]-town.Point[0])*0.66, abs(p[1]-town.Point[1])) * 1e5
		if s.Oblast == town.Oblast && d < nearest {
			best, nearest = s, d
		}
	}
	return best
}

func abs(x float64) float64 { return max(x, -x) }
