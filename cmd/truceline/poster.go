package main

import (
	"fmt"
	"io"
	"maps"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"truceline/internal/app"
	"truceline/internal/atomicfile"
	"truceline/internal/poster"
	"truceline/internal/poster/bitmap"
)

// The limits of a poster: its sides in CSS pixels, and its area in device pixels.
const (
	minPosterSide   = 200
	maxPosterSide   = 10_000
	maxPosterPixels = 100_000_000
)

// posterOptions are the command line's options of a poster.
type posterOptions struct {
	out           string
	width, height int
	ratio         float64
	// address is where the map is published.
	address string
	state   app.State
}

// posterCommand draws the picture into a file. It needs no display.
func posterCommand(t *tool, args []string) error {
	o := newOptions("poster")
	opts, err := parsePosterOptions(o, args)
	if err != nil {
		return err
	}
	assets, _, err := o.openAssets()
	if err != nil {
		return err
	}
	if err := t.warnIfStale(assets); err != nil {
		return err
	}
	a, err := app.New(assets, opts.state)
	if err != nil {
		return err
	}
	if err := opts.validate(a); err != nil {
		return err
	}
	a.SetAddress(opts.address)
	if err := atomicfile.Write(opts.out,
		func(w io.Writer) error { return opts.write(w, a) }); err != nil {
		return err
	}
	fmt.Fprintf(t.stderr, "poster: wrote %s\n", opts.out)
	return nil
}

func parsePosterOptions(o *options, args []string) (*posterOptions, error) {
	out := o.String("out", "", "file to write, .svg or .png")
	size := o.String("size", "1200x630",
		"width and height of the picture; type is as large as these formats are shown")
	link := o.String("link", "",
		"what the page's link says after the question mark; the other options come first")
	theme := o.String("theme", "", "light or dark")
	date := o.String("date", "", "day to show")
	lang := o.String("lang", "", "language")
	layers := o.String("layers", "", "layers to switch on, or off with a minus")
	scenario := o.String("scenario", "", "scenario to show, on its own date")
	pullback := o.Int("pullback", 0, "distance of the scenario's pull-back in km")
	ratio := o.Float64("ratio", 1, "device pixels in a CSS pixel, for .png")
	address := o.String("address", "", "where the map is published, to stand in the picture")
	if _, err := o.parse(args, 0); err != nil {
		return nil, err
	}
	p := &posterOptions{out: *out, ratio: *ratio, address: *address, state: app.ParseLink(*link)}
	p.override(app.State{Lang: *lang, Theme: *theme, Date: *date, Scenario: *scenario,
		Pullback: *pullback})
	if ext := p.ext(); ext != ".svg" && ext != ".png" {
		return nil, badUsage("poster: --out needs a file that ends in .svg or .png, not %q", *out)
	}
	if *theme != "" && *theme != app.ThemeLight && *theme != app.ThemeDark {
		return nil, badUsage("poster: --theme is light or dark, not %q", *theme)
	}
	if err := p.parseSize(*size); err != nil {
		return nil, err
	}
	if p.state.Layers == nil {
		p.state.Layers = map[string]bool{}
	}
	for _, id := range strings.FieldsFunc(*layers, func(r rune) bool { return r == ',' }) {
		name, off := strings.CutPrefix(id, "-")
		p.state.Layers[name] = !off
	}
	return p, nil
}

// override replaces parts of the link's state by the options' state.
func (p *posterOptions) override(s app.State) {
	for _, field := range []struct{ dst, src *string }{
		{&p.state.Lang, &s.Lang}, {&p.state.Theme, &s.Theme}, {&p.state.Date, &s.Date},
		{&p.state.Scenario, &s.Scenario},
	} {
		if *field.src != "" {
			*field.dst = *field.src
		}
	}
	if s.Date != "" && s.Scenario == "" {
		// as on the page, choosing a date leaves the link's scenario
		p.state.Scenario, p.state.Pullback = "", 0
	}
	if s.Date != "" || s.Scenario != "" || s.Pullback != 0 {
		p.state.Step = ""
	}
	if s.Pullback != 0 {
		p.state.Pullback = s.Pullback
	}
	if p.state.Theme != app.ThemeDark {
		p.state.Theme = app.ThemeLight
	}
	p.state.UI = app.UINone
}

