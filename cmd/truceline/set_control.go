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
	"truceline/internal/assetname"
	"truceline/internal/control"
	"truceline/internal/diag"
	"truceline/internal/gazetteer"
	"truceline/internal/isodate"
	"truceline/internal/memfs"
	"truceline/internal/story"
)

// setControlCommand changes who held a settlement on a date and computes shapes and figures again.
func setControlCommand(t *tool, args []string) error {
	o := newOptions("set-control")
	date := o.String("date", "", "a date of the map, or a new one")
	sideFlag := o.String("side", "", "R, G or C")
	source := o.String("source", "", "where it is reported")
	note := o.String("note", "", "anything else")
	positional, err := o.parse(args, 1)
	if err != nil {
		return err
	}
	side, ok := control.ParseSide(*sideFlag)
	switch {
	case len(positional) == 0:
		return badUsage("set-control: name a settlement by its id or name")
	case !isodate.IsDate(*date):
		return badUsage("set-control: --date %q is no day like 2026-01-06", *date)
	case !ok:
		return badUsage("set-control: --side %q is none of R, G, C", *sideFlag)
	case strings.TrimSpace(*source) == "":
		return badUsage("set-control: --source is missing: a statement needs one")
	case app.EscapeCSVFormula(*source) != *source || app.EscapeCSVFormula(*note) != *note:
		return badUsage(
			"set-control: --source and --note must not begin with =, +, - or @: a spreadsheet would take it for a formula")
	}
	dir, err := o.requireAssetsDir()
	if err != nil {
		return err
	}
	if err := recoverFiles(dir); err != nil {
		return err
	}
	return t.setControl(dir,
		controlChange{idOrName: positional[0], date: *date, side: side, source: *source,
			note: *note})
}

// A controlChange is a requested row of changes.csv.
type controlChange struct {
	idOrName, date, source, note string
	side                         control.Side
}

// setControl applies a change to the files of a directory and prints what it changed.
func (t *tool) setControl(dir string, c controlChange) error {
	overlay := newOverlay(os.DirFS(dir), map[string][]byte{})
	settlement, baseDate, oldSide, err := t.prepareChange(overlay, c)
	if err != nil {
		return err
	}
	if oldSide == c.side && baseDate == c.date {
		fmt.Fprintf(t.stdout, "%s: %s on %s already; nothing changed\n", settlement.ID, oldSide,
			c.date)
		return nil
	}
	if err := overlay.recordChange(settlement.ID, c, oldSide); err != nil {
		return err
	}
	before, after, err := t.applyOverlay(dir, overlay, baseDate, c.date)
	if err != nil {
		return err
	}
	fmt.Fprintf(t.stdout, "%s (%s, %s): %s → %s on %s\n", settlement.ID, settlement.Name,
		settlement.Oblast, oldSide, c.side, c.date)
	t.printDelta(before, after)
	return nil
}

// prepareChange makes sure that the overlay has the date of a change. It returns the settlement,
// the date that the new date's column was copied from, and the side that held the settlement then.
func (t *tool) prepareChange(overlay overlayFS, c controlChange) (settlement *control.Settlement,
	baseDate string, oldSide control.Side, err error) {
	doc, err := story.Load(overlay.base)
	if err != nil {
		return nil, "", 0, err
	}
	if d, ok := doc.Date(c.date); ok && d.From == story.FromImport {
		return nil, "", 0,
			badUsage("set-control: %s was imported and does not come from the table", c.date)
	}
	input, err := control.ReadInput(overlay.base)
	if err != nil {
		return nil, "", 0, err
	}
	if settlement, err = t.resolveSettlement(input.Table, overlay.base, c.idOrName); err != nil {
		return nil, "", 0, err
	}
	if baseDate, err = overlay.ensureDate(input.Table, doc, c.date); err != nil {
		return nil, "", 0, err
	}
	column, _ := input.Table.DateIndex(baseDate)
	return settlement, baseDate, settlement.Sides[column], nil
}

// applyOverlay writes the overlay's files and the outputs computed from them. It returns the
// figures of baseDate as they were and those of date as they are now.
func (t *tool) applyOverlay(dir string, overlay overlayFS,
	baseDate, date string) (before, after *story.Figures, err error) {
	outputs, err := t.computeAll(overlay)
	if err != nil {
		return nil, nil, err
	}
	if before, err = readFigures(overlay.base, "set-control", baseDate); err != nil {
		return nil, nil, err
	}
	if after, err = story.ReadFigures(memfs.FS(outputs), date); err != nil {
		return nil, nil, err
	}
	return before, after, t.writeOutputs(dir, overlay, outputs, overlay.files)
}

