package main

import (
	"image"
	"strings"

	"github.com/ebitenui/ebitenui/widget"
	"github.com/hajimehoshi/ebiten/v2"

	"truceline/internal/app"
)

const maxSearchResults = 6

// addSearch adds the search field and the places found.
func (p *panel) addSearch(parent *widget.Container, width int) {
	s, t := p.style, p.view.Texts
	var results []app.SearchResult
	if strings.TrimSpace(p.searchField.text()) != "" {
		results = p.actions.search(p.searchField.text(), maxSearchResults)
	}
	selectResult := func(id string) {
		p.searchField.setText("")
		p.dispatch(app.Action{Type: app.ActionSelect, ID: id})
		p.needsRebuild = true
	}
	ctl := &control{id: "search",
		insertRunes: func(runes []rune) { p.searchField.insertRunes(runes); p.needsRebuild = true }}
	ctl.activate = func() {
		if len(results) > 0 {
			selectResult(results[0].ID)
		}
	}
	ctl.handleKey = func(name string) bool {
		if !p.searchField.handleKey(name) {
			return false
		}
		p.needsRebuild = true
		return true
	}
	p.addTextField(parent, ctl, &p.searchField, t["page.search"], width)
	for _, result := range results {
		p.addSearchResult(parent, result, width, selectResult)
	}
	if len(results) == 0 && strings.TrimSpace(p.searchField.text()) != "" {
		parent.AddChild(p.newText(t["page.found-none"], &s.small, s.muted, width))
	}
}

// addSearchResult adds one of the places found.
func (p *panel) addSearchResult(parent *widget.Container, result app.SearchResult, width int,
	selectResult func(id string)) {
	s := p.style
	pad := s.px(3)
	lines := []textLine{{result.Name, s.body, s.foreground, pad, pad}}
	y := pad + lineHeight(s.body)
	for _, line := range wrapText(result.Note, s.small, float64(width-2*pad)) {
		lines = append(lines, textLine{line, s.small, s.muted, pad, y})
		y += lineHeight(s.small)
	}
	ctl := &control{id: "found-" + result.ID, activate: func() { selectResult(result.ID) }}
	var resultWidget *customWidget
	resultWidget = p.newCustomWidget(image.Pt(width, y+pad), ctl,
		func(screen *ebiten.Image, rect image.Rectangle) {
			if resultWidget.hovered || resultWidget.focused {
				s.fillRect(screen, rect, s.raised)
			}
			for _, line := range lines {
				line.draw(screen, rect.Min.X, rect.Min.Y)
			}
		})
	parent.AddChild(resultWidget)
}
