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
	if file == nil && s.Get(name+"/index.html") != nil {
		// Relative, so that it holds behind a proxy that serves the site in a folder, and can lead nowhere else.
		to := url.URL{Path: "./" + path.Base(name) + "/", RawQuery: r.URL.RawQuery}
		w.Header().Set("Location", to.String())
		w.WriteHeader(http.StatusMovedPermanently)
		return
	}
	if file == nil {
		s.serveMissing(w)
		return
	}
	if err := file.Load(); err != nil {
		http.Error(w, "the file cannot be made: "+err.Error(), http.StatusInternalServerError)
		return
	}
	if path.Ext(file.Name) == ".html" {
		w.Header().Set("Content-Security-Policy", s.policyOf(file.Name))
	}
	send(w, r, file)
}

// serveMissing answers with the page for addresses without a file, as hosts do.
func (s *Site) serveMissing(w http.ResponseWriter) {
	page := s.Get(missingName)
	if page == nil {
		http.Error(w, "no such file", http.StatusNotFound)
		return
	}
	w.Header().Set("Content-Type", page.Type())
	w.Header().Set("Content-Security-Policy", s.Policy())
	w.Header().Set("Cache-Control", "no-cache")
	w.WriteHeader(http.StatusNotFound)
	w.Write(page.Data)
}

// send answers with the smallest form that the reader's browser takes. Range and conditions count in that form.
func send(w http.ResponseWriter, r *http.Request, file *File) {
	header := w.Header()
	header.Set("Content-Type", file.Type())
	header.Set("Vary", "Accept-Encoding")
	if file.Hashed() {
		header.Set("Cache-Control", cacheForever)
	} else {
		header.Set("Cache-Control", "no-cache")
	}
	data, coding := form(file, r.Header.Get("Accept-Encoding"))
	if coding != "" {
		header.Set("Content-Encoding", coding)
	}
	header.Set("ETag", strconv.Quote(file.tag[:24]+coding))
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(data))
}
