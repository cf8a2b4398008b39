package measure

import (
	"encoding/json"
	"strings"
	"testing"

	"truceline/internal/story"
)

const claimsDocument = `{
	"sources": [{"id": "one", "publisher": "One", "what": "shares"}],
	"dates": [{"id": "2025-01-01", "maps": 1, "holders": ["one"], "from": "settlements"},
		{"id": "2026-01-06", "maps": 1, "holders": ["one"], "from": "settlements"}],
	"hedges": {"about": {"plus_minus": 0.025}, "nearly all": {"low": 0.95, "high": 1}},
	"statements": [
		{"id": "within", "kind": "claim", "topic": "control", "date": "2026-01-06",
			"sources": ["one"], "area": "UA-14", "hedge": "about", "share": 0.75},
		{"id": "above", "kind": "claim", "topic": "control", "date": "2026-01-06",
			"sources": ["one"], "area": "UA-14", "hedge": "nearly all"},
		{"id": "below", "kind": "claim", "topic": "control", "date": "2025-02", "sources": ["one"],
			"area": "UA-14", "share": 0.1},
		{"id": "no-share", "kind": "claim", "topic": "control", "date": "2026-01-06",
			"sources": ["one"]}
	],
	"published": [{"id": "p", "as_of": "2025-12", "sources": ["one"], "denominator_km2": 1000,
		"figures": [
		{"area": "UA", "share": 0.2}, {"area": "UA-14", "share": 0}]}]
}`

func TestCompareClaims(t *testing.T) {
	s, problems := story.Decode([]byte(claimsDocument))
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	shares := map[string]float64{"2025-01-01": 0.3, "2026-01-06": 0.77}
	figures := func(date string) (*story.Figures, error) {
		x := shares[date]
		return &story.Figures{Date: date, Areas: []story.AreaFigures{
			{ID: "UA", Share: 0.19, Low: 0.18, High: 0.2},
			{ID: "UA-14", Share: x, Low: x - 0.02, High: x + 0.02}}}, nil
	}
	c, err := CompareClaims(s, figures, func(key string) string { return key })
	if err != nil {
		t.Fatal(err)
	}
	want := []story.ClaimResult{
		{ID: "within", Area: "UA-14", Source: "one", Date: "2026-01-06",
			Claimed: "statement.within", Estimate: 0.77, Low: 0.75, High: 0.79,
			Verdict: story.Consistent},
		{ID: "above", Area: "UA-14", Source: "one", Date: "2026-01-06", Claimed: "statement.above",
			Estimate: 0.77, Low: 0.75, High: 0.79, Verdict: story.Above},
		{ID: "below", Area: "UA-14", Source: "one", Date: "2025-02", Claimed: "statement.below",
			Estimate: 0.3, Low: 0.28, High: 0.32, Verdict: story.Below},
	}
	if len(c.Claims) != len(want) {
		t.Fatalf("claims %+v", c.Claims)
	}
	for i, x := range want {
		if got := c.Claims[i]; got.ID != x.ID || got.Verdict != x.Verdict ||
			got.Estimate != x.Estimate || got.Claimed != x.Claimed || got.Source != x.Source {
			t.Errorf("%+v, want %+v", got, x)
		}
	}
	for i, x := range []story.Comparison{
		{ID: "p", AsOf: "2025-12", Area: "UA", Share: 0.2, Denominator: 1000, Date: "2026-01-06",
			Estimate: 0.19, Difference: 0.01},
		{ID: "p", AsOf: "2025-12", Area: "UA-14", Share: 0, Date: "2026-01-06", Estimate: 0.77,
			Difference: -0.77},
	} {
		if c.Published[i] != x {
			t.Errorf("%+v, want %+v", c.Published[i], x)
		}
	}
	var file story.Comparisons
	if err := json.Unmarshal(EncodeComparisons(c), &file); err != nil || len(file.Published) != 2 {
		t.Errorf("%+v %v", file, err)
	}
}

func TestCompareClaimsNeedsFigures(t *testing.T) {
	s, _ := story.Decode([]byte(claimsDocument))
	_, err := CompareClaims(s, func(date string) (*story.Figures, error) {
		return &story.Figures{Date: date}, nil
	}, func(key string) string { return key })
	if err == nil || !strings.Contains(err.Error(), "UA-14") {
		t.Errorf("figures without the area: %v", err)
	}
}
