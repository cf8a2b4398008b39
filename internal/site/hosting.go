package site

import (
	_ "embed"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"text/template"
)

// policyFile is the name of the file in a pinned version's folder that records the content security
// policy of its pages. Their inline style sheet is named there by its hash, which differs from that
// of later pages.
const policyFile = "policy.txt"

// hostingFiles returns the files about serving the folder: _headers for hosts that read it, and
// HOSTING.txt for people. They cover the pinned versions in dir.
func (s *Site) hostingFiles(dir string) ([]*File, error) {
	policies, err := s.pinnedPolicies(dir)
	if err != nil {
		return nil, err
	}
	return []*File{
		{Name: "_headers", Data: []byte(s.headersFile(policies))},
		{Name: "HOSTING.txt", Data: []byte(s.hostingNotes())},
	}, nil
}

// pinnedPolicies returns the content security policies of the pinned versions, of this site and of
// earlier ones in dir, by the names of their folders.
func (s *Site) pinnedPolicies(dir string) (map[string]string, error) {
	policies := map[string]string{}
	files, err := filepath.Glob(filepath.Join(dir, pinnedDir, "*", policyFile))
	if err != nil {
		return nil, err
	}
	for _, name := range files {
		text, err := os.ReadFile(name)
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return nil, err
		}
		policies[filepath.Base(filepath.Dir(name))] = strings.TrimSpace(string(text))
	}
	for _, file := range s.Files() {
		if folder, ok := strings.CutSuffix(file.Name, "/"+policyFile); ok {
			version := strings.TrimPrefix(folder, pinnedDir+"/")
			policies[version] = strings.TrimSpace(string(file.Data))
		}
	}
	return policies, nil
}

// headersFile returns the content of _headers, the format of Netlify, Cloudflare Pages and others.
// No two rules set the same header for a file, because hosts would join the values.
func (s *Site) headersFile(policies map[string]string) string {
	var b strings.Builder
	writeRule := func(path string, headers ...string) {
		fmt.Fprintf(&b, "%s\n", path)
		for _, line := range headers {
			fmt.Fprintf(&b, "  %s\n", line)
		}
	}
	var commonHeaders []string
	for _, h := range sortedCommonHeaders() {
		commonHeaders = append(commonHeaders, h.Name+": "+h.Value)
	}
	writeRule("/*", commonHeaders...)
	for _, folder := range []string{"assets", "cards"} {
		writeRule("/"+folder+"/*", "Cache-Control: "+cacheForever)
	}
	pageHeaders := []string{"Cache-Control: no-cache", "Content-Security-Policy: " + s.Policy()}
	writeRule("/", pageHeaders...)
	writeRule("/index.html", pageHeaders...)
	for _, lang := range s.langs() {
		writeRule("/"+lang+"/*", pageHeaders...)
	}
	for _, folder := range []string{embedCodeDir, exampleDir} {
		writeRule("/"+folder+"/*", "Cache-Control: no-cache",
			"Content-Security-Policy: "+framingPolicy(s.Policy()))
	}
	for _, name := range []string{serviceWorkerName, manifestName, versionsName, "embed.js",
		"oembed/*"} {
		writeRule("/"+name, "Cache-Control: no-cache")
	}
	for _, version := range slices.Sorted(maps.Keys(policies)) {
		writeRule("/"+pinnedDir+"/"+version+"/*", "Cache-Control: no-cache",
			"Content-Security-Policy: "+policies[version])
	}
	return b.String()
}

// langs returns the languages that have folders.
func (s *Site) langs() []string {
	var list []string
	for _, file := range s.Files() {
		if lang, rest, ok := strings.Cut(file.Name, "/"); ok && rest == "index.html" {
			list = append(list, lang)
		}
	}
	return list
}

// hostingNotesTemplate is the text of HOSTING.txt.
var hostingNotesTemplate = template.Must(template.New("hosting.txt").Parse(hostingNotesText))

//go:embed html/hosting.txt
var hostingNotesText string

// hostingNotes returns the content of HOSTING.txt: how a host should serve the folder.
func (s *Site) hostingNotes() string {
	var b strings.Builder
	err := hostingNotesTemplate.Execute(&b, map[string]any{
		"CommonHeaders": sortedCommonHeaders(), "CacheForever": cacheForever, "Policy": s.Policy(),
	})
	if err != nil {
		panic(err) // a strings.Builder accepts every text
	}
	return b.String()
}

// A header is a field of an HTTP response.
type header struct{ Name, Value string }

// sortedCommonHeaders returns the headers of setCommonHeaders, by name.
func sortedCommonHeaders() []header {
	common := http.Header{}
	setCommonHeaders(common)
	var list []header
	for _, name := range slices.Sorted(maps.Keys(common)) {
		list = append(list, header{name, common.Get(name)})
	}
	return list
}
