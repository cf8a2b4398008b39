package site

import (
	"bytes"
	"html/template"

	"truceline/internal/app"
	"truceline/internal/poster"
	"truceline/internal/poster/bitmap"
)

// The size of the picture that other places show for a link, in pixels.
const (
	cardWidth  = 1200
	cardHeight = 630
)

// addCard adds the picture that other places show for a link to a page. It takes a moment to draw, so that it is drawn
// when it is first asked for; its name follows from what is drawn on it.
func (b *builder) addCard(l place, still template.HTML) string {
	state := app.State{Lang: l.lang, Scenario: l.scenario, UI: app.UINone, Theme: app.ThemeLight}
	name := "cards/" + l.id() + "." + digest([]byte(b.shared.styleHash + b.address() + string(still)))[:10] + ".png"
	b.site.add(&File{Name: name, tag: digest([]byte(name)), make: func() ([]byte, error) {
		b.drawing.Lock()
		defer b.drawing.Unlock()
		return b.card(state)
	}})
	return name
}

func (b *builder) card(state app.State) ([]byte, error) {
	if err := b.show(state); err != nil {
		return nil, err
	}
	var out bytes.Buffer
	err := bitmap.WritePNG(&out, poster.ForSize(b.app, cardWidth, cardHeight), 1)
	return out.Bytes(), err
}
