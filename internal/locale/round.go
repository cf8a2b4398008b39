package locale

import "math"

// This file rounds everything that people read. One rule holds: the last digit written is not finer
// than half the width of the figure's range. Files for machines (CSV, JSON, GeoJSON) keep their
// digits.
//
//   - A share is written in whole per cent, or in tenths where its range is narrower than two
//     percentage points. A share above 0 but below one step is "under 1%"; a share below 1 by less
//     than a step is "over 99%".
//   - An area is rounded to the largest power of ten up to half the width of its range, but keeps
//     two digits: with one digit, zones of different sizes would look alike. All parts of an area's
//     held land take the range of the whole held land, because their edges are no better known.
//   - An area without a range, such as the land of an oblast, keeps three digits: the base map's
//     outlines differ from official areas by up to one per cent.
//   - A length is written in tens of kilometres, below 100 km in whole ones: the line is drawn
//     between settlements that are some kilometres apart, and smoothed.
//   - A population keeps two digits: the counts are years old and uncertain.

// ShareStep returns the step, as a fraction, to which a share with the range low to high is
// rounded.
func ShareStep(low, high float64) float64 {
	const narrow = 0.02 // two percentage points
	if high-low < narrow {
		return 0.001
	}
	return 0.01
}

// Share formats an estimated share with the range low to high, all as fractions: "19%", "7.4%",
// "under 1%", "over 99%". Only exactly nothing and exactly all are "0%" and "100%".
func (l *Locale) Share(share, low, high float64) string {
	step := ShareStep(low, high)
	switch {
	case share > 0 && share < step:
		return l.LessThan(l.roundedPercent(step, step) + l.percentSuffix)
	case share < 1 && share > 1-step:
		return l.moreThanPrefix + l.roundedPercent(1-step, step) + l.percentSuffix
	}
	return l.roundedPercent(share, step) + l.percentSuffix
}

// ShareRange formats the range of an estimated share: "18–20%".
func (l *Locale) ShareRange(low, high float64) string {
	step := ShareStep(low, high)
	a, b := l.roundedPercent(low, step), l.roundedPercent(high, step)
	if a == b {
		return b + l.percentSuffix
	}
	return a + enDash + b + l.percentSuffix
}

// roundedPercent formats a share, rounded to a step, in per cent without the sign.
func (l *Locale) roundedPercent(share, step float64) string {
	if share == 0 || share == 1 {
		return l.Number(share*100, 0)
	}
	return l.Number(share*100, percentDecimals(step))
}

// percentDecimals returns the decimals of a percentage that is written in steps of step.
func percentDecimals(step float64) int {
	if step < 0.01 {
		return 1
	}
	return 0
}

// PercentagePoints formats the difference of two shares that are written in steps: "+5", "under 1".
func (l *Locale) PercentagePoints(difference, step float64) string {
	rounded := math.Round(difference / step)
	switch {
	case difference == 0:
		return l.Number(0, 0)
	case rounded == 0:
		return l.LessThan(l.roundedPercent(step, step))
	}
	return l.SignedNumber(rounded*step*100, percentDecimals(step))
}

// LessThan formats that a quantity is below a figure: "under 1%".
func (l *Locale) LessThan(figure string) string { return l.lessThanPrefix + figure }

// AreaUnit returns the value, in km², of the last digit of a written area. halfRange is half the
// width of the area's range, 0 where it has none.
func AreaUnit(km2, halfRange float64) float64 {
	if halfRange <= 0 {
		return significantUnit(km2, 3)
	}
	return min(floorPowerOf10(halfRange), significantUnit(km2, 2))
}

// significantUnit returns the value of the last of a number's first digits, at least 1.
func significantUnit(v float64, digits int) float64 {
	unit := floorPowerOf10(v)
	for range digits - 1 {
		unit /= 10
	}
	return max(1, unit)
}

// floorPowerOf10 returns the largest power of ten that is not above v, at least 1.
func floorPowerOf10(v float64) float64 {
	power := 1.0
	for power*10 <= v {
		power *= 10
	}
	return power
}

// Area formats an area in square kilometres, rounded to a multiple of unit (see AreaUnit).
func (l *Locale) Area(km2, unit float64) string {
	return l.AreaNumber(km2, unit) + l.unitSpace + l.km2Unit
}

// AreaNumber is Area without the unit's symbol, for tables that name it.
func (l *Locale) AreaNumber(km2, unit float64) string {
	if km2 > 0 && km2 < 1 {
		return l.LessThan("1")
	}
	return l.Number(math.Round(km2/unit)*unit, 0)
}

// Length formats the length of a line that this map measured.
func (l *Locale) Length(km float64) string {
	unit := 1.0
	switch {
	case km > 0 && km < 1:
		return l.LessThan(l.Km(1))
	case km >= 100:
		unit = 10
	}
	return l.Km(math.Round(km/unit) * unit)
}

// Population formats a number of inhabitants.
func (l *Locale) Population(n int) string {
	unit := significantUnit(float64(n), 2)
	return l.Number(math.Round(float64(n)/unit)*unit, 0)
}
