package app

import (
	"errors"
	"fmt"
	"io/fs"
	"math"
	"strconv"

	"github.com/paulmach/orb"

	"truceline/internal/assetname"
	"truceline/internal/diag"
	"truceline/internal/gazetteer"
	"truceline/internal/jsonlite"
	"truceline/internal/story"
)

// dateData is what is known of a date.
type dateData struct {
	story.Figures
	// holders are R (Russia), G (government) or C (contested) by the id of a town.
	holders map[string]string
}

func readDateData(fsys fs.FS, date string, towns []gazetteer.Town) (*dateData, error) {
	figures, err := story.ReadFigures(fsys, date)
	if err != nil {
		return nil, err
	}
	d := &dateData{Figures: *figures}
	if d.holders, err = readHolders(fsys, date, towns); err != nil {
		return nil, err
	}
	return d, nil
}

func readJSON(fsys fs.FS, name string, dst any) error {
	data, err := fs.ReadFile(fsys, name)
	if err != nil {
		return err
	}
	if err := jsonlite.Unmarshal(data, dst); err != nil {
		return diag.InFile(name, err)
	}
	return nil
}

// holdersDocument is the file of town holders that the tool writes for the page: R, G or C by town.
type holdersDocument struct {
	Towns map[string]string `json:"towns"`
}

// readHolders reads who held the towns from the file that `truceline data` writes for the page, or
// if that is missing from the table of settlements. Without either no town has a holder.
func readHolders(fsys fs.FS, date string, towns []gazetteer.Town) (map[string]string, error) {
	var file holdersDocument
	err := readJSON(fsys, assetname.TownHolders(date), &file)
	if errors.Is(err, fs.ErrNotExist) {
		file.Towns, err = holdersFromSettlements(fsys, date, towns)
	}
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	return file.Towns, err
}

// TownHolders returns who held each labelled town on a date according to the table of settlements:
// R, G or C by town. Towns that the table lacks are left out. The tool writes the result for the
// page, because the table is too large to be fetched.
func TownHolders(fsys fs.FS, date string) (map[string]string, error) {
	towns, err := gazetteer.Read(fsys)
	if err != nil {
		return nil, err
	}
	return holdersFromSettlements(fsys, date, towns)
}

// csvTable is a CSV file with a header.
type csvTable struct {
	file string
	cols map[string]int
	rows [][]string
}

// readTable reads a CSV file whose header must have some columns.
func readTable(fsys fs.FS, name string, columns ...string) (*csvTable, error) {
	data, err := fs.ReadFile(fsys, name)
	if err != nil {
		return nil, err
	}
	rows, err := jsonlite.ReadRecords(data)
	if err != nil {
		return nil, diag.InFile(name, err)
	}
	if len(rows) == 0 {
		return nil, &diag.Diagnostic{File: name, Detail: "it is empty"}
	}
	t := &csvTable{file: name, cols: map[string]int{}, rows: rows[1:]}
	for i, c := range rows[0] {
		t.cols[c] = i
	}
	for _, c := range columns {
		if _, ok := t.cols[c]; !ok {
			return nil, &diag.Diagnostic{File: name,
				Detail: fmt.Sprintf("there is no column %q", c)}
		}
	}
	return t, nil
}

// optionalText returns the text in a column that the file may lack.
func (t *csvTable) optionalText(row []string, column string) string {
	if i, ok := t.cols[column]; ok {
		return row[i]
	}
	return ""
}

func (t *csvTable) text(row []string, column string) string { return row[t.cols[column]] }

func (t *csvTable) number(row []string, column string) (float64, error) {
	value, err := strconv.ParseFloat(t.text(row, column), 64)
	if err != nil || math.IsNaN(value) || math.IsInf(value, 0) {
		return 0,
			&diag.Diagnostic{File: t.file, Place: row[0],
				Detail: fmt.Sprintf("%s: %q is no number", column, t.text(row, column))}
	}
	return value, nil
}

func (t *csvTable) point(row []string) (orb.Point, error) {
	lon, err := t.number(row, "lon")
	if err != nil {
		return orb.Point{}, err
	}
	lat, err := t.number(row, "lat")
	return orb.Point{lon, lat}, err
}

// withFormerName returns the name of a town, with its former name if it has been renamed.
func (txt *texts) withFormerName(t *gazetteer.Town, name string) string {
	former := t.FormerNames[txt.locale.Lang]
	if former == "" {
		return name
	}
	return txt.locale.Text("card.formerly", "name", name, "known", former)
}

// maxSameTownDistance is the maximum distance between a labelled town and its entry in the table of
// settlements, in degrees of latitude. Both positions come from the same gazetteer.
const maxSameTownDistance = 0.02

// holdersFromSettlements returns for each town the holder of the nearest settlement in the same
// oblast.
func holdersFromSettlements(fsys fs.FS, date string,
	towns []gazetteer.Town) (map[string]string, error) {
	table, err := readTable(fsys, assetname.Settlements, "oblast", "lon", "lat")
	if err != nil {
		return nil, err
	}
	if _, ok := table.cols[date]; !ok {
		return nil, nil // an imported date: its towns have not been entered
	}
	type match struct {
		distance float64
		holder   string
	}
	best := map[string]match{}
	byOblast := map[string][]int{}
	for i, t := range towns {
		byOblast[t.Oblast] = append(byOblast[t.Oblast], i)
	}
	for _, row := range table.rows {
		point, err := table.point(row)
		if err != nil {
			return nil, err
		}
		for _, i := range byOblast[table.text(row, "oblast")] {
			t := towns[i]
			distance := math.Hypot((point[0]-t.Point[0])*math.Cos(t.Point[1]*math.Pi/180),
				point[1]-t.Point[1])
			if m, ok := best[t.ID]; distance < maxSameTownDistance &&
				(!ok || distance < m.distance) {
				best[t.ID] = match{distance, table.text(row, date)}
			}
		}
	}
	holders := map[string]string{}
	for id, m := range best {
		if m.holder == "R" || m.holder == "G" || m.holder == "C" {
			holders[id] = m.holder
		}
	}
	return holders, nil
}
