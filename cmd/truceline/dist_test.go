package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// runDist runs dist and returns its status and what it said.
func runDist(t *testing.T, args ...string) (int, string) {
	t.Helper()
	var said strings.Builder
	tool := &tool{stdout: &said, stderr: &said}
	return tool.run(append([]string{"dist"}, args...)), said.String()
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
		if status, said := runDist(t, args...); status != 2 || strings.Count(said, "\n") != 1 {
			t.Errorf("%v: status %d, %q", args, status, said)
		}
	}
	status, said := runDist(t, "--assets", "../../assets", "--out", dir, "--base-url",
		"https://news.example/", "--wasm", filepath.Join(dir, "none.wasm"))
	if status != 1 || !strings.Contains(said, "none.wasm") {
		t.Errorf("without a program: status %d, %q", status, said)
	}
	if entries, err := os.ReadDir(dir); err != nil || len(entries) != 0 {
		t.Errorf("something was written: %v, %v", entries, err)
	}
}

func TestParseBaseURL(t *testing.T) {
	for text, want := range map[string]string{"https://news.example": "https://news.example/",
		"https://news.example/maps": "https://news.example/maps/",
		"http://127.0.0.1:8080/":    "http://127.0.0.1:8080/"} {
		if at, err := parseBaseURL(text); err != nil || at.String() != want {
			t.Errorf("%s: %v, %v", text, at, err)
		}
	}
}
