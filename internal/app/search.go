package app

import (
	"cmp"
	"slices"
	"strings"

	"truceline/internal/gazetteer"
	"truceline/internal/locale"
)

// SearchResult is a place found by its name. ID is for ActionSelect.
type SearchResult struct {
	ID   string `json:"id"`
	Name string `json:"name"`
	// Note is the kind of place and, for a town, its oblast.
	Note string `json:"note"`
}

// find returns up to limit oblasts and towns whose name in any language contains query, best
// first. Prefixes of the whole name rank before prefixes of a word, the reader's language before
// others, and larger towns before smaller ones.
func (s *placeSearch) find(query string, limit int) []SearchResult {
	query = locale.Fold(strings.TrimSpace(query))
	results := []SearchResult{}
	if query == "" {
		return results
	}
	type candidate struct {
		SearchResult
		rank, population int
	}
	var candidates []candidate
	for _, id := range s.areaIDs() {
		if rank, ok := s.matchRank(id, nil, query); ok {
			note := s.locale.Text("kind.oblast")
			if id == idCountry {
				note = s.locale.Text("kind.country")
			}
			candidates = append(candidates,
				candidate{SearchResult{id, s.areaName(id), note}, rank, 1 << 30})
		}
	}
	for i := range s.towns {
		t := &s.towns[i]
		id := "town-" + t.ID
		if rank, ok := s.matchRank(id, t, query); ok && s.shapeExists(id) {
			name := s.withFormerName(t, s.world.FeatureName(id, s.locale.Lang))
			candidates = append(candidates,
				candidate{SearchResult{id, name, s.townNote(t)}, rank, t.Population})
		}
	}
	slices.SortStableFunc(candidates, func(x, y candidate) int {
		return cmp.Or(cmp.Compare(x.rank, y.rank), cmp.Compare(y.population, x.population),
			s.locale.Compare(x.Name, y.Name))
	})
	for _, c := range candidates[:min(len(candidates), limit)] {
		results = append(results, c.SearchResult)
	}
	return results
}

// townNote returns the kind of a town and its oblast, as far as they are known.
func (s *placeSearch) townNote(t *gazetteer.Town) string {
	parts := []string{s.locale.Text("kind." + t.Kind),
		s.world.FeatureName(t.Oblast, s.locale.Lang)}
	return strings.Join(slices.DeleteFunc(parts, func(s string) bool { return s == "" }), " · ")
}

// matchRank reports whether a place's name in any language matches query, and how well: lower is
// better. t is nil unless the place is a town; a former name of the town counts too.
func (s *placeSearch) matchRank(id string, t *gazetteer.Town, query string) (rank int, ok bool) {
	rank = noMatch
	for _, lang := range locale.Langs() {
		name := s.world.FeatureName(id, lang)
		if id == idCountry {
			if lang != s.locale.Lang {
				continue
			}
			name = s.areaName(id)
		}
		penalty := 0
		if lang != s.locale.Lang {
			penalty = 3
		}
		rank = min(rank, penalty+nameRank(name, query))
		if t != nil && t.FormerNames != nil {
			rank = min(rank, penalty+nameRank(t.FormerNames[lang], query))
		}
	}
	return rank, rank < noMatch
}

// noMatch is the rank of a name that does not match.
const noMatch = 99

// nameRank returns how well a name matches query: 0 as its prefix, 1 as the prefix of a word, 2
// within a word, noMatch or more not at all.
func nameRank(name, query string) int {
	switch name = locale.Fold(name); {
	case strings.HasPrefix(name, query):
		return 0
	case strings.Contains(" "+name, " "+query):
		return 1
	case len([]rune(query)) > 2 && strings.Contains(name, query):
		return 2
	}
	return noMatch
}
