package typesgen

import (
	"flag"
	"os"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write web/types.d.ts again")

func TestDeclarationsAreFresh(t *testing.T) {
	const file = "../../../web/types.d.ts"
	want, err := Declarations(os.DirFS(".."), os.DirFS("../../site"))
	if err != nil {
		t.Fatal(err)
	}
	if *update {
		if err := os.WriteFile(file, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if string(got) != want {
		t.Errorf(
			"%s does not follow from internal/app and internal/site: "+
				"run go test ./internal/app/typesgen -update",
			file)
	}
}

func TestLinkTableIsFresh(t *testing.T) {
	const file, begin, end = "../../../docs/embed.md",
		"<!-- parameters: go test ./internal/app/typesgen -update -->\n", "<!-- end -->\n"
	table, err := LinkTable(os.DirFS(".."))
	if err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	before, rest, ok := strings.Cut(string(text), begin)
	got, after, closed := strings.Cut(rest, end)
	if !ok || !closed {
		t.Fatalf("%s has no place for the table", file)
	}
	if *update {
		if err := os.WriteFile(file, []byte(before+begin+table+end+after), 0o644); err != nil {
			t.Fatal(err)
		}
	} else if got != table {
		t.Errorf("%s does not follow from app.State: run go test ./internal/app/typesgen -update",
			file)
	}
}
