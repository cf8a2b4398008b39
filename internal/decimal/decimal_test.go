package decimal_test

import (
	"testing"

	"truceline/internal/decimal"
)

func TestFormat(t *testing.T) {
	for _, test := range []struct {
		v      float64
		digits int
		want   string
	}{
		{0, 2, "0"}, {1.5, 2, "1.5"}, {1.256, 2, "1.26"}, {1.999, 2, "2"}, {100, 0, "100"},
		{100, 2, "100"}, {-0.004, 2, "0"}, {-0.006, 2, "-0.01"}, {12.0, 3, "12"}, {0.1, 1, "0.1"},
	} {
		if got := decimal.Format(test.v, test.digits); got != test.want {
			t.Errorf("%g with %d decimals: %s, want %s", test.v, test.digits, got, test.want)
		}
	}
}
