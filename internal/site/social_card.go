package site

import (
	"bytes"
	"html/template"

	"truceline/internal/app"
	"truceline/internal/poster"
	"truceline/internal/poster/bitmap"
)

// The size of a social card (og:image) in pixels.
const (
	socialCardWidth  = 1200
	socialCardHeight = 630
)

// addSocialCard adds the social card of a state and returns its name. Drawing it is slow, so it is
// drawn when the file is first loaded. The name has a hash of what is drawn.
func (b *builder) addSocialCard(r route, staticMapHTML template.HTML) string {
	state := app.State{Lang: r.lang, Scenario: r.scenario, UI: app.UINone, Theme: app.ThemeLight}
	name := "cards/" + r.id() + "." +
		digest([]byte(b.shared.styleHash + b.address() + string(staticMapHTML)))[:10] + ".png"
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
