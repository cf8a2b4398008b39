package app

import (
	"math"
	"testing"
)

// TestALinkKeepsItsViewInASmallPicture: how far out a map goes depends on its size, which the
// program learns after the link.
func TestALinkKeepsItsViewInASmallPicture(t *testing.T) {
	small := func(link string) *Viewpoint {
		a := newTestApp(t, assets, ParseLink(link))
		a.mustDo(Action{Type: ActionResize, W: 388, H: 173, Ratio: 1})
		return viewpointOf(a.Picture().Camera)
	}
	home := small("")
	link := State{View: &Viewpoint{Lon: home.Lon, Lat: home.Lat, Zoom: home.Zoom + 0.25}}.Link()
	if got := small(link); math.Abs(got.Zoom-home.Zoom-0.25) > 0.01 {
		t.Errorf("%s opens at zoom %.2f", link, got.Zoom)
	}
}
