package app

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"time"
	"unicode"

	"truceline/internal/isodate"
)

// CorrectionsFile is the table of what was mended after it had been shown, which `truceline settle`
// writes: the settlement's id, the date, its old and its new side, the source, when it was changed,
// and a note.
const CorrectionsFile = "changes.csv"

// correction is a row of that table.
type correction struct {
	name, oblast string // as the id has them
	date         string
	old, new     string // R, G or C
	source, note string
	correctedOn  string // the day
}

// sideTextKeys are the keys of what the sides are called.
var sideTextKeys = map[string]string{"R": "corrections.r", "G": "corrections.g",
	"C": "corrections.c"}

// CheckCorrections returns what is wrong with the table, if there is one.
func CheckCorrections(fsys fs.FS) error {
	_, err := readCorrections(fsys)
	return err
}

// parseSettlementID takes the id of a settlement apart: a name, "-ua-" and the two digits of its
// oblast, and a number where the name comes again.
func parseSettlementID(id string) (name, oblast string, ok bool) {
	at := strings.LastIndex(id, "-ua-")
	if at < 1 {
		return "", "", false
	}
	code, number, again := strings.Cut(id[at+len("-ua-"):], "-")
	if len(code) != 2 || !isDigits(code) || again && !isDigits(number) {
		return "", "", false
	}
	return id[:at], "UA-" + code, true
}

func isDigits(s string) bool { return s != "" && strings.Trim(s, "0123456789") == "" }

// readCorrections reads the table, newest first. Without one there were none.
func readCorrections(fsys fs.FS) ([]correction, error) {
	t, err := readTable(fsys, CorrectionsFile, "settlement", "date", "old", "new", "source", "when")
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	} else if err != nil {
		return nil, err
	}
	var list []correction
	for i, row := range t.rows {
		wrong := func(format string, args ...any) error {
			return &DataError{CorrectionsFile,
				fmt.Errorf("row %d: "+format, append([]any{i + 2}, args...)...)}
		}
		c := correction{date: t.text(row, "date"), old: t.text(row, "old"), new: t.text(row, "new"),
			source: t.text(row, "source")}
		if at, ok := t.cols["note"]; ok {
			c.note = row[at]
		}
		var ok bool
		if c.name, c.oblast, ok = parseSettlementID(t.text(row, "settlement")); !ok {
			return nil, wrong("%q is no id of a settlement", t.text(row, "settlement"))
		}
		when, err := time.Parse(time.RFC3339, t.text(row, "when"))
		if err != nil {
			return nil, wrong("%q is no time such as 2026-01-06T12:00:00Z", t.text(row, "when"))
		}
		c.correctedOn = when.UTC().Format(time.DateOnly)
		if _, err := isodate.ParseDate(c.date); err != nil {
			return nil, wrong("%q is no day such as 2026-01-06", c.date)
		}
		for _, side := range []string{c.old, c.new} {
			if sideTextKeys[side] == "" {
				return nil, wrong("%q is none of R, G, C", side)
			}
		}
		list = append(list, c)
	}
	slices.Reverse(list) // of one day, too, the newest first
	slices.SortStableFunc(list,
		func(a, b correction) int { return strings.Compare(b.correctedOn, a.correctedOn) })
	return list, nil
}

func (a *App) correctionsView() []Correction {
	list := []Correction{}
	for i, c := range a.corrections {
		text := a.locale.Text("corrections.entry", "place", a.settlementName(c), "oblast",
			a.world.FeatureName(c.oblast, a.locale.Lang),
			"date", a.locale.Date(c.date), "old", a.locale.Text(sideTextKeys[c.old]),
			"new", a.locale.Text(sideTextKeys[c.new]), "source", strings.TrimRight(c.source, "."))
		if c.note != "" {
			text += " " + c.note
		}
		list = append(list,
			Correction{ID: fmt.Sprintf("%s-%d", c.correctedOn, len(a.corrections)-i),
				Date: a.locale.Date(c.correctedOn), Text: text})
	}
	return list
}

// settlementName is what a settlement is called: a labelled town's name in the reader's language,
// else the name in its id.
func (a *App) settlementName(c correction) string {
	for _, t := range a.towns {
		if t.oblast == c.oblast &&
			foldName(a.world.FeatureName("town-"+t.id, "en")) == foldName(c.name) {
			return a.world.FeatureName("town-"+t.id, a.locale.Lang)
		}
	}
	words := strings.Split(c.name, "-")
	for i, w := range words {
		words[i] = strings.ToUpper(w[:1]) + w[1:]
	}
	return strings.Join(words, " ")
}

// foldName makes spellings of a name alike: letters only, and y and i are one.
func foldName(name string) string {
	var b strings.Builder
	last := rune(0)
	for _, r := range strings.ToLower(name) {
		if r == 'y' {
			r = 'i'
		}
		if unicode.IsLetter(r) && (r != 'i' || last != 'i') {
			b.WriteRune(r)
		}
		last = r
	}
	return b.String()
}
