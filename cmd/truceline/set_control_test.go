package main

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"truceline/internal/assetname"
	"truceline/internal/control"
)

func TestSetControl(t *testing.T) {
	dir := writeSmallAssets(t)
	mustRun(t, "data", "--assets", dir)
	table, story := readTestFile(t, dir, "settlements.csv"), readTestFile(t, dir, "story.json")
	out := mustRun(t, "set-control", "place-10", "--date", "2023-01-01", "--side", "R", "--source",
		`a "report", 3 May`, "--assets", dir)
	if !strings.Contains(out, "G → R on 2023-01-01") || !strings.Contains(out, "UA-05") ||
		!strings.Contains(out, "held +") {
		t.Errorf("said:\n%s", out)
	}
	if got, want := readTestFile(t, dir, "settlements.csv"),
		strings.Replace(table, findLine(table, "place-10,"),
			strings.TrimSuffix(findLine(table, "place-10,"), "G")+"R", 1); got != want {
		t.Errorf("table:\n%s", got)
	}
	if readTestFile(t, dir, "story.json") != story {
		t.Error("the story changed though the date was there")
	}
	changes := readTestFile(t, dir, assetname.Corrections)
	if !strings.HasPrefix(changes,
		"settlement,date,old,new,source,when,note\nplace-10,2023-01-01,G,R,\"a \"\"report\"\", 3 May\",2") {
		t.Errorf("changes:\n%s", changes)
	}
	before := hashTree(t, dir)
	mustRun(t, "set-control", "place-10", "--date", "2023-01-01", "--side", "R", "--source", "x",
		"--assets", dir)
	if !maps.Equal(before, hashTree(t, dir)) {
		t.Error("setting the same side again changed files")
	}
}

func findLine(text, prefix string) string {
	for line := range strings.Lines(text) {
		if strings.HasPrefix(line, prefix) {
			return strings.TrimSuffix(line, "\n")
		}
	}
	return ""
}

func TestSetControlNewDate(t *testing.T) {
	dir := writeSmallAssets(t)
	mustRun(t, "data", "--assets", dir)
	table := readTestFile(t, dir, "settlements.csv")
	mustRun(t, "set-control", "Михайлівка", "--date", "2023-06-01", "--side", "C", "--source", "x",
		"--note", "n", "--assets", dir)
	var want strings.Builder
	for line := range strings.Lines(table) {
		line = strings.TrimSuffix(line, "\n")
		last := line[strings.LastIndex(line, ",")+1:]
		switch {
		case strings.HasPrefix(line, "id,"):
			last = "2023-06-01"
		case strings.HasPrefix(line, "mykhaylivka"):
			last = "C"
		}
		want.WriteString(line + "," + last + "\n")
	}
	if got := readTestFile(t, dir, "settlements.csv"); got != want.String() {
		t.Errorf("table:\n%s", got)
	}
	row := "    {\"id\": \"2023-01-01\", \"why\": \"\", \"maps\": 1, \"holders\": [\"s\"],   \"checked\": [], \"from\": \"settlements\"}"
	wantStory := strings.Replace(smallStory, row,
		row+
			",\n    {\"id\": \"2023-06-01\", \"why\": \"\", \"maps\": 1, \"holders\": [\"s\"], \"checked\": [], \"from\": \"settlements\"}", 1)
	if got := readTestFile(t, dir, "story.json"); got != wantStory {
		t.Errorf("story:\n%s", got)
	}
	// a date between two others
	mustRun(t, "set-control", "place-2", "--date", "2022-10-01", "--side", "R", "--source", "x",
		"--assets", dir)
	settlements, err := control.ReadSettlements(
		strings.NewReader(readTestFile(t, dir, "settlements.csv")),
		"t")
	if err != nil ||
		!slices.Equal(settlements.Dates,
			[]string{"2022-02-23", "2022-10-01", "2023-01-01", "2023-06-01"}) {
		t.Errorf("dates %v, %v", settlements, err)
	}
	if i := strings.Index(readTestFile(t, dir, "story.json"), "2022-10-01"); i < 0 ||
		i > strings.Index(readTestFile(t, dir, "story.json"), "2023-01-01") {
		t.Error("the story's dates are out of order")
	}
}

func TestByteEdits(t *testing.T) {
	got, err := addJSONItem(
		[]byte("{\"a\": [1], \"list\": [\n\t{\"id\": \"x\"},\n\t{\"id\": \"z\"}\n]}\n"), "list",
		"x", `{"id": "y"}`)
	if want := "{\"a\": [1], \"list\": [\n\t{\"id\": \"x\"},\n\t{\"id\": \"y\"},\n\t{\"id\": \"z\"}\n]}\n"; err != nil || string(got) != want {
		t.Errorf("%s, %v", got, err)
	}
	got, err = addJSONItem([]byte(`{"list": []}`), "list", "", "1")
	if err != nil || string(got) != `{"list": [1]}` {
		t.Errorf("%s, %v", got, err)
	}
	if _, err := addJSONItem([]byte(`{"list": [{"id": "x"}]}`), "list", "y", "1"); err == nil {
		t.Error("an item after none")
	}
	if _, err := addJSONItem([]byte(`{}`), "list", "", "1"); err == nil {
		t.Error("an item of no list")
	}
	table := []byte("id,name,a,b\r\nx,\"one, \"\"two\"\"\",G,R\r\ny,z,G,G")
	got, err = setCSVCell(table, "x", "a", "C")
	if want := "id,name,a,b\r\nx,\"one, \"\"two\"\"\",C,R\r\ny,z,G,G"; err != nil ||
		string(got) != want {
		t.Errorf("%q, %v", got, err)
	}
	got, err = setCSVCell(table, "y", "b", "C")
	if want := "id,name,a,b\r\nx,\"one, \"\"two\"\"\",G,R\r\ny,z,G,C"; err != nil ||
		string(got) != want {
		t.Errorf("%q, %v", got, err)
	}
	got, err = addCSVColumn(table, "n", "b", "a")
	if want := "id,name,a,n,b\r\nx,\"one, \"\"two\"\"\",G,G,R\r\ny,z,G,G,G"; err != nil ||
		string(got) != want {
		t.Errorf("%q, %v", got, err)
	}
	got, err = addCSVColumn(table, "n", "", "b")
	if want := "id,name,a,b,n\r\nx,\"one, \"\"two\"\"\",G,R,R\r\ny,z,G,G,G"; err != nil ||
		string(got) != want {
		t.Errorf("%q, %v", got, err)
	}
}
