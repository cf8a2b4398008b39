package render_test

import (
	"fmt"
	"image"
	"os"
	"sync"
	"testing"

	"truceline/internal/app"
	"truceline/internal/render/raster"
)

// teller draws whole states, as the poster does.
var teller = sync.OnceValues(func() (*app.App, error) { return app.New(os.DirFS("../../assets"), app.State{}) })

// poster draws a state with all that stands in the picture itself.
func poster(t *testing.T, s app.State, width, height int) *image.RGBA {
	t.Helper()
	a, err := teller()
	if err != nil {
		t.Fatal(err)
	}
	s.UI = app.UINone
	for _, act := range []app.Action{
		{Type: app.ActionResize, W: float64(width), H: float64(height), Ratio: 1},
		{Type: app.ActionState, State: &s},
	} {
		if err := a.Do(act); err != nil {
			t.Fatal(err)
		}
	}
	c := raster.New(width, height, 1, a.World().Fonts)
	a.Draw(c)
	return c.Image()
}

// TestGoldenDates keeps what each date looks like, the newest of which TestGolden keeps in all sizes.
func TestGoldenDates(t *testing.T) {
	a, err := teller()
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range a.View().Dates {
		for _, theme := range []string{app.ThemeLight, app.ThemeDark} {
			compare(t, fmt.Sprintf("date-%s-%s", d.ID, theme), poster(t, app.State{Date: d.ID, Theme: theme}, 900, 600))
		}
	}
}
