package isodate

import (
	"fmt"
	"testing"
	"time"
)

func TestParse_AgreesWithTimeParse(t *testing.T) {
	var texts []string
	for _, y := range []string{"0000", "0004", "1900", "2000", "2023", "2024", "9999", "202",
		"20 4", "-024", "+024"} {
		for m := range 15 {
			texts = append(texts, fmt.Sprintf("%s-%02d", y, m), fmt.Sprintf("%s-%d", y, m))
			for d := range 35 {
				texts = append(texts, fmt.Sprintf("%s-%02d-%02d", y, m, d),
					fmt.Sprintf("%s-%d-%d", y, m, d))
			}
		}
	}
	texts = append(texts, "", "2026", "2026-01-06T00:00:00Z", "2026-01-06 ", " 2026-01-06",
		"2026/01/06", "2026-01-0６", "2026-0a-01", "2026-01-+1")
	for _, text := range texts {
		compareWithTimeParse(t, text)
	}
}

func FuzzAgreesWithTime(f *testing.F) {
	f.Add("2026-01-06")
	f.Add("2024-02")
	f.Fuzz(compareWithTimeParse)
}

// compareWithTimeParse requires the parsers to accept and refuse text as time.Parse does, and to
// return the same times.
func compareWithTimeParse(t *testing.T, text string) {
	t.Helper()
	for layout, parse := range map[string]func(string) (time.Time, error){time.DateOnly: ParseDate,
		"2006-01": ParseMonth} {
		want, wantErr := time.Parse(layout, text)
		got, err := parse(text)
		if (err == nil) != (wantErr == nil) || !got.Equal(want) {
			t.Errorf("%s of %q: %v, %v; time.Parse has %v, %v", layout, text, got, err, want,
				wantErr)
		}
	}
}
