package app

import (
	"cmp"
	"slices"
	"strings"

	"truceline/internal/locale"
)

// SearchResult is a place whose name was looked for. ID is for ActionSelect.
type SearchResult struct {
	ID   string `json:"id"`
	Name string `json:"name"`
	// Note says what it is and, of a town, in which oblast.
	Note string `json:"note"`
}

// Search finds oblasts and towns by a part of their name in any of the languages, the best first
// and at most that many. Names that begin like this come before those with a word that does, the
// reader's language before the others, and large towns before small ones.
func (a *App) Search(words string, most int) []SearchResult {
	words = locale.Fold(strings.TrimSpace(words))
	found := []SearchResult{}
	if words == "" {
		return found
	}
	type hit struct {
		SearchResult
		rank, people int
	}
	var hits []hit
	for _, id := range a.areaIDs() {
		if rank, ok := a.matchRank(id, nil, words); ok {
			note := a.locale.Text("kind.oblast")
			if id == idCountry {
				note = a.locale.Text("kind.country")
			}
			hits = append(hits, hit{SearchResult{id, a.areaName(id), note}, rank, 1 << 30})
		}
	}
	for i := range a.towns {
		t := &a.towns[i]
		id := "town-" + t.id
		if rank, ok := a.matchRank(id, t, words); ok && a.shapeExists(id) {
			note := strings.Join(slices.DeleteFunc([]string{a.locale.Text("kind." + t.kind),
				a.world.FeatureName(t.oblast, a.locale.Lang)},
				func(s string) bool { return s == "" }), " · ")
			hits = append(hits,
				hit{SearchResult{id, a.withFormerName(t, a.world.FeatureName(id, a.locale.Lang)),
					note}, rank, t.population})
		}
	}
	slices.SortStableFunc(hits, func(x, y hit) int {
		return cmp.Or(cmp.Compare(x.rank, y.rank), cmp.Compare(y.people, x.people),
			a.locale.Compare(x.Name, y.Name))
	})
	for _, h := range hits[:min(len(hits), most)] {
		found = append(found, h.SearchResult)
	}
	return found
}

// matchRank reports whether a name of a place in any language has some words, and how well: less is
// better. Of a renamed town the former name counts, too; nil: it is no town.
func (a *App) matchRank(id string, t *town, words string) (rank int, ok bool) {
	rank = noMatch
	for _, lang := range locale.Langs() {
		name := a.world.FeatureName(id, lang)
		if id == idCountry {
			if lang != a.locale.Lang {
				continue
			}
			name = a.areaName(id)
		}
		other := 0
		if lang != a.locale.Lang {
			other = 3
		}
		rank = min(rank, other+nameRank(name, words))
		if t != nil && t.formerNames != "" {
			rank = min(rank, other+nameRank(t.formerName(lang), words))
		}
	}
	return rank, rank < noMatch
}

// noMatch is the rank of a name that does not have the words.
const noMatch = 99

// nameRank is how well a name has some words: 0 begins with them, noMatch and more has them not.
func nameRank(name, words string) int {
	switch name = locale.Fold(name); {
	case strings.HasPrefix(name, words):
		return 0
	case strings.Contains(" "+name, " "+words):
		return 1
	case len([]rune(words)) > 2 && strings.Contains(name, words):
		return 2
	}
	return noMatch
}
