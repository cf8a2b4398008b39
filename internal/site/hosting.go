package site

import (
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// policyFile keeps in the folder of a kept version the policy with which its pages were written:
// their style sheet is named by its hash, and later pages have another.
const policyFile = "policy.txt"

// hostingFiles are the files that tell hosts what to send with the others: _headers for those that
// read it, and notes for who sets up a host. They know of the versions that the folder keeps.
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

// pinnedPolicies are the policies of the versions, of this site and of earlier ones in the folder,
// by their folders.
func (s *Site) pinnedPolicies(dir string) (map[string]string, error) {
	policies := map[string]string{}
	old, err := filepath.Glob(filepath.Join(dir, pinnedDir, "*", policyFile))
	if err != nil {
		return nil, err
	}
	for _, name := range old {
		text, err := os.ReadFile(name)
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return nil, err
		}
		policies[filepath.Base(filepath.Dir(name))] = strings.TrimSpace(string(text))
	}
	for _, f := range s.Files() {
		if folder, ok := strings.CutSuffix(f.Name, "/"+policyFile); ok {
			policies[strings.TrimPrefix(folder, pinnedDir+"/")] = strings.TrimSpace(string(f.Data))
		}
	}
	return policies, nil
}

// headersFile writes what Netlify, Cloudflare Pages and others read. No two rules name the same
// header for a file, because hosts join them.
func (s *Site) headersFile(policies map[string]string) string {
	var b strings.Builder
	rule := func(path string, header ...string) {
		fmt.Fprintf(&b, "%s\n", path)
		for _, line := range header {
			fmt.Fprintf(&b, "  %s\n", line)
		}
	}
	common := http.Header{}
	setCommonHeaders(common)
	var all []string
	for name, values := range common {
		all = append(all, name+": "+values[0])
	}
	slices.Sort(all)
	rule("/*", all...)
	for _, folder := range []string{"assets", "cards"} {
		rule("/"+folder+"/*", "Cache-Control: "+cacheForever)
	}
	page := []string{"Cache-Control: no-cache", "Content-Security-Policy: " + s.Policy()}
	rule("/", page...)
	rule("/index.html", page...)
	for _, lang := range s.langs() {
		rule("/"+lang+"/*", page...)
	}
	for _, folder := range []string{embedCodeDir, exampleDir} {
		rule("/"+folder+"/*", "Cache-Control: no-cache",
			"Content-Security-Policy: "+framingPolicy(s.Policy()))
	}
	for _, name := range []string{serviceWorkerName, manifestName, versionsName, "embed.js",
		"oembed/*"} {
		rule("/"+name, "Cache-Control: no-cache")
	}
	var versions []string
	for v := range policies {
		versions = append(versions, v)
	}
	slices.Sort(versions)
	for _, v := range versions {
		rule("/"+pinnedDir+"/"+v+"/*", "Cache-Control: no-cache",
			"Content-Security-Policy: "+policies[v])
	}
	return b.String()
}

// langs are the languages that have folders.
func (s *Site) langs() []string {
	var list []string
	for _, f := range s.Files() {
		if lang, rest, ok := strings.Cut(f.Name, "/"); ok && rest == "index.html" {
			list = append(list, lang)
		}
	}
	return list
}

// hostingNotes tell who sets up a host what it should do.
func (s *Site) hostingNotes() string {
	common := http.Header{}
	setCommonHeaders(common)
	var add strings.Builder
	var names []string
	for name := range common {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		fmt.Fprintf(&add, "    add_header %s %q always;\n", name, common.Get(name))
	}
	return `How to serve this folder
========================

Any host that serves files will do. Better hosts do six things:

1. Send the compressed form that stands beside a file (.br, .gz) to browsers that take it.
2. Let browsers keep assets/ and cards/ for ever: their names change with their content. Everything else: no-cache.
3. Send .wasm as application/wasm: browsers then compile the program while it arrives. It starts under any other type,
   too.
4. Send "Access-Control-Allow-Origin: *": a sandboxed frame has no origin of its own.
5. Send "Cross-Origin-Embedder-Policy: require-corp" and "Cross-Origin-Resource-Policy: cross-origin" with every file, or
   neither of them: an article that is cross-origin isolated shows no frames without them. Where a host cannot send
   them, such an article can write <iframe credentialless …>.
6. Answer with 404.html and status 404 where there is no file. Browsers keep what comes with status 200.

Copy assets/ and cards/ first and the pages last, and do not delete what is there: open pages and kept versions (v/)
still need it.

Netlify, Cloudflare Pages
-------------------------
They read _headers and 404.html and compress by themselves.

GitHub Pages
------------
It reads the 404.html at the root of the whole site and sends none of these headers (see 5).

nginx
-----
    gzip_static on;
    brotli_static on;    # with ngx_brotli
    types { application/wasm wasm; }
    error_page 404 /404.html;    # with the path of this folder in front
` + add.String() + `    location / { add_header Cache-Control no-cache; }
    location ~ ^/(assets|cards)/ { add_header Cache-Control "` + cacheForever + `"; }

nginx drops outer add_header lines where an inner one stands: repeat the outer ones in both locations.

Apache, S3 and others
---------------------
The same rules; Apache's is "ErrorDocument 404 /404.html". Storage without rules per folder still works: every page
carries its content policy itself, and the program and its data are checked by hash or size, whatever their type.

A policy as a header is stricter than one in the page, because it can say who may frame a page:
    Content-Security-Policy: ` + s.Policy() + `; frame-ancestors https://news.example
`
}
