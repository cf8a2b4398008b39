package site

import (
	"bytes"
	"net/http"
	"path"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Handler serves the site's files: nothing else, from memory, to anybody who may read it.
func (s *Site) Handler() http.Handler { return http.HandlerFunc(s.serve) }

func (s *Site) serve(w http.ResponseWriter, r *http.Request) {
	headers(w.Header())
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		w.Header().Set("Allow", "GET, HEAD")
		http.Error(w, "only GET and HEAD", http.StatusMethodNotAllowed)
		return
	}
	name := strings.TrimPrefix(r.URL.Path, "/")
	if name == "" || strings.HasSuffix(name, "/") {
		name += "index.html"
	}
	file := s.Get(name)
	if file == nil {
		http.Error(w, "no such file", http.StatusNotFound)
		return
	}
	send(w, r, file)
}

// send answers with the smallest form that the reader's browser takes. Range and conditions count in that form.
func send(w http.ResponseWriter, r *http.Request, file *File) {
	header := w.Header()
	header.Set("Content-Type", file.Type())
	header.Set("Vary", "Accept-Encoding")
	if path.Ext(file.Name) == ".html" {
		header.Set("Cache-Control", "no-cache")
		header.Set("Content-Security-Policy", policy)
	} else {
		header.Set("Cache-Control", "public, max-age=31536000, immutable")
	}
	data, encoding := file.Data, ""
	accepted := encodings(r.Header.Get("Accept-Encoding"))
	switch {
	case len(file.Brotli) > 0 && slices.Contains(accepted, "br"):
		data, encoding = file.Brotli, "br"
	case len(file.Gzip) > 0 && slices.Contains(accepted, "gzip"):
		data, encoding = file.Gzip, "gzip"
	}
	if encoding != "" {
		header.Set("Content-Encoding", encoding)
	}
	header.Set("ETag", strconv.Quote(file.tag[:24]+encoding))
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(data))
}

// encodings lists the codings of an Accept-Encoding header that are not ruled out by q=0.
func encodings(accept string) []string {
	var found []string
	for part := range strings.SplitSeq(accept, ",") {
		name, q, _ := strings.Cut(strings.TrimSpace(part), ";")
		value, hasQ := strings.CutPrefix(strings.TrimSpace(q), "q=")
		if weight, err := strconv.ParseFloat(value, 64); hasQ && (err != nil || weight == 0) {
			continue
		}
		found = append(found, strings.ToLower(strings.TrimSpace(name)))
	}
	return found
}
