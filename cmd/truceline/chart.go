package main

import (
	"fmt"
	"io"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"truceline/internal/app"
	"truceline/internal/atomicfile"
	"truceline/internal/isodate"
	"truceline/internal/locale"
	"truceline/internal/render/raster"
	"truceline/internal/render/svg"
	"truceline/internal/scene"
	"truceline/internal/story"
)

// chartCommand draws the shares of Ukraine and of one oblast on all dates as points with ranges.
// The points are not joined, because nothing was computed for the time between the dates.
func chartCommand(t *tool, args []string) error {
	o := newOptions("chart")
	out := o.String("out", "", "file to write, .svg or .png; SVG to the screen if left out")
	oblast := o.String("oblast", "", "an oblast beside Ukraine, such as UA-14")
	size := o.String("size", "900x540", "width and height in CSS pixels")
	theme := o.String("theme", app.ThemeLight, "light or dark")
	lang := o.String("lang", locale.Default, "language")
	if _, err := o.parse(args, 0); err != nil {
		return err
	}
	if ext := filepath.Ext(*out); *out != "" && ext != ".svg" && ext != ".png" {
		return badUsage("chart: --out needs a file that ends in .svg or .png, not %q", *out)
	}
	if *theme != app.ThemeLight && *theme != app.ThemeDark {
		return badUsage("chart: --theme is light or dark, not %q", *theme)
	}
	p := posterOptions{ratio: 1}
	if err := p.parseSize(*size); err != nil {
		return badUsage("chart: --size is WIDTHxHEIGHT, not %q", *size)
	}
	if !slices.Contains(locale.Langs(), *lang) {
		return badUsage("chart: no language %q; there are %s", *lang,
			strings.Join(locale.Langs(), ", "))
	}
	assets, _, err := o.openAssets()
	if err != nil {
		return err
	}
	c, err := loadChart(assets, *oblast, *lang, *theme)
	if err != nil {
		return err
	}
	if err := t.warnIfStale(assets); err != nil {
		return err
	}
	c.w, c.h = float64(p.width), float64(p.height)
	draw := func(w io.Writer) error { return c.write(w, filepath.Ext(*out)) }
	if *out == "" {
		return draw(t.stdout)
	}
	return atomicfile.Write(*out, draw)
}

// chartPicture is the content and look of a chart.
type chartPicture struct {
	w, h   float64 // CSS pixels
	series []chartSeries
	locale *locale.Locale
	theme  *scene.Theme
	fonts  *scene.Fonts
	credit string
}

// chartSeries holds the points of Ukraine or of an oblast.
type chartSeries struct {
	name   string
	points []chartPoint
}

// chartPoint is a share, from 0 to 1, with its range on a date.
type chartPoint struct {
	date             time.Time
	low, share, high float64
}

func loadChart(fsys fs.FS, oblast, lang, theme string) (*chartPicture, error) {
	world, err := scene.Load(fsys)
	if err != nil {
		return nil, err
	}
	l, err := locale.Load(fsys, lang)
	if err != nil {
		return nil, err
	}
	s, err := story.Load(fsys)
	if err != nil {
		return nil, err
	}
	figures, err := loadFigures(fsys, s)
	if err != nil {
		return nil, err
	}
	c := &chartPicture{locale: l, theme: world.Theme(theme), fonts: world.Fonts}
	ukraine, _ := seriesForArea(figures, "UA")
	ukraine.name = l.Text("country")
	c.series = []chartSeries{ukraine}
	if oblast != "" {
		oblastSeries, ok := seriesForArea(figures, oblast)
		if !ok || oblast == "UA" {
			return nil, badUsage("chart: no oblast %q; there are %s", oblast,
				strings.Join(oblastIDs(figures), ", "))
		}
		oblastSeries.name = world.FeatureName(oblast, lang)
		c.series = append(c.series, oblastSeries)
	}
	c.credit = chartCredit(s, l)
	return c, nil
}

// loadFigures returns the figures of those dates of the story that have some.
func loadFigures(fsys fs.FS, s *story.Story) ([]*story.Figures, error) {
	dates, err := figureDates(fsys)
	if err != nil {
		return nil, err
	}
	var figures []*story.Figures
	for _, d := range s.Dates {
		if !slices.Contains(dates, d.ID) {
			continue
		}
		f, err := readFigures(fsys, "chart", d.ID)
		if err != nil {
			return nil, err
		}
		figures = append(figures, f)
	}
	if len(figures) == 0 {
		return nil, fmt.Errorf("there are no figures: run truceline data")
	}
	return figures, nil
}

func seriesForArea(figures []*story.Figures, id string) (chartSeries, bool) {
	var s chartSeries
	for _, f := range figures {
		a, ok := f.Area(id)
		day, err := isodate.ParseDate(f.Date)
		if ok && err == nil {
			s.points = append(s.points, chartPoint{day, a.Low, a.Share, a.High})
		}
	}
	return s, len(s.points) > 0
}

func oblastIDs(figures []*story.Figures) []string {
	var ids []string
	for _, a := range figures[0].Areas {
		if a.ID != "UA" {
			ids = append(ids, a.ID)
		}
	}
	return ids
}

// chartCredit returns the sources of all dates.
func chartCredit(s *story.Story, l *locale.Locale) string {
	var names []string
	for _, d := range s.Dates {
		for _, id := range d.Sources() {
			if name := l.Text("source." + id + ".short"); !slices.Contains(names, name) {
				names = append(names, name)
			}
		}
	}
	return l.Text("chart.source", "holders", l.List(names))
}

// write writes the chart as PNG if ext is ".png" and otherwise as SVG.
func (c *chartPicture) write(w io.Writer, ext string) error {
	if ext == ".png" {
		canvas := raster.New(int(c.w), int(c.h), 2, c.fonts)
		c.draw(canvas)
		return canvas.WritePNG(w)
	}
	canvas := svg.New(int(c.w), int(c.h), c.fonts,
		svg.Options{Title: c.locale.Text("chart.title"), Description: c.describe()})
	c.draw(canvas)
	_, err := canvas.WriteTo(w)
	return err
}

// describe returns the content of the chart as text, for screen readers.
func (c *chartPicture) describe() string {
	var lines []string
	for _, s := range c.series {
		for _, p := range s.points {
			lines = append(lines,
				fmt.Sprintf("%s, %s: %s (%s)", s.name, c.locale.Date(p.date.Format(time.DateOnly)),
					c.locale.Share(p.share, p.low, p.high), c.locale.ShareRange(p.low, p.high)))
		}
	}
	return strings.Join(append(lines, c.credit), ". ")
}
