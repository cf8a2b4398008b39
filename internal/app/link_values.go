package app

import (
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"

	"truceline/internal/decimal"
	"truceline/internal/isodate"
)

// linkValue is a kind of values of link parameters. The zero value of T is formatted as "", and
// invalid texts are parsed as the zero value.
type linkValue[T any] struct {
	kind   string
	values []string
	format func(T) string
	parse  func(string) T
}

// The kinds of values. web/post-message.js has a check for each kind, for the messages of articles.
var (
	idValue     = linkValue[string]{kind: "id", format: verbatim, parse: parseID}
	dateValue   = linkValue[string]{kind: "date", format: verbatim, parse: parseDate}
	kmValue     = linkValue[int]{kind: "km", format: formatKm, parse: parseKm}
	switchValue = linkValue[bool]{kind: "switch", format: formatBool, parse: parseBool}
	viewValue   = linkValue[*Viewpoint]{kind: "view", format: formatView, parse: parseView}
	layersValue = linkValue[map[string]bool]{kind: "layers", format: formatLayers,
		parse: parseLayers}
)

// enumValue returns the kind of values that are one of a list.
func enumValue(values ...string) linkValue[string] {
	return linkValue[string]{kind: "enum", values: values, format: verbatim,
		parse: func(s string) string { return allowedOrEmpty(s, values...) }}
}

func verbatim(s string) string { return s }

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
	if !isodate.IsDate(s) {
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
