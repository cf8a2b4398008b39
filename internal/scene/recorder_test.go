package scene

import (
	"os"
	"sync"
	"testing"

	"github.com/paulmach/orb"

	"truceline/internal/geo"
)

// recorder is a canvas that records what is drawn, by layer.
type recorder struct {
	layer    string
	labels   map[string][]Label
	vertices map[string]int
	draws    map[string]int
	fills    map[string][]Matrix // of the unit square
	filled   map[string]int
	strokes  map[string][]recordedStroke
}

// recordedStroke is a stroke of a path.
type recordedStroke struct {
	path  *Path
	m     Matrix
	style StrokeStyle
}

func newRecorder() *recorder {
	return &recorder{labels: map[string][]Label{}, vertices: map[string]int{},
		draws: map[string]int{}, fills: map[string][]Matrix{},
		filled: map[string]int{}, strokes: map[string][]recordedStroke{}}
}

func (r *recorder) Fill(p *Path, m Matrix, _ FillStyle) {
	r.vertices[r.layer] += countVertices(p)
	r.draws[r.layer]++
	r.filled[r.layer]++
	if p == unitSquare {
		r.fills[r.layer] = append(r.fills[r.layer], m)
	}
}

func (r *recorder) Stroke(p *Path, m Matrix, s StrokeStyle) {
	r.vertices[r.layer] += countVertices(p)
	r.draws[r.layer]++
	r.strokes[r.layer] = append(r.strokes[r.layer], recordedStroke{p, m, s})
}

func (r *recorder) Label(l Label) {
	r.labels[r.layer] = append(r.labels[r.layer], l)
	r.draws[r.layer]++
}
func (r *recorder) Group(_ float64, draw func()) { draw() }
func (r *recorder) BeginLayer(id, _ string)      { r.layer = id }
func (r *recorder) EndLayer()                    { r.layer = "" }

// discardCanvas is a canvas that ignores everything.
type discardCanvas struct{}

func (discardCanvas) Fill(*Path, Matrix, FillStyle)     {}
func (discardCanvas) Stroke(*Path, Matrix, StrokeStyle) {}
func (discardCanvas) Label(Label)                       {}
func (discardCanvas) Group(_ float64, draw func())      { draw() }

// cameraAt returns a camera at lon, lat in degrees and a zoom level.
func cameraAt(lon, lat, zoom, w, h float64) Camera {
	return Camera{Center: geo.UkraineAlbers.Forward(orb.Point{lon, lat}), W: w, H: h}.WithZoom(zoom)
}

const testDate = "2026-01-06"

var loadOnce = sync.OnceValues(func() (*World, error) {
	fsys := os.DirFS("../../assets")
	w, err := Load(fsys)
	if err != nil {
		return nil, err
	}
	return w, w.LoadDate(fsys, testDate)
})

// testWorld returns the map of the repository, loaded once.
func testWorld(t testing.TB) *World {
	t.Helper()
	w, err := loadOnce()
	if err != nil {
		t.Fatal(err)
	}
	return w
}

// testPicture returns a standalone picture of the whole country.
func testPicture(w *World, width, height float64) *Picture {
	p := &Picture{
		Camera: Camera{W: width, H: height}, Lang: "en", Date: testDate,
		Title: "Ukraine: control of territory", Situation: "Situation on 6 January 2026",
		Source: "Sources: one map; checked against another. Base map: a third and © many contributors. Line and areas: an estimate.",
	}
	p.Camera = w.FitCountry(p)
	return p
}
