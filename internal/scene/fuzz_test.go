package scene

import (
	"os"
	"strings"
	"testing"
	"testing/fstest"
)

// FuzzLoadThemes checks that LoadThemes returns both themes complete, or an error that names the
// file.
func FuzzLoadThemes(f *testing.F) {
	whole, err := os.ReadFile("../../assets/style.json")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(whole)
	for _, text := range []string{"", "{}", "[]", "null", `{"themes":{"light":{},"dark":{}}}`,
		strings.ReplaceAll(string(whole), "#", "#g"),
		strings.Replace(string(whole), `"width": 1`, `"width": -1e300`, 1)} {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		themes, err := LoadThemes(fstest.MapFS{"style.json": {Data: data}})
		if err != nil {
			if themes != nil || !strings.Contains(err.Error(), "style.json") {
				t.Fatalf("%v, %v", themes, err)
			}
			return
		}
		for _, id := range []string{"light", "dark"} {
			if err := themes[id].checkComplete(); err != nil {
				t.Fatal(err)
			}
		}
	})
}
