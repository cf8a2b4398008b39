package locale

import (
	"strings"
	"testing"
)

// In the expected forms ␣ is a no-break space and · a narrow one.
func TestRounding(t *testing.T) {
	en, uk, fr := newLocale("en"), newLocale("uk"), newLocale("fr")
	area := func(l *Locale, km2, halfRange float64) string {
		return l.Area(km2, AreaUnit(km2, halfRange))
	}
	for _, c := range []struct{ what, got, want string }{
		{"a wide range", en.Share(0.1919, 0.1804, 0.2044), "19%"},
		{"its range", en.ShareRange(0.1804, 0.2044), "18–20%"},
		{"a wider one", en.Share(0.0434, 0.003, 0.114), "4%"},
		{"from nearly nothing", fr.ShareRange(0.003, 0.114), "0–11␣%"},
		{"a narrow range", uk.Share(0.0739, 0.0693, 0.0786), "7,4␣%"},
		{"of a narrow range", uk.ShareRange(0.0693, 0.0786), "6,9–7,9␣%"},
		{"nearly all", en.Share(0.9971, 0.9668, 1), "over␣99%"},
		{"up to all", en.ShareRange(0.9668, 1), "97–100%"},
		{"nearly nothing", en.Share(0.0054, 0.0002, 0.0306), "under␣1%"},
		{"nearly nothing, uk", uk.Share(0.0054, 0.0002, 0.0306), "менше␣1␣%"},
		{"nearly all, uk", uk.Share(0.9971, 0.9668, 1), "понад␣99␣%"},
		{"nearly all, fr", fr.Share(0.9971, 0.9668, 1), "plus de␣99␣%"},
		{"less than a tenth", fr.Share(0.0004, 0.0001, 0.0009), "moins de␣0,1␣%"},
		{"nothing", en.Share(0, 0, 0) + en.ShareRange(0, 0), "0%0%"},
		{"all", en.Share(1, 1, 1) + en.ShareRange(1, 1), "100%100%"},
		{"the country's held land", area(en, 114974.9, 7189), "115,000␣km²"},
		{"two digits stay", area(en, 5901, 2079), "5,900␣km²"},
		{"two digits, fr", area(fr, 1363.2, 1740), "1·400·km²"},
		{"a sliver", area(en, 75.06, 436), "75␣km²"},
		{"a well-known area", area(en, 26235.2, 436), "26,200␣km²"},
		{"without a range", area(en, 26599, 0), "26,600␣km²"},
		{"the country", area(uk, 599100.4, 0), "599␣000␣км²"},
		{"a hamlet", area(en, 1.8, 500), "2␣km²"},
		{"less", area(en, 0.4, 500), "under␣1␣km²"},
		{"none", area(en, 0, 500) + en.AreaNumber(0, 1), "0␣km²0"},
		{"an exact thousand", area(en, 1000, 1000), "1,000␣km²"},
		{"a line", en.Length(841.5), "840␣km"},
		{"a long line", fr.Length(2314), "2·310·km"},
		{"a short line", en.Length(43.5), "44␣km"},
		{"hardly any", en.Length(0.2), "under␣1␣km"},
		{"people", en.Population(68263), "68,000"},
		{"many people", fr.Population(2797553), "2·800·000"},
		{"nobody", en.Population(0), "0"},
		{"points", en.PercentagePoints(0.0519, 0.01), "+5"},
		{"points below", en.PercentagePoints(-0.0181, 0.01), "−2"},
		{"half a point", en.PercentagePoints(0.0036, 0.01), "under␣1"},
		{"no difference", en.PercentagePoints(0, 0.01) + en.PercentagePoints(0, 0.001), "00"},
		{"tenths of points", en.PercentagePoints(0.0036, 0.001), "+0.4"},
	} {
		if got := strings.NewReplacer(nbsp, "␣", narrowNBSP, "·").Replace(c.got); got != c.want {
			t.Errorf("%s: got %q, want %q", c.what, got, c.want)
		}
	}
}
