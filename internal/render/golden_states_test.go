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

// storyApp draws whole states, as the poster does.
var storyApp = sync.OnceValues(func() (*app.App, error) {
	return app.New(os.DirFS("../../assets"), app.State{})
})

// drawPoster draws a state with everything that is drawn into the picture itself.
func drawPoster(t *testing.T, s app.State, width, height int) *image.RGBA {
	t.Helper()
	a, err := storyApp()
	if err != nil {
		t.Fatal(err)
	}
	s.UI = app.UINone
	for _, act := range []app.Action{
		{Type: app.ActionResize, W: float64(width), H: float64(height), Ratio: 1},
		{Type: app.ActionState, State: &s},
	} {
		if err := a.Dispatch(act); err != nil {
			t.Fatal(err)
		}
	}
	c := raster.New(width, height, 1, a.World().Fonts)
	a.Draw(c)
	return c.Image()
}

// TestGoldenScenarios compares the pictures of all scenarios, and their initial view on a phone.
func TestGoldenScenarios(t *testing.T) {
	a, err := storyApp()
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range a.View().Scenarios {
		for _, theme := range []string{app.ThemeLight, app.ThemeDark} {
			compareGolden(t, fmt.Sprintf("scenario-%s-%s", s.ID, theme),
				drawPoster(t, app.State{Scenario: s.ID, Theme: theme}, 900, 600))
		}
		compareGolden(t, fmt.Sprintf("scenario-%s-phone", s.ID),
			drawPoster(t, app.State{Scenario: s.ID, Theme: app.ThemeLight}, 360, 640))
	}
}

// TestGoldenSteps compares pictures of hubs, monitoring, sites and an earlier line.
func TestGoldenSteps(t *testing.T) {
	for _, theme := range []string{app.ThemeLight, app.ThemeDark} {
		for _, step := range []string{"hubs", "monitoring"} {
			compareGolden(t, fmt.Sprintf("step-%s-%s", step, theme),
				drawPoster(t, app.State{Step: step, Theme: theme}, 900, 600))
		}
		compareGolden(t, "sites-"+theme, drawPoster(t, app.State{Theme: theme,
			Layers: map[string]bool{"sites": true}}, 900, 600))
		earlier := app.State{Scenario: "donbas", Theme: theme,
			Layers: map[string]bool{"line-2022-02-23": true}}
		compareGolden(t, "earlier-line-"+theme, drawPoster(t, earlier, 900, 600))
	}
}

// TestGoldenDates compares the pictures of all dates. The newest is in TestGolden in all sizes.
func TestGoldenDates(t *testing.T) {
	a, err := storyApp()
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range a.View().Dates {
		for _, theme := range []string{app.ThemeLight, app.ThemeDark} {
			compareGolden(t, fmt.Sprintf("date-%s-%s", d.ID, theme),
				drawPoster(t, app.State{Date: d.ID, Theme: theme}, 900, 600))
		}
	}
}
