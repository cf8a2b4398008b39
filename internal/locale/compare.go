package locale

import (
	"slices"
	"strings"
)

// ukrainianAlphabet is the alphabet; in Unicode ґ, є, і and ї stand behind all other letters.
const ukrainianAlphabet = "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя"

// foldReplacer are the letters of French names without their accents. In French, accents decide
// only between words that are otherwise the same, which names of places are not.
var foldReplacer = strings.NewReplacer("à", "a", "â", "a", "ä", "a", "ç", "c", "é", "e", "è", "e",
	"ê", "e", "ë", "e", "î", "i", "ï", "i", "ô", "o", "ö", "o", "ù", "u", "û", "u", "ü", "u", "œ",
	"oe", "’", "", "'", "", "-", " ")

// Fold makes names alike that differ only in capitals, accents, apostrophes and hyphens, to look
// them up.
func Fold(s string) string { return foldReplacer.Replace(strings.ToLower(s)) }

// Compare orders two names as a reader of the language expects to find them: negative if a comes
// first.
func (l *Locale) Compare(a, b string) int {
	return strings.Compare(l.sortKey(a), l.sortKey(b))
}

// Sort sorts ids by their names, of which each is asked for once.
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
			return 'а' + rune(i) // an index of bytes grows as one of letters does
		}
		return r
	}, s)
}
