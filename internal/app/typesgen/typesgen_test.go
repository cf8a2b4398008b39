package typesgen

import (
	"flag"
	"os"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write the generated files and tables again")

const stale = "%s is stale: run go test ./internal/app/typesgen -update"

func TestDeclarationsAreFresh(t *testing.T) {
	want, err := Declarations(os.DirFS(".."), os.DirFS("../../site"))
	if err != nil {
		t.Fatal(err)
	}
	checkFile(t, "../../../web/types.d.ts", want)
}

func TestLinkParamsModuleIsFresh(t *testing.T) {
	want, err := LinkParamsModule()
	if err != nil {
		t.Fatal(err)
	}
	checkFile(t, "../../../web/link-params.js", want)
}

func TestDocumentationIsFresh(t *testing.T) {
	const file = "../../../docs/embed.md"
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	want := string(text)
	for name, content := range map[string]string{
		"parameters": LinkTable(), "view state": ArticleParams(),
	} {
		begin := "<!-- " + name + ": go test ./internal/app/typesgen -update -->\n"
		before, rest, ok := strings.Cut(want, begin)
		_, after, closed := strings.Cut(rest, "<!-- end -->\n")
		if !ok || !closed {
			t.Fatalf("%s has no place for the %s", file, name)
		}
		want = before + begin + content + "<!-- end -->\n" + after
	}
	checkFile(t, file, want)
}

// checkFile compares a file with what it should contain, or writes it with -update.
func checkFile(t *testing.T, file, want string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(file, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	got, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if string(got) != want {
		t.Errorf(stale, file)
	}
}
