package measure

import (
	"fmt"

	"truceline/internal/story"
)

// CompareClaims compares claims and other maps' published figures with this map's figures. The
// function figures returns the figures of a date; text returns the English text of a key, or "".
func CompareClaims(s *story.Story, figures func(date string) (*story.Figures, error),
	text func(key string) string) (*story.Comparisons, error) {
	comparisons := &story.Comparisons{Claims: []story.ClaimResult{},
		Published: []story.Comparison{}}
	areaOn := func(day, id string) (story.AreaFigures, string, error) {
		date, _ := s.NearestDate(day)
		dateFigures, err := figures(date)
		if err != nil {
			return story.AreaFigures{}, "", err
		}
		area, ok := dateFigures.Area(id)
		if !ok {
			return story.AreaFigures{}, "",
				fmt.Errorf("the figures of %s have no area %s", date, id)
		}
		return area, date, nil
	}
	for _, claim := range s.Claims() {
		area, _, err := areaOn(claim.Date, claim.Area)
		if err != nil {
			return nil, fmt.Errorf("claim %s: %w", claim.ID, err)
		}
		low, high := s.ClaimedRange(claim)
		comparisons.Claims = append(comparisons.Claims, story.ClaimResult{
			ID: claim.ID, Area: claim.Area, Source: claim.Sources[0], Date: claim.Date,
			Claimed:  text("statement." + claim.ID),
			Estimate: area.Share, Low: area.Low, High: area.High,
			Verdict: story.CompareShares(low, high, area.Low, area.High),
		})
	}
	for _, published := range s.Published {
		for _, figure := range published.Figures {
			area, date, err := areaOn(published.AsOf, figure.Area)
			if err != nil {
				return nil, fmt.Errorf("published %s: %w", published.ID, err)
			}
			comparisons.Published = append(comparisons.Published,
				newComparison(s, published, figure, area, date))
		}
	}
	return comparisons, nil
}

func newComparison(s *story.Story, published story.PublishedFigures, figure story.PublishedFigure,
	area story.AreaFigures,
	date string) story.Comparison {
	result := story.Comparison{ID: published.ID, AsOf: published.AsOf, Area: figure.Area,
		Date: date, Estimate: area.Share}
	if !s.IsNumeric(figure) {
		result.Words = figure.Hedge
		return result
	}
	result.Share, result.Difference = figure.Share, round(figure.Share-area.Share, 4)
	if figure.Area == countryID {
		result.Denominator = published.DenominatorKm2
	}
	return result
}

// EncodeComparisons returns the content of story.ClaimsFile.
func EncodeComparisons(c *story.Comparisons) []byte {
	b := append(appendRows([]byte("{\n\"claims\": ["), c.Claims), "],\n\"published\": ["...)
	return append(appendRows(b, c.Published), "]\n}\n"...)
}
