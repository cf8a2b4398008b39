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

// linkParams is the order of the parameters in a link.
var linkParams = []string{"step", "scenario", "pullback", "date", "view", "select", "layers",
	"lang", "theme", "ui", "transparent"}

// Link writes a state as the query string of a link, without "?". What is at its default is left
// out, so the zero State is the empty link. Positions keep the digits that are worth half a pixel.
func (s State) Link() string {
	values := map[string]string{
		"date": s.Date, "select": s.Select, "lang": s.Lang, "theme": s.Theme, "ui": s.UI,
		"scenario": s.Scenario, "pullback": formatKm(s.Pullback), "step": s.Step,
		"view": formatView(s.View), "layers": formatLayers(s.Layers),
		"transparent": formatBool(s.Transparent),
	}
	var parts []string
	for _, name := range linkParams {
		if values[name] != "" {
			parts = append(parts, name+"="+escapeParam(values[name]))
		}
	}
	return strings.Join(parts, "&")
}

// LinkParameters are the names of a link's parameters in the order in which Link writes them. Each
// is the JSON name of a field of State.
func LinkParameters() []string { return slices.Clone(linkParams) }

// formatBool writes a switch; off is empty.
func formatBool(on bool) string {
	if on {
		return "1"
	}
	return ""
}

// parseBool reads a switch.
func parseBool(s string) bool { return s == "1" || s == "true" }

// formatKm writes a distance in km; none is empty.
func formatKm(km int) string {
	if km == 0 {
		return ""
	}
	return strconv.Itoa(km)
}

// escapeParam is url.QueryEscape, except that commas and slashes stay, which a query may hold and a
// reader can read.
func escapeParam(s string) string { return keepReadable.Replace(url.QueryEscape(s)) }

var keepReadable = strings.NewReplacer("%2F", "/", "%2C", ",")

// formatView writes zoom/lat/lon. The digits follow MapLibre's hash: half a pixel in degrees at the
// zoom level.
func formatView(v *Viewpoint) string {
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

// formatLayers writes the layers switched on, and behind a minus sign those switched off.
func formatLayers(layers map[string]bool) string {
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

// ParseLink reads the query string of a link, with or without "?". It never fails: what it does not
// know, and what is broken, is as if it were not there.
func ParseLink(query string) State {
	values := parseQuery(strings.TrimPrefix(query, "?"))
	return State{
		Lang:  parseID(values["lang"]),
		Theme: allowedOrEmpty(values["theme"], ThemeAuto, ThemeLight, ThemeDark),
		Date:  parseDate(values["date"]),

		Scenario: parseID(values["scenario"]),
		Pullback: parseKm(values["pullback"]),
		Step:     parseID(values["step"]),

		Layers: parseLayers(values["layers"]),
		View:   parseView(values["view"]),
		Select: parseID(values["select"]),
		UI:     allowedOrEmpty(values["ui"], UIFull, UICompact, UINone),

		Transparent: parseBool(values["transparent"]),
	}
}

// parseQuery gives the first value of each name. It reads what url.ParseQuery does, which asks Go's
// runtime for a setting each time; broken pairs are left out.
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

func allowedOrEmpty(s string, known ...string) string {
	if slices.Contains(known, s) {
		return s
	}
	return ""
}

// parseID is s if it could be an id: letters, digits and hyphens, not led by one.
func parseID(s string) string {
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

func parseDate(s string) string {
	if _, err := isodate.ParseDate(s); err != nil {
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
		if id = parseID(id); id == "" {
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
	return Viewpoint{Zoom: n[0], Lat: n[1], Lon: n[2]}.validOrNil()
}

// validOrNil is the viewpoint, or nil where it is none on Earth.
func (v Viewpoint) validOrNil() *Viewpoint {
	// NaN fails each
	if v.Zoom >= 0 && v.Zoom <= 24 && math.Abs(v.Lat) <= 90 && math.Abs(v.Lon) <= 180 {
		return &v
	}
	return nil
}
