package app

import (
	"math"
	"strings"

	"truceline/internal/scene"
)

// SetAddress tells the address under which the page is published, without scheme and query:
// "example.org/map/". The story's own wins. Pictures that stand alone name it.
func (a *App) SetAddress(address string) {
	a.pageAddress = address
	if a.picture.Title != "" {
		a.rebuildPicture()
	}
}

// PublisherLine names who publishes the map, and where.
func (a *App) PublisherLine() string {
	p := a.story.Publisher
	address := a.pageAddress
	if p.Address != "" {
		address = p.Address
	}
	_, at, found := strings.Cut(address, "://")
	if !found {
		at = address
	}
	if at = strings.TrimSuffix(at, "/"); at != "" && p.Name != "" {
		return p.Name + "\u00a0· " + at
	}
	return p.Name + at
}

// fillStandaloneTexts fills in what a picture says where nothing beside it does.
func (a *App) fillStandaloneTexts(p *scene.Picture) {
	h := a.headline()
	p.Title, p.ShortTitle, p.Sentence = h.text, h.short, h.sentence
	if p.Title == "" { // the editor has hidden it
		p.Title = a.locale.Text("title")
	}
	p.Situation, p.Source, p.ScenarioName = a.situation(), a.sourceLine(), ""
	if sc := a.activeScenario(); sc != nil {
		p.ScenarioName = a.scenarioHeading(sc)
	}
	p.HubsNote, p.Controls = "", false // the notes say the same
	p.Figures = nil
	for _, f := range a.headlineFigures() {
		p.Figures = append(p.Figures, scene.Figure{
			Value: f.Value, Text: f.Text, DropFirst: f.Room == "wide" || f.ID == figureContested,
			Paired: f.ID == figureLeaveUA || f.ID == figureLeaveRU,
		})
	}
	p.Legend, p.Publisher = a.pictureLegend(), a.PublisherLine()
	p.Notes, p.ShortNotes = a.pictureNotes(false, false), a.pictureNotes(true, a.isInitialState())
	if p.ShortNotes == nil { // none, and not those at length
		p.ShortNotes = []string{}
	}
}

// StandalonePicture is the picture of what is shown in a file of w by h CSS pixels, which says all
// that it needs.
func (a *App) StandalonePicture(w, h float64) scene.Picture {
	p := a.picture
	p.Hovered, p.Crosshair, p.Padding, p.Obscured = "", false, scene.Insets{}, scene.Rect{}
	p.Crossfade, p.OverlayFade = scene.Crossfade{}, 0
	a.fillStandaloneTexts(&p)
	p.FocusBounds = a.standaloneBounds(w, h)
	p.Camera.W, p.Camera.H = w, h
	if p.FocusBounds.Width() > 0 {
		p.Camera = a.world.FitBounds(&p, p.FocusBounds)
	} else {
		p.Camera = a.world.FitCountry(&p)
	}
	return p
}

// standaloneBounds is the part of the map that a picture of its own shows: what the reader has
// chosen, else what the step or the scenario is about. Empty: the whole country.
func (a *App) standaloneBounds(w, h float64) scene.Bounds {
	c := a.animation.destination(a.picture.Camera)
	if !a.autoFit {
		return c.Resize(min(c.W, w), min(c.H, h)).VisibleBounds(0) // a smaller picture shows less
	}
	if b := a.focusBounds(); b != nil {
		return boundsOf(b)
	}
	return scene.Bounds{}
}

// ExportPicture is the picture of what is shown for a file that the reader takes away: the map as
// large as it is now, with what it needs above and below.
func (a *App) ExportPicture() scene.Picture {
	c := a.picture.Camera
	w := max(c.W, minExportWidth)
	return a.StandalonePicture(w, math.Round(max(c.H*w/c.W, 0.6*w)*exportHeightFactor))
}

// minExportWidth is the least width in CSS pixels of a picture that a reader saves; with its plates
// it is so many times as high as its map.
const minExportWidth, exportHeightFactor = 480, 1.45
