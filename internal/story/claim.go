package story

import (
	"slices"
	"time"

	"truceline/internal/isodate"
)

// countryID is the id of the whole country.
const countryID = "UA"

// Verdict is how a claimed share stands to this map's range.
type Verdict string

// The verdicts. "of this map's estimate" goes without saying.
const (
	Consistent Verdict = "consistent with"
	Below      Verdict = "below"
	Above      Verdict = "above"
)

// Verdicts returns every verdict.
func Verdicts() []Verdict { return []Verdict{Consistent, Below, Above} }

// TextKey is the key of a verdict's words.
func (v Verdict) TextKey() string {
	if v == Consistent {
		return "verdict.consistent"
	}
	return "verdict." + string(v)
}

// CompareShares compares a claimed interval of shares with this map's range: consistent where they
// overlap.
func CompareShares(claimedLow, claimedHigh, low, high float64) Verdict {
	const rounding = 1e-9 // 0.775 − 0.75 is not 0.025 in binary
	switch {
	case claimedHigh < low-rounding:
		return Below
	case claimedLow > high+rounding:
		return Above
	}
	return Consistent
}

// PublishedFigures are figures of another map. They are shown beside ours with the difference, the
// date and what they are a share of, never with a verdict. The text key is "published.ID".
type PublishedFigures struct {
	ID string `json:"id"`
	// AsOf is the day, or the month ("2025-10"), of which they speak.
	AsOf    string   `json:"as_of"`
	Sources []string `json:"sources"`
	// DenominatorKm2 is the area of Ukraine of which they are shares. Zero: it is not said.
	DenominatorKm2 float64           `json:"denominator_km2"`
	Figures        []PublishedFigure `json:"figures"`
}

// PublishedFigure is a published share of an area.
type PublishedFigure struct {
	// Area is "UA" or an oblast.
	Area string `json:"area"`
	// Share is a fraction; with a Hedge that names a share itself ("almost all") there is none.
	Share float64 `json:"share"`
	Hedge string  `json:"hedge"`
	// Km2 is the area as published. Zero: it was not.
	Km2 float64 `json:"km2"`
}

// IsNumeric says whether the figure has a number.
func (s *Story) IsNumeric(f PublishedFigure) bool { return s.Hedges[f.Hedge].High == 0 }

// Claims are the statements that name an area and a share, in the order of the document.
func (s *Story) Claims() []Statement {
	return slices.DeleteFunc(slices.Clone(s.Statements),
		func(x Statement) bool { return x.Kind != Claim || x.Area == "" })
}

// parseDayOrMonth reads a day, or a month, of which it returns the middle.
func parseDayOrMonth(day string) (time.Time, error) {
	if len(day) != len("2006-01") {
		return isodate.ParseDate(day)
	}
	t, err := isodate.ParseMonth(day)
	return t.AddDate(0, 0, 14), err
}

// NearestDate is the date of the map nearest to a day or month, and how many days lie between; of
// two equally near ones the earlier.
func (s *Story) NearestDate(day string) (date string, days int) {
	t, err := parseDayOrMonth(day)
	if err != nil {
		return "", 0
	}
	for _, d := range s.Dates {
		u, err := isodate.ParseDate(d.ID)
		if err != nil {
			continue
		}
		apart := int(t.Sub(u).Abs().Hours() / 24)
		if date == "" || apart < days {
			date, days = d.ID, apart
		}
	}
	return date, days
}

// claimKeys returns the keys of the texts of claims and published figures.
func (s *Story) claimKeys() []string {
	var keys []string
	if len(s.Published) > 0 { // claims and what other maps say stand in one table
		for _, v := range Verdicts() {
			keys = append(keys, v.TextKey())
		}
	}
	for _, x := range s.Statements {
		keys = appendKey(keys, "who.", x.Who)
	}
	for _, x := range s.Published {
		keys = append(keys, "published."+x.ID)
		for _, id := range x.Sources {
			keys = append(keys, "source."+id)
		}
		for _, f := range x.Figures {
			if !s.IsNumeric(f) {
				keys = append(keys, HedgeKey(f.Hedge))
			}
		}
	}
	return keys
}

// HedgeKey is the key of the words that name a share themselves.
func HedgeKey(hedge string) string {
	word := []byte("hedge." + hedge)
	for i, b := range word {
		if b == ' ' {
			word[i] = '-'
		}
	}
	return string(word)
}
