package control

import (
	"errors"
	"strings"
	"testing"

	"truceline/internal/diag"
)

const goodTable = "id,name,oblast,lon,lat,population,2022-02-23,2023-01-01\n" +
	"bar-ua-05,Bar,UA-05,27.67404,49.07362,16641,G,G\n" +
	"pokrovsk-ua-14,Pokrovsk,UA-14,37.18043,48.28232,,G,C\n"

func TestReadTable(t *testing.T) {
	table, err := ReadSettlements(strings.NewReader(goodTable), "t.csv")
	if err != nil {
		t.Fatal(err)
	}
	s := table.Settlements[1]
	if len(table.Settlements) != 2 || len(table.Dates) != 2 || s.ID != "pokrovsk-ua-14" ||
		s.Population != 0 ||
		s.Position.Lon != 3718043 || s.Position.Lat != 4828232 || s.Sides[1] != Contested {
		t.Errorf("read %+v", table)
	}
	if column, ok := table.DateIndex("2023-01-01"); column != 1 || !ok {
		t.Errorf("column %d, %v", column, ok)
	}
}

func TestReadTableFaults(t *testing.T) {
	row := "pokrovsk-ua-14,Pokrovsk,UA-14,37.18043,48.28232,,G,C\n"
	for _, c := range []struct {
		name, from, to string
		rule           diag.Rule
		feature        string
	}{
		{"no file at all", goodTable, "", RuleColumns, ""},
		{"another column", "population", "people", RuleColumns, ""},
		{"not a date", "2023-01-01", "2023-13-01", RuleDate, "2023-13-01"},
		{"dates in disorder", "2023-01-01", "2021-01-01", RuleDate, "2021-01-01"},
		{"a field short", ",G,C\n", ",G\n", RuleFields, "line 3"},
		{"no id", "pokrovsk-ua-14,", ",", RuleID, "line 3"},
		{"a formula for a name", "Pokrovsk,", "=1+1,", RuleID, "pokrovsk-ua-14"},
		{"capitals in an id", "pokrovsk-ua-14", "Pokrovsk", RuleID, "Pokrovsk"},
		{"an id twice", "pokrovsk-ua-14", "bar-ua-05", RuleID, "bar-ua-05"},
		{"no code of an oblast", "UA-14,", "Donetsk,", RuleOblast, "pokrovsk-ua-14"},
		{"latitude first", "37.18043,48.28232", "48.28232,37.18043", RulePosition,
			"pokrovsk-ua-14"},
		{"no number", "37.18043", "east", RulePosition, "pokrovsk-ua-14"},
		{"not a number", "37.18043", "NaN", RulePosition, "pokrovsk-ua-14"},
		{"no population", "16641", "many", RuleFields, "bar-ua-05"},
		{"an unknown side", ",G,C", ",G,X", RuleSide, "pokrovsk-ua-14"},
		{"two sides on one place", row, row + "near,Near,UA-14,37.18050,48.28240,,G,R\n",
			RuleTooNear, "pokrovsk-ua-14"},
		{"quotes that never end", "Pokrovsk,", "\"Pokrovsk,", RuleSyntax, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := ReadSettlements(strings.NewReader(strings.Replace(goodTable, c.from, c.to,
				1)), "t.csv")
			var f *diag.Diagnostic
			if !errors.As(err, &f) {
				t.Fatalf("got %v", err)
			}
			if f.Rule != c.rule || f.Place != c.feature || f.File != "t.csv" {
				t.Errorf("got %v of %q: %v", f.Rule, f.Place, f)
			}
		})
	}
}

const goodFacts = `{"about": "", "sources": [{"id": "s", "publisher": "P", "date": "", "what": "w", "address": ""}],
 "lines": [{"id": "l", "what": "", "parts": [{"points": [[31, 48], [32, 48]]}], "known_m": 10, "sources": ["s"]}],
 "places": [{"id": "p", "name": "P", "oblast": "UA-14", "lon": 37, "lat": 48, "position": "s", "reports": [
   {"from": "2022-03-01", "side": "R", "source": "s"}, {"from": "2022-09-01", "side": "G", "source": "s"},
   {"from": "2023-01-01", "side": "", "source": "s"}]}],
 "unresolved": [{"id": "u", "oblast": "UA-59", "what": "w"}]}`

func TestReadFacts(t *testing.T) {
	f, err := ReadFacts([]byte(goodFacts), "f.json")
	if err != nil {
		t.Fatal(err)
	}
	for date, want := range map[string]string{"2022-02-28": "", "2022-03-01": "R",
		"2022-08-31": "R", "2022-12-31": "G", "2024-01-01": ""} {
		side, ok := f.Places[0].SideOn(date)
		if ok != (want != "") || ok && side.String() != want {
			t.Errorf("on %s %v %v, want %q", date, side, ok, want)
		}
	}
}

func TestReadFactsFaults(t *testing.T) {
	for _, c := range []struct {
		name, from, to string
		rule           diag.Rule
		feature        string
	}{
		{"not JSON", "{\"about\"", "{about", RuleSyntax, ""},
		{"an unknown field", "\"about\"", "\"abuot\"", RuleSyntax, ""},
		{"a source without publisher", "\"P\", \"date\"", "\"\", \"date\"", RuleSource, "s"},
		{"an unlisted source of a line", "\"sources\": [\"s\"]", "\"sources\": [\"t\"]", RuleSource,
			"l"},
		{"a line without source", "\"sources\": [\"s\"]", "\"sources\": []", RuleSource, "l"},
		{"an unlisted source of a report", "\"R\", \"source\": \"s\"", "\"R\", \"source\": \"t\"",
			RuleSource, "p"},
		{"an unlisted source of a position", "\"position\": \"s\"", "\"position\": \"\"",
			RuleSource, "p"},
		{"an unknown side", "\"side\": \"R\"", "\"side\": \"X\"", RuleSide, "p"},
		{"reports in disorder", "2022-09-01", "2022-02-01", RuleDate, "p"},
		{"a place off the map", "\"lon\": 37", "\"lon\": 7", RulePosition, "p"},
		{"a line off the map", "[31, 48]", "[48, 31]", RulePosition, "l"},
		{"an id twice", "\"id\": \"p\"", "\"id\": \"l\"", RuleID, "l"},
		{"a part that is nothing", "{\"points\": [[31, 48], [32, 48]]}", "{}", RuleFields, "l"},
		{"a border of one", "{\"points\": [[31, 48], [32, 48]]}", "{\"border\": [\"UA-14\"]}",
			RuleFields, "l"},
	} {
		t.Run(c.name, func(t *testing.T) {
			changed := strings.Replace(goodFacts, c.from, c.to, 1)
			if changed == goodFacts {
				t.Fatal("nothing to replace")
			}
			_, err := ReadFacts([]byte(changed), "f.json")
			var f *diag.Diagnostic
			if !errors.As(err, &f) {
				t.Fatalf("got %v", err)
			}
			if f.Rule != c.rule || f.Place != c.feature || f.File != "f.json" {
				t.Errorf("got %v of %q: %v", f.Rule, f.Place, f)
			}
		})
	}
}
