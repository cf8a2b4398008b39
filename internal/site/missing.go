package site

import (
	"bytes"
	"fmt"
	"html/template"

	"truceline/internal/locale"
)

// missingName is the page that hosts show where there is no file. Cloudflare Pages shows the front page, with status
// 200, where a site has none.
const missingName = "404.html"

// missingPage is what its template sees. It is shown at any address, so all of its links begin at the host's root.
type missingPage struct {
	Icon   template.URL
	Policy string
	// Root is the path of the site on its host.
	Root  string
	Style string
	Langs []missingText
}

// missingText is what it says in a language, with the way to the map.
type missingText struct{ Lang, Title, Text, Map string }

// addMissing adds the page, in all languages: which one the reader speaks is not known.
func (b *builder) addMissing() error {
	p := missingPage{Icon: icon, Policy: policy, Root: b.root(), Style: b.codesStyle}
	for _, lang := range b.app.View().Langs {
		words, err := locale.Load(b.assets, lang.ID)
		if err != nil {
			return err
		}
		p.Langs = append(p.Langs, missingText{lang.ID, words.Text("missing.title"), words.Text("missing.text"), words.Text("missing.map")})
	}
	var out bytes.Buffer
	if err := pageTemplate.ExecuteTemplate(&out, "missing", p); err != nil {
		return fmt.Errorf("%s: %w", missingName, err)
	}
	b.site.add(&File{Name: missingName, Data: out.Bytes()})
	return nil
}
