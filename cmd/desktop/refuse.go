package main

import (
	"fmt"
	"io/fs"

	"github.com/ebitenui/ebitenui/widget"

	"truceline/assets"
	"truceline/internal/app"
	"truceline/internal/check"
)

// refuse opens a window that says what is wrong with an editor's folder. Words, letters and colours are those built
// in, as the folder's own may be what is wrong.
func refuse(o options, m *memory, state app.State, faults []check.Finding) error {
	a, err := app.New(assets.FS, app.State{Lang: state.Lang, Theme: state.Theme})
	if err != nil {
		return err
	}
	w, err := newRefusal(a, assets.FS, o.assets, faults, o.screenshot)
	if err != nil {
		return err
	}
	o.prepare(m)
	if err := runGame(w); err != nil {
		return err
	}
	return fmt.Errorf("%s: %w: %d faults", o.assets, errRefused, len(faults))
}

// newRefusal is a window without a map, whose panel lists faults.
func newRefusal(a *app.App, fsys fs.FS, folder string, faults []check.Finding, screenshot string) (*window, error) {
	w, err := newWindow(a, fsys, screenshot)
	if err != nil {
		return nil, err
	}
	w.refused = true
	w.panel.fill = func(width int) *widget.Container { return w.panel.faults(folder, faults, width) }
	return w, nil
}

// faults is the content of the panel that refuses a folder.
func (p *panel) faults(folder string, faults []check.Finding, width int) *widget.Container {
	s, t := p.style, p.view.Texts
	c, inner := p.emptyColumn(width)
	c.AddChild(p.strong(t["window.refused"], &s.title, inner))
	c.AddChild(p.paragraph(folder, s.bold, inner))
	c.AddChild(p.text(t["window.refused-how"], &s.body, s.quiet, inner), p.gap(4))
	for _, f := range faults {
		c.AddChild(p.paragraph(f.Text, s.body, inner))
	}
	return c
}
