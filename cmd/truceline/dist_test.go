package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// runDist runs the dist command and returns its exit status and all output.
func runDist(t *testing.T, args ...string) (int, string) {
	t.Helper()
	var output strings.Builder
	tool := &tool{stdout: &output, stderr: &output}
	return tool.run(append([]string{"dist"}, args...)), output.String()
}

func TestDistUsageErrors(t *testing.T) {
	dir := t.TempDir()
	for _, args := range [][]string{
		{}, {"--out", dir}, {"--base-url", "https://news.example/"},
		{"--out", dir, "--base-url", "news.example/maps"},
		{"--out", dir, "--base-url", "ftp://news.example/"},
		{"--out", dir, "--base-url", "https://news.example/?a=b"},
		{"--out", dir, "--base-url", "https://me:secret@news.example/"},
		{"--out", dir, "--base-url", "https://news.example/", "more"},
	} {
		if status, output := runDist(t, args...); status != 2 || strings.Count(output, "\n") != 1 {
			t.Errorf("%v: status %d, %q", args, status, output)
		}
	}
	status, output := runDist(t, "--assets", "../../assets", "--out", dir, "--base-url",
		"https://news.example/", "--wasm", filepath.Join(dir, "none.wasm"))
	if status != 1 || !strings.Contains(output, "none.wasm") {
		t.Errorf("without a program: status %d, %q", status, output)
	}
	if entries, err := os.ReadDir(dir); err != nil || len(entries) != 0 {
		t.Errorf("something was written: %v, %v", entries, err)
	}
}

func TestParseBaseURL(t *testing.T) {
	for text, want := range map[string]string{"https://news.example": "https://news.example/",
		"https://news.example/maps": "https://news.example/maps/",
		"http://127.0.0.1:8080/":    "http://127.0.0.1:8080/"} {
		if got, err := parseBaseURL(text); err != nil || got.String() != want {
			t.Errorf("%s: %v, %v", text, got, err)
		}
	}
}
