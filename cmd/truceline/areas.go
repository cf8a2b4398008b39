package main

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"strconv"
	"strings"
	"text/tabwriter"

	"truceline/internal/app"
	"truceline/internal/story/measure"
)

// areasCommand prints how much of Ukraine and of each oblast was held on a date.
func areasCommand(t *tool, args []string) error {
	o := newOptions("areas")
	date := o.String("date", "", "a date of the map; the latest if left out")
	format := o.String("format", "table", "table, csv or json")
	if _, err := o.parse(args, 0); err != nil {
		return err
	}
	write, ok := areaFormats[*format]
	if !ok {
		return badUsage("areas: no format %q; there are table, csv, json", *format)
	}
	fsys, _, err := o.openAssets()
	if err != nil {
		return err
	}
	f, err := readFigures(fsys, "areas", *date)
	if err != nil {
		return err
	}
	if err := t.warnIfStale(fsys); err != nil {
		return err
	}
	return write(t.stdout, f)
}

// readFigures returns the figures of a date, those of the latest if date is empty.
func readFigures(fsys fs.FS, command, date string) (*measure.Figures, error) {
	known, err := figureDates(fsys)
	if err != nil {
		return nil, err
	}
	if len(known) == 0 {
		return nil, fmt.Errorf("there are no figures: run truceline data")
	}
	if date == "" {
		date = known[len(known)-1]
	}
	if !slices.Contains(known, date) {
		return nil,
			badUsage("%s: no date %q; there are %s", command, date, strings.Join(known, ", "))
	}
	data, err := fs.ReadFile(fsys, measure.FiguresFile(date))
	if err != nil {
		return nil, err
	}
	return measure.DecodeFigures(data, measure.FiguresFile(date))
}

// figureDates lists the dates that have figures, ascending.
func figureDates(fsys fs.FS) ([]string, error) {
	own, err := generatedFiles(fsys)
	if err != nil {
		return nil, err
	}
	var dates []string
	for _, name := range own {
		if name == measure.FiguresFile(dateInFileName(name)) {
			dates = append(dates, dateInFileName(name))
		}
	}
	slices.Sort(dates)
	return dates, nil
}

var areaFormats = map[string]func(io.Writer, *measure.Figures) error{
	"table": writeAreasTable,
	"csv":   writeAreasCSV,
	"json":  writeAreasJSON,
}

func writeAreasTable(w io.Writer, f *measure.Figures) error {
	fmt.Fprintf(w,
		"Held on %s: estimates of this map, unrounded; shares of the base map's own land.\n",
		f.Date)
	fmt.Fprintln(w,
		"The range says how well the drawing knows the line, not how far published figures differ.")
	fmt.Fprintln(w)
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(t, "id\tname\tkm²\theld km²\tcontested km²\theld\trange\t")
	for _, a := range f.Areas {
		fmt.Fprintf(t, "%s\t%s\t%.0f\t%.0f\t%.0f\t%.1f %%\t%.1f–%.1f %%\t\n",
			a.ID, a.Name, a.Km2, a.HeldKm2, a.ContestedKm2, 100*a.Share, 100*a.Low, 100*a.High)
	}
	return t.Flush()
}

func writeAreasCSV(w io.Writer, f *measure.Figures) error {
	c := csv.NewWriter(w)
	rows := [][]string{{"date", "id", "name", "km2", "held_km2", "contested_km2", "held_share",
		"held_share_low", "held_share_high"}}
	n := func(x float64) string { return strconv.FormatFloat(x, 'f', -1, 64) }
	for _, a := range f.Areas {
		rows = append(rows, []string{f.Date, app.EscapeCSVFormula(a.ID),
			app.EscapeCSVFormula(a.Name), n(a.Km2), n(a.HeldKm2), n(a.ContestedKm2), n(a.Share),
			n(a.Low), n(a.High)})
	}
	return c.WriteAll(rows)
}

func writeAreasJSON(w io.Writer, f *measure.Figures) error {
	e := json.NewEncoder(w)
	e.SetIndent("", "  ")
	return e.Encode(struct {
		Date  string         `json:"date"`
		Areas []measure.Area `json:"areas"`
	}{f.Date, f.Areas})
}
