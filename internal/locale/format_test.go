package locale

import "testing"

// lang is a language without messages.
func lang(code string) *Locale { return &Locale{Lang: code, rules: byLang[code]} }

// The expected forms are those of ICU (Intl in Node 20), with ␣ for U+00A0 and · for U+202F written out.
func TestFormats(t *testing.T) {
	for _, c := range []struct{ lang, got, want string }{
		{"en number", lang("en").Number(1234.5, 1), "1,234.5"},
		{"uk number", lang("uk").Number(1234.5, 1), "1\u00a0234,5"},
		{"fr number", lang("fr").Number(1234.5, 1), "1\u202f234,5"},
		{"en million", lang("en").Number(1234567, 0), "1,234,567"},
		{"en small", lang("en").Number(999, 0), "999"},
		{"en negative", lang("en").Number(-1234, 0), "−1,234"},
		{"en nearly nothing", lang("en").Number(-0.04, 1), "0.0"},
		{"en percent", lang("en").Percent(0.776), "77.6%"},
		{"uk percent", lang("uk").Percent(0.776), "77,6\u00a0%"},
		{"fr percent", lang("fr").Percent(0.776), "77,6\u00a0%"},
		{"en nothing", lang("en").Percent(0), "0%"},
		{"en all", lang("en").Percent(1), "100%"},
		{"en km", lang("en").Km(1234.4), "1,234\u00a0km"},
		{"uk km", lang("uk").Km(1234.4), "1\u00a0234\u00a0км"},
		{"fr km", lang("fr").Km(1234.4), "1\u202f234\u202fkm"},
		{"en km2", lang("en").Km2(116165.2), "116,165\u00a0km²"},
		{"en percent as published", lang("en").Percent(0.1925) + lang("en").Percent(0.72), "19.25%72%"},
		{"en km2 none", lang("en").Km2(0), "0\u00a0km²"},
		{"uk km2", lang("uk").Km2(116165.2), "116\u00a0165\u00a0км²"},
		{"fr km2", lang("fr").Km2(116165.2), "116\u202f165\u202fkm²"},
		{"en date", lang("en").Date("2026-01-06"), "6 January 2026"},
		{"uk date", lang("uk").Date("2026-01-06"), "6 січня 2026 року"},
		{"fr date", lang("fr").Date("2026-01-06"), "6 janvier 2026"},
		{"fr first", lang("fr").Date("2025-07-01"), "1er juillet 2025"},
		{"uk first", lang("uk").Date("2025-07-01"), "1 липня 2025 року"},
		{"no date", lang("en").Date("soon"), "soon"},
		{"en list", lang("en").List([]string{"a", "b", "c"}), "a, b and c"},
		{"uk list", lang("uk").List([]string{"a", "b"}), "a і b"},
		{"fr list of one", lang("fr").List([]string{"a"}), "a"},
		{"empty list", lang("en").List(nil), ""},
	} {
		if c.got != c.want {
			t.Errorf("%s: got %q, want %q", c.lang, c.got, c.want)
		}
	}
}

func TestPlurals(t *testing.T) {
	for code, want := range map[string]map[int]string{
		"en": {0: "other", 1: "one", 2: "other", 11: "other", 21: "other"},
		"uk": {0: "many", 1: "one", 2: "few", 4: "few", 5: "many", 11: "many", 12: "many", 21: "one", 22: "few", 111: "many"},
		"fr": {0: "one", 1: "one", 2: "other", 21: "other"},
	} {
		for n, form := range want {
			if got := lang(code).plural(n); got != form {
				t.Errorf("%s: %d is %q, want %q", code, n, got, form)
			}
		}
	}
}

func TestTiesGoUp(t *testing.T) {
	l := lang("en")
	for _, c := range []struct {
		v        float64
		decimals int
		want     string
	}{{100 * 0.0715, 1, "7.2"}, {0.5, 0, "1"}, {2.5, 0, "3"}, {1234.5, 0, "1,235"}, {7.149, 1, "7.1"}} {
		if got := l.Number(c.v, c.decimals); got != c.want {
			t.Errorf("%v to %d decimals: %s, want %s", c.v, c.decimals, got, c.want)
		}
	}
}
