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
	under, over    string     // before a figure that is less, or more
	plural         func(n int) string
}

// byLang follows CLDR 45 (common/main and supplemental/plurals), except that the first of a French month is "1er", as
// French is printed, that a Ukrainian year is followed by the word in full, and that a Ukrainian per cent sign stands
// apart from its number, as Ukrainian is printed.
var byLang = map[string]rules{
	"en": {
		group: ",", decimal: ".", percent: "%", km: "km", km2: "km²", unitSpace: nbsp, firstDay: "1", and: " and ",
		under: "under" + nbsp, over: "over" + nbsp,
		months: [12]string{"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"},
		plural: pluralEnglish,
	},
	"uk": {
		group: nbsp, decimal: ",", percent: nbsp + "%", km: "км", km2: "км²", unitSpace: nbsp, firstDay: "1", yearWord: " року", and: " і ",
		under: "менше" + nbsp, over: "понад" + nbsp,
		months:     [12]string{"січня", "лютого", "березня", "квітня", "травня", "червня", "липня", "серпня", "вересня", "жовтня", "листопада", "грудня"},
		monthNames: []string{"січень", "лютий", "березень", "квітень", "травень", "червень", "липень", "серпень", "вересень", "жовтень", "листопад", "грудень"},
		plural:     pluralUkrainian,
	},
	"fr": {
		group: narrowNBSP, decimal: ",", percent: nbsp + "%", km: "km", km2: "km²", unitSpace: narrowNBSP, firstDay: "1er", and: " et ",
		under: "moins de" + nbsp, over: "plus de" + nbsp,
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

// tie lifts a number by less than any figure has digits, so that what is halfway between two decimals goes up, as
// readers and Intl.NumberFormat round, though the binary number may lie just below.
const tie = 1e-12

// Number writes a number with a fixed count of decimals, halves rounded up.
func (l *Locale) Number(v float64, decimals int) string {
	digits := strconv.FormatFloat(math.Abs(v)*(1+tie), 'f', decimals, 64)
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

// Percent writes a fraction (0.776) as a share with the digits that it has, as it was published: "77.6%". What this map
// estimates is written by Share.
func (l *Locale) Percent(fraction float64) string {
	const most = 2 // decimals
	percents := math.Round(fraction*100*math.Pow10(most)) / math.Pow10(most)
	_, decimals, _ := strings.Cut(strconv.FormatFloat(percents, 'f', -1, 64), ".")
	return l.Number(percents, len(decimals)) + l.percent
}

// WholePercent writes a fraction (0.3) as a share without decimals, as it stands on an axis: "30%".
func (l *Locale) WholePercent(fraction float64) string {
	return l.Number(fraction*100, 0) + l.percent
}

// Km writes a length in whole kilometres, such as a distance that was chosen. The length of a line is written by Length.
func (l *Locale) Km(km float64) string { return l.Number(km, 0) + l.unitSpace + l.km }

// Km2 writes an area in whole square kilometres, as it was published. What this map estimates is written by Area.
func (l *Locale) Km2(km2 float64) string { return l.Number(km2, 0) + l.unitSpace + l.km2 }

// Kilometres is the unit of lengths, as it stands on a scale bar.
func (l *Locale) Kilometres() string { return l.km }

// Date writes a day ("2026-01-06") or a month ("2026-01") in words. What is neither is returned as it is.
func (l *Locale) Date(iso string) string {
	t, err := isodate.ParseDate(iso)
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
	t, err := isodate.ParseMonth(iso)
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