// resolveSettlement returns the settlement with an id or name. If several match, it prints them and
// returns an error.
func (t *tool) resolveSettlement(table *control.SettlementTable, fsys fs.FS,
	query string) (*control.Settlement, error) {
	towns, err := gazetteer.Read(fsys)
	if err != nil {
		return nil, err
	}
	switch matches := findSettlements(table, towns, query); len(matches) {
	case 0:
		return nil, badUsage("set-control: no settlement %q in %s", query, assetname.Settlements)
	case 1:
		return matches[0], nil
	default:
		for _, s := range matches {
			p := s.Position.Point()
			fmt.Fprintf(t.stdout, "%s  %s, %s, %.5f,%.5f, population %d\n", s.ID, s.Name, s.Oblast,
				p[0], p[1], s.Population)
		}
		return nil,
			badUsage("set-control: %q may be any of these %d; nothing changed, say its id", query,
				len(matches))
	}
}

// ensureDate adds a date to the table and to the story unless they have it. It returns the date
// that the new column was copied from, or date itself if the table had it.
func (o overlayFS) ensureDate(table *control.SettlementTable, doc *story.Story,
	date string) (baseDate string, err error) {
	index, found := slices.BinarySearch(table.Dates, date)
	baseDate = date
	if !found {
		if index == 0 {
			return "",
				badUsage(
					"set-control: %s is before the first date, %s: there is nothing to start from",
					date, table.Dates[0])
		}
		baseDate = table.Dates[index-1]
		next := ""
		if index < len(table.Dates) {
			next = table.Dates[index]
		}
		data, err := fs.ReadFile(o.base, assetname.Settlements)
		if err != nil {
			return "", err
		}
		if o.files[assetname.Settlements], err = addCSVColumn(data, date, next,
			baseDate); err != nil {
			return "", diag.InFile(assetname.Settlements, err)
		}
	}
	if _, ok := doc.Date(date); ok {
		return baseDate, nil
	}
	row := story.Date{Maps: 1}
	if d, ok := doc.Date(baseDate); ok {
		row = d
	}
	line, err := formatJSONLine("id", date, "why", "", "maps", row.Maps, "holders", row.Holders,
		"checked", row.Checked, "from", story.FromSettlements)
	if err != nil {
		return "", err
	}
	return baseDate, o.addStoryDate(doc, date, line)
}

// addStoryDate adds a row to the story's dates, in chronological order.
func (o overlayFS) addStoryDate(doc *story.Story, date, line string) error {
	data, err := fs.ReadFile(o, story.File)
	if err != nil {
		return err
	}
	previousID := ""
	for _, d := range doc.Dates {
		if d.ID < date {
			previousID = d.ID
		}
	}
	if previousID == "" {
		return badUsage("%s is before the first date of the story", date)
	}
	if o.files[story.File], err = addJSONItem(data, "dates", previousID, line); err != nil {
		return diag.InFile(story.File, err)
	}
	return nil
}

// recordChange writes the new side into the table and adds a row to the log of changes.
func (o overlayFS) recordChange(id string, c controlChange, oldSide control.Side) error {
	data, err := fs.ReadFile(o, assetname.Settlements)
	if err != nil {
		return err
	}
	if o.files[assetname.Settlements], err = setCSVCell(data, id, c.date,
		c.side.String()); err != nil {
		return diag.InFile(assetname.Settlements, err)
	}
	changes, err := fs.ReadFile(o.base, assetname.Corrections)
	if errors.Is(err, fs.ErrNotExist) {
		changes, err = []byte("settlement,date,old,new,source,when,note\n"), nil
	}
	if err != nil {
		return err
	}
	o.files[assetname.Corrections], err = addCSVRow(changes,
		[]string{id, c.date, oldSide.String(), c.side.String(), c.source,
			time.Now().UTC().Format(time.RFC3339), c.note})
	return err
}

// printDelta prints the differences between two sets of figures by oblast.
func (t *tool) printDelta(before, after *story.Figures) {
	const minDeltaKm2 = 0.05 // km²
	unchanged := true
	for _, area := range after.Areas {
		previous, _ := before.Area(area.ID)
		held, contested := area.HeldKm2-previous.HeldKm2, area.ContestedKm2-previous.ContestedKm2
		if abs(held) < minDeltaKm2 && abs(contested) < minDeltaKm2 {
			continue
		}
		unchanged = false
		fmt.Fprintf(t.stdout,
			"  %-6s %-16s held %+.1f km² to %.1f (%.1f %%), contested %+.1f km² to %.1f\n",
			area.ID, area.Name, held, area.HeldKm2, 100*area.Share, contested, area.ContestedKm2)
	}
	if unchanged {
		fmt.Fprintln(t.stdout, "  no land changed hands")
	}
	fmt.Fprintf(t.stdout, "  line of contact %+.1f km to %.1f km\n", after.LineKm-before.LineKm,
		after.LineKm)
}
