package locale

import "math"

// Everything that people read is rounded here, by one rule: the last digit that is written is not
// finer than half the width of the figure's range. Files for machines (CSV, JSON, GeoJSON) keep
// their digits.
//
//   - A share is written in whole percents, in tenths where its range is narrower than two points.
//     What is not nothing,
//     but less than such a step, is "under 1%", and what is not all, but lacks less, "over 99%".
//   - An area is rounded to the largest power of ten up to half the width of its range, but keeps
//     two digits: with one
//     alone, zones of different sizes would look the same. Half the width of the range of the land
//     held in an area
//     stands for every part of that land, whose edges are no better known.
//   - An area without a range, such as the land of an oblast, keeps three digits: the base map's
//     outlines differ from
//     official areas by up to one per cent.
//   - A length is written in tens of kilometres, below 100 km in whole ones: the line is drawn
//     between settlements that
//     lie some kilometres apart, and smoothed.
//   - A population keeps two digits: it is years old, and nobody knows how many.

// ShareStep is the step, as a fraction, in which a share is written whose range is from low to
// high.
func ShareStep(low, high float64) float64 {
	const narrow = 0.02 // as a fraction: two points
	if high-low < narrow {
		return 0.001
	}
	return 0.01
}

// Share writes an estimated share: "19%", "7.4%", "under 1%", "over 99%". Nothing at all and all of
// it are exact.
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

// ShareRange writes the range of an estimated share: "18–20%".
func (l *Locale) ShareRange(low, high float64) string {
	step := ShareStep(low, high)
	a, b := l.roundedPercent(low, step), l.roundedPercent(high, step)
	if a == b {
		return b + l.percentSuffix
	}
	return a + enDash + b + l.percentSuffix
}

// roundedPercent writes a share in percents, rounded to a step, without the sign.
func (l *Locale) roundedPercent(share, step float64) string {
	if share == 0 || share == 1 {
		return l.Number(share*100, 0)
	}
	return l.Number(share*100, percentDecimals(step))
}

// percentDecimals is how many a percentage has that is written in steps.
func percentDecimals(step float64) int {
	if step < 0.01 {
		return 1
	}
	return 0
}

// PercentagePoints writes by how many points one share is above another, both written in steps:
// "+5", "under 1".
func (l *Locale) PercentagePoints(above, step float64) string {
	steps := math.Round(above / step)
	switch {
	case above == 0:
		return l.Number(0, 0)
	case steps == 0:
		return l.LessThan(l.roundedPercent(step, step))
	}
	return l.SignedNumber(steps*step*100, percentDecimals(step))
}

// LessThan writes that a figure is below another.
func (l *Locale) LessThan(figure string) string { return l.lessThanPrefix + figure }

// AreaUnit is the worth in km² of the last digit of an area that is written; half is half the width
// of its range, 0 where there is none.
func AreaUnit(km2, half float64) float64 {
	if half <= 0 {
		return significantUnit(km2, 3)
	}
	return min(floorPowerOf10(half), significantUnit(km2, 2))
}

// significantUnit is the worth of a number's last digit where it keeps so many, at least 1.
func significantUnit(v float64, digits int) float64 {
	worth := floorPowerOf10(v)
	for range digits - 1 {
		worth /= 10
	}
	return max(1, worth)
}

// floorPowerOf10 is the largest power of ten that is not above a number, at least 1.
func floorPowerOf10(v float64) float64 {
	power := 1.0
	for power*10 <= v {
		power *= 10
	}
	return power
}

// Area writes an area in square kilometres, rounded to a unit.
func (l *Locale) Area(km2, unit float64) string {
	return l.AreaNumber(km2, unit) + l.unitSpace + l.km2Unit
}

// AreaNumber is Area without km², for tables that name the unit.
func (l *Locale) AreaNumber(km2, unit float64) string {
	if km2 > 0 && km2 < 1 {
		return l.LessThan("1")
	}
	return l.Number(math.Round(km2/unit)*unit, 0)
}

// Length writes the length of a line that this map has worked out.
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

// Population writes a number of inhabitants.
func (l *Locale) Population(n int) string {
	unit := significantUnit(float64(n), 2)
	return l.Number(math.Round(float64(n)/unit)*unit, 0)
}
