package main

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"truceline/internal/assetcheck"
	"truceline/internal/control"
)

// findSettlements returns the settlements that query identifies: the one with that id, else all
// with that name, else the one at a labelled town with that name in some language. Names are
// compared by normalizeName.
func findSettlements(t *control.SettlementTable, towns []assetcheck.Town,
	query string) []*control.Settlement {
	var matches []*control.Settlement
	normalized := normalizeName(query)
	for i := range t.Settlements {
		s := &t.Settlements[i]
		if s.ID == query {
			return []*control.Settlement{s}
		}
		if normalizeName(s.Name) == normalized {
			matches = append(matches, s)
		}
	}
	if len(matches) > 0 {
		return matches
	}
	for _, town := range towns {
		for _, name := range town.Names {
			if normalizeName(name) == normalized {
				if s := settlementOfTown(t, town); s != nil {
					return []*control.Settlement{s}
				}
			}
		}
	}
	return nil
}

// settlementOfTown returns the settlement of the town's oblast that is nearest to the town, or nil
// if none is near.
func settlementOfTown(t *control.SettlementTable, town assetcheck.Town) *control.Settlement {
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

// normalizeName returns a form in which spellings of the same name are equal. It ignores case,
// accents, apostrophes, hyphens and spaces, unifies y, i and j and their repetitions, and romanises
// Ukrainian letters by Resolution 55 of the Cabinet of Ministers of Ukraine (2010).
func normalizeName(name string) string {
	var latin strings.Builder
	for _, r := range strings.ToLower(norm.NFC.String(name)) {
		if s, ok := romanised[r]; ok {
			latin.WriteString(s)
		} else {
			latin.WriteRune(r)
		}
	}
	var b strings.Builder
	previous := rune(0)
	for _, r := range norm.NFD.String(latin.String()) {
		switch {
		case r == 'y' || r == 'j':
			r = 'i'
		// U+02BC, the modifier letter apostrophe, counts as a letter
		case !unicode.IsLetter(r) && !unicode.IsDigit(r), unicode.Is(unicode.Lm, r):
			continue
		}
		if r != 'i' || previous != 'i' {
			b.WriteRune(r)
		}
		previous = r
	}
	return b.String()
}

// romanised is the table of Resolution 55 for letters that are not at the beginning of a word.
var romanised = map[rune]string{
	'а': "a", 'б': "b", 'в': "v", 'г': "h", 'ґ': "g", 'д': "d", 'е': "e", 'є': "ie", 'ж': "zh",
	'з': "z", 'и': "y",
	'і': "i", 'ї': "i", 'й': "i", 'к': "k", 'л': "l", 'м': "m", 'н': "n", 'о': "o", 'п': "p",
	'р': "r", 'с': "s",
	'т': "t", 'у': "u", 'ф': "f", 'х': "kh", 'ц': "ts", 'ч': "ch", 'ш': "sh", 'щ': "shch", 'ь': "",
	'ю': "iu", 'я': "ia",
}
