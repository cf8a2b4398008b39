// Package story is the document that an editor writes, assets/story.json: sources, dates, layers,
// statements and hubs. It holds no sentence: texts stand in the locales under keys that follow from
// the ids here. It knows no screen.
package story

import (
	"fmt"
	"io/fs"
	"slices"

	"truceline/internal/jsonlite"
)

// File is the document's path under the assets.
const File = "story.json"

// Kind says what sort of statement a shape or a sentence is.
type Kind string

// The kinds.
const (
	Claim       Kind = "claim"       // someone says so
	Proposal    Kind = "proposal"    // someone wants it
	Undisclosed Kind = "undisclosed" // nobody has said
	Estimate    Kind = "estimate"    // this map worked it out
	Reference   Kind = "reference"   // base map, borders, earlier lines

	// Example is the kind of a scenario that is this map's own: an idea that someone put forward,
	// with figures that nobody did. No statement is one.
	Example Kind = "example"
)

// Kinds returns every kind of statement.
func Kinds() []Kind { return []Kind{Claim, Proposal, Undisclosed, Estimate, Reference} }

// Story is the whole document. Its text keys are "source.ID" for a source (and "source.ID.short" in
// the picture and beside claims), "date.why.WHY", "layer.ID" for a layer that can be switched, the
// id of a shape in the legend, and "statement.ID".
type Story struct {
	// Schema is the path of the schema for text editors; the map has no use for it.
	Schema     string             `json:"$schema"`
	Default    Default            `json:"default"`
	Publisher  Publisher          `json:"publisher"`
	Sources    []Source           `json:"sources"`
	Credit     []string           `json:"credit"`
	Dates      []Date             `json:"dates"`
	Layers     []Layer            `json:"layers"`
	Hubs       Hubs               `json:"hubs"`
	Hedges     map[string]Hedge   `json:"hedges"`
	Statements []Statement        `json:"statements"`
	Published  []PublishedFigures `json:"published"`
	Scenarios  []Scenario         `json:"scenarios"`
	Tabs       []Tab              `json:"tabs"`
	Steps      []Step             `json:"steps"`
}

// Publisher is who publishes the map: saved pictures and posters name it.
type Publisher struct {
	// Name is left out where it is empty.
	Name string `json:"name"`
	// Address is where the map is published, "https://example.org/map". Empty: wherever the page
	// is.
	Address string `json:"address"`
}

// Source is a publication.
type Source struct {
	ID string `json:"id"`
	// Publisher and Published are as in the publication: a name and a date in words.
	Publisher string `json:"publisher"`
	Published string `json:"published"`
	// What says in short what was taken from it. It is for editors and not shown.
	What string `json:"what"`
	// Addresses are where it can be read. Empty: no address is recorded.
	Addresses []string `json:"addresses"`
	// Licence of what was taken. Empty: facts only, or not settled.
	Licence string `json:"licence"`
}

// The values of Date.From.
const (
	FromSettlements = "settlements" // worked out from the table of settlements
	FromImport      = "import"      // polygons that an editor has loaded
)

// Date is a day whose situation can be shown.
type Date struct {
	// ID is the day, "2026-01-06".
	ID string `json:"id"`
	// Why is the text key, behind "date.why.", of the reason for choosing the day. Empty: none is
	// given.
	Why string `json:"why"`
	// Maps is the number of maps that the holders rest on.
	Maps int `json:"maps"`
	// Holders are the sources from which the holders were read.
	Holders []string `json:"holders"`
	// Checked are the sources against which they were checked.
	Checked []string `json:"checked"`
	// From is how the territory came about.
	From string `json:"from"`
}

// HasOneSource says that nothing but one source speaks for the date.
func (d Date) HasOneSource() bool { return len(d.Holders)+len(d.Checked) == 1 }

// Sources returns the sources of the date, those of the holders first.
func (d Date) Sources() []string { return slices.Concat(d.Holders, d.Checked) }

