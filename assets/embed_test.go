package assets

import (
	"io/fs"
	"os"
	"path"
	"testing"
)

// TestEverythingIsEmbedded finds a file that an editor sees in the folder and the program would
// not.
func TestEverythingIsEmbedded(t *testing.T) {
	outside := map[string]bool{".go": true, ".md": true}
	err := fs.WalkDir(os.DirFS("."), ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || outside[path.Ext(name)] {
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
