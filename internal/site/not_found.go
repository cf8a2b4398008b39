package site

import (
	"bytes"
	"fmt"
	"html/template"

	"truceline/internal/locale"
)

// notFoundName is the page that hosts show where there is no file. Cloudflare Pages shows the front
// page, with status 200, where a site has none.
const notFoundName = "404.html"

// notFoundPage is what its template sees. It is shown at any address, so all of its links begin at
// the host's root.
type notFoundPage struct {
	Icon   template.URL
	Policy string
	// Root is the path of the site on its host.
	Root  string
	Style string
	Langs []notFoundText
}

// notFoundText is what it says in a language, with the way to the map.
type notFoundText struct{ Lang, Title, Text, LinkText string }

// addNotFoundPage adds the page, in all languages: which one the reader speaks is not known.
func (b *builder) addNotFoundPage() error {
	p := notFoundPage{Icon: iconURL, Policy: basePolicy, Root: b.rootPath(),
		Style: b.embedCodeStyle}
	for _, lang := range b.app.View().Langs {
		words, err := locale.Load(b.assets, lang.ID)
		if err != nil {
			return err
		}
		p.Langs = append(p.Langs, notFoundText{lang.ID, words.Text("missing.title"),
			words.Text("missing.text"), words.Text("missing.map")})
	}
	var out bytes.Buffer
	if err := pageTemplate.ExecuteTemplate(&out, "not_found", p); err != nil {
		return fmt.Errorf("%s: %w", notFoundName, err)
	}
	b.site.add(&File{Name: notFoundName, Data: out.Bytes()})
	return nil
}
