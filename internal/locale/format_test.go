package locale

import "testing"

// newLocale returns a language without messages.
func newLocale(code string) *Locale { return &Locale{Lang: code, cldrRules: rulesByLang[code]} }

// The expected forms are ICU's (Intl in Node 20).
func TestFormats(t *testing.T) {
	for _, c := range []struct{ lang, got, want string }{
		{"en number", newLocale("en").Number(1234.5, 1), "1,234.5"},
		{"uk number", newLocale("uk").Number(1234.5, 1), "1\u00a0234,5"},
		{"fr number", newLocale("fr").Number(1234.5, 1), "1\u202f234,5"},
		{"en million", newLocale("en").Number(1234567, 0), "1,234,567"},
		{"en small", newLocale("en").Number(999, 0), "999"},
		{"en negative", newLocale("en").Number(-1234, 0), "−1,234"},
		{"en nearly nothing", newLocale("en").Number(-0.04, 1), "0.0"},
		{"en percent", newLocale("en").Percent(0.776), "77.6%"},
		{"uk percent", newLocale("uk").Percent(0.776), "77,6\u00a0%"},
		{"fr percent", newLocale("fr").Percent(0.776), "77,6\u00a0%"},
		{"en nothing", newLocale("en").Percent(0), "0%"},
		{"en all", newLocale("en").Percent(1), "100%"},
		{"en km", newLocale("en").Km(1234.4), "1,234\u00a0km"},
		{"uk km", newLocale("uk").Km(1234.4), "1\u00a0234\u00a0км"},
		{"fr km", newLocale("fr").Km(1234.4), "1\u202f234\u202fkm"},
		{"en km2", newLocale("en").Km2(116165.2), "116,165\u00a0km²"},
		{"en percent as published", newLocale("en").Percent(0.1925) + newLocale("en").Percent(0.72),
			"19.25%72%"},
		{"en km2 none", newLocale("en").Km2(0), "0\u00a0km²"},
		{"uk km2", newLocale("uk").Km2(116165.2), "116\u00a0165\u00a0км²"},
		{"fr km2", newLocale("fr").Km2(116165.2), "116\u202f165\u202fkm²"},
		{"en date", newLocale("en").Date("2026-01-06"), "6 January 2026"},
		{"uk date", newLocale("uk").Date("2026-01-06"), "6 січня 2026 року"},
		{"fr date", newLocale("fr").Date("2026-01-06"), "6 janvier 2026"},
		{"fr first", newLocale("fr").Date("2025-07-01"), "1er juillet 2025"},
		{"uk first", newLocale("uk").Date("2025-07-01"), "1 липня 2025 року"},
		{"no date", newLocale("en").Date("soon"), "soon"},
		{"en list", newLocale("en").List([]string{"a", "b", "c"}), "a, b and c"},
		{"uk list", newLocale("uk").List([]string{"a", "b"}), "a і b"},
		{"fr list of one", newLocale("fr").List([]string{"a"}), "a"},
		{"empty list", newLocale("en").List(nil), ""},
	} {
		if c.got != c.want {
			t.Errorf("%s: got %q, want %q", c.lang, c.got, c.want)
		}
	}
}

func TestNumberRoundsTiesUp(t *testing.T) {
	l := newLocale("en")
	for _, c := range []struct {
		v        float64
		decimals int
		want     string
	}{{100 * 0.0715, 1, "7.2"}, {0.5, 0, "1"}, {2.5, 0, "3"}, {1234.5, 0, "1,235"},
		{7.149, 1, "7.1"}} {
		if got := l.Number(c.v, c.decimals); got != c.want {
			t.Errorf("%v to %d decimals: %s, want %s", c.v, c.decimals, got, c.want)
		}
	}
}
