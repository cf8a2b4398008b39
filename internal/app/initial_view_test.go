package app

import (
	"math"
	"testing"
)

// The limits of the zoom depend on the size of the map, which is known only after the link.
func TestInitialView_SmallPicture(t *testing.T) {
	open := func(link string) *Viewpoint {
		a := newTestApp(t, assets, ParseLink(link))
		a.mustDo(Action{Type: ActionResize, W: 388, H: 173, Ratio: 1})
		return viewpointOf(a.Picture().Camera)
	}
	home := open("")
	link := State{View: &Viewpoint{Lon: home.Lon, Lat: home.Lat, Zoom: home.Zoom + 0.25}}.Link()
	if got := open(link); math.Abs(got.Zoom-home.Zoom-0.25) > 0.01 {
		t.Errorf("%s opens at zoom %.2f", link, got.Zoom)
	}
}
