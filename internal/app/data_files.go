package app

import (
	"errors"
	"fmt"
	"io/fs"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/paulmach/orb"

	"truceline/internal/jsonlite"
	"truceline/internal/locale"
)

// Files that hold what is known of a date.
func figuresFile(date string) string     { return "geojson/figures-" + date + ".json" }
func townHoldersFile(date string) string { return "geojson/towns-" + date + ".json" }

// A DataError says which file is wrong and how.
type DataError struct {
	File string
	Err  error
}

func (e *DataError) Error() string { return e.File + ": " + e.Err.Error() }
func (e *DataError) Unwrap() error { return e.Err }

// figures is what `truceline data` has worked out for a date. Areas are km² on WGS84, shares
// fractions, lengths km.
type figures struct {
	Date  string        `json:"date"`
	Areas []areaFigures `json:"areas"`
	// Classes are the areas of the held and contested shapes, where the file has them.
	Classes []territoryArea `json:"classes"`
	// LineKm is the length of the line of contact.
	LineKm float64 `json:"line_km"`
}

// areaFigures is the country ("UA") or an oblast.
type areaFigures struct {
	ID           string  `json:"id"`
	Km2          float64 `json:"km2"`
	HeldKm2      float64 `json:"held_km2"`
	ContestedKm2 float64 `json:"contested_km2"`
	Share        float64 `json:"held_share"`
	Low          float64 `json:"held_share_low"`
	High         float64 `json:"held_share_high"`
}

// territoryArea is a held or contested shape.
type territoryArea struct {
	ID  string  `json:"id"`
	Km2 float64 `json:"km2"`
}

// dateData is what is known of one date.
type dateData struct {
	figures
	// holders are R, G or C by the id of a town, as the table of settlements has it.
	holders map[string]string
}

func (d *figures) area(id string) (areaFigures, bool) {
	i := slices.IndexFunc(d.Areas, func(x areaFigures) bool { return x.ID == id })
	if i < 0 {
		return areaFigures{}, false
	}
	return d.Areas[i], true
}

func (d *figures) territory(id string) (territoryArea, bool) {
	i := slices.IndexFunc(d.Classes, func(x territoryArea) bool { return x.ID == id })
	if i < 0 {
		return territoryArea{}, false
	}
	return d.Classes[i], true
}

func readDateData(fsys fs.FS, date string, towns []town) (*dateData, error) {
	d := &dateData{}
	if err := readJSON(fsys, figuresFile(date), &d.figures); err != nil {
		return nil, err
	}
	if d.Date != date {
		return nil, &DataError{figuresFile(date), fmt.Errorf("it is of %q", d.Date)}
	}
	var err error
	if d.holders, err = readHolders(fsys, date, towns); err != nil {
		return nil, err
	}
	return d, nil
}

func readJSON(fsys fs.FS, name string, to any) error {
	data, err := fs.ReadFile(fsys, name)
	if err != nil {
		return err
	}
	if err := jsonlite.Unmarshal(data, to); err != nil {
		return &DataError{name, err}
	}
	return nil
}

// holdersDocument is what the tool writes of towns for the page: R, G or C by id.
type holdersDocument struct {
	Towns map[string]string `json:"towns"`
}

// readHolders reads who held the towns from the file that `truceline data` writes for the page, or
// else from the table itself. Without either, no town has a holder.
func readHolders(fsys fs.FS, date string, towns []town) (map[string]string, error) {
	var file holdersDocument
	err := readJSON(fsys, townHoldersFile(date), &file)
	if errors.Is(err, fs.ErrNotExist) {
		file.Towns, err = holdersFromSettlements(fsys, date, towns)
	}
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	return file.Towns, err
}

// TownHolders answers from the table of settlements who held each labelled town on a date: R, G or
// C by town. Towns that the table does not know are left out. The tool writes the answer for the
// page, which has no room for the table.
func TownHolders(fsys fs.FS, date string) (map[string]string, error) {
	towns, err := readTowns(fsys)
	if err != nil {
		return nil, err
	}
	return holdersFromSettlements(fsys, date, towns)
}

const (
	townsTable       = "towns.csv"
	settlementsTable = "settlements.csv"
)

// town is a labelled town. Its names are in the map.
type town struct {
	id, name, kind, oblast string
	// the name before it was renamed, in each language, divided by "|"; mostly empty
	formerNames string
	population  int // 0: not known
	point       orb.Point
}

// csvTable is a CSV file with a head.
type csvTable struct {
	file string
	cols map[string]int
	rows [][]string
}