// Layer is what a reader switches on or off as a whole.
type Layer struct {
	// ID is the layer's id in the picture.
	ID string `json:"id"`
	// Switch says that readers can switch it; such a layer has one shape.
	Switch bool `json:"switch"`
	// Legend says that its shapes are explained.
	Legend bool `json:"legend"`
	// NotBefore is the first day on which it may be shown, for proposals. Empty: any day.
	NotBefore string `json:"not_before"`
	// Topic is that of the statements that are told with it. Empty: none.
	Topic string `json:"topic"`
	// Shapes are the statements that are drawn.
	Shapes []Shape `json:"shapes"`
}

// Shape is a kind of drawn statement: one line of the legend.
type Shape struct {
	// ID is also the key of its text.
	ID string `json:"id"`
	// Swatch is its look in style.json. Empty: the same as ID.
	Swatch string `json:"swatch"`
	Kind   Kind   `json:"kind"`
	// Sources say so. With Dated, those of the date that is shown do, too.
	Sources []string `json:"sources"`
	Dated   bool     `json:"dated"`
	// Withdrawal is the land that the shape outlines. Without a Scenario the shape is not one of
	// withdrawals.
	Withdrawal Withdrawal `json:"withdrawal"`
}

// SwatchID is the shape's swatch.
func (s Shape) SwatchID() string {
	if s.Swatch != "" {
		return s.Swatch
	}
	return s.ID
}

// Hubs are places that reports named for a force after a deal. All are alike: they have no task,
// number, capacity or size of their own.
type Hubs struct {
	// Date is that of the reports: "by {date} neither sites nor their number had been announced".
	Date string `json:"date"`
	// Places are the cities. Empty: Area is drawn instead.
	Places []Hub `json:"places"`
	// Area stands for hubs of which no report names a city.
	Area HubArea `json:"area"`
}

// HubArea is one round area with a dashed edge, drawn only where there are no places: as
// illustrative as they are.
type HubArea struct {
	// Lon and Lat are its middle, in degrees on WGS84.
	Lon float64 `json:"lon"`
	Lat float64 `json:"lat"`
	// Km is its radius. Zero: there is no area.
	Km float64 `json:"km"`
	// Sources say that there would be hubs, and no more.
	Sources []string `json:"sources"`
}

// CitedSources are the sources of what is drawn.
func (h Hubs) CitedSources() []string {
	if h.IsArea() {
		return h.Area.Sources
	}
	var ids []string
	for _, place := range h.Places {
		ids = append(ids, place.Sources...)
	}
	return unique(ids)
}

// IsArea says that an area is drawn, for want of places.
func (h Hubs) IsArea() bool { return len(h.Places) == 0 && h.Area.Km > 0 }

// Hub is one city that reports named.
type Hub struct {
	// ID is the hub's own.
	ID string `json:"id"`
	// Town is the city's id in towns.csv.
	Town string `json:"town"`
	// Sources named it.
	Sources []string `json:"sources"`
}

// Hedge turns a word such as "roughly" into an interval, fixed before any result was seen.
type Hedge struct {
	// PlusMinus is what the word leaves open on either side of a share, as a fraction. Zero: Low
	// and High are the share.
	PlusMinus float64 `json:"plus_minus"`
	// Low and High are the share where the word itself names it ("nearly all").
	Low  float64 `json:"low"`
	High float64 `json:"high"`
}

// Statement is a sentence with its sources; its text is "statement.ID".
type Statement struct {
	ID   string `json:"id"`
	Kind Kind   `json:"kind"`
	// Who says so, a text key behind "who.". Empty: nobody has said, or the text names them.
	Who string `json:"who"`
	// Topic groups statements: control, hubs, line.
	Topic string `json:"topic"`
	// Date is the day of which it speaks, or the day or month ("2025-11") in which it was said.
	Date    string   `json:"date"`
	Sources []string `json:"sources"`
	// Area is that of a claimed share: "UA" or an oblast. Empty: the statement claims no share.
	Area string `json:"area"`
	// Hedge is the word that stands with the share, and Share the share as a fraction. No Share:
	// the Hedge names it.
	Hedge string  `json:"hedge"`
	Share float64 `json:"share"`
}

