package main

import (
	"fmt"
	"io/fs"

	"github.com/ebitenui/ebitenui/widget"

	"truceline/assets"
	"truceline/internal/app"
	"truceline/internal/diag"
)

// openErrorWindow opens a window that lists the faults of an editor's folder. It uses the embedded
// texts, fonts and colours, because the folder's own may be invalid.
func openErrorWindow(o options, store *prefsStore, state app.State,
	faults diag.List) error {
	a, err := app.New(assets.FS, app.State{Lang: state.Lang, Theme: state.Theme})
	if err != nil {
		return err
	}
	w, err := newErrorWindow(a, assets.FS, o.assets, faults, o.screenshot)
	if err != nil {
		return err
	}
	o.configureWindow(store)
	if err := runGame(w); err != nil {
		return err
	}
	return fmt.Errorf("%s: %w: %d faults", o.assets, errInvalidAssets, len(faults))
}

// newErrorWindow returns a window without a map whose panel lists faults.
func newErrorWindow(a *app.App, fsys fs.FS, folder string, faults diag.List,
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

// newFaultList returns the content of the panel for invalid assets.
func (p *panel) newFaultList(folder string, faults diag.List,
	width int) *widget.Container {
	s, t := p.style, p.view.Texts
	c, innerWidth := p.newContentColumn(width)
	c.AddChild(p.newHeading(t["window.refused"], &s.title, innerWidth))
	c.AddChild(p.newParagraph(folder, s.bold, innerWidth))
	c.AddChild(p.newText(t["window.refused-how"], &s.body, s.muted, innerWidth), p.newSpacer(4))
	for _, fault := range faults {
		c.AddChild(p.newParagraph(fault.Error(), s.body, innerWidth))
	}
	return c
}
