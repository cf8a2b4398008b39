package story

import "io/fs"

// ClaimResult is a claim beside this map's estimate for the nearest date.
type ClaimResult struct {
	ID     string `json:"id"`
	Area   string `json:"area"`
	Source string `json:"source"`
	Date   string `json:"date"`
	// Claimed are the words in short, in English; ClaimsFile leaves them to the locales.
	Claimed string `json:"claimed,omitempty"`
	// Estimate is this map's share as a fraction, Low to High its range.
	Estimate float64 `json:"estimate"`
	Low      float64 `json:"low"`
	High     float64 `json:"high"`
	Verdict  Verdict `json:"verdict"`
}

// Comparison is a figure of another map beside this map's estimate for the nearest date. It has no
// verdict.
type Comparison struct {
	// ID is that of the Published figures, AsOf their date.
	ID   string `json:"id"`
	AsOf string `json:"as_of"`
	Area string `json:"area"`
	// Share is a fraction of Denominator km², if that was said. Words stand in its place where no
	// number was published.
	Share       float64 `json:"share"`
	Words       string  `json:"words,omitempty"`
	Denominator float64 `json:"denominator_km2,omitempty"`
	// Date is that of this map's Estimate; Difference is the share less the estimate, nothing
	// beside Words.
	Date       string  `json:"date"`
	Estimate   float64 `json:"estimate"`
	Difference float64 `json:"difference"`
}

// ClaimsFile holds Comparisons, relative to the assets.
const ClaimsFile = "geojson/claims.json"

// Comparisons are claims and what other maps published, beside this map's estimates.
type Comparisons struct {
	Claims    []ClaimResult `json:"claims"`
	Published []Comparison  `json:"published"`
}

// ReadComparisons reads ClaimsFile.
func ReadComparisons(fsys fs.FS) (*Comparisons, error) {
	c := &Comparisons{}
	return c, readJSON(fsys, ClaimsFile, c)
}
