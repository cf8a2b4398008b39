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

// cldrRules are what CLDR says about a language, as far as the map needs it. Units are joined by
// no-break spaces in English too, where CLDR has a plain one, so that no line ends between a number
// and its unit.
type cldrRules struct {
	groupSeparator, decimalSeparator string // separators
	percentSuffix                    string // what follows the number of a share
	kmUnit, km2Unit                  string // units
	unitSpace                        string
	monthsFormat                     [12]string // as they stand behind the day
	monthsStandAlone                 []string   // as they stand alone; nil: the same
	firstOfMonth                     string     // the first of a month
	yearSuffix                       string     // what follows the year
	listAnd                          string     // before the last of several
	lessThanPrefix, moreThanPrefix   string     // before a figure that is less, or more
	pluralForm                       func(n int) string
}

// rulesByLang follows CLDR 45 (common/main and supplemental/plurals), except that the first of a
// French month is "1er", as French is printed, that a Ukrainian year is followed by the word in
// full, and that a Ukrainian per cent sign stands apart from its number, as Ukrainian is printed.
var rulesByLang = map[string]cldrRules{
	"en": {
		groupSeparator: ",", decimalSeparator: ".", percentSuffix: "%", kmUnit: "km",
		km2Unit: "km²", unitSpace: nbsp, firstOfMonth: "1", listAnd: " and ",
		lessThanPrefix: "under" + nbsp, moreThanPrefix: "over" + nbsp,
		monthsFormat: [12]string{"January", "February", "March", "April", "May", "June", "July",
			"August", "September", "October", "November", "December"},
		pluralForm: pluralEnglish,
	},
	"uk": {
		groupSeparator: nbsp, decimalSeparator: ",", percentSuffix: nbsp + "%", kmUnit: "км",
		km2Unit: "км²", unitSpace: nbsp, firstOfMonth: "1", yearSuffix: " року", listAnd: " і ",
		lessThanPrefix: "менше" + nbsp, moreThanPrefix: "понад" + nbsp,
		monthsFormat: [12]string{"січня", "лютого", "березня", "квітня", "травня", "червня",
			"липня", "серпня", "вересня", "жовтня", "листопада", "грудня"},
		monthsStandAlone: []string{"січень", "лютий", "березень", "квітень", "травень", "червень",
			"липень", "серпень", "вересень", "жовтень", "листопад", "грудень"},
		pluralForm: pluralUkrainian,
	},
	"fr": {
		groupSeparator: narrowNBSP, decimalSeparator: ",", percentSuffix: nbsp + "%", kmUnit: "km",
		km2Unit: "km²", unitSpace: narrowNBSP, firstOfMonth: "1er", listAnd: " et ",
		lessThanPrefix: "moins de" + nbsp, moreThanPrefix: "plus de" + nbsp,
		monthsFormat: [12]string{"janvier", "février", "mars", "avril", "mai", "juin", "juillet",
			"août", "septembre", "octobre", "novembre", "décembre"},
		pluralForm: pluralFrench,
	},
}

func pluralEnglish(n int) string {
	if n == 1 {
		return "one"
	}
	return "other"
}

func pluralFrench(n int) string {
	if n == 0 || n == 1 {
		return "one"
	}
	return "other"
}

func pluralUkrainian(n int) string {
	ten, hundred := n%10, n%100
	switch {
	case ten == 1 && hundred != 11:
		return "one"
	case ten >= 2 && ten <= 4 && (hundred < 12 || hundred > 14):
		return "few"
	default:
		return "many"
	}
}

// tieEpsilon lifts a number by less than any figure has digits, so that what is halfway between two
// decimals goes up, as readers and Intl.NumberFormat round, though the binary number may lie just
// below.
const tieEpsilon = 1e-12

// Number writes a number with a fixed count of decimals, halves rounded up.
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

// Percent writes a fraction (0.776) as a share with the digits that it has, as it was published:
// "77.6%". What this map estimates is written by Share.
func (l *Locale) Percent(fraction float64) string {
	const most = 2 // decimals
	percents := math.Round(fraction*100*math.Pow10(most)) / math.Pow10(most)
	_, decimals, _ := strings.Cut(strconv.FormatFloat(percents, 'f', -1, 64), ".")
	return l.Number(percents, len(decimals)) + l.percentSuffix
}

// WholePercent writes a fraction (0.3) as a share without decimals, as it stands on an axis: "30%".
func (l *Locale) WholePercent(fraction float64) string {
	return l.Number(fraction*100, 0) + l.percentSuffix
}

// Km writes a length in whole kilometres, such as a distance that was chosen. The length of a line
// is written by Length.
func (l *Locale) Km(km float64) string { return l.Number(km, 0) + l.unitSpace + l.kmUnit }

// Km2 writes an area in whole square kilometres, as it was published. What this map estimates is
// written by Area.
func (l *Locale) Km2(km2 float64) string { return l.Number(km2, 0) + l.unitSpace + l.km2Unit }

// KmUnit is the unit of lengths, as it stands on a scale bar.
func (l *Locale) KmUnit() string { return l.kmUnit }

// Date writes a day ("2026-01-06") or a month ("2026-01") in words. What is neither is returned as
// it is.
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

// monthDate writes a month in words.
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

// SignedNumber writes a number with its sign: "+1.2", "−0.4".
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
