package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// writeAssetsWith returns a directory with the committed assets in which one text of one file is
// replaced.
func writeAssetsWith(t *testing.T, name, oldText, newText string) string {
	t.Helper()
	name = filepath.FromSlash(name)
	dir := t.TempDir()
	root, err := filepath.Abs(committedAssets)
	if err != nil {
		t.Fatal(err)
	}
	symlinkExcept := func(folder string) {
		entries, err := os.ReadDir(filepath.Join(root, folder))
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range entries {
			path := filepath.Join(folder, e.Name())
			if path == name || path == filepath.Dir(name) {
				continue
			}
			if err := os.Symlink(filepath.Join(root, path), filepath.Join(dir, path)); err != nil {
				t.Fatal(err)
			}
		}
	}
	symlinkExcept("")
	if folder := filepath.Dir(name); folder != "." {
		if err := os.Mkdir(filepath.Join(dir, folder), 0o755); err != nil {
			t.Fatal(err)
		}
		symlinkExcept(folder)
	}
	text := readTestFile(t, root, name)
	bad := strings.Replace(text, oldText, newText, 1)
	if bad == text {
		t.Fatalf("%s has no %s", name, oldText)
	}
	writeTestFile(t, dir, name, []byte(bad))
	return dir
}

func TestCheckReportsFaults(t *testing.T) {
	for _, c := range []struct{ name, file, old, new, want string }{
		{"an unknown field", "story.json", `"proposer": "negotiators"`, `"propser": "negotiators"`,
			"fault: story.json: /scenarios/1/propser: unknown field"},
		{"a statement without a source", "story.json", `"id": "nato", "sources": ["plan-28-afp"]`,
			`"id": "nato", "sources": []`,
			"/scenarios/2/notes/1/sources: a statement without a source"},
		{"an oblast that is none", "story.json", `"oblast": "UA-59"`, `"oblast": "UA-99"`,
			`/scenarios/1/rules/6/oblast: there is no oblast "UA-99"`},
		{"a text that is missing", "locales/fr.json", `"scenario.donbas"`, `"scenario.donbass"`,
			"fault: locales/fr.json: scenario.donbas: there is no such text"},
		{"a colour that is none", "style.json", `"sea": {"color": "#d7e3e8"}`,
			`"sea": {"color": "#d7e3e8", "colour": "x"}`,
			"fault: style.json: /themes/light/fills/sea: unknown field colour"},
		{"a colour that is too pale", "style.json", `"contact": {"color": "#740f12"`,
			`"contact": {"color": "#f0d0d0"`,
			"fault: style.json: /themes/light/lines/contact: it has a contrast of"},
	} {
		status, out, _ := runTool("check", "--assets", writeAssetsWith(t, c.file, c.old, c.new))
		if status != 1 || !strings.Contains(out, c.want) {
			t.Errorf("%s: status %d, want 1 and %q among\n%s", c.name, status, c.want,
				faultLines(out))
		}
	}
}

func faultLines(out string) string {
	var lines []string
	for line := range strings.Lines(out) {
		if !strings.HasPrefix(line, "note: ") {
			lines = append(lines, line)
		}
	}
	return strings.Join(lines, "")
}
