package main

import (
	"github.com/ebitenui/ebitenui/widget"

	"truceline/internal/app"
)

// windowActions are what a reader can have the window do, besides the app's actions.
type windowActions interface {
	// openHelp opens the text version.
	openHelp()
	// openURL opens an address in the system's browser.
	openURL(address string)
	// exportFile writes what is shown into a file of the kind png, svg, csv or geojson.
	exportFile(kind string)
	// copyLink copies the link to what is shown.
	copyLink()
	// toggleFullscreen goes there and back.
	toggleFullscreen()
	// search finds places by a part of their name.
	search(words string, most int) []app.SearchResult
}

// addMenu adds the row of commands at the panel's top; the first opens the text version.
func (p *panel) addMenu(to *widget.Container, width int) {
	t := p.view.Texts
	toggle := func(id string) *control {
		return &control{id: "menu-" + id, activate: func() {
			if p.openMenu == id {
				id = ""
			}
			p.openMenu, p.needsRebuild = id, true
		}}
	}
	p.addWrappedButtons(to, width,
		p.newTextButton(t["window.help"], &control{id: "help", activate: p.actions.openHelp}),
		p.newChoiceButton(t["window.save"], p.openMenu == "save", toggle("save")),
		p.newChoiceButton(t["window.settings"], p.openMenu == "settings", toggle("settings")),
	)
	switch p.openMenu {
	case "save":
		p.addExportMenu(to, width)
	case "settings":
		p.addSettings(to, width)
	}
	if p.status != "" {
		c, room := p.newBox(width)
		c.AddChild(p.newParagraph(p.status, p.style.body, room))
		to.AddChild(c)
	}
}

// shareLink is the link to what is shown. The window knows no address of a page, so it is the part
// that says what is shown.
func (p *panel) shareLink() string {
	if p.view.Link == "" {
		return "?lang=" + p.view.Lang
	}
	return "?" + p.view.Link
}

// addExportMenu adds what can be taken away: pictures, figures, shapes, the link.
func (p *panel) addExportMenu(to *widget.Container, width int) {
	s, t := p.style, p.view.Texts
	c, room := p.newBox(width)
	c.AddChild(p.newText(t["window.save-what"], &s.small, s.muted, room))
	var buttons []*widget.Button
	for _, x := range [][2]string{{"png", "page.save-png"}, {"svg", "page.save-svg"},
		{"csv", "page.save-csv"}, {"geojson", "page.save-geojson"}} {
		buttons = append(buttons, p.newTextButton(t[x[1]],
			&control{id: "save-" + x[0], activate: func() { p.actions.exportFile(x[0]) }}))
	}
	p.addWrappedButtons(c, room, buttons...)
	c.AddChild(p.newSpacer(2), p.newText(t["page.link"], &s.heading, s.muted, room))
	c.AddChild(p.newParagraph(p.shareLink(), s.small, room))
	p.addNotes(c, []string{t["window.link-note"]}, room)
	p.addWrappedButtons(c, room, p.newTextButton(t["window.link-copy"],
		&control{id: "copy-link", activate: p.actions.copyLink}))
	to.AddChild(c)
}

// addSettings adds the choice of theme and of language, and the whole screen.
func (p *panel) addSettings(to *widget.Container, width int) {
	s, v := p.style, p.view
	c, room := p.newBox(width)
	c.AddChild(p.newText(v.Texts["page.theme"], &s.heading, s.muted, room))
	var buttons []*widget.Button
	for _, theme := range []string{app.ThemeAuto, app.ThemeLight, app.ThemeDark} {
		buttons = append(buttons, p.newChoiceButton(v.Texts["page.theme-"+theme],
			theme == p.themeOrAuto(),
			p.actionControl(app.Action{Type: app.ActionTheme, Theme: theme})))
	}
	p.addWrappedButtons(c, room, buttons...)
	if len(v.Langs) > 1 {
		buttons = nil
		for _, l := range v.Langs {
			buttons = append(buttons, p.newChoiceButton(l.Label, l.ID == v.Lang,
				p.actionControl(app.Action{Type: app.ActionLang, Lang: l.ID})))
		}
		c.AddChild(p.newSpacer(2), p.newText(v.Texts["page.language"], &s.heading, s.muted, room))
		p.addWrappedButtons(c, room, buttons...)
	}
	c.AddChild(p.newSpacer(2))
	p.addWrappedButtons(c, room, p.newTextButton(v.Texts["window.fullscreen"],
		&control{id: "fullscreen", activate: p.actions.toggleFullscreen}))
	p.addNotes(c, []string{v.Texts["window.keys"]}, room)
	to.AddChild(c)
}
