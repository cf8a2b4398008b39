package app

import (
	"io/fs"
	"time"

	"truceline/internal/app/gesture"
	"truceline/internal/gazetteer"
	"truceline/internal/locale"
	"truceline/internal/scene"
	"truceline/internal/story"
)

// catalog is what has been read from the files so far, and what of the story is available.
type catalog struct {
	fsys          fs.FS
	story         *story.Story
	world         *scene.World
	towns         []gazetteer.Town
	corrections   []correction
	locales       map[string]*locale.Locale
	dataByDate    map[string]*dateData
	figuresByDate map[string]*story.Figures
	resultsByFile map[string]*story.ScenarioResult
	trace         Trace
}

// selection is what the reader has chosen from the catalog, and what exists under that choice. All
// parts of an App share one.
type selection struct {
	*catalog
	locale      *locale.Locale
	state       State       // as chosen; App.State removes the defaults
	prefersDark bool        // the reader's system does
	tapHits     []scene.Hit // all shapes under the last tap
}

// motion is the picture of a selection with its camera and all that moves it.
type motion struct {
	*selection
	autoFit       bool // the camera follows cameraFit until the reader moves it
	reducedMotion bool
	hidden        bool // the map cannot be seen
	focused       bool // by the keyboard

	picture   scene.Picture
	crossfade crossfade
	cachedFit *cameraFit
	animation cameraAnimation
	gestures  gesture.Recognizer
	hover     hoverState

	dirty     bool // the picture has changed since the last Frame
	viewDirty bool // the View may have changed since it was last made
	linkDirty bool // the link may have changed, as part of the View
}

// formatter formats the figures of a selection.
type formatter struct{ *selection }

// texts makes the names and sentences that several parts of the View share.
type texts struct{ formatter }

// The following types each make one part of the View or of the picture.
type (
	chartBuilder struct{ texts }
	cardBuilder  struct {
		texts
		charts chartBuilder
	}
	scenarioBuilder struct{ texts }
	legendBuilder   struct{ texts }
	headlineBuilder struct{ texts }
	tableBuilder    struct{ texts }
	tourBuilder     struct{ texts }
	placeSearch     struct{ texts }
	pictureBuilder  struct {
		texts
		legends     legendBuilder
		headlines   headlineBuilder
		pageAddress string // without scheme; empty if unknown
	}
)

// viewBuilder makes the View of a selection.
type viewBuilder struct {
	texts
	cards     cardBuilder
	charts    chartBuilder
	scenarios scenarioBuilder
	legends   legendBuilder
	headlines headlineBuilder
	tables    tableBuilder
	tour      tourBuilder
	pictures  pictureBuilder
	search    placeSearch
	today     func() time.Time // for the age of the newest date
}

// exporter writes what is shown as files for download.
type exporter struct{ texts }

func newViewBuilder(s *selection) viewBuilder {
	words := texts{formatter{s}}
	charts, legends := chartBuilder{words}, legendBuilder{words}
	headlines := headlineBuilder{words}
	return viewBuilder{
		texts: words, cards: cardBuilder{texts: words, charts: charts}, charts: charts,
		scenarios: scenarioBuilder{words}, legends: legends, headlines: headlines,
		tables: tableBuilder{words}, tour: tourBuilder{words},
		pictures: pictureBuilder{texts: words, legends: legends, headlines: headlines},
		search:   placeSearch{words}, today: time.Now,
	}
}

// CardLead returns the name of a shape and the first sentence of its card, both empty if it has no
// card.
func (a *App) CardLead(id string) (name, lead string) { return a.views.cards.cardLead(id) }

// HubsNotice returns the notice that hubs are illustrative, which is the last note of a picture
// with hubs, or "" if the story has no layer of hubs.
func (a *App) HubsNotice() string { return a.views.hubsNotice() }

// PublisherLine returns the name and address of the publisher.
func (a *App) PublisherLine() string { return a.views.pictures.publisherLine() }

// Search returns up to limit oblasts and towns whose name in any language contains query, best
// first. Prefixes of the whole name rank before prefixes of a word, the reader's language before
// others, and larger towns before smaller ones.
func (a *App) Search(query string, limit int) []SearchResult {
	return a.views.search.find(query, limit)
}

// ExportName returns the name, without extension, of a file with what is shown.
func (a *App) ExportName() string { return a.exports.name() }

// FiguresCSV returns the figures of what is shown as CSV: the zones of the chosen scenario,
// otherwise how much of each area was held. Every row has its date and sources. The column names
// are English in every language, numbers have a decimal point, and shares are fractions.
func (a *App) FiguresCSV() ([]byte, error) { return a.exports.figuresCSV() }

// ShapesGeoJSON returns the shapes of what is shown as one GeoJSON feature collection: those of the
// chosen scenario, otherwise held and contested land and the line of contact. Positions are
// longitude, latitude in degrees on WGS84. The collection's foreign members date, source and credit
// say where it comes from. It returns an error if a file is missing or invalid.
func (a *App) ShapesGeoJSON() ([]byte, error) { return a.exports.shapesGeoJSON() }
