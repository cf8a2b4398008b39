package site

import (
	"bytes"
	"net/http"
	"net/url"
	"path"
	"strconv"
	"strings"
	"time"
)

// Handler returns a handler that serves the site's files, and nothing else, from memory.
func (s *Site) Handler() http.Handler { return http.HandlerFunc(s.serve) }

func (s *Site) serve(w http.ResponseWriter, r *http.Request) {
	setCommonHeaders(w.Header())
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		w.Header().Set("Allow", "GET, HEAD")
		http.Error(w, "only GET and HEAD", http.StatusMethodNotAllowed)
		return
	}
	name := strings.TrimPrefix(r.URL.Path, "/")
	if name == "" || strings.HasSuffix(name, "/") {
		name += "index.html"
	}
	file := s.File(name)
	if file == nil && s.File(name+"/index.html") != nil {
		// A relative address also works behind a proxy that serves the site in a folder, and cannot
		// redirect to another host.
		target := url.URL{Path: "./" + path.Base(name) + "/", RawQuery: r.URL.RawQuery}
		w.Header().Set("Location", target.String())
		w.WriteHeader(http.StatusMovedPermanently)
		return
	}
	if file == nil {
		s.serveNotFound(w)
		return
	}
	if err := file.Load(); err != nil {
		http.Error(w, "the file cannot be made: "+err.Error(), http.StatusInternalServerError)
		return
	}
	if path.Ext(file.Name) == ".html" {
		w.Header().Set("Content-Security-Policy", s.policyOf(file.Name))
	}
	serveFile(w, r, file)
}

// serveNotFound answers with the 404 page, as hosts do.
func (s *Site) serveNotFound(w http.ResponseWriter) {
	page := s.File(notFoundName)
	if page == nil {
		http.Error(w, "no such file", http.StatusNotFound)
		return
	}
	w.Header().Set("Content-Type", page.MediaType())
	w.Header().Set("Content-Security-Policy", s.Policy())
	w.Header().Set("Cache-Control", "no-cache")
	w.WriteHeader(http.StatusNotFound)
	w.Write(page.Data)
}

// serveFile answers in the encoding negotiated with the client. Ranges and conditions refer to that
// encoding.
func serveFile(w http.ResponseWriter, r *http.Request, file *File) {
	header := w.Header()
	header.Set("Content-Type", file.MediaType())
	header.Set("Vary", "Accept-Encoding")
	if file.Hashed() {
		header.Set("Cache-Control", cacheForever)
	} else {
		header.Set("Cache-Control", "no-cache")
	}
	data, coding := negotiateEncoding(file, r.Header.Get("Accept-Encoding"))
	if coding != "" {
		header.Set("Content-Encoding", coding)
	}
	header.Set("ETag", strconv.Quote(file.hash[:24]+coding))
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(data))
}
