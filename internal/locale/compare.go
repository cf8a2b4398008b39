package locale

import (
	"slices"
	"strings"
)

// ukrainianAlphabet is in sort order. Unicode puts ґ, є, і and ї after all other letters.
const ukrainianAlphabet = "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя"

// foldReplacer removes accents and apostrophes, and replaces hyphens by spaces. In French, accents
// only order words that are otherwise equal, which place names are not.
var foldReplacer = strings.NewReplacer("à", "a", "â", "a", "ä", "a", "ç", "c", "é", "e", "è", "e",
	"ê", "e", "ë", "e", "î", "i", "ï", "i", "ô", "o", "ö", "o", "ù", "u", "û", "u", "ü", "u", "œ",
	"oe", "’", "", "'", "", "-", " ")

// Fold maps names that differ only in case, accents, apostrophes and hyphens to the same text, for
// lookups.
func Fold(s string) string { return foldReplacer.Replace(strings.ToLower(s)) }

// Compare compares two names in the language's alphabetical order. It is negative if a comes first.
func (l *Locale) Compare(a, b string) int {
	return strings.Compare(l.sortKey(a), l.sortKey(b))
}

// Sort sorts ids by their names, calling name once for each.
func (l *Locale) Sort(ids []string, name func(id string) string) {
	keys := make(map[string]string, len(ids))
	for _, id := range ids {
		keys[id] = l.sortKey(name(id))
	}
	slices.SortStableFunc(ids, func(a, b string) int { return strings.Compare(keys[a], keys[b]) })
}

func (l *Locale) sortKey(s string) string {
	s = Fold(s)
	if l.Lang != "uk" {
		return s
	}
	return strings.Map(func(r rune) rune {
		if i := strings.IndexRune(ukrainianAlphabet, r); i >= 0 {
			return 'а' + rune(i) // byte indexes grow in the same order as letters
		}
		return r
	}, s)
}
