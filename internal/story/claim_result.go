package story

import "io/fs"

// ClaimResult is a claim compared with this map's estimate for the nearest date.
type ClaimResult struct {
	ID     string `json:"id"`
	Area   string `json:"area"`
	Source string `json:"source"`
	Date   string `json:"date"`
	// Claimed is a summary of the claim in English. ClaimsFile omits it: the locales have the text.
	Claimed string `json:"claimed,omitempty"`
	// Estimate is this map's share as a fraction. Low and High are its range.
	Estimate float64 `json:"estimate"`
	Low      float64 `json:"low"`
	High     float64 `json:"high"`
	Verdict  Verdict `json:"verdict"`
}

// Comparison is a figure of another map compared with this map's estimate for the nearest date. It
// has no verdict.
type Comparison struct {
	// ID and AsOf are those of the PublishedFigures.
	ID   string `json:"id"`
	AsOf string `json:"as_of"`
	Area string `json:"area"`
	// Share is a fraction of Denominator (km²), where that is known. Words replaces it where no
	// number was published.
	Share       float64 `json:"share"`
	Words       string  `json:"words,omitempty"`
	Denominator float64 `json:"denominator_km2,omitempty"`
	// Date is this map's date that Estimate is for. Difference is Share minus Estimate, or 0 with
	// Words.
	Date       string  `json:"date"`
	Estimate   float64 `json:"estimate"`
	Difference float64 `json:"difference"`
}

// ClaimsFile is the path of the Comparisons, relative to the assets.
const ClaimsFile = "geojson/claims.json"

// Comparisons are claims and published figures, compared with this map's estimates.
type Comparisons struct {
	Claims    []ClaimResult `json:"claims"`
	Published []Comparison  `json:"published"`
}

// ReadComparisons reads ClaimsFile.
func ReadComparisons(fsys fs.FS) (*Comparisons, error) {
	c := &Comparisons{}
	return c, readJSON(fsys, ClaimsFile, c)
}
