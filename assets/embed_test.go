package assets

import (
	"io/fs"
	"os"
	"path"
	"testing"
)

// TestEverythingIsEmbedded finds files that an editor sees in the folder but that the program would
// not have.
func TestEverythingIsEmbedded(t *testing.T) {
	notEmbedded := map[string]bool{".go": true, ".md": true}
	err := fs.WalkDir(os.DirFS("."), ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || notEmbedded[path.Ext(name)] {
			return err
		}
		if _, err := fs.Stat(FS, name); err != nil {
			t.Errorf("%s is not embedded: add it to the pattern in embed.go", name)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
