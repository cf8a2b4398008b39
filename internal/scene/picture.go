package scene

import (
	"github.com/paulmach/orb"
)

// Picture says what to draw: a plain value. The zero value of each field is a sensible default,
// except Camera.
type Picture struct {
	Camera Camera
	// PixelRatio is the number of device pixels in a CSS pixel; it only decides how much detail is
	// worth drawing. Zero: 1.
	PixelRatio float64
	// Theme is a theme of style.json. Empty: "light".
	Theme string
	// Lang is the language of names. Empty: "en".
	Lang string
	// Date is the date of control, "2026-01-06"; it must have been loaded. Empty: no control is
	// drawn.
	Date string
	// Zones are those of a scenario that was worked out from Date; they are drawn in the place of
	// control. The zero value: none.
	Zones Zones
	// ScenarioName names the scenario and says what it is. Empty: it is left out.
	ScenarioName string
	// CompareDate is another date, which must have been loaded, whose line is drawn to compare.
	// Empty: none.
	CompareDate string
	// Crossfade is the picture before, of which a part is still seen. The zero value: none is.
	Crossfade Crossfade
	// OverlayFade is how much of what is written is hidden, hubs and furniture too: 0 nothing, 1
	// all of it.
	OverlayFade float64
	// Layers switches layers on or off by id; an id that is missing is as in DefaultLayers.
	Layers map[string]bool
	// Selected and Hover are ids (see Hit.ID) of shapes to outline. Empty: none.
	Selected, Hovered string
	// Crosshair shows where the keyboard points: the middle of the picture.
	Crosshair bool
	// FocusBounds is the part of the map that the picture shows when it opens, in metres. Zero: the
	// whole country.
	FocusBounds Bounds
	// Title, Situation ("Situation on 6 January 2026") and Source stand in the picture. An empty
	// one is left out.
	Title, Situation, Source string
	// ShortSource is Source in few words, for a low picture in a page.
	ShortSource string
	// ShortTitle is Title in few words, for a small picture. Empty: Title is.
	ShortTitle string
	// Sentence and Figures stand with Title in a picture that stands alone, as far as there is
	// room.
	Sentence string
	Figures  []Figure
	// Publisher names who publishes the map, and its address. Empty: it is left out.
	Publisher string
	// Notes are further lines under Situation: what is illustrative, what is a proposal. ShortNotes
	// say the same in few words, for a small picture that stands alone. Nil: Notes do.
	Notes, ShortNotes []string
	// Legend explains the looks, those of which the picture has something. Empty: none.
	Legend []LegendEntry
	// ForPrint says that the picture is printed: its plates are white.
	ForPrint bool
	// ReservedLegend and RoomSource are those of the opening: a picture in a page keeps as much
	// room for its own, so that the map has one scale whatever is shown.
	ReservedLegend []LegendEntry
	ReservedSource string
	// KilometreUnit is the unit on the scale bar. Empty: "km".
	KilometreUnit string
	// FreezeLabel names the line that a freeze would follow, on the layer LayerFreeze.
	FreezeLabel string
	// MonitoringLabel stands beside the line on the layer LayerMonitoring.
	MonitoringLabel string
	// Hubs are drawn on the layer LayerHubs.
	Hubs []Hub
	// HubsNote says once what the marks of hubs are, in a picture with room for it. Empty: nothing.
	HubsNote string
	// Withdrawals are those that are outlined, of the date.
	Withdrawals []Withdrawal
	// FillLabels stand on the land with the fill of their swatches, in a picture with room for
	// them.
	FillLabels []LegendEntry
	// LayerTitles name the parts of the picture for who cannot see it, on a canvas that can tell
	// them: by the ids neighbours, sea, land, control, zones, rivers, borders, withdrawals,
	// earlier, zone-edges, changes, monitoring, contact, hubs, highlight, places, names, locator
	// and furniture. Nil: none.
	LayerTitles map[string]string
	// Padding are margins that something outside the picture covers (buttons, a sheet): furniture
	// keeps out of them.
	Padding Insets
	// Obscured is a part of the picture that something over it hides (buttons in a corner): names
	// and the head keep off it, and the map goes on below. The zero value: none.
	Obscured Rect
	// Controls says that the page's buttons stand in the picture, in the map's upper right corner.
	Controls bool
}

