package control

import (
	"cmp"
	"encoding/csv"
	"fmt"
	"io"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"truceline/internal/diag"
	"truceline/internal/geo"
	"truceline/internal/isodate"
)

// Side is the side that held a place on a date.
type Side byte

// The sides, by their letters in settlements.csv.
const (
	Government Side = 'G' // the government of Ukraine
	Held       Side = 'R' // Russian or, before 24 February 2022, Russia-backed forces
	Contested  Side = 'C' // the sources consulted disagree, or one of them calls it contested
)

// ParseSide reads a letter of settlements.csv.
func ParseSide(s string) (Side, bool) {
	switch s {
	case "G", "R", "C":
		return Side(s[0]), true
	}
	return 0, false
}

func (s Side) String() string { return string(rune(s)) }

// Settlement is one row of settlements.csv.
type Settlement struct {
	ID         string
	Name       string
	Oblast     string // ISO 3166-2, by Ukraine's administrative division
	Position   geo.GridPoint
	Population int // before the war; 0: not known
	// Sides are the sides that held it, in the order of SettlementTable.Dates.
	Sides []Side
}

// SettlementTable is settlements.csv.
type SettlementTable struct {
	Dates       []string // YYYY-MM-DD, ascending
	Settlements []Settlement
}

// tableColumns are the columns before the dates.
var tableColumns = []string{"id", "name", "oblast", "lon", "lat", "population"}

var (
	idPattern     = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)
	oblastPattern = regexp.MustCompile(`^UA-[0-9]{2}$`)
)

// ReadSettlements reads settlements.csv. The error for an invalid one is a diag.List
// that names the given file.
func ReadSettlements(r io.Reader, file string) (*SettlementTable, error) {
	c := csv.NewReader(r)
	c.FieldsPerRecord = -1
	rows, err := c.ReadAll()
	if err != nil {
		return nil, diag.List{{File: file, Rule: RuleSyntax, Detail: err.Error()}}
	}
	if len(rows) == 0 {
		return nil, diag.List{{File: file, Rule: RuleColumns, Detail: "the file is empty"}}
	}
	t := &SettlementTable{}
	faults := t.readHeader(rows[0], file)
	if len(faults) > 0 {
		return nil, faults
	}
	seen := map[string]bool{}
	for i, row := range rows[1:] {
		s, rowFaults := t.readRow(row, file, i+2)
		if seen[s.ID] && len(rowFaults) == 0 {
			rowFaults = append(rowFaults,
				&diag.Diagnostic{File: file, Place: s.ID, Rule: RuleID, Detail: "stands twice"})
		}
		seen[s.ID] = true
		faults = append(faults, rowFaults...)
		t.Settlements = append(t.Settlements, s)
	}
	if err := append(faults, t.findTooNear(file)...).Err(); err != nil {
		return nil, err
	}
	return t, nil
}

// readHeader reads the dates from the header.
func (t *SettlementTable) readHeader(header []string, file string) diag.List {
	n := len(tableColumns)
	if len(header) <= n || !slices.Equal(header[:n], tableColumns) {
		return diag.List{{File: file, Rule: RuleColumns,
			Detail: fmt.Sprintf("the header must begin %v and go on with dates", tableColumns)}}
	}
	t.Dates = header[n:]
	for i, d := range t.Dates {
		if !isodate.IsDate(d) {
			return diag.List{{File: file, Place: d, Rule: RuleDate,
				Detail: "a date is written YYYY-MM-DD"}}
		}
		if i > 0 && d <= t.Dates[i-1] {
			return diag.List{{File: file, Place: d, Rule: RuleDate, Detail: "dates must ascend"}}
		}
	}
	return nil
}

