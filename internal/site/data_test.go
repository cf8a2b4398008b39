package site

import (
	"os"
	"path"
	"strings"
	"testing"

	"truceline/internal/locale"
)

// The page finds the bundle of a file that the program wants by what the names of both are about (web/main.js): that is
// the same for a bundle and all its files, and for no two bundles.
func TestABundleIsFoundByTheNamesOfItsFiles(t *testing.T) {
	subject := func(name string) string {
		stem := strings.TrimSuffix(path.Base(name), path.Ext(name))
		if _, rest, ok := strings.Cut(stem, "-"); ok {
			return rest
		}
		return stem
	}
	_, dated, bundles, err := dataFiles(os.DirFS("../../assets"))
	if err != nil {
		t.Fatal(err)
	}
	for date, files := range dated {
		bundles["date-"+date] = files
	}
	for _, lang := range locale.Langs() {
		bundles["words-"+lang] = []string{locale.Path(lang)}
	}
	seen := map[string]string{}
	for name, files := range bundles {
		if other, ok := seen[subject(name)]; ok {
			t.Errorf("%s and %s are about the same", name, other)
		}
		seen[subject(name)] = name
		for _, file := range files {
			if subject(file) != subject(name) {
				t.Errorf("%s stands in %s", file, name)
			}
		}
	}
	if len(dated) < 7 || len(bundles) < 20 {
		t.Errorf("%d bundles", len(bundles))
	}
}

// Where the figures are not below they are behind the link that the sentence names.
func TestTheSentenceNamesTheLinkToTheFigures(t *testing.T) {
	for _, lang := range locale.Langs() {
		words, err := locale.Load(os.DirFS("../../assets"), lang)
		if err != nil {
			t.Fatal(err)
		}
		if text, name := words.Text("page.figures-framed"), words.Text("page.figures"); !strings.Contains(text, name) {
			t.Errorf("%s: %q does not name %q", lang, text, name)
		}
	}
}
