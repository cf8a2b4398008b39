package main

import (
	"fmt"
	"io/fs"

	"github.com/ebitenui/ebitenui/widget"

	"truceline/assets"
	"truceline/internal/app"
	"truceline/internal/assetcheck"
)

// openErrorWindow opens a window that says what is wrong with an editor's folder. Words, letters
// and colours are those built in, as the folder's own may be what is wrong.
func openErrorWindow(o options, m *prefsStore, state app.State, faults []assetcheck.Finding) error {
	a, err := app.New(assets.FS, app.State{Lang: state.Lang, Theme: state.Theme})
	if err != nil {
		return err
	}
	w, err := newErrorWindow(a, assets.FS, o.assets, faults, o.screenshot)
	if err != nil {
		return err
	}
	o.configureWindow(m)
	if err := runGame(w); err != nil {
		return err
	}
	return fmt.Errorf("%s: %w: %d faults", o.assets, errInvalidAssets, len(faults))
}

// newErrorWindow is a window without a map, whose panel lists faults.
func newErrorWindow(a *app.App, fsys fs.FS, folder string, faults []assetcheck.Finding,
	screenshot string) (*window, error) {
	w, err := newWindow(a, fsys, screenshot)
	if err != nil {
		return nil, err
	}
	w.hasFaults = true
	w.panel.makeContent = func(width int) *widget.Container {
		return w.panel.newFaultList(folder, faults, width)
	}
	return w, nil
}

// newFaultList is the content of the panel that refuses a folder.
func (p *panel) newFaultList(folder string, faults []assetcheck.Finding,
	width int) *widget.Container {
	s, t := p.style, p.view.Texts
	c, inner := p.newContentColumn(width)
	c.AddChild(p.newHeading(t["window.refused"], &s.title, inner))
	c.AddChild(p.newParagraph(folder, s.bold, inner))
	c.AddChild(p.newText(t["window.refused-how"], &s.body, s.muted, inner), p.newSpacer(4))
	for _, f := range faults {
		c.AddChild(p.newParagraph(f.Text, s.body, inner))
	}
	return c
}
