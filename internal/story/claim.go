package story

import (
	"slices"
	"time"

	"truceline/internal/isodate"
)

// countryID is the id of Ukraine as an area.
const countryID = "UA"

// Verdict is the result of comparing a claimed share with this map's range.
type Verdict string

// The verdicts, as in "consistent with this map's estimate".
const (
	Consistent Verdict = "consistent with"
	Below      Verdict = "below"
	Above      Verdict = "above"
)

// Verdicts returns all verdicts.
func Verdicts() []Verdict { return []Verdict{Consistent, Below, Above} }

// TextKey returns the key of the verdict's text.
func (v Verdict) TextKey() string {
	if v == Consistent {
		return "verdict.consistent"
	}
	return "verdict." + string(v)
}

// CompareShares compares a claimed interval of shares with this map's range, low to high, all as
// fractions. They are consistent if they overlap.
func CompareShares(claimedLow, claimedHigh, low, high float64) Verdict {
	const rounding = 1e-9 // 0.775 − 0.75 is not exactly 0.025 in binary
	switch {
	case claimedHigh < low-rounding:
		return Below
	case claimedLow > high+rounding:
		return Above
	}
	return Consistent
}

// PublishedFigures are the figures of another map. They are shown beside this map's figures with
// their difference, date and denominator, never with a verdict. The text key is "published.ID".
type PublishedFigures struct {
	ID string `json:"id"`
	// AsOf is the day or month ("2025-10") that the figures describe.
	AsOf    string   `json:"as_of"`
	Sources []string `json:"sources"`
	// DenominatorKm2 is the area of Ukraine that the shares refer to, in km². Zero: unknown.
	DenominatorKm2 float64           `json:"denominator_km2"`
	Figures        []PublishedFigure `json:"figures"`
}

// PublishedFigure is a published share of an area.
type PublishedFigure struct {
	// Area is "UA" or an oblast's code.
	Area string `json:"area"`
	// Share is a fraction. It is 0 if Hedge itself names a share ("almost all").
	Share float64 `json:"share"`
	Hedge string  `json:"hedge"`
	// Km2 is the area as published, in km². Zero: not published.
	Km2 float64 `json:"km2"`
}

// IsNumeric reports whether the figure was published as a number.
func (s *Story) IsNumeric(figure PublishedFigure) bool { return s.Hedges[figure.Hedge].High == 0 }

// Claims returns the claims of a share of an area, in the order of the document.
func (s *Story) Claims() []Statement {
	return slices.DeleteFunc(slices.Clone(s.Statements),
		func(statement Statement) bool { return statement.Kind != Claim || statement.Area == "" })
}

// parseDayOrMonth parses a day, or a month, of which it returns the middle.
func parseDayOrMonth(day string) (time.Time, error) {
	if len(day) != len("2006-01") {
		return isodate.ParseDate(day)
	}
	month, err := isodate.ParseMonth(day)
	return month.AddDate(0, 0, 14), err
}

// NearestDate returns the map's date nearest to a day or month, and the number of days between
// them. Of two equally near dates it returns the earlier.
func (s *Story) NearestDate(day string) (date string, days int) {
	t, err := parseDayOrMonth(day)
	if err != nil {
		return "", 0
	}
	for _, mapDate := range s.Dates {
		mapDay, err := isodate.ParseDate(mapDate.ID)
		if err != nil {
			continue
		}
		distance := int(t.Sub(mapDay).Abs().Hours() / 24)
		if date == "" || distance < days {
			date, days = mapDate.ID, distance
		}
	}
	return date, days
}

// claimKeys returns the keys of the texts of claims and published figures.
func (s *Story) claimKeys() []string {
	var keys []string
	if len(s.Published) > 0 { // claims and published figures share a table
		for _, verdict := range Verdicts() {
			keys = append(keys, verdict.TextKey())
		}
	}
	for _, statement := range s.Statements {
		keys = appendKey(keys, "who.", statement.Who)
	}
	for _, figures := range s.Published {
		keys = append(keys, "published."+figures.ID)
		for _, id := range figures.Sources {
			keys = append(keys, "source."+id)
		}
		for _, figure := range figures.Figures {
			if !s.IsNumeric(figure) {
				keys = append(keys, HedgeKey(figure.Hedge))
			}
		}
	}
	return keys
}

// HedgeKey returns the key of a hedge that names a share itself.
func HedgeKey(hedge string) string {
	key := []byte("hedge." + hedge)
	for i, b := range key {
		if b == ' ' {
			key[i] = '-'
		}
	}
	return string(key)
}
