package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strings"
	"time"

	"truceline/internal/app"
	"truceline/internal/assetcheck"
	"truceline/internal/control"
	"truceline/internal/story"
	"truceline/internal/story/measure"
)

const changesFile = "changes.csv"

// settleCommand changes who held one settlement on a date and works everything out again.
func settleCommand(t *tool, args []string) error {
	o := newOptions("settle")
	date := o.String("date", "", "a date of the map, or a new one")
	sideFlag := o.String("side", "", "R, G or C")
	source := o.String("source", "", "where it is reported")
	note := o.String("note", "", "anything else")
	words, err := o.parse(args, 1)
	if err != nil {
		return err
	}
	side, ok := control.ParseSide(*sideFlag)
	switch {
	case len(words) == 0:
		return badUsage("settle: name a settlement by its id or name")
	case !control.IsDate(*date):
		return badUsage("settle: --date %q is no day like 2026-01-06", *date)
	case !ok:
		return badUsage("settle: --side %q is none of R, G, C", *sideFlag)
	case strings.TrimSpace(*source) == "":
		return badUsage("settle: --source is missing: a statement needs one")
	case app.EscapeCSVFormula(*source) != *source || app.EscapeCSVFormula(*note) != *note:
		return badUsage(
			"settle: --source and --note must not begin with =, +, - or @: a spreadsheet would take it for a formula")
	}
	dir, err := o.requireAssetsDir()
	if err != nil {
		return err
	}
	if err := recoverFiles(dir); err != nil {
		return err
	}
	return t.setControl(dir,
		controlChange{idOrName: words[0], date: *date, side: side, source: *source, note: *note})
}

// A controlChange is one line of changes.csv to be.
type controlChange struct {
	idOrName, date, source, note string
	side                         control.Side
}

func (t *tool) setControl(dir string, c controlChange) error {
	fsys := os.DirFS(dir)
	doc, err := story.Load(fsys)
	if err != nil {
		return err
	}
	if d, ok := doc.Date(c.date); ok && d.From == story.FromImport {
		return badUsage("settle: %s was imported and does not come from the table", c.date)
	}
	in, err := control.ReadInput(fsys)
	if err != nil {
		return err
	}
	s, err := t.resolveSettlement(in.Table, fsys, c.idOrName)
	if err != nil {
		return err
	}
	edited := overlayFS{fsys, map[string][]byte{}}
	before, err := edited.ensureDate(in.Table, doc, c.date)
	if err != nil {
		return err
	}
	column, _ := in.Table.DateIndex(before)
	old := s.Sides[column]
	if old == c.side && before == c.date {
		fmt.Fprintf(t.stdout, "%s: %s on %s already; nothing changed\n", s.ID, old, c.date)
		return nil
	}
	if err := edited.recordChange(s.ID, c, old); err != nil {
		return err
	}
	made, err := t.computeAll(edited)
	if err != nil {
		return err
	}
	was, err := readFigures(fsys, "settle", before)
	if err != nil {
		return err
	}
	now, err := measure.DecodeFigures(made[measure.FiguresFile(c.date)],
		measure.FiguresFile(c.date))
	if err != nil {
		return err
	}
	if err := t.writeOutputs(dir, edited, made, edited.files); err != nil {
		return err
	}
	fmt.Fprintf(t.stdout, "%s (%s, %s): %s → %s on %s\n", s.ID, s.Name, s.Oblast, old, c.side,
		c.date)
	t.printDelta(was, now)
	return nil
}

// resolveSettlement returns the settlement that a word means; of several it lists the ids.
func (t *tool) resolveSettlement(table *control.SettlementTable, fsys fs.FS,
	word string) (*control.Settlement, error) {
	towns, err := assetcheck.ReadTowns(fsys)
	if err != nil {
		return nil, err
	}
	switch found := findSettlements(table, towns, word); len(found) {
	case 0:
		return nil, badUsage("settle: no settlement %q in %s", word, control.SettlementsFile)
	case 1:
		return found[0], nil
	default:
		for _, s := range found {
			p := s.Position.Point()
			fmt.Fprintf(t.stdout, "%s  %s, %s, %.5f,%.5f, population %d\n", s.ID, s.Name, s.Oblast,
				p[0], p[1], s.Population)
		}
		return nil, badUsage("settle: %q may be any of these %d; nothing changed, say its id", word,
			len(found))
	}
}

