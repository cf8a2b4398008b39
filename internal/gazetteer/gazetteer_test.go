package gazetteer_test

import (
	"errors"
	"os"
	"reflect"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/paulmach/orb"

	"truceline/internal/diag"
	"truceline/internal/gazetteer"
)

const table = "id,name_en,name_uk,name_fr,lon,lat,rank,kind,oblast,population,source,known\n" +
	"bakhmut,Bakhmut,Бахмут,Bakhmout,38,48.5,3,town,UA-14,72310,geonames," +
	"Artemivsk|Артемівськ|Artemivsk\n" +
	"brest,Brest,Берестя,Brest,23.7,52.1,4,foreign,,,geonames,\n"

func read(text string) ([]gazetteer.Town, error) {
	return gazetteer.Read(fstest.MapFS{gazetteer.File: {Data: []byte(text)}})
}

func TestRead(t *testing.T) {
	towns, err := read(table)
	if err != nil {
		t.Fatal(err)
	}
	want := []gazetteer.Town{
		{ID: "bakhmut", Names: map[string]string{"en": "Bakhmut", "uk": "Бахмут",
			"fr": "Bakhmout"}, FormerNames: map[string]string{"en": "Artemivsk",
			"uk": "Артемівськ", "fr": "Artemivsk"}, Point: orb.Point{38, 48.5}, Rank: 3,
			Kind: "town", Oblast: "UA-14", Population: 72310},
		{ID: "brest", Names: map[string]string{"en": "Brest", "uk": "Берестя", "fr": "Brest"},
			Point: orb.Point{23.7, 52.1}, Rank: 4, Kind: "foreign"},
	}
	if !reflect.DeepEqual(towns, want) {
		t.Errorf("got %+v, want %+v", towns, want)
	}
}

func TestRead_Invalid(t *testing.T) {
	for name, c := range map[string]struct{ old, new, place string }{
		"no position":          {",38,", ",,", "bakhmut"},
		"not a number":         {"52.1", "NaN", "brest"},
		"no rank":              {",3,town", ",x,town", "bakhmut"},
		"a population of text": {"72310", "many", "bakhmut"},
		"two former names":     {"|Artemivsk\n", "\n", "bakhmut"},
		"an empty former name": {"|Артемівськ|", "||", "bakhmut"},
		"no column":            {"oblast", "region", ""},
		"a field short":        {",geonames,\n", ",geonames\n", "line 3"},
		"nothing":              {table, "", ""},
	} {
		_, err := read(strings.Replace(table, c.old, c.new, 1))
		var d *diag.Diagnostic
		if !errors.As(err, &d) || d.File != gazetteer.File || d.Place != c.place {
			t.Errorf("%s: %v, want a problem at %q", name, err, c.place)
		}
	}
}

func TestRead_Assets(t *testing.T) {
	if towns, err := gazetteer.Read(os.DirFS("../../assets")); err != nil || len(towns) < 50 {
		t.Errorf("%d towns, %v", len(towns), err)
	}
}
