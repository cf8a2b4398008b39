package typesgen

import (
	"flag"
	"os"
	"testing"
)

var update = flag.Bool("update", false, "write web/types.d.ts again")

func TestDeclarationsAreFresh(t *testing.T) {
	const file = "../../../web/types.d.ts"
	want, err := Declarations(os.DirFS(".."))
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
		t.Errorf("%s does not follow from internal/app: run go test ./internal/app/typesgen -update", file)
	}
}