func (p *posterOptions) ext() string { return strings.ToLower(filepath.Ext(p.out)) }

func (p *posterOptions) parseSize(size string) error {
	widthText, heightText, _ := strings.Cut(size, "x")
	w, errW := strconv.Atoi(widthText)
	h, errH := strconv.Atoi(heightText)
	if errW != nil || errH != nil || min(w, h) < minPosterSide || max(w, h) > maxPosterSide {
		return badUsage("poster: --size is WIDTHxHEIGHT, each from %d to %d, not %q", minPosterSide,
			maxPosterSide, size)
	}
	if !(p.ratio >= 0.5 && p.ratio <= 8) ||
		float64(w)*float64(h)*p.ratio*p.ratio > maxPosterPixels {
		return badUsage("poster: --ratio is from 0.5 to 8, and the picture at most %d pixels",
			maxPosterPixels)
	}
	p.width, p.height = w, h
	return nil
}

// validate returns an error for options that the app would silently ignore, as it does for links.
func (p *posterOptions) validate(a *app.App) error {
	v := a.View()
	var dates, langs []string
	for _, d := range v.Dates {
		dates = append(dates, d.ID)
	}
	for _, l := range v.Langs {
		langs = append(langs, l.ID)
	}
	if p.state.Date != "" && !slices.Contains(dates, p.state.Date) {
		return badUsage("poster: no date %q; there are %s", p.state.Date, strings.Join(dates, ", "))
	}
	if p.state.Lang != "" && !slices.Contains(langs, p.state.Lang) {
		return badUsage("poster: no language %q; there are %s", p.state.Lang,
			strings.Join(langs, ", "))
	}
	if missing := a.MissingFiles(); len(missing) > 0 {
		return fmt.Errorf("%s is not there: run truceline data", strings.Join(missing, ", "))
	}
	if err := p.validateScenario(v); err != nil {
		return err
	}
	var toggles []string
	for _, entry := range v.Legend {
		if entry.Toggle && !slices.Contains(toggles, entry.Layer) {
			toggles = append(toggles, entry.Layer)
		}
	}
	for _, id := range slices.Sorted(maps.Keys(p.state.Layers)) {
		if !slices.Contains(toggles, id) {
			return badUsage("poster: no layer %q to switch on this date; there are %s", id,
				strings.Join(toggles, ", "))
		}
	}
	return nil
}

func (p *posterOptions) validateScenario(v app.View) error {
	if p.state.Scenario == "" {
		if p.state.Pullback != 0 {
			return badUsage("poster: --pullback is for a --scenario")
		}
		return nil
	}
	var ids []string
	for _, s := range v.Scenarios {
		ids = append(ids, s.ID)
	}
	if v.Scenario == nil {
		return badUsage("poster: no scenario %q; there are %s", p.state.Scenario,
			strings.Join(ids, ", "))
	}
	if p.state.Date != "" && p.state.Date != v.Date {
		return badUsage("poster: scenario %s is worked out from %s; leave --date out",
			p.state.Scenario, v.Date)
	}
	var distances []string
	for _, pullback := range v.Scenario.Pullbacks {
		if pullback.Km == p.state.Pullback && pullback.On || p.state.Pullback == 0 {
			return nil
		}
		distances = append(distances, strconv.Itoa(pullback.Km))
	}
	switch {
	case p.state.Pullback == 0:
		return nil
	case len(distances) == 0:
		return badUsage("poster: scenario %s has no pull-back", p.state.Scenario)
	}
	return badUsage("poster: --pullback is one of %s", strings.Join(distances, ", "))
}

// write writes the picture in the format of the file's extension.
func (p *posterOptions) write(w io.Writer, a *app.App) error {
	drawing := poster.ForSize(a, p.width, p.height)
	if p.ext() == ".png" {
		return bitmap.WritePNG(w, drawing, p.ratio)
	}
	return drawing.WriteSVG(w)
}
