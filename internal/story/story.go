// Package story is the editor's document, assets/story.json: sources, dates, layers, statements,
// scenarios and hubs. It contains no sentences: the locales have the texts, under keys derived from
// the ids here. It is independent of any user interface.
package story

import (
	"io/fs"
	"slices"

	"truceline/internal/diag"
	"truceline/internal/jsonlite"
)

// File is the document's path, relative to the assets.
const File = "story.json"

// Kind is the kind of a statement or shape.
type Kind string

// The kinds.
const (
	Claim       Kind = "claim"       // a party asserts it
	Proposal    Kind = "proposal"    // a party proposes it
	Undisclosed Kind = "undisclosed" // nobody has disclosed it
	Estimate    Kind = "estimate"    // this map computed it
	Reference   Kind = "reference"   // base map, borders, earlier lines

	// Example is the kind of a scenario that combines somebody's idea with this map's own figures.
	// Statements cannot have it.
	Example Kind = "example"
)

// Kinds returns all kinds of statements.
func Kinds() []Kind { return []Kind{Claim, Proposal, Undisclosed, Estimate, Reference} }

// Story is the whole document. Its text keys are "source.ID", "source.ID.short" (in the picture and
// beside claims), "date.why.WHY", "layer.ID" for a layer with a switch, the id of a shape in the
// legend, and "statement.ID".
type Story struct {
	// Schema is the path of the JSON Schema for text editors. The map ignores it.
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

// Publisher is the publisher of the map, named in saved pictures and posters.
type Publisher struct {
	// Name may be empty.
	Name string `json:"name"`
	// Address is where the map is published, "https://example.org/map". Empty: the page's own
	// address.
	Address string `json:"address"`
}

// Source is a publication.
type Source struct {
	ID string `json:"id"`
	// Publisher and Published are the publisher's name and the date in words, as in the
	// publication.
	Publisher string `json:"publisher"`
	Published string `json:"published"`
	// What summarizes what was taken from the publication. It is for editors and not shown.
	What string `json:"what"`
	// Addresses are the publication's URLs. Empty: none is recorded.
	Addresses []string `json:"addresses"`
	// Licence is the licence of what was taken. Empty: only facts were taken, or it is unresolved.
	Licence string `json:"licence"`
}

// The values of Date.From.
const (
	FromSettlements = "settlements" // computed from the table of settlements
	FromImport      = "import"      // polygons that an editor imported
)

// Date is a day whose situation can be shown.
type Date struct {
	// ID is the day, "2026-01-06".
	ID string `json:"id"`
	// Why is the reason for choosing the day, a text key after "date.why.". Empty: none.
	Why string `json:"why"`
	// Maps is the number of maps that the holders are based on.
	Maps int `json:"maps"`
	// Holders are the sources from which the holders were read.
	Holders []string `json:"holders"`
	// Checked are the sources against which the holders were checked.
	Checked []string `json:"checked"`
	// From is FromSettlements or FromImport.
	From string `json:"from"`
}

// HasOneSource reports whether the date rests on a single source.
func (d Date) HasOneSource() bool { return len(d.Holders)+len(d.Checked) == 1 }

// Sources returns the sources of the date, those of the holders first.
func (d Date) Sources() []string { return slices.Concat(d.Holders, d.Checked) }

// Layer is a group of shapes that is switched on or off as a whole.
type Layer struct {
	// ID is the id of the picture's layer.
	ID string `json:"id"`
	// Switch lets readers switch the layer. Such a layer has one shape.
	Switch bool `json:"switch"`
	// Legend lists the layer's shapes in the legend.
	Legend bool `json:"legend"`
	// NotBefore is the first day on which the layer may be shown, for proposals. Empty: any day.
	NotBefore string `json:"not_before"`
	// Topic is the topic of the statements shown with the layer. Empty: none.
	Topic string `json:"topic"`
	// Shapes are the kinds of shapes that the layer draws.
	Shapes []Shape `json:"shapes"`
}

// Shape is a kind of drawn statement, an entry of the legend.
type Shape struct {
	// ID is also the key of its text.
	ID string `json:"id"`
	// Swatch is the id of its style in style.json. Empty: ID.
	Swatch string `json:"swatch"`
	Kind   Kind   `json:"kind"`
	// Sources support the shape. If Dated, the sources of the selected date do so too.
	Sources []string `json:"sources"`
	Dated   bool     `json:"dated"`
	// Withdrawal is the land that the shape outlines. It has no Scenario if the shape outlines
	// none.
	Withdrawal Withdrawal `json:"withdrawal"`
	// Points are the places that the shape marks. Their text keys are "point.ID", "point.ID.short"
	// on a small map, "point.ID.note" on the card, and "kind.SHAPE" for what they are.
	Points []Point `json:"points"`
}

// Point is a place that a shape marks.
type Point struct {
	ID string `json:"id"`
	// Lon and Lat are its position, in degrees on WGS84.
	Lon float64 `json:"lon"`
	Lat float64 `json:"lat"`
	// Sources name the place.
	Sources []string `json:"sources"`
}

// SwatchID returns the id of the shape's swatch.
func (s Shape) SwatchID() string {
	if s.Swatch != "" {
		return s.Swatch
	}
	return s.ID
}

// Hubs are sites that reports name for a foreign force after a deal. All are drawn alike, because
// their task, number, capacity and size are unknown.
type Hubs struct {
	// Date is the date of the reports: "by {date} neither sites nor their number had been
	// announced".
	Date string `json:"date"`
	// Places are the named cities. Empty: Area is drawn instead.
	Places []Hub `json:"places"`
	// Area represents hubs for which no report names a city.
	Area HubArea `json:"area"`
}

// HubArea is a circle with a dashed edge, drawn only if there are no Places. Like those it is
// illustrative.
type HubArea struct {
	// Lon and Lat are the centre, in degrees on WGS84.
	Lon float64 `json:"lon"`
	Lat float64 `json:"lat"`
	// Km is the radius. Zero: there is no area.
	Km float64 `json:"km"`
	// Sources report that there would be hubs, and no more.
	Sources []string `json:"sources"`
}

// CitedSources returns the ids of the sources of what is drawn.
func (h Hubs) CitedSources() []string {
	if h.IsArea() {
		return h.Area.Sources
	}
	var ids []string
	for _, hub := range h.Places {
		ids = append(ids, hub.Sources...)
	}
	return unique(ids)
}

// IsArea reports whether the area is drawn, because there are no places.
func (h Hubs) IsArea() bool { return len(h.Places) == 0 && h.Area.Km > 0 }

// Hub is a city that reports name.
type Hub struct {
	// ID is the hub's own.
	ID string `json:"id"`
	// Town is the city's id in towns.csv.
	Town string `json:"town"`
	// Sources named the city.
	Sources []string `json:"sources"`
}

// Hedge is the interval meant by a word such as "roughly". It was fixed before any result was
// known.
type Hedge struct {
	// PlusMinus is the tolerance on either side of a share, as a fraction. Zero: Low and High are
	// the share.
	PlusMinus float64 `json:"plus_minus"`
	// Low and High are the share if the word itself names it ("nearly all"), as fractions.
	Low  float64 `json:"low"`
	High float64 `json:"high"`
}

// Statement is a sentence with its sources. Its text key is "statement.ID".
type Statement struct {
	ID   string `json:"id"`
	Kind Kind   `json:"kind"`
	// Who is the author, a text key after "who.". Empty: unknown, or named in the text.
	Who string `json:"who"`
	// Topic groups statements: control, hubs, line.
	Topic string `json:"topic"`
	// Date is the day that the statement describes, or the day or month ("2025-11") of its
	// publication.
	Date    string   `json:"date"`
	Sources []string `json:"sources"`
	// Area is the area of a claimed share: "UA" or an oblast. Empty: the statement claims no share.
	Area string `json:"area"`
	// Hedge is the word that qualifies Share, a fraction. Share is 0 if Hedge itself names the
	// share.
	Hedge string  `json:"hedge"`
	Share float64 `json:"share"`
}

// ClaimedRange returns the interval of shares that a statement claims, as fractions.
func (s *Story) ClaimedRange(claim Statement) (low, high float64) {
	hedge := s.Hedges[claim.Hedge]
	if claim.Share == 0 {
		return hedge.Low, hedge.High
	}
	return max(claim.Share-hedge.PlusMinus, 0), min(claim.Share+hedge.PlusMinus, 1)
}

// Source returns the source with an id.
func (s *Story) Source(id string) (Source, bool) {
	i := slices.IndexFunc(s.Sources, func(source Source) bool { return source.ID == id })
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
	for _, layer := range s.Layers {
		for _, shape := range layer.Shapes {
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
	for _, claim := range s.Statements {
		if claim.Topic == topic {
			out = append(out, claim)
		}
	}
	return out
}

// TextKeys returns the unique keys of all texts that the story needs, in the order of the document.
func (s *Story) TextKeys() []string {
	var keys []string
	for _, source := range s.Sources {
		keys = append(keys, "source."+source.ID)
	}
	for _, id := range s.Credit {
		keys = append(keys, "source."+id+".short")
	}
	for _, date := range s.Dates {
		for _, id := range date.Sources() {
			keys = append(keys, "source."+id+".short")
		}
		if date.Why != "" {
			keys = append(keys, "date.why."+date.Why)
		}
	}
	for _, layer := range s.Layers {
		if layer.Switch {
			keys = append(keys, "layer."+layer.ID)
		}
		if !layer.Legend {
			continue
		}
		for _, shape := range layer.Shapes {
			keys = append(keys, shape.ID)
			if shape.Kind == Proposal {
				keys = append(keys, shortSourceKeys(shape.Sources)...)
			}
			keys = append(keys, shape.pointKeys()...)
		}
	}
	keys = append(keys, shortSourceKeys(s.Hubs.CitedSources())...)
	for _, claim := range s.Statements {
		keys = append(keys, "statement."+claim.ID)
		if claim.Area != "" {
			for _, id := range claim.Sources {
				keys = append(keys, "source."+id+".short")
			}
		}
	}
	keys = slices.Concat(keys, s.claimKeys(), s.scenarioKeys(), s.stepKeys(), s.openingKeys())
	return unique(keys)
}

// pointKeys returns the keys of the texts of the shape's points.
func (s Shape) pointKeys() (keys []string) {
	for _, point := range s.Points {
		key := "point." + point.ID
		keys = append(keys, "kind."+s.ID, key, key+".short", key+".note")
	}
	return keys
}

// shortSourceKeys returns the keys of the sources' short names, used in the picture.
func shortSourceKeys(sources []string) []string {
	var keys []string
	for _, id := range sources {
		keys = append(keys, "source."+id+".short")
	}
	return keys
}

// Load reads and checks the document. An error that is not of the file system is a diag.List.
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

// LoadPrechecked reads a document that Load has accepted before. It only checks that the JSON fits
// the types.
func LoadPrechecked(fsys fs.FS) (*Story, error) {
	data, err := fs.ReadFile(fsys, File)
	if err != nil {
		return nil, err
	}
	var s Story
	if err := jsonlite.Unmarshal(data, &s); err != nil {
		return nil, diag.InFile(File, err)
	}
	return &s, nil
}
