package app

import (
	"math"
	"math/rand/v2"
	"net/url"
	"reflect"
	"strings"
	"testing"
)

func TestLink(t *testing.T) {
	for _, c := range []struct {
		state State
		link  string
	}{
		{State{}, ""},
		{State{Date: "2025-07-01", Select: "UA-14"}, "date=2025-07-01&select=UA-14"},
		{State{Lang: "uk", Theme: ThemeDark, UI: UICompact}, "lang=uk&theme=dark&ui=compact"},
		{State{Lang: "fr", Transparent: true}, "lang=fr&transparent=1"},
		{State{Layers: map[string]bool{"hubs": true, "contact": false}}, "layers=-contact,hubs"},
		{State{View: &Viewpoint{Lon: 31.2, Lat: 48.5, Zoom: 6.25}}, "view=6.25/48.5/31.2"},
	} {
		if got := c.state.Link(); got != c.link {
			t.Errorf("%+v: %q, want %q", c.state, got, c.link)
		}
		if got := ParseLink(c.link); !reflect.DeepEqual(got, c.state) {
			t.Errorf("%q: %+v, want %+v", c.link, got, c.state)
		}
	}
}

// Unknown and invalid parameters are ignored, and the others still parsed.
func TestParseLink_IgnoresInvalid(t *testing.T) {
	want := State{Select: "UA-14"}
	for _, link := range []string{
		"?select=UA-14",
		"select=UA-14&utm_source=x&childId=pym-1",
		"select=UA-14&theme=red&ui=huge&date=yesterday&lang=<script>",
		"select=UA-14&date=2026-13-40&view=6/48",
		"select=UA-14&view=NaN/48/31",
		"select=UA-14&view=6/91/31",
		"select=UA-14&view=6/Inf/31",
		"select=UA-14&view=a/b/c",
		"select=UA-14&layers=,-,--,%00,<b>",
		"select=UA-14&%zz=1&theme=%zz",
		"select=UA-14&a;b",
		"select=UA-14&select=UA-63",
	} {
		if got := ParseLink(link); !reflect.DeepEqual(got, want) {
			t.Errorf("%q: %+v", link, got)
		}
	}
	long := make([]byte, 100)
	for i := range long {
		long[i] = 'a'
	}
	if got := ParseLink("select=" + string(long)); got.Select != "" {
		t.Errorf("a long id was taken: %+v", got)
	}
}

// Any state is restored from its link, coordinates to within half a pixel.
func TestLink_RoundTrip(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	pick := func(words ...string) string { return words[r.IntN(len(words))] }
	for range 5000 {
		s := State{
			Lang: pick("", "en", "uk", "fr"), Theme: pick("", ThemeLight, ThemeDark, ThemeAuto),
			UI:     pick("", UIFull, UICompact, UINone),
			Date:   pick("", "2022-02-23", "2026-01-06"),
			Select: pick("", "UA-14", "town-kyiv", "held-2014-crimea"),
		}
		for _, id := range []string{"hubs", "band", "contact"} {
			if r.IntN(2) == 0 {
				if s.Layers == nil {
					s.Layers = map[string]bool{}
				}
				s.Layers[id] = r.IntN(2) == 0
			}
		}
		if r.IntN(3) > 0 {
			s.View = &Viewpoint{Lon: r.Float64()*360 - 180, Lat: r.Float64()*180 - 90,
				Zoom: r.Float64() * 14}
		}
		link := s.Link()
		got := ParseLink(link)
		if again := got.Link(); again != link {
			t.Fatalf("%q came back as %q", link, again)
		}
		if s.View != nil {
			pixel := 360 / (256 * math.Exp2(s.View.Zoom))
			if math.Abs(got.View.Lon-s.View.Lon) > pixel/2 ||
				math.Abs(got.View.Lat-s.View.Lat) > pixel/2 ||
				math.Abs(got.View.Zoom-s.View.Zoom) > 0.005001 {
				t.Fatalf("%+v came back as %+v", s.View, got.View)
			}
			got.View = s.View
		}
		if !reflect.DeepEqual(got, s) {
			t.Fatalf("%+v came back as %+v", s, got)
		}
	}
}

func FuzzParseLink(f *testing.F) {
	for _, link := range []string{"", "?select=UA-14", "view=6.25/48.5/31.2&layers=hubs,-contact",
		"date=2025-07-01&lang=uk&theme=dark&ui=none", "view=1e3/-0/-0&layers=--a"} {
		f.Add(link)
	}
	f.Fuzz(func(t *testing.T, link string) {
		s := ParseLink(link)
		once := s.Link()
		if twice := ParseLink(once).Link(); twice != once {
			t.Fatalf("%q is %q, then %q", link, once, twice)
		}
	})
}

// A link with invalid or unavailable parts opens a map, whose own link does not have them.
func TestNew_IgnoresInvalidLink(t *testing.T) {
	fsys := tinyAssets(t)
	for link, want := range map[string]string{
		"": "",
		"date=2026-01-06&theme=auto&lang=en&ui=full": "", // all defaults
		"date=2024-12-31":                   "", // no figures
		"date=1999-01-01":                   "",
		"lang=uk":                           "", // no texts
		"lang=xx&select=UA-99":              "",
		"select=held-by-someone":            "",
		"select=held-2022":                  "select=held-2022",
		"select=hub-alpha":                  "", // its layer is off
		"select=hub-alpha&layers=hubs":      "select=hub-alpha&layers=hubs",
		"select=UA-02":                      "select=UA-02",
		"layers=hubs,weather,-control,band": "layers=hubs",
		"layers=contact":                    "",
		"layers=-contact":                   "layers=-contact",
		"date=2022-02-23&theme=dark":        "date=2022-02-23&theme=dark",
	} {
		a := newTestApp(t, fsys, ParseLink(link))
		if got := a.State().Link(); got != want {
			t.Errorf("%q opens as %q, want %q", link, got, want)
		}
	}
}

func FuzzParseQuery(f *testing.F) {
	for _, text := range []string{"", "a=b", "a=b&a=c", "a", "a=b=c", "a=%zz&b=c", "%61=%62+c",
		"a;b=c", "&&a=b&", "=x", "a=b;c&d=e"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if strings.Count(text, "&") > 1000 { // url.ParseQuery takes no more
			return
		}
		want, _ := url.ParseQuery(text)
		got := parseQuery(text)
		if len(got) != len(want) {
			t.Errorf("%q: %v, want %v", text, got, want)
		}
		for name := range want {
			if got[name] != want.Get(name) {
				t.Errorf("%q: %q is %q, want %q", text, name, got[name], want.Get(name))
			}
		}
	})
}
