package site

import (
	"bytes"
	"fmt"
	"html/template"

	"truceline/internal/locale"
)

// notFoundName is the name of the page that hosts serve, with status 404, if a file does not exist.
// Without it, Cloudflare Pages serves the front page with status 200.
const notFoundName = "404.html"

// notFoundPage is the data of the 404 page's template. The page appears at any address, so all of
// its links are absolute paths.
type notFoundPage struct {
	Icon   template.URL
	Policy string
	// Root is the path of the site on its host.
	Root  string
	Style string
	Langs []notFoundText
}

// notFoundText is the text of the 404 page in a language, with a link to the map.
type notFoundText struct{ Lang, Title, Text, LinkText string }

// addNotFoundPage adds the 404 page. It is in all languages, because the reader's is unknown.
func (b *builder) addNotFoundPage() error {
	page := notFoundPage{Icon: iconURL, Policy: contentPolicy(b.base), Root: b.rootPath(),
		Style: b.embedCodeStyle}
	for _, lang := range b.app.View().Langs {
		texts, err := locale.Load(b.assets, lang.ID)
		if err != nil {
			return err
		}
		page.Langs = append(page.Langs, notFoundText{lang.ID, texts.Text("missing.title"),
			texts.Text("missing.text"), texts.Text("missing.map")})
	}
	var out bytes.Buffer
	if err := pageTemplate.ExecuteTemplate(&out, "not_found", page); err != nil {
		return fmt.Errorf("%s: %w", notFoundName, err)
	}
	b.site.add(&File{Name: notFoundName, Data: out.Bytes()})
	return nil
}
