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

// rules are what CLDR says about a language, as far as the map needs it. Units are joined by no-break spaces in
// English too, where CLDR has a plain one, so that no line ends between a number and its unit.
type rules struct {
	group, decimal string // separators
	percent        string // what follows the number of a share
	km, km2        string // units
	unitSpace      string
	months         [12]string // as they stand behind the day
	monthNames     []string   // as they stand alone; nil: the same
	firstDay       string     // the first of a month
	yearWord       string     // what follows the year
	and            string     // before the last of several
	plural         func(n int) string
}

// byLang follows CLDR 45 (common/main and supplemental/plurals), except that the first of a French month is "1er", as
// French is printed, and that a Ukrainian year is followed by the word in full.
var byLang = map[string]rules{
	"en": {
		group: ",", decimal: ".", percent: "%", km: "km", km2: "km²", unitSpace: nbsp, firstDay: "1", and: " and ",
		months: [12]string{"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"},
		plural: pluralEnglish,
	},
	"uk": {
		group: nbsp, decimal: ",", percent: "%", km: "км", km2: "км²", unitSpace: nbsp, firstDay: "1", yearWord: " року", and: " і ",
		months:     [12]string{"січня", "лютого", "березня", "квітня", "травня", "червня", "липня", "серпня", "вересня", "жовтня", "листопада", "грудня"},
		monthNames: []string{"січень", "лютий", "березень", "квітень", "травень", "червень", "липень", "серпень", "вересень", "жовтень", "листопад", "грудень"},
		plural:     pluralUkrainian,
	},
	"fr": {
		group: narrowNBSP, decimal: ",", percent: nbsp + "%", km: "km", km2: "km²", unitSpace: narrowNBSP, firstDay: "1er", and: " et ",
		months: [12]string{"janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"},
		plural: pluralFrench,
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

// Number writes a number with a fixed count of decimals, rounded half to even as strconv does.
func (l *Locale) Number(v float64, decimals int) string {
	digits := strconv.FormatFloat(math.Abs(v), 'f', decimals, 64)
	whole, fraction, _ := strings.Cut(digits, ".")
	var b strings.Builder
	if v < 0 && strings.Trim(digits, "0.") != "" {
		b.WriteString(minusSign)
	}
	for i, d := range whole {
		if i > 0 && (len(whole)-i)%3 == 0 {
			b.WriteString(l.group)
		}
		b.WriteRune(d)
	}
	if fraction != "" {
		b.WriteString(l.decimal + fraction)
	}
	return b.String()
}

// Percent writes a fraction (0.776) as a share with one decimal: "77.6%". Nothing at all and all of it have none.
func (l *Locale) Percent(fraction float64) string { return l.share(fraction) + l.percent }

// WholePercent writes a fraction (0.3) as a share without decimals, as it stands on an axis: "30%".
func (l *Locale) WholePercent(fraction float64) string {
	return l.Number(fraction*100, 0) + l.percent
}

func (l *Locale) share(fraction float64) string {
	if fraction == 0 || fraction == 1 {
		return l.Number(fraction*100, 0)
	}
	return l.Number(fraction*100, 1)
}

// PercentRange writes two fractions as a range of shares: "75.9–79.1%".
func (l *Locale) PercentRange(low, high float64) string {
	a, b := l.share(low), l.share(high)
	if a == b {
		return b + l.percent
	}
	return a + enDash + b + l.percent
}

// Km writes a length in kilometres, rounded to whole ones.
func (l *Locale) Km(km float64) string { return l.Number(km, 0) + l.unitSpace + l.km }

// Km2 writes an area in square kilometres, rounded to whole ones; what is below ten keeps a decimal.
func (l *Locale) Km2(km2 float64) string {
	decimals := 0
	if km2 != 0 && math.Abs(km2) < 10 {
		decimals = 1
	}
	return l.Number(km2, decimals) + l.unitSpace + l.km2
}

// Kilometres is the unit of lengths, as it stands on a scale bar.
func (l *Locale) Kilometres() string { return l.km }

// Date writes a day ("2026-01-06") or a month ("2026-01") in words. What is neither is returned as it is.
func (l *Locale) Date(iso string) string {
	t, err := isodate.Day(iso)
	if err != nil {
		return l.month(iso)
	}
	day := strconv.Itoa(t.Day())
	if t.Day() == 1 {
		day = l.firstDay
	}
	return day + " " + l.months[t.Month()-1] + " " + strconv.Itoa(t.Year()) + l.yearWord
}

// month writes a month in words.
func (l *Locale) month(iso string) string {
	t, err := isodate.Month(iso)
	if err != nil {
		return iso
	}
	name := l.months[t.Month()-1]
	if l.monthNames != nil {
		name = l.monthNames[t.Month()-1]
	}
	return name + " " + strconv.Itoa(t.Year()) + l.yearWord
}

// Signed writes a number with its sign: "+1.2", "−0.4".
func (l *Locale) Signed(v float64, decimals int) string {
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
	return strings.Join(names[:last], ", ") + l.and + names[last]
}
