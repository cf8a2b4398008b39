package app

import "testing"

// A place is found by any of its names, and shown with its name in the reader's language.
func TestSearch(t *testing.T) {
	a, err := New(assets, State{})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ lang, words, id, name string }{
		{"en", "khark", "UA-63", "Kharkiv oblast"},
		{"en", "  KYIV", "UA-32", "Kyiv oblast"},
		{"en", "харк", "UA-63", "Kharkiv oblast"},
		{"uk", "kharkiv", "UA-63", "Харківська область"},
		{"uk", "одес", "UA-51", "Одеська область"},
		{"fr", "Odess", "town-odesa", "Odessa"},
		{"en", "mariupol", "town-mariupol", "Mariupol"},
		{"en", "ukraine", "UA", "Ukraine"},
		{"en", "sievierod", "town-siverskodonetsk", "Siverskodonetsk (formerly Sievierodonetsk)"},
		{"en", "Siverskod", "town-siverskodonetsk", "Siverskodonetsk (formerly Sievierodonetsk)"},
		{"uk", "червоногр", "town-sheptytskyi", "Шептицький (раніше Червоноград)"},
		{"fr", "artemivsk", "town-bakhmut", "Bakhmout (anciennement Artemivsk)"},
		{"en", "красний луч", "town-khrustalnyi", "Khrustalnyi (formerly Krasnyi Luch)"},
		{"en", "qqq", "", ""},
		{"en", "  ", "", ""},
	} {
		if err := a.Dispatch(Action{Type: ActionLang, Lang: c.lang}); err != nil {
			t.Fatal(err)
		}
		found := a.Search(c.words, 5)
		if c.id == "" {
			if len(found) > 0 {
				t.Errorf("%q finds %v", c.words, found)
			}
			continue
		}
		if len(found) == 0 || found[0].ID != c.id || found[0].Name != c.name ||
			found[0].Note == "" || len(found) > 5 {
			t.Errorf("%s %q finds %+v, want %s %s first", c.lang, c.words, found, c.id, c.name)
		}
		for _, f := range found {
			if err := a.Dispatch(Action{Type: ActionSelect, ID: f.ID}); err != nil {
				t.Errorf("%q: %v", c.words, err)
			}
		}
	}
}
