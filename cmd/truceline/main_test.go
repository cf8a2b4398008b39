package main

import (
	"strings"
	"testing"
)

// The former names of commands still work, and a line on stderr names the new ones.
func TestFormerCommandNames(t *testing.T) {
	dir := writeSmallAssets(t)
	mustRun(t, "data", "--assets", dir)
	for former, current := range map[string]string{
		"areas --assets " + dir: "figures",
		"settle place-10 --date 2023-01-01 --side R --source x --assets " + dir: "set-control",
	} {
		status, output, stderr := runTool(strings.Fields(former)...)
		line, _, _ := strings.Cut(stderr, "\n")
		name, _, _ := strings.Cut(former, " ")
		if status != 0 || output == "" || !strings.Contains(line, name+" is called "+current) {
			t.Errorf("%s: status %d, stderr %q, output %q", name, status, stderr, output)
		}
		want := strings.Replace(former, name, current, 1)
		if again := mustRun(t, strings.Fields(want)...); name == "areas" && again != output {
			t.Errorf("%s prints %q, %s prints %q", name, output, current, again)
		}
	}
	if _, _, stderr := runTool("figures", "--assets", dir); stderr != "" {
		t.Errorf("the new name prints %q", stderr)
	}
	if _, help, _ := runTool("help"); strings.Contains(help, "areas") ||
		!strings.Contains(help, "set-control") {
		t.Errorf("help:\n%s", help)
	}
}
