package control

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"

	"github.com/paulmach/orb"

	"truceline/internal/geo"
)

// Facts is control-facts.json: what settlements cannot know, each with its sources.
type Facts struct {
	About      string       `json:"about"`
	Sources    []FactSource `json:"sources"`
	Lines      []FactLine   `json:"lines"`
	Places     []FactPlace  `json:"places"`
	Unresolved []Unresolved `json:"unresolved"`
}

// FactSource is a report that a fact rests on.
type FactSource struct {
	ID        string `json:"id"`
	Publisher string `json:"publisher"`
	Date      string `json:"date"` // as published; may be empty
	What      string `json:"what"`
	URL       string `json:"address"`
}

// FactLine is a line that keeps apart what lies on its two sides; where the sides differ the line
// of contact runs in it. It has no date of its own: on a date when both its sides are held by the
// same, it makes no difference.
type FactLine struct {
	ID    string     `json:"id"`
	What  string     `json:"what"`
	Parts []LinePart `json:"parts"`
	// BetweenBanks says that the line is the channel of the lower Dnipro: where its two sides
	// differ, what lies between the banks is contested, and each side ends at its bank.
	BetweenBanks bool `json:"between_banks,omitempty"`
	// ToleranceM is how well the line's place is known, in metres to each side.
	ToleranceM float64  `json:"known_m"`
	Sources    []string `json:"sources"`
}

// LinePart is a piece of a FactLine: positions (degrees, longitude first), the border between two
// oblasts of the base map, or a line of its BarriersFile by id. The latter two run in the direction
// that fits what comes before.
type LinePart struct {
	Points   [][2]float64 `json:"points,omitempty"`
	Border   []string     `json:"border,omitempty"`
	BaseLine string       `json:"base,omitempty"`
}

// FactPlace is a place that is not in settlements.csv, or a correction for one date of one that is.
type FactPlace struct {
	ID     string  `json:"id"`
	Name   string  `json:"name"`
	Oblast string  `json:"oblast"`
	Lon    float64 `json:"lon"`
	Lat    float64 `json:"lat"`
	// PositionSource is the id of the source of the position.
	PositionSource string `json:"position"`
	// Reports say who held the place, in the order of time. Each holds until the next; before the
	// first nothing is known, and the place says nothing.
	Reports []Report `json:"reports"`
}

// Report is one dated report on a place.
type Report struct {
	From   string `json:"from"`
	Side   string `json:"side"` // G, R, C, or "" where it is not known from that day on
	Source string `json:"source"`
	Note   string `json:"note,omitempty"`
}

// Unresolved is a place or land that no report places: check lists it.
type Unresolved struct {
	ID     string `json:"id"`
	Oblast string `json:"oblast"`
	What   string `json:"what"`
}

// ReadFacts reads control-facts.json; file is its name in errors, which are Faults.
func ReadFacts(data []byte, file string) (*Facts, error) {
	d := json.NewDecoder(bytes.NewReader(data))
	d.DisallowUnknownFields()
	f := &Facts{}
	if err := d.Decode(f); err != nil {
		return nil, Faults{{File: file, Rule: RuleSyntax, Detail: err.Error()}}
	}
	if err := f.validate(file).asError(); err != nil {
		return nil, err
	}
	return f, nil
}

func (f *Facts) validate(file string) Faults {
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
	faults  Faults
}

func (c *factValidator) addFault(feature string, rule Rule, detail string) {
	c.faults = append(c.faults, &Fault{File: c.file, Feature: feature, Rule: rule, Detail: detail})
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
		for _, has := range []bool{len(part.Points) > 0, len(part.Border) > 0,
			part.BaseLine != ""} {
			if has {
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
		if !IsDate(r.From) || i > 0 && r.From <= p.Reports[i-1].From {
			c.addFault(p.ID, RuleDate,
				fmt.Sprintf("%q: reports stand in the order of time", r.From))
		}
	}
}

func isOnMap(lon, lat float64) bool {
	return lon >= minLon && lon <= maxLon && lat >= minLat && lat <= maxLat
}

// SideOn returns who held the place on a date, false where no report tells.
func (p *FactPlace) SideOn(date string) (Side, bool) {
	side, ok := Side(0), false
	for _, r := range p.Reports {
		if r.From <= date {
			side, ok = ParseSide(r.Side)
		}
	}
	return side, ok
}

// buildBarriers makes the lines of the facts ready; base gives the borders.
func (f *Facts) buildBarriers(base *BaseMap) ([]*barrier, error) {
	var list []*barrier
	for _, l := range f.Lines {
		var points []geo.GridPoint
		for _, part := range l.Parts {
			var next []geo.GridPoint
			for _, p := range part.Points {
				next = append(next, roundToGrid(p[0], p[1]))
			}
			if len(part.Border) == 2 {
				border, err := base.sharedBorder(part.Border[0], part.Border[1])
				if err != nil {
					return nil, fmt.Errorf("line %s: %w", l.ID, err)
				}
				next = orientAfter(points, border)
			}
			if part.BaseLine != "" {
				line := base.barrierLines[part.BaseLine]
				if len(line) == 0 {
					return nil,
						fmt.Errorf("line %s: the base map has no line %q", l.ID, part.BaseLine)
				}
				next = orientAfter(points, line)
			}
			points = append(points, next...)
		}
		points = slices.Compact(points)
		if len(points) >= 2 {
			list = append(list, newBarrier(l.ID, points, l.ToleranceM))
		}
	}
	return list, nil
}

// buildBanks returns the edges of the base map's stretches as barriers, nil where no line of the
// facts is their channel.
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

// orientAfter returns the line in the direction whose beginning is nearer to the end of what comes
// before.
func orientAfter(before, line []geo.GridPoint) []geo.GridPoint {
	if len(before) == 0 || len(line) == 0 {
		return line
	}
	end := before[len(before)-1]
	away := func(g geo.GridPoint) float64 {
		dx, dy := float64(g.Lon-end.Lon), float64(g.Lat-end.Lat)
		return dx*dx + dy*dy
	}
	if away(line[len(line)-1]) < away(line[0]) {
		line = slices.Clone(line)
		slices.Reverse(line)
	}
	return line
}
