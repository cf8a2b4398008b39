package scene

import "github.com/paulmach/orb"

// Picture is the description of a picture to draw, a plain value. The zero value of each field is a
// sensible default, except for Camera.
type Picture struct {
	Camera Camera
	// PixelRatio is the number of device pixels in a CSS pixel. It only decides how much detail is
	// worth drawing. Zero means 1.
	PixelRatio float64
	// Theme is the id of a theme of style.json. Empty means "light".
	Theme string
	// Lang is the language of names. Empty means "en".
	Lang string
	// Date is the date of control, "2026-01-06", which must have been loaded. Empty means that no
	// control is drawn.
	Date string
	// Zones are the zones of a scenario that was computed from Date. They are drawn instead of
	// control. The zero value means none.
	Zones Zones
	// ScenarioName is the scenario's name with what it is. Empty means that it is left out.
	ScenarioName string
	// CompareDate is another date, which must have been loaded, whose line is drawn for comparison.
	// Empty means none.
	CompareDate string
	// Crossfade is the transition from the previous picture. The zero value means none.
	Crossfade Crossfade
	// OverlayFade is how far labels, hubs and furniture are faded out: 0 not at all, 1 completely.
	OverlayFade float64
	// Layers switches layers on or off by id. A layer whose id is missing is on or off by default.
	Layers map[string]bool
	// Selected and Hovered are ids (see Hit.ID) of features to outline. Empty means none.
	Selected, Hovered string
	// Crosshair is set to mark the middle of the picture, where the keyboard points.
	Crosshair bool
	// FocusBounds is the part of the map that the initial view shows, in metres. The zero value
	// means the whole country.
	FocusBounds Bounds
	// Title, Situation ("Situation on 6 January 2026") and Source are texts in the picture. An
	// empty one is left out. A picture without a title is one in a page that has it.
	Title, Situation, Source string
	// ShortSource is a short form of Source for a low picture in a page.
	ShortSource string
	// ShortTitle is a short form of Title for a small picture. Empty means Title.
	ShortTitle string
	// Sentence and Figures accompany Title in a standalone picture where they fit.
	Sentence string
	Figures  []Figure
	// Publisher is the publisher's name and address. Empty means that it is left out.
	Publisher string
	// Notes are further lines under Situation: what is illustrative, what is a proposal. ShortNotes
	// are short forms for a small standalone picture. Nil means Notes.
	Notes, ShortNotes []string
	// Legend explains styles. Entries of which the picture has nothing are left out.
	Legend []LegendEntry
	// ForPrint is set if the picture is printed. Its plates are white.
	ForPrint bool
	// ReservedLegend and ReservedSource are those of the initial view. A picture in a page reserves
	// as much height for its own, so that the map has the same scale whatever is shown.
	ReservedLegend []LegendEntry
	ReservedSource string
	// KilometreUnit is the unit on the scale bar. Empty means "km".
	KilometreUnit string
	// FreezeLabel is the label of the line that a freeze would follow, on the layer LayerFreeze.
	FreezeLabel string
	// MonitoringLabel is the label of the line on the layer LayerMonitoring.
	MonitoringLabel string
	// Hubs are drawn on the layer LayerHubs.
	Hubs []Hub
	// Symbols are the points of layers that the story has, such as sites.
	Symbols []Symbol
	// HubsNote explains the marks of hubs, once, in a picture with room for it. Empty means
	// nothing.
	HubsNote string
	// Withdrawals are the withdrawals on Date that are outlined.
	Withdrawals []Withdrawal
	// FillLabels are legend entries whose labels are also placed on land with the fill of their
	// swatches, in a picture with room for them.
	FillLabels []LegendEntry
	// LayerTitles are titles of groups of layers for screen readers, by the ids that a canvas with
	// a method BeginLayer gets. Nil means none.
	LayerTitles map[string]string
	// Padding are margins that something outside the picture covers, such as buttons or a sheet.
	// Furniture stays out of them.
	Padding Insets
	// Obscured is a part of the picture that something over it hides, such as buttons in a corner.
	// Labels and the header avoid it; the map continues below. The zero value means none.
	Obscured Rect
	// Controls is set if the page's buttons stand in the picture, in the map's upper right corner.
	Controls bool
}

