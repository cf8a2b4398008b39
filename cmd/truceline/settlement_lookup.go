package main

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"truceline/internal/assetcheck"
	"truceline/internal/control"
)

// findSettlements returns the settlements that a word means: the one with that id, or all whose
// name is the word in some spelling, or, if there is none, that a labelled town with such a name in
// any language stands for.
func findSettlements(t *control.SettlementTable, towns []assetcheck.Town,
	word string) []*control.Settlement {
	var found []*control.Settlement
	folded := normalizeName(word)
	for i := range t.Settlements {
		s := &t.Settlements[i]
		if s.ID == word {
			return []*control.Settlement{s}
		}
		if normalizeName(s.Name) == folded {
			found = append(found, s)
		}
	}
	if len(found) > 0 {
		return found
	}
	for _, town := range towns {
		for _, name := range town.Names {
			if normalizeName(name) == folded {
				if s := settlementOfTown(t, town); s != nil {
					return []*control.Settlement{s}
				}
			}
		}
	}
	return nil
}

// settlementOfTown returns the settlement of a town's oblast that stands where the town does.
func settlementOfTown(t *control.SettlementTable, town assetcheck.Town) *control.Settlement {
	var best *control.Settlement
	nearest := 3000.0 // grid steps, some 3 km
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

// normalizeName makes spellings of one name alike: capitals, accents, apostrophes, hyphens and
// spaces do not count, y, i and j are one letter however many of them stand together, and Ukrainian
// letters are written as Resolution 55 of the Cabinet of Ministers of Ukraine (2010) romanises
// them.
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
	last := rune(0)
	for _, r := range norm.NFD.String(latin.String()) {
		switch {
		case r == 'y' || r == 'j':
			r = 'i'
		// one of the apostrophes is a letter
		case !unicode.IsLetter(r) && !unicode.IsDigit(r), unicode.Is(unicode.Lm, r):
			continue
		}
		if r != 'i' || last != 'i' {
			b.WriteRune(r)
		}
		last = r
	}
	return b.String()
}

var romanised = map[rune]string{
	'а': "a", 'б': "b", 'в': "v", 'г': "h", 'ґ': "g", 'д': "d", 'е': "e", 'є': "ie", 'ж': "zh",
	'з': "z", 'и': "y",
	'і': "i", 'ї': "i", 'й': "i", 'к': "k", 'л': "l", 'м': "m", 'н': "n", 'о': "o", 'п': "p",
	'р': "r", 'с': "s",
	'т': "t", 'у': "u", 'ф': "f", 'х': "kh", 'ц': "ts", 'ч': "ch", 'ш': "sh", 'щ': "shch", 'ь': "",
	'ю': "iu", 'я': "ia",
}
