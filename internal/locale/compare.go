package locale

import (
	"slices"
	"strings"
	"unicode"
)

// ukrainianAlphabet is in sort order. Unicode puts ґ, є, і and ї after all other letters.
const ukrainianAlphabet = "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя"

// foldReplacer removes accents and apostrophes, and replaces hyphens by spaces. In French, accents
// only order words that are otherwise equal, which place names are not.
var foldReplacer = strings.NewReplacer("à", "a", "â", "a", "ä", "a", "ç", "c", "é", "e", "è", "e",
	"ê", "e", "ë", "e", "î", "i", "ï", "i", "ô", "o", "ö", "o", "ù", "u", "û", "u", "ü", "u", "œ",
	"oe", "’", "", "'", "", "-", " ",
	"á", "a", "ą", "a", "ć", "c", "č", "c", "ď", "d", "ę", "e", "ě", "e", "í", "i", "ľ", "l",
	"ń", "n", "ň", "n", "ñ", "n", "ó", "o", "ř", "r", "ś", "s", "š", "s", "ť", "t", "ú", "u",
	"ů", "u", "ý", "y", "ź", "z", "ż", "z", "ž", "z")

// Fold maps names that differ only in case, accents, apostrophes and hyphens to the same text, for
// lookups.
func Fold(s string) string { return foldReplacer.Replace(strings.ToLower(s)) }

// romanizer romanises Ukrainian letters by Resolution 55 of the Cabinet of Ministers of Ukraine
// (2010), all as within a word.
var romanizer = strings.NewReplacer("а", "a", "б", "b", "в", "v", "г", "h", "ґ", "g", "д", "d",
	"е", "e", "є", "ie", "ж", "zh", "з", "z", "и", "y", "і", "i", "ї", "i", "й", "i", "к", "k",
	"л", "l", "м", "m", "н", "n", "о", "o", "п", "p", "р", "r", "с", "s", "т", "t", "у", "u",
	"ф", "f", "х", "kh", "ц", "ts", "ч", "ch", "ш", "sh", "щ", "shch", "ь", "", "ю", "iu",
	"я", "ia")

// FoldSpelling maps different spellings of a name to the same text: besides what Fold ignores,
// everything but letters and digits, the script (Ukrainian letters are romanised), and how y, i and
// j are used and repeated.
func FoldSpelling(name string) string {
	var b strings.Builder
	previous := rune(0)
	for _, r := range romanizer.Replace(Fold(name)) {
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
