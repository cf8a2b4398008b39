package main

import (
	"github.com/ebitenui/ebitenui/widget"

	"truceline/internal/app"
)

// calls are what a reader can have the window do, besides the app's actions.
type calls interface {
	// help opens the text version.
	help()
	// follow opens an address in the system's browser.
	follow(address string)
	// save writes what is shown into a file of the kind png, svg, csv or geojson.
	save(kind string)
	// copyLink copies the link to what is shown.
	copyLink()
	// fullscreen goes there and back.
	fullscreen()
	// search finds places by a part of their name.
	search(words string, most int) []app.Found
}

// addMenu adds the row of commands at the panel's top; the first opens the text version.
func (p *panel) addMenu(to *widget.Container, width int) {
	t := p.view.Texts
	toggle := func(id string) *knob {
		return &knob{id: "menu-" + id, press: func() {
			if p.menu == id {
				id = ""
			}
			p.menu, p.stale = id, true
		}}
	}
	p.flow(to, width,
		p.textButton(t["window.help"], &knob{id: "help", press: p.call.help}),
		p.choice(t["window.save"], p.menu == "save", toggle("save")),
		p.choice(t["window.settings"], p.menu == "settings", toggle("settings")),
	)
	switch p.menu {
	case "save":
		p.addSave(to, width)
	case "settings":
		p.addSettings(to, width)
	}
	if p.said != "" {
		c, room := p.box(width)
		c.AddChild(p.paragraph(p.said, p.style.body, room))
		to.AddChild(c)
	}
}

// link is the link to what is shown. The window knows no address of a page, so it is the part that says what is shown.
func (p *panel) link() string {
	if p.view.Link == "" {
		return "?lang=" + p.view.Lang
	}
	return "?" + p.view.Link
}

// addSave adds what can be taken away: pictures, figures, shapes, the link.
func (p *panel) addSave(to *widget.Container, width int) {
	s, t := p.style, p.view.Texts
	c, room := p.box(width)
	c.AddChild(p.text(t["window.save-what"], &s.small, s.quiet, room))
	var buttons []*widget.Button
	for _, x := range [][2]string{{"png", "page.save-png"}, {"svg", "page.save-svg"}, {"csv", "page.save-csv"}, {"geojson", "page.save-geojson"}} {
		buttons = append(buttons, p.textButton(t[x[1]], &knob{id: "save-" + x[0], press: func() { p.call.save(x[0]) }}))
	}
	p.flow(c, room, buttons...)
	c.AddChild(p.gap(2), p.text(t["page.link"], &s.head, s.quiet, room))
	c.AddChild(p.paragraph(p.link(), s.small, room))
	p.notes(c, []string{t["window.link-note"]}, room)
	p.flow(c, room, p.textButton(t["window.link-copy"], &knob{id: "copy-link", press: p.call.copyLink}))
	to.AddChild(c)
}

// addSettings adds the choice of theme and of language, and the whole screen.
func (p *panel) addSettings(to *widget.Container, width int) {
	s, v := p.style, p.view
	c, room := p.box(width)
	c.AddChild(p.text(v.Texts["page.theme"], &s.head, s.quiet, room))
	var buttons []*widget.Button
	for _, theme := range []string{app.ThemeAuto, app.ThemeLight, app.ThemeDark} {
		buttons = append(buttons, p.choice(v.Texts["page.theme-"+theme], theme == p.theme(), p.acting(app.Action{Type: app.ActionTheme, Theme: theme})))
	}
	p.flow(c, room, buttons...)
	if len(v.Langs) > 1 {
		buttons = nil
		for _, l := range v.Langs {
			buttons = append(buttons, p.choice(l.Label, l.ID == v.Lang, p.acting(app.Action{Type: app.ActionLang, Lang: l.ID})))
		}
		c.AddChild(p.gap(2), p.text(v.Texts["page.language"], &s.head, s.quiet, room))
		p.flow(c, room, buttons...)
	}
	c.AddChild(p.gap(2))
	p.flow(c, room, p.textButton(v.Texts["window.fullscreen"], &knob{id: "fullscreen", press: p.call.fullscreen}))
	p.notes(c, []string{v.Texts["window.keys"]}, room)
	to.AddChild(c)
}