// ensureDate makes sure that the table and the story have the date, and returns the date that it
// starts from: itself if it is there, else the last one before it.
func (o overlayFS) ensureDate(table *control.SettlementTable, doc *story.Story,
	date string) (from string, err error) {
	at, known := slices.BinarySearch(table.Dates, date)
	from = date
	if !known {
		if at == 0 {
			return "",
				badUsage("settle: %s is before the first date, %s: there is nothing to start from",
					date, table.Dates[0])
		}
		from = table.Dates[at-1]
		next := ""
		if at < len(table.Dates) {
			next = table.Dates[at]
		}
		data, err := fs.ReadFile(o.base, control.SettlementsFile)
		if err != nil {
			return "", err
		}
		if o.files[control.SettlementsFile], err = addCSVColumn(data, date, next,
			from); err != nil {
			return "", fmt.Errorf("%s: %w", control.SettlementsFile, err)
		}
	}
	if _, ok := doc.Date(date); ok {
		return from, nil
	}
	row := story.Date{Maps: 1}
	if d, ok := doc.Date(from); ok {
		row = d
	}
	line, err := formatJSONLine("id", date, "why", "", "maps", row.Maps, "holders", row.Holders,
		"checked", row.Checked, "from", story.FromSettlements)
	if err != nil {
		return "", err
	}
	return from, o.addStoryDate(doc, date, line)
}

// addStoryDate adds a row to the story's dates, in its place.
func (o overlayFS) addStoryDate(doc *story.Story, date, line string) error {
	data, err := fs.ReadFile(o, story.File)
	if err != nil {
		return err
	}
	after := ""
	for _, d := range doc.Dates {
		if d.ID < date {
			after = d.ID
		}
	}
	if after == "" {
		return badUsage("%s is before the first date of the story", date)
	}
	if o.files[story.File], err = addJSONItem(data, "dates", after, line); err != nil {
		return fmt.Errorf("%s: %w", story.File, err)
	}
	return nil
}

// recordChange writes the new side into the table and a line into the list of changes.
func (o overlayFS) recordChange(id string, c controlChange, old control.Side) error {
	data, err := fs.ReadFile(o, control.SettlementsFile)
	if err != nil {
		return err
	}
	if o.files[control.SettlementsFile], err = setCSVCell(data, id, c.date,
		c.side.String()); err != nil {
		return fmt.Errorf("%s: %w", control.SettlementsFile, err)
	}
	list, err := fs.ReadFile(o.base, changesFile)
	if errors.Is(err, fs.ErrNotExist) {
		list, err = []byte("settlement,date,old,new,source,when,note\n"), nil
	}
	if err != nil {
		return err
	}
	o.files[changesFile], err = addCSVRow(list,
		[]string{id, c.date, old.String(), c.side.String(), c.source,
			time.Now().UTC().Format(time.RFC3339), c.note})
	return err
}

// printDelta prints the difference between two figures per oblast.
func (t *tool) printDelta(was, now *measure.Figures) {
	const least = 0.05 // km²
	same := true
	for _, a := range now.Areas {
		b, _ := was.Area(a.ID)
		held, contested := a.HeldKm2-b.HeldKm2, a.ContestedKm2-b.ContestedKm2
		if abs(held) < least && abs(contested) < least {
			continue
		}
		same = false
		fmt.Fprintf(t.stdout,
			"  %-6s %-16s held %+.1f km² to %.1f (%.1f %%), contested %+.1f km² to %.1f\n",
			a.ID, a.Name, held, a.HeldKm2, 100*a.Share, contested, a.ContestedKm2)
	}
	if same {
		fmt.Fprintln(t.stdout, "  no land changed hands")
	}
	fmt.Fprintf(t.stdout, "  line of contact %+.1f km to %.1f km\n", now.LineKm-was.LineKm,
		now.LineKm)
}
