package main

import (
	"bytes"
	"encoding/xml"
	"errors"
	"image/png"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// runPoster runs the poster command on the committed assets.
func runPoster(args ...string) (status int, stderr string) {
	var stderrBuffer bytes.Buffer
	t := &tool{stdout: io.Discard, stderr: &stderrBuffer}
	return t.run(append([]string{"poster", "--assets", "../../assets"}, args...)),
		stderrBuffer.String()
}

func TestPosterPNGSize(t *testing.T) {
	file := filepath.Join(t.TempDir(), "x.png")
	if status, stderr := runPoster("--out", file, "--size", "400x300", "--ratio", "1.5", "--theme",
		"dark"); status != 0 {
		t.Fatal(stderr)
	}
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	c, err := png.DecodeConfig(f)
	if err != nil || c.Width != 600 || c.Height != 450 {
		t.Errorf("%d by %d, %v; want 600 by 450", c.Width, c.Height, err)
	}
}

func TestPosterSVGTexts(t *testing.T) {
	file := filepath.Join(t.TempDir(), "x.SVG")
	if status, stderr := runPoster("--out", file, "--date", "2026-01-06", "--layers",
		"hubs,-contact,-freeze"); status != 0 {
		t.Fatal(stderr)
	}
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	d := xml.NewDecoder(bytes.NewReader(data))
	text, labels := "", ""
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		switch token := token.(type) {
		case xml.CharData:
			text += string(token)
		case xml.StartElement:
			for _, a := range token.Attr {
				if strings.HasPrefix(a.Name.Local, "font") {
					t.Errorf("<%s> asks for a font: %s=%q", token.Name.Local, a.Name.Local, a.Value)
				}
				if a.Name.Local == "aria-label" {
					labels += a.Value + "\n"
				}
			}
		}
	}
	for _, want := range []string{"Situation on 6 January 2026", "OpenStreetMap"} {
		if !strings.Contains(text, want) || !strings.Contains(labels, want) {
			t.Errorf("%q is not in the poster", want)
		}
	}
	if bytes.Contains(data, []byte(`id="contact"`)) || !bytes.Contains(data, []byte(`id="hubs"`)) {
		t.Error("the layers are not those asked for")
	}
}

// A poster shows the same as a link to the page. Options override the link, and a date replaces its
// scenario.
func TestPosterOfALink(t *testing.T) {
	for _, c := range []struct {
		name           string
		args           []string
		want, unwanted string
	}{
		{"a scenario", []string{"--link", "scenario=plan-20&lang=fr&view=6/48/35"}, "Projet en",
			"Situation on"},
		{"a step", []string{"--link", "?step=hubs"}, "Proposed “military hubs”", "Scenario:"},
		{"a date over it", []string{"--link", "scenario=plan-20", "--date", "2022-03-28"},
			"Situation on 28 March 2022", "20 points"},
		{"another language", []string{"--link", "scenario=plan-20&lang=fr", "--lang", "en"},
			"Draft in 20 points", "Projet en"},
	} {
		file := filepath.Join(t.TempDir(), "x.svg")
		if status, stderr := runPoster(append(c.args, "--out", file)...); status != 0 {
			t.Fatalf("%s: %s", c.name, stderr)
		}
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if text := string(data); !strings.Contains(text, c.want) ||
			strings.Contains(text, c.unwanted) {
			t.Errorf("%s: the poster should say %q and not %q", c.name, c.want, c.unwanted)
		}
	}
}

func TestPosterUsageErrors(t *testing.T) {
	dir := t.TempDir()
	out := filepath.Join(dir, "x.png")
	for _, c := range []struct {
		name   string
		args   []string
		status int
		want   string
	}{
		{"no file", nil, 2, "--out"},
		{"another format", []string{"--out", filepath.Join(dir, "x.gif")}, 2, ".svg or .png"},
		{"a size", []string{"--out", out, "--size", "12"}, 2, "WIDTHxHEIGHT"},
		{"a size too large", []string{"--out", out, "--size", "10000x10000", "--ratio", "2"}, 2,
			"pixels"},
		{"a theme", []string{"--out", out, "--theme", "blue"}, 2, "light or dark"},
		{"a date", []string{"--out", out, "--date", "1999-01-01"}, 2, "2026-01-06"},
		{"a language", []string{"--out", out, "--lang", "xx"}, 2, "en"},
		{"a layer", []string{"--out", out, "--layers", "roads"}, 2, "hubs"},
		{"a word too many", []string{"--out", out, "more"}, 2, "more"},
		{"no folder", []string{"--out", filepath.Join(dir, "none", "x.png")}, 1, "none"},
	} {
		status, stderr := runPoster(c.args...)
		if status != c.status || !strings.Contains(stderr, c.want) ||
			strings.Count(stderr, "\n") != 1 {
			t.Errorf("%s: status %d, %q; want %d and one line with %q", c.name, status, stderr,
				c.status, c.want)
		}
	}
	if left, _ := os.ReadDir(dir); len(left) != 0 {
		t.Errorf("files are left behind: %v", left)
	}
}
