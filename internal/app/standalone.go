package app

import (
	"math"
	"strings"

	"truceline/internal/scene"
)

// SetAddress sets the address at which the page is published, without scheme and query:
// "example.org/map/". Standalone pictures show it, unless the story has an address of its own.
func (a *App) SetAddress(address string) {
	a.views.pictures.pageAddress = address
	if a.picture.Title != "" {
		a.rebuildPicture()
	}
}

// publisherLine returns the name and address of the publisher.
func (b *pictureBuilder) publisherLine() string {
	publisher := b.story.Publisher
	address := b.pageAddress
	if publisher.Address != "" {
		address = publisher.Address
	}
	_, host, found := strings.Cut(address, "://")
	if !found {
		host = address
	}
	if host = strings.TrimSuffix(host, "/"); host != "" && publisher.Name != "" {
		return publisher.Name + "\u00a0· " + host
	}
	return publisher.Name + host
}

// fillStandaloneTexts fills in the texts of a picture without a page around it.
func (b *pictureBuilder) fillStandaloneTexts(picture *scene.Picture) {
	h := b.headlines.headline()
	picture.Title, picture.ShortTitle, picture.Sentence = h.text, h.short, h.sentence
	if picture.Title == "" { // hidden by the editor
		picture.Title = b.locale.Text("title")
	}
	picture.Situation, picture.Source, picture.ScenarioName = b.situation(), b.sourceLine(), ""
	if sc := b.activeScenario(); sc != nil {
		picture.ScenarioName = b.scenarioHeading(sc)
	}
	picture.HubsNote, picture.Controls = "", false // the note is among Notes
	picture.Figures = nil
	for _, f := range b.headlines.headlineFigures() {
		picture.Figures = append(picture.Figures, scene.Figure{
			Value: f.Value, Text: f.Text,
			DropFirst: f.MinWidth == "wide" || f.ID == figureContested,
			Paired:    f.ID == figureLeaveUA || f.ID == figureLeaveRU,
		})
	}
	picture.Legend, picture.Publisher = b.legends.pictureLegend(), b.publisherLine()
	picture.Notes, picture.ShortNotes = b.pictureNotes(false, false),
		b.pictureNotes(true, b.isInitialState())
	if picture.ShortNotes == nil { // nil would mean the long notes
		picture.ShortNotes = []string{}
	}
}

// StandalonePicture returns what is shown as a picture of w by h CSS pixels that needs no page:
// with headline, legend, notes and sources.
func (a *App) StandalonePicture(w, h float64) scene.Picture {
	picture := a.picture
	picture.Hovered, picture.Crosshair = "", false
	picture.Padding, picture.Obscured = scene.Insets{}, scene.Rect{}
	picture.Crossfade, picture.OverlayFade = scene.Crossfade{}, 0
	a.views.pictures.fillStandaloneTexts(&picture)
	picture.FocusBounds = a.standaloneBounds(w, h)
	picture.Camera.W, picture.Camera.H = w, h
	if picture.FocusBounds.Width() > 0 {
		picture.Camera = a.world.FitBounds(&picture, picture.FocusBounds)
	} else {
		picture.Camera = a.world.FitCountry(&picture)
	}
	return picture
}

// standaloneBounds returns the part of the map for a standalone picture: what the reader has moved
// to, else the bounds of the step or scenario, else empty bounds for the whole country.
func (m *motion) standaloneBounds(w, h float64) scene.Bounds {
	camera := m.animation.destination(m.picture.Camera)
	if !m.autoFit {
		// A smaller picture shows less, at the same scale.
		return camera.Resize(min(camera.W, w), min(camera.H, h)).VisibleBounds(0)
	}
	if b := m.focusBounds(); b != nil {
		return boundsOf(b)
	}
	return scene.Bounds{}
}

// ExportPicture returns the standalone picture for a file that the reader downloads, with the map
// as large as on the screen.
func (a *App) ExportPicture() scene.Picture {
	camera := a.picture.Camera
	w := max(camera.W, minExportWidth)
	return a.StandalonePicture(w, math.Round(max(camera.H*w/camera.W, 0.6*w)*exportHeightFactor))
}

const (
	minExportWidth = 480 // CSS pixels
	// exportHeightFactor is the ratio of an exported picture's height to that of its map; the rest
	// is for texts.
	exportHeightFactor = 1.45
)
