package locale

import (
	"slices"
	"testing"
)

func TestCompare(t *testing.T) {
	for code, sorted := range map[string][]string{
		"en": {"Cherkasy oblast", "Chernihiv oblast", "City of Kyiv", "Ivano-Frankivsk oblast",
			"Zhytomyr oblast"},
		"uk": {"Вінницька область", "Волинська область", "Івано-Франківська область",
			"Київська область", "Одеська область", "Ялта"},
		"fr": {"eau", "Été", "Odessa", "ville de Kyiv"},
	} {
		got := slices.Clone(sorted)
		slices.Reverse(got)
		slices.SortFunc(got, newLocale(code).Compare)
		if !slices.Equal(got, sorted) {
			t.Errorf("%s: %v", code, got)
		}
		slices.Reverse(got)
		newLocale(code).Sort(got, func(id string) string { return id })
		if !slices.Equal(got, sorted) {
			t.Errorf("%s, by Sort: %v", code, got)
		}
	}
	if newLocale("uk").Compare("Ґ", "Д") >= 0 || newLocale("uk").Compare("Г", "Ґ") >= 0 ||
		newLocale("uk").Compare("І", "Ї") >= 0 {
		t.Error("the Ukrainian alphabet")
	}
}

func TestFoldSpelling(t *testing.T) {
	for _, same := range [][]string{
		{"Pokrovs'k", "Pokrovsk", "POKROVSK", "Pokrovs’k", "Покровськ", "pokrovsk"},
		{"Mykhaylivka", "Mykhailivka", "Mikhailivka", "Михайлівка"},
		{"Bila-Tserkva", "Bila Tserkva", "Bíla  Tserkva",
			"Bi\u0301la Tserkva"},
		{"Kupyansk", "Kupiansk", "Куп'янськ", "Куп’янськ", "Купʼянськ", "Куп`янськ"},
		{"Velykyy", "Velykyi", "Великий", "Велики\u0306"},
	} {
		for _, name := range same[1:] {
			if FoldSpelling(name) != FoldSpelling(same[0]) {
				t.Errorf("%q is %q, %q is %q", same[0], FoldSpelling(same[0]), name,
					FoldSpelling(name))
			}
		}
	}
	if FoldSpelling("Popasna") == FoldSpelling("Popasne") {
		t.Error("two names became one")
	}
}