// WithoutTransitions is the picture without anything that passes: as it is saved.
func (p Picture) WithoutTransitions() Picture {
	p.Crossfade, p.OverlayFade = Crossfade{}, 0
	return p
}

// Rect is a box in CSS pixels from the picture's upper left corner.
type Rect struct{ X, Y, W, H float64 }

// LegendEntry is one line of the legend.
type LegendEntry struct {
	// Swatch is a role of the theme: "held-2022", "contact".
	Swatch string
	// Label says what it stands for.
	Label string
	// LongLabel is the label in a key that has a column of its own. Empty: Label.
	LongLabel string
	// ShortLabel is the label in a key of one line. Empty: Label.
	ShortLabel string
}

// Hub is a mark at a town that was named: a hollow dashed ring of one size on the screen. Where no
// place was named, it is one soft area with a dashed edge. Close up neither is drawn.
type Hub struct {
	// ID is the hub's id in the story.
	ID string
	// LonLat is its place, lon and lat in degrees.
	LonLat orb.Point
	// Label stands on a soft area; a mark is known by its town.
	Label string
	// RadiusKm is the radius of a soft area, which is drawn to scale. Zero: a mark.
	RadiusKm float64
}

// Withdrawal is land that forces would leave, outlined on the map of what is held.
type Withdrawal struct {
	// ID is that of the land in the date's file, Look a line of the theme.
	ID, LineRole string
	// Text stands on the land, Short in a small picture.
	Text, ShortText string
}

// Ids of the layers that can be switched.
const (
	LayerControl    = "control"    // held and contested territory
	LayerContact    = "contact"    // line of contact
	LayerBand       = "band"       // how well the line is known
	LayerFreeze     = "freeze"     // the line that a freeze would follow
	LayerHubs       = "hubs"       // hubs
	LayerMonitoring = "monitoring" // where a truce would be watched
	LayerTowns      = "towns"      // towns and their names
	LayerOblasts    = "oblasts"    // oblast borders and names
	LayerRivers     = "rivers"     // rivers and reservoirs
)

// DefaultLayers says which layers are on unless Picture.Layers says otherwise.
var DefaultLayers = map[string]bool{
	LayerControl: true, LayerContact: true, LayerTowns: true, LayerOblasts: true, LayerRivers: true,
}

// Shows says whether a layer is on.
func (p *Picture) Shows(layer string) bool {
	if on, ok := p.Layers[layer]; ok {
		return on
	}
	return DefaultLayers[layer]
}

// Stats counts what one picture took.
type Stats struct {
	// Vertices that were handed to the canvas, each time they were.
	Vertices int
	// DrawCalls are the calls of Fill, Stroke and Label.
	DrawCalls int
	// Level is the level of detail that was drawn.
	Level int
	// CoarseLabels says that names are those of a coarser scale.
	CoarseLabels bool
}

// Kind is what sort of shape was hit.
type Kind string

// The kinds, most specific first.
const (
	KindTown      Kind = "town"
	KindContested Kind = "contested"
	KindHeld      Kind = "held"
	KindHub       Kind = "hub"
	// KindWithdrawal is land that forces would leave.
	KindWithdrawal Kind = "withdrawal"
	KindRiver      Kind = "river"
	KindReservoir  Kind = "reservoir"
	KindBridge     Kind = "bridge"
	KindOblast     Kind = "oblast"
	KindNeighbour  Kind = "neighbour"
	KindSea        Kind = "sea"
)

// Hit is a shape under the pointer.
type Hit struct {
	Kind Kind
	// ID is unique in the picture: "town-kyiv", "river-dnipro", "UA-14", "RU", "black-sea",
	// "held-2022", "hub-kyiv".
	ID string
	// Ref is the shape's id in its own file: "kyiv", "dnipro", "UA-14".
	Ref string
	// Distance from the pointer in CSS pixels; 0 inside a polygon.
	Distance float64
}

// Canvases may also be told where a layer begins and ends; SVG makes groups of them.
type layerCanvas interface {
	// BeginLayer opens the layer with an id and a title to read out.
	BeginLayer(id, title string)
	// EndLayer closes the layer opened last.
	EndLayer()
}
