package control

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"

	"github.com/paulmach/orb"

	"truceline/internal/diag"
	"truceline/internal/geo"
	"truceline/internal/isodate"
)

// Facts is control-facts.json: knowledge that settlements cannot express, each item with its
// sources.
type Facts struct {
	About      string       `json:"about"`
	Sources    []FactSource `json:"sources"`
	Lines      []FactLine   `json:"lines"`
	Places     []FactPlace  `json:"places"`
	Unresolved []Unresolved `json:"unresolved"`
}

// FactSource is a report on which a fact is based.
type FactSource struct {
	ID        string `json:"id"`
	Publisher string `json:"publisher"`
	Date      string `json:"date"` // as published; may be empty
	What      string `json:"what"`
	URL       string `json:"address"`
}

// FactLine is a barrier: a line across which settlements have no influence. Where its two sides are
// held by different sides, the line of contact runs along it. It has no date: where the same side
// holds both sides, it has no effect.
type FactLine struct {
	ID    string     `json:"id"`
	What  string     `json:"what"`
	Parts []LinePart `json:"parts"`
	// BetweenBanks: the line is the channel of the lower Dnipro. Where its two sides differ, the
	// land between the banks is contested, and each side ends at its bank.
	BetweenBanks bool `json:"between_banks,omitempty"`
	// ToleranceM is the uncertainty of the line's position, in metres to each side.
	ToleranceM float64  `json:"known_m"`
	Sources    []string `json:"sources"`
}

// LinePart is a piece of a FactLine: positions (longitude, latitude in degrees), the border between
// two oblasts of the base map, or a line of BarriersFile by id. A border or a line is reversed if
// that continues the preceding part better.
type LinePart struct {
	Points   [][2]float64 `json:"points,omitempty"`
	Border   []string     `json:"border,omitempty"`
	BaseLine string       `json:"base,omitempty"`
}

// FactPlace is a place that is not in settlements.csv, or a correction for some dates of one that
// is.
type FactPlace struct {
	ID     string  `json:"id"`
	Name   string  `json:"name"`
	Oblast string  `json:"oblast"`
	Lon    float64 `json:"lon"`
	Lat    float64 `json:"lat"`
	// PositionSource is the id of the source of the position.
	PositionSource string `json:"position"`
	// Reports are the changes of control, in order of time. Each is valid until the next. Before
	// the first one the side is not known, and the place is ignored.
	Reports []Report `json:"reports"`
}

// Report is one dated report on a place.
type Report struct {
	From   string `json:"from"`
	Side   string `json:"side"` // G, R, C, or "" if it is not known from that day on
	Source string `json:"source"`
	Note   string `json:"note,omitempty"`
}

// Unresolved is a place or land that no report locates. The check command lists it.
type Unresolved struct {
	ID     string `json:"id"`
	Oblast string `json:"oblast"`
	What   string `json:"what"`
}

// ReadFacts reads control-facts.json. The error for an invalid one is a diag.List
// that names the given file.
func ReadFacts(data []byte, file string) (*Facts, error) {
	d := json.NewDecoder(bytes.NewReader(data))
	d.DisallowUnknownFields()
	f := &Facts{}
	if err := d.Decode(f); err != nil {
		return nil, diag.List{{File: file, Rule: RuleSyntax, Detail: err.Error()}}
	}
	if err := f.validate(file).Err(); err != nil {
		return nil, err
	}
	return f, nil
}

func (f *Facts) validate(file string) diag.List {
	c := factValidator{file: file, sources: map[string]bool{}, ids: map[string]bool{}}
	for _, s := range f.Sources {
		c.checkID(s.ID)
		c.sources[s.ID] = true
		if s.Publisher == "" || s.What == "" {
			c.addFault(s.ID, RuleSource, "a source needs a publisher and what was taken from it")
		}
	}
	for _, l := range f.Lines {
		c.checkLine(l)
	}
	for _, p := range f.Places {
		c.checkPlace(p)
	}
	for _, u := range f.Unresolved {
		c.checkID(u.ID)
	}
	return c.faults
}

type factValidator struct {
	file    string
	sources map[string]bool
	ids     map[string]bool
	faults  diag.List
}

func (c *factValidator) addFault(feature string, rule diag.Rule, detail string) {
	c.faults = append(c.faults, &diag.Diagnostic{File: c.file, Place: feature, Rule: rule,
		Detail: detail})
}

func (c *factValidator) checkID(id string) {
	if !idPattern.MatchString(id) || c.ids[id] {
		c.addFault(id, RuleID,
			"an id is made of small letters, digits and single hyphens, and stands once")
	}
	c.ids[id] = true
}

func (c *factValidator) checkSource(feature, id string) {
	if !c.sources[id] {
		c.addFault(feature, RuleSource, fmt.Sprintf("no source %q is listed", id))
	}
}

