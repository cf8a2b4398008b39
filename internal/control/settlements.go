package control

import (
	"encoding/csv"
	"fmt"
	"io"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"truceline/internal/geo"
)

// Settlement is one row of settlements.csv.
type Settlement struct {
	ID         string
	Name       string
	Oblast     string // ISO 3166-2, as administered
	Position   geo.GridPoint
	Population int // before the war; 0: not known
	// Sides says who held it, in the order of Table.Dates.
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

// ReadSettlements reads settlements.csv; file is its name in errors, which are Faults.
func ReadSettlements(r io.Reader, file string) (*SettlementTable, error) {
	c := csv.NewReader(r)
	c.FieldsPerRecord = -1
	rows, err := c.ReadAll()
	if err != nil {
		return nil, Faults{{File: file, Rule: RuleSyntax, Detail: err.Error()}}
	}
	if len(rows) == 0 {
		return nil, Faults{{File: file, Rule: RuleColumns, Detail: "the file is empty"}}
	}
	t := &SettlementTable{}
	faults := t.readHeader(rows[0], file)
	if len(faults) > 0 {
		return nil, faults
	}
	seen := map[string]bool{}
	for i, row := range rows[1:] {
		s, bad := t.readRow(row, file, i+2)
		if seen[s.ID] && len(bad) == 0 {
			bad = append(bad,
				&Fault{File: file, Feature: s.ID, Rule: RuleID, Detail: "stands twice"})
		}
		seen[s.ID] = true
		faults = append(faults, bad...)
		t.Settlements = append(t.Settlements, s)
	}
	if err := append(faults, t.findTooNear(file)...).asError(); err != nil {
		return nil, err
	}
	return t, nil
}

func (t *SettlementTable) readHeader(header []string, file string) Faults {
	n := len(tableColumns)
	if len(header) <= n || !slices.Equal(header[:n], tableColumns) {
		return Faults{{File: file, Rule: RuleColumns,
			Detail: fmt.Sprintf("the header must begin %v and go on with dates", tableColumns)}}
	}
	t.Dates = header[n:]
	for i, d := range t.Dates {
		if !IsDate(d) {
			return Faults{{File: file, Feature: d, Rule: RuleDate,
				Detail: "a date is written YYYY-MM-DD"}}
		}
		if i > 0 && d <= t.Dates[i-1] {
			return Faults{{File: file, Feature: d, Rule: RuleDate, Detail: "dates must ascend"}}
		}
	}
	return nil
}

// IsDate tells whether s is a day of the calendar, written YYYY-MM-DD.
func IsDate(s string) bool {
	_, err := time.Parse(time.DateOnly, s)
	return err == nil
}

func (t *SettlementTable) readRow(row []string, file string, line int) (Settlement, Faults) {
	n := len(tableColumns)
	if len(row) != n+len(t.Dates) {
		return Settlement{},
			Faults{{File: file, Feature: fmt.Sprintf("line %d", line), Rule: RuleFields,
				Detail: fmt.Sprintf("%d fields, the header has %d", len(row), n+len(t.Dates))}}
	}
	s := Settlement{ID: row[0], Name: row[1], Oblast: row[2]}
	var faults Faults
	fault := func(rule Rule, detail string) {
		name := s.ID
		if name == "" {
			name = fmt.Sprintf("line %d", line)
		}
		faults = append(faults, &Fault{File: file, Feature: name, Rule: rule,
			Position: row[3] + "," + row[4], Detail: detail})
	}
	if !idPattern.MatchString(s.ID) {
		fault(RuleID, "an id is made of small letters, digits and single hyphens")
	}
	if s.Name == "" {
		fault(RuleID, "no name")
	} else if strings.ContainsRune("=+-@\t\r", rune(s.Name[0])) {
		fault(RuleID, "a spreadsheet would take the name for a formula")
	}
	if !oblastPattern.MatchString(s.Oblast) {
		fault(RuleOblast, fmt.Sprintf("%q is no code like UA-14", s.Oblast))
	}
	var ok bool
	if s.Position, ok = parsePosition(row[3], row[4]); !ok {
		fault(RulePosition, "longitude and latitude in degrees, on this map 20 to 42 and 43 to 54")
	}
	if row[5] != "" {
		p, err := strconv.Atoi(row[5])
		if err != nil || p < 0 {
			fault(RuleFields, fmt.Sprintf("population %q", row[5]))
		}
		s.Population = p
	}
	for i, v := range row[n:] {
		side, ok := ParseSide(v)
		if !ok {
			fault(RuleSide, fmt.Sprintf("%q on %s: G, R or C", v, t.Dates[i]))
		}
		s.Sides = append(s.Sides, side)
	}
	return s, faults
}

// The part of the globe in which places of this map lie, in degrees.
const (
	minLon, maxLon = 20.0, 42.0
	minLat, maxLat = 43.0, 54.0
)

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

// minSeparation is how close, in grid steps, two places of different sides may stand: the line must
// pass between them.
const minSeparation = 20

// findTooNear lists settlements that share their ground with one of another side.
func (t *SettlementTable) findTooNear(file string) Faults {
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
	var faults Faults
	for k, i := range order {
		s := &t.Settlements[i]
		for _, j := range order[k+1:] {
			o := &t.Settlements[j]
			if o.Position.Lon-s.Position.Lon > minSeparation {
				break
			}
			if d := o.Position.Lat - s.Position.Lat; d > minSeparation || d < -minSeparation ||
				slices.Equal(s.Sides, o.Sides) {
				continue
			}
			faults = append(faults, &Fault{File: file, Feature: s.ID, Rule: RuleTooNear,
				Position: formatPosition(s.Position),
				Detail: "less than about 20 m from " + o.ID +
					", which was held by another side: no line passes between"})
		}
	}
	return faults
}

// DateIndex returns the column of a date.
func (t *SettlementTable) DateIndex(date string) (int, bool) {
	i := slices.Index(t.Dates, date)
	return i, i >= 0
}

func formatPosition(g geo.GridPoint) string {
	p := g.Point()
	return strconv.FormatFloat(p[0], 'f', 5, 64) + "," + strconv.FormatFloat(p[1], 'f', 5, 64)
}