// ClaimedRange is the range of shares that a statement claims.
func (s *Story) ClaimedRange(c Statement) (low, high float64) {
	h := s.Hedges[c.Hedge]
	if c.Share == 0 {
		return h.Low, h.High
	}
	return max(c.Share-h.PlusMinus, 0), min(c.Share+h.PlusMinus, 1)
}

// Source returns the source with an id. References were checked when the story was read.
func (s *Story) Source(id string) (Source, bool) {
	i := slices.IndexFunc(s.Sources, func(x Source) bool { return x.ID == id })
	if i < 0 {
		return Source{}, false
	}
	return s.Sources[i], true
}

// Date returns the date with an id.
func (s *Story) Date(id string) (Date, bool) {
	i := slices.IndexFunc(s.Dates, func(x Date) bool { return x.ID == id })
	if i < 0 {
		return Date{}, false
	}
	return s.Dates[i], true
}

// Layer returns the layer with an id.
func (s *Story) Layer(id string) (Layer, bool) {
	i := slices.IndexFunc(s.Layers, func(x Layer) bool { return x.ID == id })
	if i < 0 {
		return Layer{}, false
	}
	return s.Layers[i], true
}

// Shape returns the shape with an id.
func (s *Story) Shape(id string) (Shape, bool) {
	for _, l := range s.Layers {
		for _, shape := range l.Shapes {
			if shape.ID == id {
				return shape, true
			}
		}
	}
	return Shape{}, false
}

// StatementsAbout returns the statements on a topic, in the order of the document.
func (s *Story) StatementsAbout(topic string) []Statement {
	var out []Statement
	for _, c := range s.Statements {
		if c.Topic == topic {
			out = append(out, c)
		}
	}
	return out
}

// TextKeys returns the keys of all texts that the story needs, in the order in which they come up.
func (s *Story) TextKeys() []string {
	var keys []string
	for _, x := range s.Sources {
		keys = append(keys, "source."+x.ID)
	}
	for _, id := range s.Credit {
		keys = append(keys, "source."+id+".short")
	}
	for _, d := range s.Dates {
		for _, id := range d.Sources() {
			keys = append(keys, "source."+id+".short")
		}
		if d.Why != "" {
			keys = append(keys, "date.why."+d.Why)
		}
	}
	for _, l := range s.Layers {
		if l.Switch {
			keys = append(keys, "layer."+l.ID)
		}
		if !l.Legend {
			continue
		}
		for _, shape := range l.Shapes {
			keys = append(keys, shape.ID)
			if shape.Kind == Proposal {
				keys = append(keys, shortSourceKeys(shape.Sources)...)
			}
		}
	}
	keys = append(keys, shortSourceKeys(s.Hubs.CitedSources())...)
	for _, c := range s.Statements {
		keys = append(keys, "statement."+c.ID)
		if c.Area != "" {
			for _, id := range c.Sources {
				keys = append(keys, "source."+id+".short")
			}
		}
	}
	keys = slices.Concat(keys, s.claimKeys(), s.scenarioKeys(), s.stepKeys(), s.openingKeys())
	return unique(keys)
}

// shortSourceKeys are the keys of what sources are called in the picture.
func shortSourceKeys(sources []string) []string {
	var keys []string
	for _, id := range sources {
		keys = append(keys, "source."+id+".short")
	}
	return keys
}

// Load reads and checks the document. An error that is not of the file system is of type Problems.
func Load(fsys fs.FS) (*Story, error) {
	data, err := fs.ReadFile(fsys, File)
	if err != nil {
		return nil, err
	}
	s, problems := Decode(data)
	if len(problems) > 0 {
		return nil, problems
	}
	return s, nil
}

// LoadPrechecked reads a document that Load has taken before, and checks nothing but that it is
// JSON with fields of these types.
func LoadPrechecked(fsys fs.FS) (*Story, error) {
	data, err := fs.ReadFile(fsys, File)
	if err != nil {
		return nil, err
	}
	var s Story
	if err := jsonlite.Unmarshal(data, &s); err != nil {
		return nil, fmt.Errorf("%s: %w", File, err)
	}
	return &s, nil
}
