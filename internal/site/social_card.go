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
	socialCardWidth  = 1200
	socialCardHeight = 630
)

// addSocialCard adds the picture that other places show for a link to a page. It takes a moment to
// draw, so that it is drawn when it is first asked for; its name follows from what is drawn on it.
func (b *builder) addSocialCard(l route, still template.HTML) string {
	state := app.State{Lang: l.lang, Scenario: l.scenario, UI: app.UINone, Theme: app.ThemeLight}
	name := "cards/" + l.id() + "." +
		digest([]byte(b.shared.styleHash + b.address() + string(still)))[:10] + ".png"
	b.site.add(&File{Name: name, hash: digest([]byte(name)), generate: func() ([]byte, error) {
		b.cardMu.Lock()
		defer b.cardMu.Unlock()
		return b.renderSocialCard(state)
	}})
	return name
}

func (b *builder) renderSocialCard(state app.State) ([]byte, error) {
	if err := b.applyState(state); err != nil {
		return nil, err
	}
	var out bytes.Buffer
	err := bitmap.WritePNG(&out, poster.ForSize(b.app, socialCardWidth, socialCardHeight), 1)
	return out.Bytes(), err
}
