package app

import (
	"errors"
	"io/fs"
	"math"

	"truceline/internal/assetname"
	"truceline/internal/csvtable"
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
	table, err := csvtable.Read(fsys, assetname.Settlements, "oblast", "lon", "lat")
	if err != nil {
		return nil, err
	}
	if !table.Has(date) {
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
	for _, row := range table.Rows {
		point, err := table.Point(row)
		if err != nil {
			return nil, err
		}
		for _, i := range byOblast[table.Text(row, "oblast")] {
			t := towns[i]
			distance := math.Hypot((point[0]-t.Point[0])*math.Cos(t.Point[1]*math.Pi/180),
				point[1]-t.Point[1])
			if m, ok := best[t.ID]; distance < maxSameTownDistance &&
				(!ok || distance < m.distance) {
				best[t.ID] = match{distance, table.Text(row, date)}
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
