package locale

import (
	"math"
	"strconv"
	"strings"

	"truceline/internal/isodate"
)

const (
	nbsp       = "\u00a0" // no-break space
	narrowNBSP = "\u202f" // narrow no-break space
	enDash     = "–"
	minusSign  = "\u2212"
)

// cldrRules are CLDR's formats of a language, as far as the map needs them. A no-break space joins
// number and unit in English too, where CLDR has a plain one, so that no line ends between them.
type cldrRules struct {
	groupSeparator, decimalSeparator string // thousands, decimals
	percentSuffix                    string // after the number of a percentage
	kmUnit, km2Unit                  string // unit symbols
	unitSpace                        string
	monthsFormat                     [12]string // after a day ("format" in CLDR)
	monthsStandAlone                 []string   // alone ("stand-alone"); nil: monthsFormat
	firstOfMonth                     string     // the day number of the first
	yearSuffix                       string     // after the year
	listAnd                          string     // before the last of several
	lessThanPrefix, moreThanPrefix   string     // before the figure
}

// rulesByLang follows CLDR 45 (common/main), with three exceptions that follow printed usage: the
// first of a month is "1er" in French; a Ukrainian year is followed by the full word; a no-break
// space precedes the Ukrainian per cent sign.
var rulesByLang = map[string]cldrRules{
	"en": {
		groupSeparator: ",", decimalSeparator: ".", percentSuffix: "%", kmUnit: "km",
		km2Unit: "km²", unitSpace: nbsp, firstOfMonth: "1", listAnd: " and ",
		lessThanPrefix: "under" + nbsp, moreThanPrefix: "over" + nbsp,
		monthsFormat: [12]string{"January", "February", "March", "April", "May", "June", "July",
			"August", "September", "October", "November", "December"},
	},
	"uk": {
		groupSeparator: nbsp, decimalSeparator: ",", percentSuffix: nbsp + "%", kmUnit: "км",
		km2Unit: "км²", unitSpace: nbsp, firstOfMonth: "1", yearSuffix: " року", listAnd: " і ",
		lessThanPrefix: "менше" + nbsp, moreThanPrefix: "понад" + nbsp,
		monthsFormat: [12]string{"січня", "лютого", "березня", "квітня", "травня", "червня",
			"липня", "серпня", "вересня", "жовтня", "листопада", "грудня"},
		monthsStandAlone: []string{"січень", "лютий", "березень", "квітень", "травень", "червень",
			"липень", "серпень", "вересень", "жовтень", "листопад", "грудень"},
	},
	"fr": {
		groupSeparator: narrowNBSP, decimalSeparator: ",", percentSuffix: nbsp + "%", kmUnit: "km",
		km2Unit: "km²", unitSpace: narrowNBSP, firstOfMonth: "1er", listAnd: " et ",
		lessThanPrefix: "moins de" + nbsp, moreThanPrefix: "plus de" + nbsp,
		monthsFormat: [12]string{"janvier", "février", "mars", "avril", "mai", "juin", "juillet",
			"août", "septembre", "octobre", "novembre", "décembre"},
	},
}

// tieEpsilon raises a number by less than the last digit of any figure. So halves round up, as
// readers and Intl.NumberFormat do, even where the nearest binary number lies just below the half.
const tieEpsilon = 1e-12

// Number formats a number with a fixed count of decimals. Halves are rounded away from zero.
func (l *Locale) Number(v float64, decimals int) string {
	digits := strconv.FormatFloat(math.Abs(v)*(1+tieEpsilon), 'f', decimals, 64)
	whole, fraction, _ := strings.Cut(digits, ".")
	var b strings.Builder
	if v < 0 && strings.Trim(digits, "0.") != "" {
		b.WriteString(minusSign)
	}
	for i, d := range whole {
		if i > 0 && (len(whole)-i)%3 == 0 {
			b.WriteString(l.groupSeparator)
		}
		b.WriteRune(d)
	}
	if fraction != "" {
		b.WriteString(l.decimalSeparator + fraction)
	}
	return b.String()
}

// Percent formats a published share, given as a fraction, with the decimals that it has: 0.776 is
// "77.6%". Share formats this map's own estimates.
func (l *Locale) Percent(fraction float64) string {
	const maxDecimals = 2
	percents := math.Round(fraction*100*math.Pow10(maxDecimals)) / math.Pow10(maxDecimals)
	_, decimals, _ := strings.Cut(strconv.FormatFloat(percents, 'f', -1, 64), ".")
	return l.Number(percents, len(decimals)) + l.percentSuffix
}

// WholePercent formats a fraction without decimals, as on an axis: 0.3 is "30%".
func (l *Locale) WholePercent(fraction float64) string {
	return l.Number(fraction*100, 0) + l.percentSuffix
}

// Km formats a distance in whole kilometres. Length formats the length of a measured line.
func (l *Locale) Km(km float64) string { return l.Number(km, 0) + l.unitSpace + l.kmUnit }

// Km2 formats a published area in whole square kilometres. Area formats this map's own estimates.
func (l *Locale) Km2(km2 float64) string { return l.Number(km2, 0) + l.unitSpace + l.km2Unit }

// KmUnit returns the symbol of the kilometre, for scale bars.
func (l *Locale) KmUnit() string { return l.kmUnit }

// Date formats a day ("2026-01-06") or a month ("2026-01") in words. Any other text is returned
// unchanged.
func (l *Locale) Date(iso string) string {
	t, err := isodate.ParseDate(iso)
	if err != nil {
		return l.monthDate(iso)
	}
	day := strconv.Itoa(t.Day())
	if t.Day() == 1 {
		day = l.firstOfMonth
	}
	return day + " " + l.monthsFormat[t.Month()-1] + " " + strconv.Itoa(t.Year()) + l.yearSuffix
}

// monthDate formats a month in words.
func (l *Locale) monthDate(iso string) string {
	t, err := isodate.ParseMonth(iso)
	if err != nil {
		return iso
	}
	name := l.monthsFormat[t.Month()-1]
	if l.monthsStandAlone != nil {
		name = l.monthsStandAlone[t.Month()-1]
	}
	return name + " " + strconv.Itoa(t.Year()) + l.yearSuffix
}

// SignedNumber formats a number with its sign: "+1.2", "−0.4". Zero has none.
func (l *Locale) SignedNumber(v float64, decimals int) string {
	text := l.Number(v, decimals)
	if v > 0 && strings.ContainsAny(text, "123456789") {
		return "+" + text
	}
	return text
}

// List joins names: "a, b and c".
func (l *Locale) List(names []string) string {
	if len(names) < 2 {
		return strings.Join(names, "")
	}
	last := len(names) - 1
	return strings.Join(names[:last], ", ") + l.listAnd + names[last]
}
