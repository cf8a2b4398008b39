package main

import (
	"github.com/ebitenui/ebitenui/widget"

	"truceline/internal/app"
)

// windowActions are the commands that the window carries out itself, unlike the app's actions.
type windowActions interface {
	// openHelp opens the text edition.
	openHelp()
	// openURL opens an address in the default browser.
	openURL(address string)
	// exportFile writes the current map to a file of the format png, svg, csv or geojson.
	exportFile(kind string)
	// copyLink copies the link to the current map.
	copyLink()
	toggleFullscreen()
	// search returns at most limit places whose names contain query.
	search(query string, limit int) []app.SearchResult
}

// addMenu adds the row of commands at the top of the panel, the status, and the menu that is open.
func (p *panel) addMenu(parent *widget.Container, width int) {
	t := p.view.Texts
	toggle := func(id string) *control {
		return &control{id: "menu-" + id, activate: func() {
			if p.openMenu == id {
				id = ""
			}
			p.openMenu, p.needsRebuild = id, true
		}}
	}
	p.addWrappedButtons(parent, width,
		p.newTextButton(t["window.help"], &control{id: "help", activate: p.actions.openHelp}),
		p.newChoiceButton(t["window.save"], p.openMenu == "save", toggle("save")),
		p.newChoiceButton(t["window.settings"], p.openMenu == "settings", toggle("settings")),
	)
	switch p.openMenu {
	case "save":
		p.addExportMenu(parent, width)
	case "settings":
		p.addSettings(parent, width)
	}
	if p.status != "" {
		c, innerWidth := p.newBox(width)
		c.AddChild(p.newParagraph(p.status, p.style.body, innerWidth))
		parent.AddChild(c)
	}
}

// shareLink returns the query part of a link to the current map. The window does not know the
// address of a page.
func (p *panel) shareLink() string {
	if p.view.Link == "" {
		return "?lang=" + p.view.Lang
	}
	return "?" + p.view.Link
}

// addExportMenu adds the formats to export and the link.
func (p *panel) addExportMenu(parent *widget.Container, width int) {
	s, t := p.style, p.view.Texts
	c, innerWidth := p.newBox(width)
	c.AddChild(p.newText(t["window.save-what"], &s.small, s.muted, innerWidth))
	var buttons []*widget.Button
	for _, choice := range [][2]string{{"png", "page.save-png"}, {"svg", "page.save-svg"},
		{"csv", "page.save-csv"}, {"geojson", "page.save-geojson"}} {
		buttons = append(buttons, p.newTextButton(t[choice[1]],
			&control{id: "save-" + choice[0],
				activate: func() { p.actions.exportFile(choice[0]) }}))
	}
	p.addWrappedButtons(c, innerWidth, buttons...)
	c.AddChild(p.newSpacer(2), p.newText(t["page.link"], &s.heading, s.muted, innerWidth))
	c.AddChild(p.newParagraph(p.shareLink(), s.small, innerWidth))
	p.addNotes(c, []string{t["window.link-note"]}, innerWidth)
	p.addWrappedButtons(c, innerWidth, p.newTextButton(t["window.link-copy"],
		&control{id: "copy-link", activate: p.actions.copyLink}))
	parent.AddChild(c)
}

// addSettings adds the choice of theme and language and the fullscreen command.
func (p *panel) addSettings(parent *widget.Container, width int) {
	s, v := p.style, p.view
	c, innerWidth := p.newBox(width)
	c.AddChild(p.newText(v.Texts["page.theme"], &s.heading, s.muted, innerWidth))
	var buttons []*widget.Button
	for _, theme := range []string{app.ThemeAuto, app.ThemeLight, app.ThemeDark} {
		buttons = append(buttons, p.newChoiceButton(v.Texts["page.theme-"+theme],
			theme == p.themeOrAuto(),
			p.actionControl(app.Action{Type: app.ActionTheme, Theme: theme})))
	}
	p.addWrappedButtons(c, innerWidth, buttons...)
	if len(v.Langs) > 1 {
		buttons = nil
		for _, lang := range v.Langs {
			buttons = append(buttons, p.newChoiceButton(lang.Label, lang.ID == v.Lang,
				p.actionControl(app.Action{Type: app.ActionLang, Lang: lang.ID})))
		}
		c.AddChild(p.newSpacer(2),
			p.newText(v.Texts["page.language"], &s.heading, s.muted, innerWidth))
		p.addWrappedButtons(c, innerWidth, buttons...)
	}
	c.AddChild(p.newSpacer(2))
	p.addWrappedButtons(c, innerWidth, p.newTextButton(v.Texts["window.fullscreen"],
		&control{id: "fullscreen", activate: p.actions.toggleFullscreen}))
	p.addNotes(c, []string{v.Texts["window.keys"]}, innerWidth)
	parent.AddChild(c)
}
