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
	"truceline/internal/assetname"
	"truceline/internal/story"
)

// figuresCommand prints how much of Ukraine and of each oblast was held on a date.
func figuresCommand(t *tool, args []string) error {
	o := newOptions("figures")
	date := o.String("date", "", "a date of the map; the latest if left out")
	format := o.String("format", "table", "table, csv or json")
	if _, err := o.parse(args, 0); err != nil {
		return err
	}
	write, ok := figuresFormats[*format]
	if !ok {
		return badUsage("figures: no format %q; there are table, csv, json", *format)
	}
	fsys, _, err := o.openAssets()
	if err != nil {
		return err
	}
	figures, err := readFigures(fsys, "figures", *date)
	if err != nil {
		return err
	}
	if err := t.warnIfStale(fsys); err != nil {
		return err
	}
	return write(t.stdout, figures)
}

// readFigures returns the figures of a date, or the latest ones if date is empty.
func readFigures(fsys fs.FS, command, date string) (*story.Figures, error) {
	dates, err := figureDates(fsys)
	if err != nil {
		return nil, err
	}
	if len(dates) == 0 {
		return nil, fmt.Errorf("there are no figures: run truceline data")
	}
	if date == "" {
		date = dates[len(dates)-1]
	}
	if !slices.Contains(dates, date) {
		return nil,
			badUsage("%s: no date %q; there are %s", command, date, strings.Join(dates, ", "))
	}
	return story.ReadFigures(fsys, date)
}

// figureDates returns the dates with figures in ascending order.
func figureDates(fsys fs.FS) ([]string, error) {
	generated, err := generatedFiles(fsys)
	if err != nil {
		return nil, err
	}
	var dates []string
	for _, name := range generated {
		if date, _ := assetname.Date(name); name == assetname.Figures(date) {
			dates = append(dates, date)
		}
	}
	slices.Sort(dates)
	return dates, nil
}

var figuresFormats = map[string]func(io.Writer, *story.Figures) error{
	"table": writeFiguresTable,
	"csv":   writeFiguresCSV,
	"json":  writeFiguresJSON,
}

func writeFiguresTable(w io.Writer, figures *story.Figures) error {
	fmt.Fprintf(w,
		"Held on %s: estimates of this map, unrounded; shares of the base map's own land.\n",
		figures.Date)
	fmt.Fprintln(w,
		"The range says how well the drawing knows the line, not how far published figures differ.")
	fmt.Fprintln(w)
	tw := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(tw, "id\tname\tkm²\theld km²\tcontested km²\theld\trange\t")
	for _, area := range figures.Areas {
		fmt.Fprintf(tw, "%s\t%s\t%.0f\t%.0f\t%.0f\t%.1f %%\t%.1f–%.1f %%\t\n",
			area.ID, area.Name, area.Km2, area.HeldKm2, area.ContestedKm2, 100*area.Share,
			100*area.Low, 100*area.High)
	}
	return tw.Flush()
}

func writeFiguresCSV(w io.Writer, figures *story.Figures) error {
	cw := csv.NewWriter(w)
	rows := [][]string{{"date", "id", "name", "km2", "held_km2", "contested_km2", "held_share",
		"held_share_low", "held_share_high"}}
	formatNumber := func(x float64) string { return strconv.FormatFloat(x, 'f', -1, 64) }
	for _, area := range figures.Areas {
		rows = append(rows, []string{figures.Date, app.EscapeCSVFormula(area.ID),
			app.EscapeCSVFormula(area.Name), formatNumber(area.Km2), formatNumber(area.HeldKm2),
			formatNumber(area.ContestedKm2), formatNumber(area.Share),
			formatNumber(area.Low), formatNumber(area.High)})
	}
	return cw.WriteAll(rows)
}

func writeFiguresJSON(w io.Writer, figures *story.Figures) error {
	encoder := json.NewEncoder(w)
	encoder.SetIndent("", "  ")
	return encoder.Encode(struct {
		Date  string              `json:"date"`
		Areas []story.AreaFigures `json:"areas"`
	}{figures.Date, figures.Areas})
}
