package measure

import (
	"fmt"

	"truceline/internal/story"
)

// CompareClaims puts claims and what other maps published beside this map's figures. figures
// returns those of a date, text the English text of a key, or nothing.
func CompareClaims(s *story.Story, figures func(date string) (*Figures, error),
	text func(key string) string) (*story.Comparisons, error) {
	out := &story.Comparisons{Claims: []story.ClaimResult{}, Published: []story.Comparison{}}
	area := func(day, id string) (Area, string, error) {
		date, _ := s.NearestDate(day)
		f, err := figures(date)
		if err != nil {
			return Area{}, "", err
		}
		a, ok := f.Area(id)
		if !ok {
			return Area{}, "", fmt.Errorf("the figures of %s have no area %s", date, id)
		}
		return a, date, nil
	}
	for _, x := range s.Claims() {
		a, _, err := area(x.Date, x.Area)
		if err != nil {
			return nil, fmt.Errorf("claim %s: %w", x.ID, err)
		}
		low, high := s.ClaimedRange(x)
		out.Claims = append(out.Claims, story.ClaimResult{
			ID: x.ID, Area: x.Area, Source: x.Sources[0], Date: x.Date,
			Claimed:  text("statement." + x.ID),
			Estimate: a.Share, Low: a.Low, High: a.High,
			Verdict: story.CompareShares(low, high, a.Low, a.High),
		})
	}
	for _, p := range s.Published {
		for _, f := range p.Figures {
			a, date, err := area(p.AsOf, f.Area)
			if err != nil {
				return nil, fmt.Errorf("published %s: %w", p.ID, err)
			}
			out.Published = append(out.Published, newComparison(s, p, f, a, date))
		}
	}
	return out, nil
}

func newComparison(s *story.Story, p story.PublishedFigures, f story.PublishedFigure, a Area,
	date string) story.Comparison {
	c := story.Comparison{ID: p.ID, AsOf: p.AsOf, Area: f.Area, Date: date, Estimate: a.Share}
	if !s.IsNumeric(f) {
		c.Words = f.Hedge
		return c
	}
	c.Share, c.Difference = f.Share, round(f.Share-a.Share, 4)
	if f.Area == countryID {
		c.Denominator = p.DenominatorKm2
	}
	return c
}

// EncodeComparisons writes the file of claims and published figures.
func EncodeComparisons(c *story.Comparisons) []byte {
	out := append(appendRows([]byte("{\n\"claims\": ["), c.Claims), "],\n\"published\": ["...)
	return append(appendRows(out, c.Published), "]\n}\n"...)
}