// readRow reads the settlement in a line of the file.
func (t *SettlementTable) readRow(row []string, file string, line int) (Settlement, diag.List) {
	n := len(tableColumns)
	if len(row) != n+len(t.Dates) {
		return Settlement{},
			diag.List{{File: file, Place: fmt.Sprintf("line %d", line), Rule: RuleFields,
				Detail: fmt.Sprintf("%d fields, the header has %d", len(row), n+len(t.Dates))}}
	}
	s := Settlement{ID: row[0], Name: row[1], Oblast: row[2]}
	var onMap bool
	s.Position, onMap = parsePosition(row[3], row[4])
	var faults diag.List
	addFault := func(rule diag.Rule, detail string) {
		place := cmp.Or(s.ID, fmt.Sprintf("line %d", line))
		faults = append(faults, &diag.Diagnostic{File: file, Place: place, Rule: rule,
			Position: s.Position.Point(), HasPosition: onMap, Detail: detail})
	}
	if !idPattern.MatchString(s.ID) {
		addFault(RuleID, "an id is made of small letters, digits and single hyphens")
	}
	if s.Name == "" {
		addFault(RuleID, "no name")
	} else if strings.ContainsRune("=+-@\t\r", rune(s.Name[0])) {
		addFault(RuleID, "a spreadsheet would take the name for a formula")
	}
	if !oblastPattern.MatchString(s.Oblast) {
		addFault(RuleOblast, fmt.Sprintf("%q is no code like UA-14", s.Oblast))
	}
	if !onMap {
		addFault(RulePosition, fmt.Sprintf("%q, %q: longitude and latitude in degrees, on this "+
			"map 20 to 42 and 43 to 54", row[3], row[4]))
	}
	var ok bool
	if s.Population, ok = parsePopulation(row[5]); !ok {
		addFault(RuleFields, fmt.Sprintf("population %q", row[5]))
	}
	for i, v := range row[n:] {
		side, ok := ParseSide(v)
		if !ok {
			addFault(RuleSide, fmt.Sprintf("%q on %s: G, R or C", v, t.Dates[i]))
		}
		s.Sides = append(s.Sides, side)
	}
	return s, faults
}

// parsePopulation reads a population. An empty field is 0.
func parsePopulation(field string) (int, bool) {
	if field == "" {
		return 0, true
	}
	population, err := strconv.Atoi(field)
	return population, err == nil && population >= 0
}

// Bounds of the map in degrees.
const (
	minLon, maxLon = 20.0, 42.0
	minLat, maxLat = 43.0, 54.0
)

// parsePosition reads longitude and latitude in degrees and rounds them to the grid. It returns
// false off the map.
func parsePosition(lon, lat string) (geo.GridPoint, bool) {
	x, err1 := strconv.ParseFloat(lon, 64)
	y, err2 := strconv.ParseFloat(lat, 64)
	if err1 != nil || err2 != nil || !(x >= minLon && x <= maxLon && y >= minLat && y <= maxLat) {
		return geo.GridPoint{}, false
	}
	return roundToGrid(x, y), true
}

func roundToGrid(lon, lat float64) geo.GridPoint {
	return geo.GridPoint{Lon: int32(math.Round(lon * geo.GridStepsPerDegree)),
		Lat: int32(math.Round(lat * geo.GridStepsPerDegree))}
}

// minSeparation is the distance in grid steps within which two places must not have different
// sides, as the line must pass between them.
const minSeparation = 20

// findTooNear returns faults for settlements that are too near to one of another side.
func (t *SettlementTable) findTooNear(file string) diag.List {
	order := make([]int, len(t.Settlements))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int {
		p, q := t.Settlements[a].Position, t.Settlements[b].Position
		if p.Lon != q.Lon {
			return int(p.Lon) - int(q.Lon)
		}
		return int(p.Lat) - int(q.Lat)
	})
	var faults diag.List
	for k, i := range order {
		s := &t.Settlements[i]
		for _, j := range order[k+1:] {
			other := &t.Settlements[j]
			if other.Position.Lon-s.Position.Lon > minSeparation {
				break
			}
			if d := other.Position.Lat - s.Position.Lat; d > minSeparation || d < -minSeparation ||
				slices.Equal(s.Sides, other.Sides) {
				continue
			}
			faults = append(faults, &diag.Diagnostic{File: file, Place: s.ID, Rule: RuleTooNear,
				Position: s.Position.Point(), HasPosition: true,
				Detail: "less than about 20 m from " + other.ID +
					", which was held by another side: no line passes between"})
		}
	}
	return faults
}

// DateIndex returns the index of a date in Dates.
func (t *SettlementTable) DateIndex(date string) (int, bool) {
	i := slices.Index(t.Dates, date)
	return i, i >= 0
}
