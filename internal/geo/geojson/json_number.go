package geojson

import (
	"strconv"

	"truceline/internal/diag"
)

// pow10 holds the powers of ten that coordinates need; each is exact as a float64.
var pow10 = [...]float64{1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13,
	1e14, 1e15}

// scanNumber reads a number. A number too large for a float64 becomes infinite.
//
// Up to 15 digits without an exponent form an integer divided by a power of ten, both exact, so
// that a single rounding gives the nearest float64 (Clinger, How to Read Floating Point Numbers
// Accurately, 1990, section 3).
func (s *scanner) scanNumber() (float64, error) {
	data, i := s.data, s.pos
	start := i
	negative := i < len(data) && data[i] == '-'
	if negative {
		i++
	}
	first, mantissa := i, uint64(0)
	for ; i < len(data) && data[i]-'0' < 10; i++ {
		mantissa = mantissa*10 + uint64(data[i]-'0')
	}
	digits, decimals := i-first, 0
	if digits == 0 || digits > 1 && data[first] == '0' {
		return 0, s.syntaxErrorAt(first, "a value")
	}
	if i < len(data) && data[i] == '.' {
		i++
		pointPos := i
		for ; i < len(data) && data[i]-'0' < 10; i++ {
			mantissa = mantissa*10 + uint64(data[i]-'0')
		}
		if decimals = i - pointPos; decimals == 0 {
			return 0, s.syntaxErrorAt(i, "a digit")
		}
	}
	if digits+decimals >= len(pow10) || i < len(data) && data[i]|0x20 == 'e' {
		return s.scanLongNumber(start, i)
	}
	s.pos = i
	f := float64(mantissa) / pow10[decimals]
	if negative {
		f = -f
	}
	return f, nil
}

// scanLongNumber reads the number from start, whose digits before any exponent end at i.
func (s *scanner) scanLongNumber(start, i int) (float64, error) {
	data := s.data
	if i < len(data) && data[i]|0x20 == 'e' {
		i++
		if i < len(data) && (data[i] == '+' || data[i] == '-') {
			i++
		}
		exponent := i
		for i < len(data) && data[i]-'0' < 10 {
			i++
		}
		if i == exponent {
			return 0, s.syntaxErrorAt(i, "a digit")
		}
	}
	s.pos = i
	// The only error left is a value out of range.
	f, _ := strconv.ParseFloat(string(data[start:i]), 64)
	return f, nil
}

func (s *scanner) syntaxErrorAt(pos int, wanted string) *diag.Diagnostic {
	s.pos = pos
	return s.syntaxError(wanted)
}
