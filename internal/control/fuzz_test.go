package control

import (
	"errors"
	"os"
	"strings"
	"testing"

	"truceline/internal/diag"
)

const fuzzTable = "id,name,oblast,lon,lat,population,2022-02-23,2026-01-06\n" +
	"a-ua-14,\"A, so called\",UA-14,37.5,48.5,1000,G,R\nb-ua-14,B,UA-14,37.6,48.6,,G,C\n"

// FuzzReadTable checks that a table is either read completely or refused with faults that name the
// file and the rule.
func FuzzReadTable(f *testing.F) {
	for _, text := range []string{
		fuzzTable, "", "id", strings.Replace(fuzzTable, "37.5", "NaN", 1),
		strings.Replace(fuzzTable, "37.5", "1e400", 1),
		strings.Replace(fuzzTable, ",R\n", ",X\n", 1),
		strings.Replace(fuzzTable, "2026-01-06", "2022-02-23", 1), "\ufeff" + fuzzTable,
		strings.ReplaceAll(fuzzTable, "\n", "\r\n"), fuzzTable + "\"", fuzzTable + fuzzTable,
	} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		table, err := ReadSettlements(strings.NewReader(text), "x.csv")
		if err != nil {
			checkRefused(t, table == nil, err, "x.csv")
			return
		}
		for _, s := range table.Settlements {
			if s.ID == "" || s.Name == "" || len(s.Sides) != len(table.Dates) || s.Population < 0 {
				t.Fatalf("%+v is no settlement of %v", s, table.Dates)
			}
		}
	})
}

// FuzzReadFacts does the same for control-facts.json.
func FuzzReadFacts(f *testing.F) {
	assets, err := os.ReadFile("../../assets/control-facts.json")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(assets)
	for _, text := range []string{"", "{}", "[]", "null", `{"sources":[{}]}`,
		`{"lines":[{"id":"a"}]}`, `{"places":[{"id":"a","lon":1e300}]}`} {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		facts, err := ReadFacts(data, "x.json")
		if err != nil {
			checkRefused(t, facts == nil, err, "x.json")
			return
		}
		for i := range facts.Places {
			facts.Places[i].SideOn("2026-01-06")
		}
	})
}

// checkRefused checks that a refused file gives no result and complete faults.
func checkRefused(t *testing.T, noResult bool, err error, file string) {
	t.Helper()
	var faults diag.List
	if !noResult || !errors.As(err, &faults) || len(faults) == 0 {
		t.Fatalf("%#v is no way to refuse", err)
	}
	for _, fault := range faults {
		if fault.File != file || fault.Rule == "" || fault.Error() == "" {
			t.Fatalf("%+v is no way to refuse", fault)
		}
	}
}