// WithoutTransitions returns the picture without any transition, as it is saved.
func (p Picture) WithoutTransitions() Picture {
	p.Crossfade, p.OverlayFade = Crossfade{}, 0
	return p
}

// Rect is a rectangle in CSS pixels from the picture's upper left corner.
type Rect struct{ X, Y, W, H float64 }

// LegendEntry is one entry of the legend.
type LegendEntry struct {
	// Swatch is a role of the theme: "held-2022", "contact".
	Swatch string
	// Label is what the swatch stands for.
	Label string
	// LongLabel is the label in a legend that has a column of its own. Empty means Label.
	LongLabel string
	// ShortLabel is the label in a legend of one line. Empty means Label.
	ShortLabel string
}

// Hub is a proposed hub. If a town was named it is a hollow dashed ring of constant size on the
// screen. If none was, it is an area drawn to scale, with a dashed edge. Neither is drawn close up.
type Hub struct {
	// ID is the hub's id in the story.
	ID string
	// LonLat is its centre, lon and lat in degrees.
	LonLat orb.Point
	// Label is the label of an area. A ring has none beside its town's name.
	Label string
	// RadiusKm is the radius of an area in km. Zero means a ring.
	RadiusKm float64
}

// Withdrawal is land that forces would leave, outlined on the map of control.
type Withdrawal struct {
	// ID is the id of the land in the date's file, LineRole a line role of the theme.
	ID, LineRole string
	// Text is the label on the land, ShortText its form in a small picture.
	Text, ShortText string
}

// Ids of the layers that can be switched.
const (
	LayerControl    = "control"    // held and contested territory
	LayerContact    = "contact"    // line of contact
	LayerBand       = "band"       // uncertainty of the line
	LayerFreeze     = "freeze"     // the line that a freeze would follow
	LayerHubs       = "hubs"       // hubs
	LayerMonitoring = "monitoring" // where a truce would be monitored
	LayerTowns      = "towns"      // towns and their names
	LayerOblasts    = "oblasts"    // oblast borders and names
	LayerRivers     = "rivers"     // rivers and reservoirs
)

// Shows reports whether a layer is on.
func (p *Picture) Shows(layer string) bool {
	if on, ok := p.Layers[layer]; ok {
		return on
	}
	return defaultLayers[layer]
}

// Stats are counts of one drawn picture.
type Stats struct {
	// Vertices is the number of vertices passed to the canvas, repetitions included.
	Vertices int
	// DrawCalls is the number of calls of Fill, Stroke and Label.
	DrawCalls int
	// Level is the level of detail that was drawn, 0 being the finest.
	Level int
	// CoarseLabels is set if the labels are those of a coarser scale.
	CoarseLabels bool
}

// Kind is the kind of a feature.
type Kind string

// The kinds of features, the most specific first.
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

// Hit is a feature under the pointer.
type Hit struct {
	Kind Kind
	// ID is unique in the picture: "town-kyiv", "river-dnipro", "UA-14", "RU", "black-sea",
	// "held-2022", "hub-kyiv".
	ID string
	// Ref is the feature's id in its own file: "kyiv", "dnipro", "UA-14".
	Ref string
	// Distance is the distance from the pointer in CSS pixels, 0 inside a polygon.
	Distance float64
}

// groupCanvas is implemented by canvases that group what is drawn by layer, as SVG does.
type groupCanvas interface {
	// BeginLayer opens the group of layers with an id and a title for screen readers.
	BeginLayer(id, title string)
	// EndLayer closes the group that was opened last.
	EndLayer()
}