func readTable(fsys fs.FS, name string, columns ...string) (*csvTable, error) {
	data, err := fs.ReadFile(fsys, name)
	if err != nil {
		return nil, err
	}
	rows, err := jsonlite.ReadRecords(data)
	if err != nil {
		return nil, &DataError{name, err}
	}
	if len(rows) == 0 {
		return nil, &DataError{name, errors.New("it is empty")}
	}
	t := &csvTable{file: name, cols: map[string]int{}, rows: rows[1:]}
	for i, c := range rows[0] {
		t.cols[c] = i
	}
	for _, c := range columns {
		if _, ok := t.cols[c]; !ok {
			return nil, &DataError{name, fmt.Errorf("there is no column %q", c)}
		}
	}
	return t, nil
}

// optionalText is the text of a column that need not be there.
func (t *csvTable) optionalText(row []string, column string) string {
	if i, ok := t.cols[column]; ok {
		return row[i]
	}
	return ""
}

func (t *csvTable) text(row []string, column string) string { return row[t.cols[column]] }

func (t *csvTable) number(row []string, column string) (float64, error) {
	v, err := strconv.ParseFloat(t.text(row, column), 64)
	if err != nil || math.IsNaN(v) || math.IsInf(v, 0) {
		return 0,
			&DataError{t.file,
				fmt.Errorf("%s: %s: %q is no number", row[0], column, t.text(row, column))}
	}
	return v, nil
}

func (t *csvTable) point(row []string) (orb.Point, error) {
	lon, err := t.number(row, "lon")
	if err != nil {
		return orb.Point{}, err
	}
	lat, err := t.number(row, "lat")
	return orb.Point{lon, lat}, err
}

func readTowns(fsys fs.FS) ([]town, error) {
	t, err := readTable(fsys, townsTable, "id", "name_en", "lon", "lat", "kind", "oblast",
		"population")
	if err != nil {
		return nil, err
	}
	var towns []town
	for _, row := range t.rows {
		x := town{id: t.text(row, "id"), name: t.text(row, "name_en"), kind: t.text(row, "kind"),
			oblast: t.text(row, "oblast")}
		x.formerNames = t.optionalText(row, "known")
		if x.point, err = t.point(row); err != nil {
			return nil, err
		}
		if t.text(row, "population") != "" {
			n, err := t.number(row, "population")
			if err != nil {
				return nil, err
			}
			x.population = int(n)
		}
		towns = append(towns, x)
	}
	return towns, nil
}

// formerName is the name that readers may know a renamed town by, in a language; empty: it has
// none.
func (t *town) formerName(lang string) string {
	names := strings.Split(t.formerNames, "|")
	if i := slices.Index(locale.Langs(), lang); i >= 0 && i < len(names) {
		return names[i]
	}
	return ""
}

// withFormerName is the name of a town with the one that readers may know it by, where it has been
// renamed.
func (a *App) withFormerName(t *town, name string) string {
	known := t.formerName(a.locale.Lang)
	if known == "" {
		return name
	}
	return a.locale.Text("card.formerly", "name", name, "known", known)
}

// maxSameTownDistance is how far a settlement of the table may lie from a labelled town to be the
// same, in degrees of latitude: both positions come from the same gazetteer.
const maxSameTownDistance = 0.02

// holdersFromSettlements finds for each town the nearest settlement of the same oblast.
func holdersFromSettlements(fsys fs.FS, date string, towns []town) (map[string]string, error) {
	t, err := readTable(fsys, settlementsTable, "oblast", "lon", "lat")
	if err != nil {
		return nil, err
	}
	if _, ok := t.cols[date]; !ok {
		return nil, nil // an imported date: nobody has read towns off it
	}
	type found struct {
		distance float64
		holder   string
	}
	best := map[string]found{}
	byOblast := map[string][]int{}
	for i, x := range towns {
		byOblast[x.oblast] = append(byOblast[x.oblast], i)
	}
	for _, row := range t.rows {
		p, err := t.point(row)
		if err != nil {
			return nil, err
		}
		for _, i := range byOblast[t.text(row, "oblast")] {
			x := towns[i]
			d := math.Hypot((p[0]-x.point[0])*math.Cos(x.point[1]*math.Pi/180), p[1]-x.point[1])
			if b, ok := best[x.id]; d < maxSameTownDistance && (!ok || d < b.distance) {
				best[x.id] = found{d, t.text(row, date)}
			}
		}
	}
	holders := map[string]string{}
	for id, b := range best {
		if b.holder == "R" || b.holder == "G" || b.holder == "C" {
			holders[id] = b.holder
		}
	}
	return holders, nil
}
