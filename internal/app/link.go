package app

import (
	"maps"
	"math"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"truceline/internal/decimal"
	"truceline/internal/isodate"
)

// linkParams is the order of the parameters in a link.
var linkParams = []string{"step", "scenario", "pullback", "date", "view", "select", "layers",
	"lang", "theme", "ui", "transparent"}

// Link returns the query string, without "?", of a link to the state. Default values are left out,
// so the zero State has the empty link. Coordinates are rounded to half a pixel.
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

// LinkParameters returns the names of a link's parameters in their order. Each is the JSON name of
// a field of State.
func LinkParameters() []string { return slices.Clone(linkParams) }

// formatBool formats a switch; false is empty.
func formatBool(on bool) string {
	if on {
		return "1"
	}
	return ""
}

func parseBool(s string) bool { return s == "1" || s == "true" }

// formatKm formats a distance in km; 0 is empty.
func formatKm(km int) string {
	if km == 0 {
		return ""
	}
	return strconv.Itoa(km)
}

// escapeParam is url.QueryEscape, except that it leaves commas and slashes readable, which a query
// string may contain.
func escapeParam(s string) string { return keepReadable.Replace(url.QueryEscape(s)) }

var keepReadable = strings.NewReplacer("%2F", "/", "%2C", ",")

// formatView formats a viewpoint as zoom/lat/lon, like MapLibre's hash. Degrees are rounded to half
// a pixel at the zoom level.
func formatView(v *Viewpoint) string {
	if v == nil {
		return ""
	}
	degreesPerPixel := 360 / (256 * math.Exp2(v.Zoom)) // at the equator
	digits := max(0, int(math.Ceil(-math.Log10(degreesPerPixel/2))))
	return decimal.Format(v.Zoom, 2) + "/" + decimal.Format(v.Lat, digits) + "/" +
		decimal.Format(v.Lon, digits)
}

// formatLayers formats switches of layers as a list of ids, with a minus sign before those that are
// off.
func formatLayers(layers map[string]bool) string {
	var items []string
	for _, id := range slices.Sorted(maps.Keys(layers)) {
		if layers[id] {
			items = append(items, id)
		} else {
			items = append(items, "-"+id)
		}
	}
	return strings.Join(items, ",")
}

// ParseLink parses the query string of a link, with or without "?". It never fails: unknown and
// invalid parameters are ignored.
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

// parseQuery returns the first value of each parameter. It agrees with url.ParseQuery, which reads
// a runtime setting (GODEBUG) on each call. Malformed pairs are ignored.
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
		if _, seen := values[name]; !seen {
			values[name] = value
		}
	}
	return values
}

// allowedOrEmpty returns s if it is one of allowed, else "".
func allowedOrEmpty(s string, allowed ...string) string {
	if slices.Contains(allowed, s) {
		return s
	}
	return ""
}

// parseID returns s if it can be an id, else "": ASCII letters, digits and hyphens, not beginning
// with a hyphen.
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

// parseDate returns s if it is an ISO 8601 date, else "".
func parseDate(s string) string {
	if _, err := isodate.ParseDate(s); err != nil {
		return ""
	}
	return s
}

// parseKm parses a distance in km. It returns 0 if s is none, or out of range.
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
	var values [3]float64
	for i, p := range parts {
		v, err := strconv.ParseFloat(p, 64)
		if err != nil {
			return nil
		}
		values[i] = v
	}
	return Viewpoint{Zoom: values[0], Lat: values[1], Lon: values[2]}.validOrNil()
}

// validOrNil returns the viewpoint, or nil if it is not on Earth or its zoom level is out of range.
func (v Viewpoint) validOrNil() *Viewpoint {
	// Every comparison with NaN is false.
	if v.Zoom >= 0 && v.Zoom <= 24 && math.Abs(v.Lat) <= 90 && math.Abs(v.Lon) <= 180 {
		return &v
	}
	return nil
}
