package site

import (
	"bytes"
	"encoding/json"
	"fmt"
	"html"

	"truceline/internal/app"
)

// embedWidth is the default width of an embedded map in CSS pixels.
const embedWidth = 900

// oEmbed is an answer of the type rich of the oEmbed specification, version 1.0. The fields are in
// the order of the file.
type oEmbed struct {
	Version         string `json:"version"`
	Type            string `json:"type"`
	Title           string `json:"title"`
	ProviderName    string `json:"provider_name"`
	ProviderURL     string `json:"provider_url"`
	CacheAge        int    `json:"cache_age"`
	HTML            string `json:"html"`
	Width           int    `json:"width"`
	Height          int    `json:"height"`
	ThumbnailURL    string `json:"thumbnail_url"`
	ThumbnailWidth  int    `json:"thumbnail_width"`
	ThumbnailHeight int    `json:"thumbnail_height"`
}

// oEmbedCacheAge is how long a consumer may cache an answer, in seconds.
const oEmbedCacheAge = 3600

func oEmbedName(r route) string { return "oembed/" + r.id() + ".json" }

// addOEmbed adds the oEmbed answer for the pages of a state.
func (b *builder) addOEmbed(r route, p *page) {
	r.embed, r.atRoot = true, false
	title, height := p.Summary(), FrameHeight(embedWidth, r.lang, app.UICompact)
	answer := oEmbed{
		Version: "1.0", Type: "rich", Title: title, ProviderName: p.View.Title,
		ProviderURL: string(absoluteURL(b.base, "")),
		CacheAge:    oEmbedCacheAge, HTML: iframeHTML(string(absoluteURL(b.base, r.dir())), title,
			height), Width: embedWidth, Height: height,
		ThumbnailURL:   string(absoluteURL(b.base, p.socialCardName)),
		ThumbnailWidth: socialCardWidth, ThumbnailHeight: socialCardHeight,
	}
	var out bytes.Buffer
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(answer); err != nil {
		panic(err) // plain strings and numbers always encode
	}
	b.site.add(&File{Name: oEmbedName(r), Data: out.Bytes()})
}

// The permissions of a frame with the map. Without some of them, such as allow-same-origin, the map
// works with fewer features.
const (
	frameSandbox = "allow-scripts allow-same-origin allow-popups " +
		"allow-popups-to-escape-sandbox allow-downloads"
	frameAllow = "fullscreen; clipboard-write"
)

// iframeHTML returns the frame for an article. WordPress keeps frameborder but not style.
func iframeHTML(address, title string, height int) string {
	return fmt.Sprintf(
		`<iframe src="%s" title="%s" width="100%%" height="%d" loading="lazy" frameborder="0" `+
			`style="border:0" sandbox="%s" allow="%s"></iframe>`,
		html.EscapeString(address), html.EscapeString(title), height, frameSandbox, frameAllow)
}