func (c *factValidator) checkLine(l FactLine) {
	c.checkID(l.ID)
	if len(l.Sources) == 0 {
		c.addFault(l.ID, RuleSource, "a statement without a source")
	}
	for _, s := range l.Sources {
		c.checkSource(l.ID, s)
	}
	if l.ToleranceM < 0 {
		c.addFault(l.ID, RuleFields, "known_m is less than nothing")
	}
	for _, part := range l.Parts {
		kinds := 0
		for _, present := range []bool{len(part.Points) > 0, len(part.Border) > 0,
			part.BaseLine != ""} {
			if present {
				kinds++
			}
		}
		if kinds != 1 {
			c.addFault(l.ID, RuleFields,
				"a part has either points, or a border, or a line of the base map")
		}
		if n := len(part.Border); n != 0 && n != 2 {
			c.addFault(l.ID, RuleFields, "a border lies between two oblasts")
		}
		for _, p := range part.Points {
			if !isOnMap(p[0], p[1]) {
				c.addFault(l.ID, RulePosition, fmt.Sprintf("%v is off the map", p))
			}
		}
	}
}

func (c *factValidator) checkPlace(p FactPlace) {
	c.checkID(p.ID)
	c.checkSource(p.ID, p.PositionSource)
	if !isOnMap(p.Lon, p.Lat) {
		c.addFault(p.ID, RulePosition, fmt.Sprintf("%v,%v is off the map", p.Lon, p.Lat))
	}
	if p.Name == "" || !oblastPattern.MatchString(p.Oblast) || len(p.Reports) == 0 {
		c.addFault(p.ID, RuleFields, "a place needs a name, an oblast and a report")
	}
	for i, r := range p.Reports {
		c.checkSource(p.ID, r.Source)
		if _, ok := ParseSide(r.Side); !ok && r.Side != "" {
			c.addFault(p.ID, RuleSide, fmt.Sprintf("%q: G, R, C or nothing", r.Side))
		}
		if !isodate.IsDate(r.From) || i > 0 && r.From <= p.Reports[i-1].From {
			c.addFault(p.ID, RuleDate,
				fmt.Sprintf("%q: reports stand in the order of time", r.From))
		}
	}
}

func isOnMap(lon, lat float64) bool {
	return lon >= minLon && lon <= maxLon && lat >= minLat && lat <= maxLat
}

// SideOn returns the side that held the place on a date, false where no report says so.
func (p *FactPlace) SideOn(date string) (Side, bool) {
	side, ok := Side(0), false
	for _, r := range p.Reports {
		if r.From <= date {
			side, ok = ParseSide(r.Side)
		}
	}
	return side, ok
}

// buildBarriers returns the lines of the facts as barriers. The base map gives borders and lines.
func (f *Facts) buildBarriers(base *BaseMap) ([]*barrier, error) {
	var list []*barrier
	for _, l := range f.Lines {
		var points []geo.GridPoint
		for _, part := range l.Parts {
			partPoints, err := part.resolve(base, points)
			if err != nil {
				return nil, fmt.Errorf("line %s: %w", l.ID, err)
			}
			points = append(points, partPoints...)
		}
		points = slices.Compact(points)
		if len(points) >= 2 {
			list = append(list, newBarrier(l.ID, points, l.ToleranceM))
		}
	}
	return list, nil
}

// resolve returns the positions of the part, in the direction that continues the previous ones.
func (p *LinePart) resolve(base *BaseMap, previous []geo.GridPoint) ([]geo.GridPoint, error) {
	var points []geo.GridPoint
	for _, q := range p.Points {
		points = append(points, roundToGrid(q[0], q[1]))
	}
	if len(p.Border) == 2 {
		border, err := base.sharedBorder(p.Border[0], p.Border[1])
		if err != nil {
			return nil, err
		}
		points = orientAfter(previous, border)
	}
	if p.BaseLine != "" {
		line := base.barrierLines[p.BaseLine]
		if len(line) == 0 {
			return nil, fmt.Errorf("the base map has no line %q", p.BaseLine)
		}
		points = orientAfter(previous, line)
	}
	return points, nil
}

// buildBanks returns the outlines of the base map's river sections as barriers, nil if no line of
// the facts is their channel.
func (f *Facts) buildBanks(base *BaseMap) []*barrier {
	var list []*barrier
	for _, l := range f.Lines {
		if !l.BetweenBanks {
			continue
		}
		for _, land := range base.RiverSections {
			for _, polygon := range land {
				for _, ring := range polygon {
					list = append(list, newBarrier(l.ID, toGridLine(ring), l.ToleranceM))
				}
			}
		}
	}
	return list
}

func toGridLine(ring orb.Ring) []geo.GridPoint {
	out := make([]geo.GridPoint, len(ring))
	for i, p := range ring {
		out[i] = roundToGrid(p[0], p[1])
	}
	return out
}

// orientAfter returns the line, reversed if its end is nearer to the last of the previous points.
func orientAfter(previous, line []geo.GridPoint) []geo.GridPoint {
	if len(previous) == 0 || len(line) == 0 {
		return line
	}
	end := previous[len(previous)-1]
	squaredDistance := func(g geo.GridPoint) float64 {
		dx, dy := float64(g.Lon-end.Lon), float64(g.Lat-end.Lat)
		return dx*dx + dy*dy
	}
	if squaredDistance(line[len(line)-1]) < squaredDistance(line[0]) {
		line = slices.Clone(line)
		slices.Reverse(line)
	}
	return line
}
