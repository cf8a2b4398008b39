package app

import (
	"maps"
	"math"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"truceline/internal/isodate"
)

// linkOrder is the order of the parameters in a link.
var linkOrder = []string{"step", "scenario", "pullback", "date", "view", "select", "layers", "lang", "theme", "ui", "transparent"}

// Link writes a state as the query string of a link, without "?". What is at its default is left out, so the zero
// State is the empty link. Positions keep the digits that are worth half a pixel.
func (s State) Link() string {
	values := map[string]string{
		"date": s.Date, "select": s.Select, "lang": s.Lang, "theme": s.Theme, "ui": s.UI,
		"scenario": s.Scenario, "pullback": kmText(s.Pullback), "step": s.Step,
		"view": viewText(s.View), "layers": layersText(s.Layers), "transparent": yesText(s.Transparent),
	}
	var parts []string
	for _, name := range linkOrder {
		if values[name] != "" {
			parts = append(parts, name+"="+escape(values[name]))
		}
	}
	return strings.Join(parts, "&")
}

// LinkParameters are the names of a link's parameters in the order in which Link writes them. Each is the JSON name of a
// field of State.
func LinkParameters() []string { return slices.Clone(linkOrder) }

// yesText writes a switch; off is empty.
func yesText(on bool) string {
	if on {
		return "1"
	}
	return ""
}

// yes reads a switch.
func yes(s string) bool { return s == "1" || s == "true" }

// kmText writes a distance in km; none is empty.
func kmText(km int) string {
	if km == 0 {
		return ""
	}
	return strconv.Itoa(km)
}

// escape is url.QueryEscape, except that commas and slashes stay, which a query may hold and a reader can read.
func escape(s string) string { return readable.Replace(url.QueryEscape(s)) }

var readable = strings.NewReplacer("%2F", "/", "%2C", ",")

// viewText writes zoom/lat/lon. The digits follow MapLibre's hash: half a pixel in degrees at the zoom level.
func viewText(v *Viewpoint) string {
	if v == nil {
		return ""
	}
	pixel := 360 / (256 * math.Exp2(v.Zoom)) // degrees at the equator
	digits := max(0, int(math.Ceil(-math.Log10(pixel/2))))
	write := func(x float64, d int) string {
		text := strconv.FormatFloat(x, 'f', d, 64)
		if strings.Contains(text, ".") {
			text = strings.TrimRight(strings.TrimRight(text, "0"), ".")
		}
		if text == "-0" {
			return "0"
		}
		return text
	}
	return write(v.Zoom, 2) + "/" + write(v.Lat, digits) + "/" + write(v.Lon, digits)
}

// layersText writes the layers switched on, and behind a minus sign those switched off.
func layersText(layers map[string]bool) string {
	var words []string
	for _, id := range slices.Sorted(maps.Keys(layers)) {
		if layers[id] {
			words = append(words, id)
		} else {
			words = append(words, "-"+id)
		}
	}
	return strings.Join(words, ",")
}

// ParseLink reads the query string of a link, with or without "?". It never fails: what it does not know, and what is
// broken, is as if it were not there.
func ParseLink(query string) State {
	values := parseQuery(strings.TrimPrefix(query, "?"))
	return State{
		Lang:  word(values["lang"]),
		Theme: among(values["theme"], ThemeAuto, ThemeLight, ThemeDark),
		Date:  day(values["date"]),

		Scenario: word(values["scenario"]),
		Pullback: parseKm(values["pullback"]),
		Step:     word(values["step"]),

		Layers: parseLayers(values["layers"]),
		View:   parseView(values["view"]),
		Select: word(values["select"]),
		UI:     among(values["ui"], UIFull, UICompact, UINone),

		Transparent: yes(values["transparent"]),
	}
}

// parseQuery gives the first value of each name. It reads what url.ParseQuery does, which asks Go's runtime for a setting
// each time; broken pairs are left out.
func parseQuery(query string) map[string]string {
	values := map[string]string{}
	for pair := range strings.SplitSeq(query, "&") {
		if pair == "" || strings.Contains(pair, ";") {
			continue
		}
		name, value, _ := strings.Cut(pair, "=")
		name, err := url.QueryUnescape(name)
		if err != nil {
			continue
		}
		if value, err = url.QueryUnescape(value); err != nil {
			continue
		}
		if _, again := values[name]; !again {
			values[name] = value
		}
	}
	return values
}

func among(s string, known ...string) string {
	if slices.Contains(known, s) {
		return s
	}
	return ""
}

// word is s if it could be an id: letters, digits and hyphens, not led by one.
func word(s string) string {
	if len(s) > 80 || strings.HasPrefix(s, "-") {
		return ""
	}
	for _, r := range s {
		if !(r == '-' || r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z') {
			return ""
		}
	}
	return s
}

func day(s string) string {
	if _, err := isodate.Day(s); err != nil {
		return ""
	}
	return s
}

// parseKm is a distance in km; 0: none that could be meant.
func parseKm(s string) int {
	km, err := strconv.Atoi(s)
	if err != nil || km < 0 || km > 1000 {
		return 0
	}
	return km
}

func parseLayers(s string) map[string]bool {
	var layers map[string]bool
	for part := range strings.SplitSeq(s, ",") {
		id, off := strings.CutPrefix(part, "-")
		if id = word(id); id == "" {
			continue
		}
		if layers == nil {
			layers = map[string]bool{}
		}
		layers[id] = !off
	}
	return layers
}

func parseView(s string) *Viewpoint {
	parts := strings.Split(s, "/")
	if len(parts) != 3 {
		return nil
	}
	var n [3]float64
	for i, p := range parts {
		v, err := strconv.ParseFloat(p, 64)
		if err != nil {
			return nil
		}
		n[i] = v
	}
	return Viewpoint{Zoom: n[0], Lat: n[1], Lon: n[2]}.valid()
}

// valid is the viewpoint, or nil where it is none on Earth.
func (v Viewpoint) valid() *Viewpoint {
	if v.Zoom >= 0 && v.Zoom <= 24 && math.Abs(v.Lat) <= 90 && math.Abs(v.Lon) <= 180 { // NaN fails each
		return &v
	}
	return nil
}
