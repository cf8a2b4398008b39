package scene

import (
	"os"
	"reflect"
	"strings"
	"testing"
)

func TestIndexedBordersEqualFoundOnes(t *testing.T) {
	assets := os.DirFS("../../assets")
	found, err := Load(assets)
	if err != nil {
		t.Fatal(err)
	}
	text := found.EncodeBorders()
	if len(text) > 20_000 {
		t.Errorf("%d bytes to tell the borders", len(text))
	}
	read, err := Load(overrideFS{assets, BordersFile, string(text)})
	if err != nil {
		t.Fatal(err)
	}
	if len(read.borders.oblast.parts) == 0 || len(read.seaSeams.parts) == 0 {
		t.Fatal("no borders")
	}
	if !reflect.DeepEqual(read.borders, found.borders) ||
		!reflect.DeepEqual(read.seaSeams, found.seaSeams) ||
		read.lonLatBounds != found.lonLatBounds {
		t.Error("the borders that are told are not those that are found")
	}
}

func TestReadBorderIndexRejectsOtherMaps(t *testing.T) {
	assets := os.DirFS("../../assets")
	w, err := Load(assets)
	if err != nil {
		t.Fatal(err)
	}
	whole := string(w.EncodeBorders())
	edges, rest, _ := strings.Cut(whole, ";")
	for name, data := range map[string]string{
		"another number of edges": "edges 3;" + rest,
		"no number of edges":      rest,
		"an unknown section":      whole + "coasts 1 2 3;",
		"half a run":              whole + "seam 1 2;",
		"a ring that is not":      edges + ";oblast 99999 0 1;",
		"a position that is not":  edges + ";oblast 0 999999 1;",
		"a run that is too long":  edges + ";seam 0 0 999999;",
		"an empty run":            edges + ";seam 0 0 0;",
		"a negative ring":         edges + ";seam -1 0 1;",
		"no number":               edges + ";seam 0 x 1;",
		"two spaces":              edges + ";seam 0  1;",
		"a number beyond all":     edges + ";seam 0 0 99999999999999999999;",
		"nothing":                 "",
	} {
		if _, err := Load(overrideFS{assets, BordersFile, data}); err == nil ||
			!strings.Contains(err.Error(), BordersFile) {
			t.Errorf("%s: error %v", name, err)
		}
	}
}
