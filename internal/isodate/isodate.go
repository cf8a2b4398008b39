// Package isodate parses ISO 8601 dates (2026-01-06) and months (2026-01).
//
// It accepts exactly what time.Parse accepts in these layouts. time.Parse is one large function,
// which a browser compiles twice while the map starts: see docs/decisions/0007.
package isodate

import (
	"fmt"
	"time"
)

// IsDate reports whether s is a calendar date such as 2026-01-06.
func IsDate(s string) bool {
	_, err := ParseDate(s)
	return err == nil
}

// ParseDate parses a date such as 2026-01-06 and returns its midnight in UTC.
func ParseDate(iso string) (time.Time, error) {
	if len(iso) == len("2006-01-02") && iso[7] == '-' {
		first, err := ParseMonth(iso[:7])
		d, ok := parseDigits(iso[8:])
		if t := first.AddDate(0, 0, d-1); err == nil && ok && d > 0 && t.Month() == first.Month() {
			return t, nil
		}
	}
	return time.Time{}, fmt.Errorf("%q is no day such as 2026-01-06", iso)
}

// ParseMonth parses a month such as 2026-01 and returns the midnight of its first day in UTC.
func ParseMonth(iso string) (time.Time, error) {
	if len(iso) == len("2006-01") && iso[4] == '-' {
		y, okYear := parseDigits(iso[:4])
		m, okMonth := parseDigits(iso[5:])
		if okYear && okMonth && m >= 1 && m <= 12 {
			return time.Date(y, time.Month(m), 1, 0, 0, 0, 0, time.UTC), nil
		}
	}
	return time.Time{}, fmt.Errorf("%q is no month such as 2026-01", iso)
}

// parseDigits parses a number of decimal digits alone, without a sign.
func parseDigits(s string) (n int, ok bool) {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return 0, false
		}
		n = 10*n + int(s[i]-'0')
	}
	return n, true
}
