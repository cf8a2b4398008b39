package site

import (
	"bytes"
	"encoding/json"
	"fmt"
	"html"

	"truceline/internal/app"
)

// embedWidth is that of a map in an article, in CSS pixels, unless the article chooses another.
const embedWidth = 900

// oEmbed is what a place that was given a page's address shows of it, as the oEmbed specification
// 1.0 has it for a resource of type rich. The order is that of the file.
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

// oEmbedCacheAge is how long an answer may be kept, in seconds.
const oEmbedCacheAge = 3600

func oEmbedName(l route) string { return "oembed/" + l.id() + ".json" }

// addOEmbed adds the answer for the pages of one state.
func (b *builder) addOEmbed(l route, p *page) {
	l.embed, l.atRoot = true, false
	title, height := p.Summary(), FrameHeight(embedWidth, l.lang, app.UICompact)
	e := oEmbed{
		Version: "1.0", Type: "rich", Title: title, ProviderName: p.View.Title,
		ProviderURL: string(absoluteURL(b.base, "")),
		CacheAge:    oEmbedCacheAge, HTML: iframeHTML(string(absoluteURL(b.base, l.dir())), title,
			height), Width: embedWidth, Height: height,
		ThumbnailURL:   string(absoluteURL(b.base, p.socialCardName)),
		ThumbnailWidth: socialCardWidth, ThumbnailHeight: socialCardHeight,
	}
	var out bytes.Buffer
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(e); err != nil {
		panic(err) // plain strings and numbers always encode
	}
	b.site.add(&File{Name: oEmbedName(l), Data: out.Bytes()})
}

// What a frame with the map may do. Without allow-same-origin and the rest it works too, with less.
const (
	frameSandbox = "allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox allow-downloads"
	frameAllow   = "fullscreen; clipboard-write"
)

// iframeHTML is the frame that an article needs. WordPress keeps frameborder of it, but not style.
func iframeHTML(address, title string, height int) string {
	return fmt.Sprintf(
		`<iframe src="%s" title="%s" width="100%%" height="%d" loading="lazy" frameborder="0" style="border:0" sandbox="%s" allow="%s"></iframe>`,
		html.EscapeString(address), html.EscapeString(title), height, frameSandbox, frameAllow)
}
